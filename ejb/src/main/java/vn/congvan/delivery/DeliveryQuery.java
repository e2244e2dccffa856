package vn.congvan.delivery;

import java.util.Optional;
import java.util.UUID;

import vn.congvan.document.DocumentId;

/**
 * Which deliveries are asked for; newest first.
 *
 * @param after the delivery after which to go on (its id), or empty to begin
 * @param limit how many at the most, 1 to 500
 */
public record DeliveryQuery(Optional<DocumentId> documentId, Optional<UUID> packageId, Optional<DeliveryState> state,
        Optional<UUID> after, int limit) {

    public DeliveryQuery {
        limit = Math.max(1, Math.min(limit, 500));
    }

    public static DeliveryQuery newest(int limit) {
        return new DeliveryQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }
}
