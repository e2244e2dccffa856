package vn.congvan.journal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Protocol;
import vn.congvan.document.TimeOrderedId;

/**
 * How many lines a minute the log of refused requests takes, so that refusing a flood costs no disk. What exceeds the ration
 * of a caller is counted on that caller's last line of the minute. Callers name themselves, so there is a ration for all of
 * them together too: once it is spent, whoever has no line yet is counted on one that all such share, per code.
 */
@ApplicationScoped
class LineRation {

    /** The lines of all callers together are so many times the ration of one. */
    static final int CALLERS = 20;
    /** Who a line speaks of that stands for anybody. */
    static final String ANYBODY = "*";

    private static final int LONGEST_NAME = 100;

    @Inject
    Clock clock;
    @Inject
    JournalSettings settings;

    private final Map<Caller, Tally> callers = new HashMap<>();
    private final Map<ErrorCode, Tally> anybody = new EnumMap<>(ErrorCode.class);
    private final Map<UUID, Long> counts = new HashMap<>();
    private Instant minute = Instant.MIN;
    private int written;

    /** A claimed name may be as long as a header; the beginning is enough to count by. */
    private record Caller(Protocol via, String claimed, String address, ErrorCode code) {

        static Caller of(RefusedRequest request) {
            String name = request.claimedCaller();
            return new Caller(request.via(), name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                    request.remoteAddress(),
                    request.refusal().code());
        }
    }

    private static final class Tally {
        private int lines;
        private UUID last;
    }

    /** A line that is to be written. */
    record Line(UUID id, RefusedRequest request) {}

    /** The line that is due to this request; empty when it was counted on another. */
    synchronized Optional<Line> claim(RefusedRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        if (!now.equals(minute)) {
            minute = now;
            written = 0;
            callers.clear();
            anybody.clear();
        }
        ErrorCode code = request.refusal().code();
        Caller caller = Caller.of(request);
        Tally own = callers.get(caller);
        boolean forAll = written < settings.refusedLinesPerMinute() * CALLERS;
        if (forAll && (own == null || own.lines < settings.refusedLinesPerMinute())) {
            written++;
            return Optional.of(line(callers.computeIfAbsent(caller, c -> new Tally()), request));
        }
        if (own == null) {
            own = anybody.computeIfAbsent(code, c -> new Tally());
            if (own.last == null) {
                return Optional.of(line(own, new RefusedRequest(request.via(), ANYBODY, ANYBODY, ANYBODY,
                        request.refusal(), Optional.empty(), 0, request.correlation())));
            }
        }
        counts.merge(own.last, 1L, Long::sum);
        return Optional.empty();
    }

    private Line line(Tally tally, RefusedRequest request) {
        tally.lines++;
        tally.last = TimeOrderedId.next(clock);
        return new Line(tally.last, request);
    }

    /** What was counted since the last time, by the line that it belongs to. */
    synchronized Map<UUID, Long> drain() {
        Map<UUID, Long> drained = Map.copyOf(counts);
        counts.clear();
        return drained;
    }
}
