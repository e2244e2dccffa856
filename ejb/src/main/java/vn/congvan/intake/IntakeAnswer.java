package vn.congvan.intake;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import vn.congvan.document.MessageType;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.Sha256;

/** What a sender is told. */
public sealed interface IntakeAnswer {

    /**
     * Taken over: bytes and rows are on the disk.
     *
     * @param packageId the id of the package; the same package again has the same
     * @param repeated true when it was known already
     * @param deliveries what was made of it, one per recipient; empty for a status package
     */
    record Accepted(UUID packageId, MessageType type, Sha256 sha256, long size, boolean repeated,
            List<AcceptedDelivery> deliveries) implements IntakeAnswer {}

    /** One recipient's delivery. */
    record AcceptedDelivery(UUID deliveryId, OrganizationCode to) {}

    /**
     * Refused as a whole; nothing was recorded.
     *
     * @param refusal the reason
     * @param recipients each bad recipient with its own reason, where that is why
     * @param documentId the identity that the package named, for the log
     */
    record Refused(Refusal refusal, List<RecipientRefusal> recipients, Optional<String> documentId)
            implements
                IntakeAnswer {}

    /** Why one recipient cannot be sent to. */
    record RecipientRefusal(String code, Refusal refusal) {}
}
