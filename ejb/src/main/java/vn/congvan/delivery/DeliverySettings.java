package vn.congvan.delivery;

import java.time.Duration;

/**
 * How patient this room is; made and checked by room {@code server}.
 *
 * @param lease how long a carrier may take before another one carries the same row
 * @param retryPause the pause after a first failed attempt; it doubles with each further one, up to an hour
 * @param maxAttempts after how many failed attempts a delivery is given up visibly
 * @param failPause the pause after a recipient's system first said fail; it doubles with each further one
 * @param maxFails after how many fails a package leaves the recipient's list and the delivery is given up visibly
 * @param retractAtOnce whether a take-back (13) of a document that only arrived is agreed to by the node itself
 */
public record DeliverySettings(Duration lease, Duration retryPause, int maxAttempts, Duration failPause, int maxFails,
        boolean retractAtOnce) {

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** The pause before the try that follows {@code failures} failures, 1 or more. */
    static Duration pause(Duration first, int failures) {
        Duration pause = first.multipliedBy(1L << Math.min(failures - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
