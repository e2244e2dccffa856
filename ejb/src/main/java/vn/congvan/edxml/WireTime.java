package vn.congvan.edxml;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** Dates and timestamps as edXML writes them; what does not fit exactly is no date, never a guess. */
final class WireTime {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private WireTime() {}

    static Optional<LocalDate> date(String text) {
        if (text.length() != 10) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text, DATE));
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }

    static Optional<LocalDateTime> timestamp(String text) {
        if (text.length() != 19) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(text, TIMESTAMP));
        } catch (DateTimeParseException notATimestamp) {
            return Optional.empty();
        }
    }

    static String write(LocalDate date) {
        return date == null ? "" : DATE.format(date);
    }

    static String write(LocalDateTime timestamp) {
        return timestamp == null ? "" : TIMESTAMP.format(timestamp);
    }
}
