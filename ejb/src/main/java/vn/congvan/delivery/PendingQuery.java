package vn.congvan.delivery;

import java.time.Instant;
import java.util.Optional;

import vn.congvan.document.MessageType;

/**
 * Which waiting packages are asked for; oldest first.
 *
 * @param limit how many at the most, 1 to 500
 * @param offset how many to leave out, for clients that count pages
 */
public record PendingQuery(MessageType type, Optional<Instant> from, Optional<Instant> to, int limit, int offset) {

    public static final int MAX = 500;

    public PendingQuery {
        limit = Math.max(1, Math.min(limit, MAX));
        offset = Math.max(0, offset);
    }

    public static PendingQuery all(MessageType type) {
        return new PendingQuery(type, Optional.empty(), Optional.empty(), MAX, 0);
    }
}
