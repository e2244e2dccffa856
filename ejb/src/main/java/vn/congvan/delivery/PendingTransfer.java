package vn.congvan.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import vn.congvan.document.MessageType;
import vn.congvan.document.OrganizationCode;

/**
 * A package that waits for a recipient's system.
 *
 * @param id the transfer's id, with which to fetch and confirm
 * @param documentId the identity of the document it carries or reports on, verbatim
 * @param documentCode its number and notation
 * @param statusCode for a status package the code it reports, as it came
 */
public record PendingTransfer(UUID id, MessageType type, OrganizationCode from, OrganizationCode to,
        TransferState state, Instant createdAt, Instant updatedAt, long size, String documentId, String documentCode,
        String subject, Optional<StatusReport> status) {

    /** What a waiting status package says. */
    public record StatusReport(String code, String description, Optional<Instant> reportedAt) {}
}
