package vn.congvan.web.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A bucket of tokens that fills itself evenly. All it remembers is the instant at which it will be full again; for use by
 * any number of threads.
 */
final class Allowance {

    private static final long NANOS = 1_000_000_000L;

    /**
     * How fast a bucket fills and how much it holds.
     *
     * @param each how long one token takes to come
     * @param most how many there are in a full bucket
     */
    record Rate(Duration each, int most) {

        static Rate perSecond(int tokens, int most) {
            return new Rate(Duration.ofNanos(NANOS / tokens), most);
        }
    }

    private long fullAt = Long.MIN_VALUE;

    /**
     * Takes a token.
     *
     * @return empty when there was one, and otherwise how long the next one will take; then nothing was taken
     */
    synchronized Optional<Duration> take(Rate rate, Instant now) {
        Optional<Duration> wait = untilNext(rate, now);
        if (wait.isEmpty()) {
            fullAt += rate.each().toNanos();
        }
        return wait;
    }

    /** How long the next token will take; empty when there is one. */
    synchronized Optional<Duration> untilNext(Rate rate, Instant now) {
        long at = nanos(now);
        long whole = rate.each().toNanos() * rate.most();
        // never fuller than full, and never emptier than empty, not even when the clock was set back
        fullAt = Math.min(Math.max(fullAt, at), at + whole);
        long early = fullAt + rate.each().toNanos() - at - whole;
        return early <= 0 ? Optional.empty() : Optional.of(Duration.ofNanos(early));
    }

    private static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
    }
}
