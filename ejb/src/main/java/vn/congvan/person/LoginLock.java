package vn.congvan.person;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How guessing is slowed down: a few slips are free, then every further failure locks the account for twice as long as
 * the one before, up to a bound, so that nobody can shut a clerk out for a day.
 */
final class LoginLock {

    /** Failures in a row that cost nothing. */
    static final int FREE = 4;

    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private LoginLock() {}

    /** Until when an account is locked that failed for the {@code failures}-th time in a row at {@code now}. */
    static Optional<Instant> until(int failures, Instant now) {
        if (failures <= FREE) {
            return Optional.empty();
        }
        // beyond 2^5 the bound is reached
        Duration delay = FIRST.multipliedBy(1L << Math.min(failures - FREE - 1, 5));
        return Optional.of(now.plus(delay.compareTo(LONGEST) > 0 ? LONGEST : delay));
    }
}
