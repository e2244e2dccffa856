package vn.congvan.web.axis;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.web.body.XmlCharacters;

/**
 * The header {@code XroadVnpt-sign-header}: one flat JSON object that repeats every parameter header and over whose
 * received bytes the signature is made. It is never rebuilt.
 */
final class SignedHeader {

    static final String PREFIX = "XroadVnpt-";
    static final String NAME = PREFIX + "sign-header";

    /**
     * The longest that is read, in bytes. A send names each receiver once here, 34 bytes together with its parameter
     * header, so this is enough for several thousand.
     */
    static final int MAX_BYTES = 256 * 1024;

    private static final int MAX_PARAMETERS = 200;
    private static final int PRINTED = 64;
    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    private SignedHeader() {}

    /** What a received header turned out to be. */
    sealed interface Reading {

        /** Readable; whether the signature is right has not been looked at. */
        record Readable(AxisParameters parameters) implements Reading {}

        record Unreadable(Refusal refusal) implements Reading {}
    }

    /** The bytes that travelled: the container decodes headers as ISO-8859-1. */
    static byte[] bytes(String headerValue) {
        return headerValue.getBytes(StandardCharsets.ISO_8859_1);
    }

    static Reading read(byte[] received) {
        if (received.length > MAX_BYTES) {
            return malformed(NAME + " > " + MAX_BYTES + " byte");
        }
        if (isDamaged(received)) {
            return new Reading.Unreadable(Refusal.of(ErrorCode.HEADER_NOT_ASCII));
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        try (JsonParser json = PARSERS.createParser(new ByteArrayInputStream(received), StandardCharsets.UTF_8)) {
            if (!json.hasNext() || json.next() != Event.START_OBJECT) {
                return malformed(NAME);
            }
            for (Event event = json.next(); event != Event.END_OBJECT; event = json.next()) {
                String name = withoutPrefix(json.getString());
                if (json.next() != Event.VALUE_STRING || parameters.put(name, json.getString()) != null
                        || parameters.size() > MAX_PARAMETERS) {
                    return malformed(NAME + ": " + printable(name));
                }
            }
            if (json.hasNext()) {
                return malformed(NAME);
            }
        } catch (JsonException | java.util.NoSuchElementException e) {
            // the sender's fault, not ours: an answer that says so is all that is needed
            return malformed(NAME);
        }
        return new Reading.Readable(new AxisParameters(parameters));
    }

    /**
     * Whether the client's HTTP stack cut characters to their low byte, as the SDKs do when the address names a port: what
     * then arrives are control bytes, or bytes that are no UTF-8, and no signature can match.
     */
    static boolean isDamaged(byte[] received) {
        for (byte b : received) {
            if (b >= 0 && b < 0x20 || b == 0x7F) {
                return true;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(received));
            return false;
        } catch (CharacterCodingException e) {
            return true;
        }
    }

    private static String withoutPrefix(String key) {
        return key.regionMatches(true, 0, PREFIX, 0, PREFIX.length()) ? key.substring(PREFIX.length()) : key;
    }

    /** At most 64 characters, nothing that could break a line of a log or that XML has no character for. */
    static String printable(String text) {
        String visible = XmlCharacters.readable(text.replaceAll("[\\p{Cntrl}\\x80-\\x9F]", "?"));
        return visible.codePointCount(0, visible.length()) <= PRINTED
                ? visible
                : visible.substring(0, visible.offsetByCodePoints(0, PRINTED));
    }

    private static Reading malformed(String what) {
        return new Reading.Unreadable(Refusal.of(ErrorCode.REQUEST_MALFORMED, what));
    }
}
