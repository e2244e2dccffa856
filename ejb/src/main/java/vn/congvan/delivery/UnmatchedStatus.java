package vn.congvan.delivery;

import java.time.Instant;
import java.util.UUID;

import vn.congvan.document.OrganizationCode;

/**
 * A status that was taken over and did nothing to any delivery.
 *
 * @param known whether its code is one of edXML's: then no such delivery was found; otherwise nobody knows what it says
 * @param code as in edXML where it is known, else as it came
 * @param documentId the identity that it names; may be empty
 * @param documentCode the number and notation that it names; may be empty
 */
public record UnmatchedStatus(UUID id, Instant receivedAt, boolean known, String code, OrganizationCode from,
        String fromName, OrganizationCode to, String toName, String documentId, String documentCode,
        String description) {}
