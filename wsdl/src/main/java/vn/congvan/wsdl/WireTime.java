package vn.congvan.wsdl;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** Instants and days as the contract writes them; the generated classes call this. */
public final class WireTime {

    private WireTime() {}

    /**
     * The instant in an {@code xs:dateTime} with a zone.
     *
     * @throws java.time.format.DateTimeParseException when it is none, or has no zone
     */
    public static Instant instant(String text) {
        return OffsetDateTime.parse(text.strip()).toInstant();
    }

    /** The day in an {@code xs:date} without a zone. */
    public static LocalDate day(String text) {
        return LocalDate.parse(text.strip());
    }

    /** In UTC, ending in {@code Z}. */
    public static String print(Instant instant) {
        return instant == null ? null : instant.toString();
    }

    public static String print(LocalDate day) {
        return day == null ? null : day.toString();
    }
}
