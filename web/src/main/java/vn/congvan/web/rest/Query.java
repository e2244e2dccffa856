package vn.congvan.web.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.web.body.XmlCharacters;

/**
 * Reads path and query parameters. They come in as text and are read here rather than by Jakarta REST, which would answer
 * a bad one with "not found" and without its name.
 */
final class Query {

    /** The zone of dates without time and of times without zone, on screens and in packages. */
    static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final int SHOWN = 80;

    private Query() {}

    static Optional<String> text(String value) {
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }

    static <T> Optional<T> parsed(String name, String value, Function<String, Optional<T>> parser) {
        Optional<String> text = text(value);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!XmlCharacters.only(text.get())) {
            throw invalid(name, text.get());
        }
        return Optional.of(parser.apply(text.get()).orElseThrow(() -> invalid(name, text.get())));
    }

    static Optional<UUID> id(String name, String value) {
        return parsed(name, value, text -> {
            try {
                UUID id = UUID.fromString(text);
                // fromString also takes shortened groups, under which nothing was ever handed out
                return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    /** An instant: {@code 2026-11-23T02:00:00Z}, with any offset, or a date, which is its first moment in Vietnam. */
    static Optional<Instant> instant(String name, String value) {
        return parsed(name, value, text -> {
            try {
                Instant instant = text.indexOf('T') < 0
                        ? LocalDate.parse(text).atStartOfDay(VIETNAM).toInstant()
                        : OffsetDateTime.parse(text).toInstant();
                // what lies outside, no row can have, and not every database can be asked for
                return Optional.of(instant).filter(i -> i.isAfter(EARLIEST) && i.isBefore(LATEST));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    static int number(String name, String value, int min, int max, int otherwise) {
        return parsed(name, value, text -> {
            try {
                int number = Integer.parseInt(text);
                return number < min || number > max ? Optional.<Integer>empty() : Optional.of(number);
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }).orElse(otherwise);
    }

    static <E extends Enum<E>> Optional<E> oneOf(String name, String value, Class<E> type) {
        return parsed(name, value, text -> Arrays.stream(type.getEnumConstants())
                .filter(e -> e.name().equals(text.toUpperCase(Locale.ROOT))).findFirst());
    }

    static Optional<OrganizationCode> code(String name, String value) {
        return parsed(name, value, OrganizationCode::parse);
    }

    /** Codes given by repeating the parameter, by commas, or both. */
    static List<OrganizationCode> codes(String name, List<String> values) {
        Set<OrganizationCode> codes = new LinkedHashSet<>();
        for (String value : values) {
            for (String part : value.split(",", -1)) {
                // an empty one is no limit that was left out, but one that went wrong: all would get what few should
                codes.add(code(name, part).orElseThrow(() -> invalid(name, value)));
            }
        }
        return List.copyOf(codes);
    }

    static RefusedException invalid(String name, String value) {
        return new RefusedException(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, name, shown(value)));
    }

    static RefusedException missing(String name) {
        return new RefusedException(Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, name));
    }

    /** What came, as it may stand in an answer and a log: short, on one line. */
    static String shown(String value) {
        String text = value == null ? "" : value.replaceAll("\\p{Cntrl}", " ").strip();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
