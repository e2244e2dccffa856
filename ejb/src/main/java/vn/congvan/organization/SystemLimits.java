package vn.congvan.organization;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is set for one system alone; where nothing is, it is as every other.
 *
 * @param callsPerSecond how many calls a second it may make over time
 * @param callsAtOnce how many calls it may make at once after a pause
 * @param headerAge how old the time stamp in signed headers of the axis protocol may be; empty: of any age, since clients of
 *        that protocol keep the first one for years
 * @param checksSignatures whether the files of what it sends are looked into before it is taken over
 */
public record SystemLimits(OptionalInt callsPerSecond, OptionalInt callsAtOnce, Optional<Duration> headerAge,
        boolean checksSignatures) {

    /** Nothing is set. */
    public static final SystemLimits NONE = new SystemLimits(OptionalInt.empty(), OptionalInt.empty(),
            Optional.empty(), false);
}
