package vn.congvan.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import vn.congvan.document.MessageType;

/**
 * Which of the caller's own sends are asked for; newest first.
 *
 * @param packageId one send, or empty for all
 * @param after the transfer after whose row to go on, or empty to begin
 * @param limit how many rows at the most, 1 to 1,000
 */
public record SentQuery(MessageType type, Optional<UUID> packageId, Optional<Instant> from, Optional<Instant> to,
        Optional<UUID> after, int limit) {

    public SentQuery {
        limit = Math.max(1, Math.min(limit, 1000));
    }

    /** The same from the row on that follows this transfer. */
    public SentQuery after(UUID transferId) {
        return new SentQuery(type, packageId, from, to, Optional.of(transferId), limit);
    }
}
