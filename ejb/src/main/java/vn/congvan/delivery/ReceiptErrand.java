package vn.congvan.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Sha256;

/**
 * A package for which somebody has claimed to make the receipt.
 *
 * @param packageId the package
 * @param sha256 its bytes
 * @param documentId the identity of its document, as written
 * @param documentCode number and notation; may be empty
 * @param sender code of the sender, as it was used
 * @param recipients codes of the recipients for whom it was taken over, as they were used
 * @param acceptedAt when it was taken over for the last of them
 * @param correlation the correlation id of the request that brought it
 */
public record ReceiptErrand(UUID packageId, Sha256 sha256, String documentId, String documentCode,
        OrganizationCode sender, List<OrganizationCode> recipients, Instant acceptedAt, String correlation) {

    public ReceiptErrand {
        recipients = List.copyOf(recipients);
    }
}
