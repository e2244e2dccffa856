package vn.congvan.journal;

import java.time.Instant;
import java.util.UUID;

/**
 * A refused request, as it stands in the log.
 *
 * @param id identity of the line
 * @param repeated how many more like it were refused within the minute and have no line of their own: of the same caller
 *        and address with the same code; where these two are {@code *}, of anybody
 */
public record RefusedLine(UUID id, Instant at, RefusedRequest request, long repeated) {}
