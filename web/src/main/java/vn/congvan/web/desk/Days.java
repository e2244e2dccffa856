package vn.congvan.web.desk;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;

/** Days as people type them: {@code 7/1/2020} or {@code 07/01/2020}. */
final class Days {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d/M/uuuu")
            .withResolverStyle(ResolverStyle.STRICT);

    private Days() {}

    /**
     * The day; empty where nothing was typed.
     *
     * @throws RefusedException {@code ENTRY_DATE_INVALID}: there is no such day
     */
    static Optional<LocalDate> parse(String typed) {
        String text = typed.strip();
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text, DAY));
        } catch (DateTimeParseException e) {
            throw new RefusedException(Refusal.of(ErrorCode.ENTRY_DATE_INVALID, text));
        }
    }
}
