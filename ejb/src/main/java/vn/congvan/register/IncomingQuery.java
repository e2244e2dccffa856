package vn.congvan.register;

import java.util.Optional;

/**
 * Which lines of the incoming register are asked for, the newest first.
 *
 * @param before the number before which to go on, or empty to begin with the last
 * @param limit how many at the most, 1 to 500
 */
public record IncomingQuery(int year, Optional<Integer> before, int limit) {

    public IncomingQuery {
        limit = Math.max(1, Math.min(limit, 500));
    }
}
