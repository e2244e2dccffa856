package vn.congvan.web.axis;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;

/** Times as clients of the axis write them: local times of Vietnam, mostly without saying so. */
final class ClientClock {

    static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    /** How far a client's clock may be fast or slow. */
    private static final Duration OFF = Duration.ofMinutes(10);
    /** The client may run in any zone of the world and does not say in which. */
    private static final Duration ANY_ZONE = Duration.ofHours(14);

    private static final Pattern SIGNED = Pattern.compile("(\\d{8}T\\d{6})(\\D.*)?");
    private static final DateTimeFormatter SIGNED_FORM = DateTimeFormatter.ofPattern("ddMMuuuu'T'HHmmss")
            .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter ROW = DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss").withZone(ZONE);
    private static final Pattern DATE = Pattern.compile("(\\d{1,4})[-/](\\d{1,2})[-/](\\d{1,4})"
            + "(?:[T ]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?)?\\s*(Z|[+-]\\d{2}:?\\d{2})?");

    private ClientClock() {}

    /**
     * When the client says its service object was made ({@code ddMMyyyy'T'HHmmss+SSSS}, where what looks like a zone is
     * the milliseconds); empty when that cannot be read, which is no fault.
     */
    static Optional<Instant> signedAt(String timestamp) {
        Matcher matcher = SIGNED.matcher(timestamp.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(matcher.group(1), SIGNED_FORM).atZone(ZONE).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether no clock of the world can be there yet. An old time is no fault: it is that of a long-lived object. */
    static boolean isImpossible(Instant signedAt, Instant now) {
        return signedAt.isAfter(now.plus(ANY_ZONE).plus(OFF));
    }

    /** Whether a client whose clock shows the time of Vietnam, give or take a few minutes, wrote this within {@code age}. */
    static boolean isWithin(Duration age, Instant signedAt, Instant now) {
        return !signedAt.isBefore(now.minus(age).minus(OFF)) && !signedAt.isAfter(now.plus(OFF));
    }

    /** {@code yyyy/MM/dd HH:mm:ss}. */
    static String row(Instant instant) {
        return ROW.format(instant);
    }

    /**
     * The first instant that {@code text} covers: {@code dd/MM/yyyy}, {@code yyyy/MM/dd} or ISO, with or without a time of
     * day.
     *
     * @throws RefusedException {@code REQUEST_FIELD_INVALID}
     */
    static Instant from(String parameter, String text) {
        return parse(parameter, text)[0];
    }

    /** The last instant that {@code text} covers: the end of the day, minute or second that it names. */
    static Instant to(String parameter, String text) {
        return parse(parameter, text)[1].minusNanos(1);
    }

    private static Instant[] parse(String parameter, String text) {
        Matcher m = DATE.matcher(text.strip());
        if (m.matches() && (m.group(1).length() == 4) != (m.group(3).length() == 4)) {
            try {
                boolean yearFirst = m.group(1).length() == 4;
                LocalDateTime start = LocalDateTime.of(number(m, yearFirst ? 1 : 3), number(m, 2),
                        number(m, yearFirst ? 3 : 1), number(m, 4), number(m, 5), number(m, 6));
                LocalDateTime end = m.group(4) == null
                        ? start.plusDays(1)
                        : m.group(6) == null ? start.plusMinutes(1) : start.plusSeconds(1);
                ZoneId zone = m.group(8) == null ? ZONE : ZoneOffset.of(m.group(8));
                return new Instant[] {start.atZone(zone).toInstant(), end.atZone(zone).toInstant()};
            } catch (DateTimeException e) {
                throw invalid(parameter, text);
            }
        }
        throw invalid(parameter, text);
    }

    private static int number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
    }

    private static RefusedException invalid(String parameter, String text) {
        return new RefusedException(
                Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, parameter, SignedHeader.printable(text)));
    }
}
