package vn.congvan.web.rest;

import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import vn.congvan.intake.IntakeAnswer;

/**
 * What a sender is told: taken over, bytes and rows are on the disk.
 *
 * @param documentId the identity under which the document was sent, where the node built the package; absent otherwise
 */
@Schema(name = "PackageReceipt", description = "Taken over: bytes and rows are durable")
public record PackageReceipt(
        @Schema(required = true, description = "The id of the package; the same package again has the same") UUID packageId,
        @Schema(required = true, enumeration = {
                "edoc", "status"}) String type,
        @Schema(required = true, description = "SHA-256 of the package, hexadecimal", pattern = "[0-9a-f]{64}") String sha256,
        @Schema(required = true, description = "Bytes of the package") long size,
        @Schema(required = true, description = "True when the package was known already") boolean repeated,
        @Schema(description = "The identity of the document, where the node built the package") String documentId,
        @Schema(required = true, description = "One per recipient; empty for a status") List<Delivery> deliveries)
        implements
            Representation{

    /** One recipient's delivery. */
    @Schema(name = "AcceptedDelivery")
    public record Delivery(@Schema(required = true) UUID deliveryId,
            @Schema(required = true, description = "The recipient's code", examples = "000.00.00.H47") String to) {}

    /** The same, for whoever sends it once more. */
    PackageReceipt again() {
        return new PackageReceipt(packageId, type, sha256, size, true, documentId, deliveries);
    }

    static PackageReceipt of(IntakeAnswer.Accepted accepted, String documentId) {
        return new PackageReceipt(accepted.packageId(), accepted.type().wire(), accepted.sha256().hex(),
                accepted.size(), accepted.repeated(), documentId,
                accepted.deliveries().stream().map(d -> new Delivery(d.deliveryId(), d.to().value())).toList());
    }
}
