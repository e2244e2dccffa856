package vn.congvan.journal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Protocol;

/**
 * Which refused requests are asked for; newest first.
 *
 * @param via by which protocol
 * @param words a system id or user name, an address, a document identity or a correlation id, whole, case ignored
 * @param after the line after which to go on, or empty to begin
 * @param limit how many at the most, 1 to 500
 */
public record RefusedQuery(Optional<Instant> from, Optional<Instant> to, Optional<ErrorCode> code,
        Optional<Protocol> via, Optional<String> words, Optional<UUID> after, int limit) {

    public RefusedQuery {
        limit = Math.max(1, Math.min(limit, 500));
    }
}
