package vn.congvan.journal;

import java.time.Instant;
import java.util.Optional;

import vn.congvan.document.ErrorCode;

/**
 * Which refused requests are asked for; newest first.
 *
 * @param claimedCaller the system id or user name that was given
 * @param limit how many at the most, 1 to 500
 */
public record RefusedQuery(Optional<Instant> from, Optional<Instant> to, Optional<ErrorCode> code,
        Optional<String> claimedCaller, int limit) {

    public RefusedQuery {
        limit = Math.max(1, Math.min(limit, 500));
    }
}
