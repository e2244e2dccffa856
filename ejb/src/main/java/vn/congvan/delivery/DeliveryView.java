package vn.congvan.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Protocol;
import vn.congvan.document.Urgency;

/**
 * One document at one recipient, with what happened to it.
 *
 * @param packageId the newest package that carried the document
 * @param documentId the document's identity, verbatim
 * @param documentCode number and notation
 * @param issueDate the issue date, where the package gave one that can be read
 * @param attempts how often it was carried
 * @param lastError the last fault in words, empty when there was none
 * @param history every move and every report, the oldest first; empty in lists that did not ask for it
 */
public record DeliveryView(UUID id, UUID packageId, String documentId, String documentCode, String subject,
        String typeName, Urgency urgency, Optional<LocalDate> issueDate, OrganizationCode from, String fromName,
        OrganizationCode to, String toName, DeliveryState state, Instant createdAt, Optional<Instant> sentAt,
        Optional<Instant> arrivedAt, Instant updatedAt, int attempts, String lastError, List<HistoryLine> history) {

    public DeliveryView {
        history = List.copyOf(history);
    }

    /**
     * One postmark.
     *
     * @param from the state before, empty for the first
     * @param to the state after; the same where a report changed nothing
     * @param by who: a system id, a user name, or {@code node}
     * @param via by which door it came
     * @param statusCode the edXML status that said so, empty otherwise
     * @param note the reason or description given with it
     */
    public record HistoryLine(Instant at, Optional<DeliveryState> from, DeliveryState to, String by, Protocol via,
            String statusCode, String note) {}
}
