package vn.congvan.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import vn.congvan.document.MessageType;

/**
 * Which of the caller's own sends are asked for; newest first.
 *
 * @param packageId one send, or empty for all
 * @param limit how many rows at the most, 1 to 1,000
 */
public record SentQuery(MessageType type, Optional<UUID> packageId, Optional<Instant> from, Optional<Instant> to,
        int limit) {

    public SentQuery {
        limit = Math.max(1, Math.min(limit, 1000));
    }
}
