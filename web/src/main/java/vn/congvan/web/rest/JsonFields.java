package vn.congvan.web.rest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonConfig;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.web.body.XmlCharacters;

/**
 * The members of a JSON object that somebody sent. Every fault is answered with the path of the member
 * ({@code signer.name}, {@code to[2]}); a member that nobody asked for is a fault too, since it is usually a misspelt one
 * whose loss would go unnoticed. {@code null} is the same as absent.
 */
final class JsonFields {

    /** The largest JSON text that is read, in bytes. */
    static final int MAX_BYTES = 1 << 20;

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
    private static final JsonReaderFactory READERS = Json
            .createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private final String path;
    private final JsonObject json;
    private final Set<String> asked = new LinkedHashSet<>();

    private JsonFields(String path, JsonObject json) {
        this.path = path;
        this.json = json;
    }

    /** The bytes of a JSON text, not yet looked at. */
    static byte[] bytes(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new RefusedException(Refusal.of(ErrorCode.BODY_TOO_LARGE, MAX_BYTES));
        }
        return bytes;
    }

    /** An in-memory sink for a JSON text that takes no more than is read. */
    static ByteArrayOutputStream sink() {
        return new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] b, int off, int len) {
                if (count + len > MAX_BYTES) {
                    throw new RefusedException(Refusal.of(ErrorCode.BODY_TOO_LARGE, MAX_BYTES));
                }
                super.write(b, off, len);
            }
        };
    }

    /**
     * Reads one JSON object in UTF-8, the whole of which {@code reader} understands.
     *
     * @throws RefusedException what is wrong with it, naming the member
     */
    static <T> T read(byte[] bytes, Function<JsonFields, T> reader) {
        if (bytes.length == 0) {
            throw new RefusedException(Refusal.of(ErrorCode.BODY_EMPTY));
        }
        JsonFields fields = new JsonFields("", object(bytes));
        T value = reader.apply(fields);
        fields.refuseUnasked();
        return value;
    }

    private static JsonObject object(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw malformed("JSON: UTF-8");
        }
        try (JsonParser parser = PARSERS.createParser(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8);
                JsonReader reader = READERS.createReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            if (parser.next() != JsonParser.Event.START_OBJECT) {
                throw malformed("JSON: {…}");
            }
            // the reader minds members given twice, but not what stands behind the end; the parser the other way about
            // (and its skipObject never comes back from a text that breaks off)
            parser.getObject();
            parser.hasNext();
            return reader.readObject();
        } catch (JsonParsingException e) {
            throw malformed("JSON: " + e.getLocation().getLineNumber() + ":" + e.getLocation().getColumnNumber());
        } catch (RefusedException e) {
            throw e;
        } catch (RuntimeException e) {
            // the parser knows exceptions of other kinds, too, as for a text nested too deeply
            throw malformed("JSON: " + Query.shown(e.getMessage()));
        }
    }

    private static RefusedException malformed(String what) {
        return new RefusedException(Refusal.of(ErrorCode.REQUEST_MALFORMED, what));
    }

    String text(String name, int maxLength) {
        return optionalText(name, maxLength).orElseThrow(() -> missing(name));
    }

    /** A text without the white space around it, empty when it is absent or blank. */
    Optional<String> optionalText(String name, int maxLength) {
        return value(name).map(v -> text(name, v, maxLength)).filter(t -> !t.isEmpty());
    }

    /** As {@link #optionalText}, the empty text for none. */
    String textOrEmpty(String name, int maxLength) {
        return optionalText(name, maxLength).orElse("");
    }

    OrganizationCode code(String name) {
        return optionalCode(name).orElseThrow(() -> missing(name));
    }

    Optional<OrganizationCode> optionalCode(String name) {
        return optionalText(name, OrganizationCode.MAX_LENGTH)
                .map(t -> OrganizationCode.parse(t).orElseThrow(() -> invalid(name, t)));
    }

    /** Codes, each once, in the order in which they came. */
    List<OrganizationCode> codes(String name) {
        Set<OrganizationCode> codes = new LinkedHashSet<>();
        List<String> texts = texts(name, OrganizationCode.MAX_LENGTH);
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            String place = name + "[" + i + "]";
            codes.add(OrganizationCode.parse(text).orElseThrow(() -> invalid(place, text)));
        }
        return List.copyOf(codes);
    }

    Optional<LocalDate> optionalDate(String name) {
        return optionalText(name, 32).map(t -> {
            try {
                return LocalDate.parse(t);
            } catch (DateTimeException e) {
                throw invalid(name, t);
            }
        });
    }

    LocalDate date(String name) {
        return optionalDate(name).orElseThrow(() -> missing(name));
    }

    /** A point in time with its offset. */
    Optional<OffsetDateTime> optionalTime(String name) {
        return optionalText(name, 64).map(t -> {
            try {
                return OffsetDateTime.parse(t);
            } catch (DateTimeException e) {
                throw invalid(name, t);
            }
        });
    }

    /** One of {@code allowed} by its name, whatever the case. */
    <E extends Enum<E>> Optional<E> optionalOneOf(String name, List<E> allowed) {
        return optionalText(name, 64).map(t -> allowed.stream().filter(e -> e.name().equals(t.toUpperCase(Locale.ROOT)))
                .findFirst().orElseThrow(() -> invalid(name,
                        t + " (" + allowed.stream().map(Enum::name).collect(Collectors.joining(", ")) + ")")));
    }

    OptionalInt optionalNumber(String name, int min, int max) {
        Optional<JsonValue> value = value(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (value.get() instanceof JsonNumber number && number.isIntegral()) {
            try {
                int exact = number.intValueExact();
                if (exact >= min && exact <= max) {
                    return OptionalInt.of(exact);
                }
            } catch (ArithmeticException e) {
                throw invalid(name, number.toString());
            }
        }
        throw invalid(name, value.get().toString());
    }

    /** A number with or without a fraction, within the bounds. */
    double decimal(String name, double min, double max) {
        JsonValue value = value(name).orElseThrow(() -> missing(name));
        if (value instanceof JsonNumber number && number.doubleValue() >= min && number.doubleValue() <= max) {
            return number.doubleValue();
        }
        throw invalid(name, value.toString());
    }

    boolean flag(String name, boolean otherwise) {
        return value(name).map(v -> switch (v.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> throw invalid(name, v.toString());
        }).orElse(otherwise);
    }

    List<String> texts(String name, int maxLength) {
        List<String> texts = new ArrayList<>();
        JsonArray array = array(name);
        for (int i = 0; i < array.size(); i++) {
            String place = name + "[" + i + "]";
            String text = text(place, array.get(i), maxLength);
            if (text.isEmpty()) {
                throw invalid(place, "");
            }
            texts.add(text);
        }
        return texts;
    }

    <T> Optional<T> object(String name, Function<JsonFields, T> reader) {
        return value(name).map(v -> nested(name, v, reader));
    }

    <T> List<T> objects(String name, Function<JsonFields, T> reader) {
        List<T> all = new ArrayList<>();
        JsonArray array = array(name);
        for (int i = 0; i < array.size(); i++) {
            all.add(nested(name + "[" + i + "]", array.get(i), reader));
        }
        return all;
    }

    RefusedException missing(String name) {
        return Query.missing(path + name);
    }

    RefusedException invalid(String name, String value) {
        return Query.invalid(path + name, value);
    }

    private <T> T nested(String name, JsonValue value, Function<JsonFields, T> reader) {
        if (!(value instanceof JsonObject object)) {
            throw invalid(name, value.toString());
        }
        JsonFields fields = new JsonFields(path + name + ".", object);
        T read = reader.apply(fields);
        fields.refuseUnasked();
        return read;
    }

    private JsonArray array(String name) {
        return value(name).map(v -> {
            if (v instanceof JsonArray array) {
                return array;
            }
            throw invalid(name, v.toString());
        }).orElse(JsonValue.EMPTY_JSON_ARRAY);
    }

    private Optional<JsonValue> value(String name) {
        asked.add(name);
        return Optional.ofNullable(json.get(name)).filter(v -> v.getValueType() != JsonValue.ValueType.NULL);
    }

    private String text(String name, JsonValue value, int maxLength) {
        if (!(value instanceof JsonString string)) {
            throw invalid(name, value.toString());
        }
        String text = string.getString().strip();
        if (!XmlCharacters.only(text)) {
            // kept, it would break the packages and the SOAP answers that are made of it
            throw invalid(name, text);
        }
        if (text.length() > maxLength) {
            throw invalid(name, text.length() + " > " + maxLength);
        }
        return text;
    }

    private void refuseUnasked() {
        for (String name : json.keySet()) {
            if (!asked.contains(name)) {
                // the sentence names the member; what it may be called instead helps more than its value
                throw new RefusedException(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, path + Query.shown(name),
                        "không có trường này (unknown); " + String.join(", ", asked)));
            }
        }
    }
}
