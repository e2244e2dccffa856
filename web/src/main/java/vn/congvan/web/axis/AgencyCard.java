package vn.congvan.web.axis;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.web.body.XmlCharacters;

/**
 * The body of registerAgency. The SDK's class calls the parent {@code pid}, the official samples call it {@code pcode};
 * those samples are not always JSON, either, which is the caller's fault and gets an answer.
 *
 * @param parent the parent's code or id, empty when none is named
 */
record AgencyCard(String code, String parent, String name, String mail, String mobile, String fax) {

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    /** What a package may say of an agency by law: a longer name could not be written into a status about it. */
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_MAIL = 200;
    private static final int LONGEST_TELEPHONE = 100;

    /**
     * @throws RefusedException {@code REQUEST_FIELD_INVALID} when it is no flat object, or a field is too long or holds what
     *         XML has no character for; {@code REQUEST_FIELD_MISSING}
     */
    static AgencyCard read(byte[] body) {
        Map<String, String> fields;
        try {
            fields = fields(body);
        } catch (JsonException | java.util.NoSuchElementException e) {
            throw notAnObject(body);
        }
        String pcode = field(fields, "pcode", OrganizationCode.MAX_LENGTH);
        return new AgencyCard(required(fields, "code", OrganizationCode.MAX_LENGTH),
                pcode.isEmpty() ? field(fields, "pid", OrganizationCode.MAX_LENGTH) : pcode,
                required(fields, "name", LONGEST_NAME), field(fields, "mail", LONGEST_MAIL),
                field(fields, "mobile", LONGEST_TELEPHONE), field(fields, "fax", LONGEST_TELEPHONE));
    }

    private static Map<String, String> fields(byte[] body) {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser json = PARSERS.createParser(new ByteArrayInputStream(body),
                StandardCharsets.UTF_8)) {
            if (!json.hasNext() || json.next() != Event.START_OBJECT) {
                throw new JsonException("no flat object");
            }
            for (Event event = json.next(); event != Event.END_OBJECT; event = json.next()) {
                String name = json.getString();
                switch (json.next()) {
                    case VALUE_STRING, VALUE_NUMBER -> fields.put(name, json.getString());
                    case VALUE_NULL, VALUE_TRUE, VALUE_FALSE -> {
                        // says nothing that is asked here
                    }
                    default -> throw new JsonException("no flat object");
                }
            }
            if (json.hasNext()) {
                throw new JsonException("no flat object");
            }
            return fields;
        }
    }

    private static String field(Map<String, String> fields, String name, int longest) {
        String value = fields.getOrDefault(name, "").strip();
        if (!XmlCharacters.only(value)) {
            throw invalid(name, SignedHeader.printable(value));
        }
        int length = value.codePointCount(0, value.length());
        if (length > longest) {
            throw invalid(name, length + " > " + longest);
        }
        return value;
    }

    private static String required(Map<String, String> fields, String name, int longest) {
        String value = field(fields, name, longest);
        if (value.isEmpty()) {
            throw new RefusedException(Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, name));
        }
        return value;
    }

    private static RefusedException notAnObject(byte[] body) {
        return invalid("body", SignedHeader.printable(new String(body, StandardCharsets.UTF_8)));
    }

    private static RefusedException invalid(String what, String how) {
        return new RefusedException(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, what, how));
    }
}
