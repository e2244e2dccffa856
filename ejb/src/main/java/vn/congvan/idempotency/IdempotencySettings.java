package vn.congvan.idempotency;

import java.time.Duration;

/**
 * How long this room remembers; made and checked by room {@code server}.
 *
 * @param kept how long the answer to a request that its caller named is remembered
 */
public record IdempotencySettings(Duration kept) {}
