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
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;

/**
 * The body of registerAgency. The SDK's class calls the parent {@code pid}, the official samples call it {@code pcode};
 * those samples are not always JSON, either, which is the caller's fault and gets an answer.
 *
 * @param parent the parent's code or id, empty when none is named
 */
record AgencyCard(String code, String parent, String name, String mail, String mobile, String fax) {

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    /** @throws RefusedException {@code REQUEST_FIELD_INVALID} when it is no flat object, {@code REQUEST_FIELD_MISSING} */
    static AgencyCard read(byte[] body) {
        Map<String, String> fields = fields(body);
        String pcode = fields.getOrDefault("pcode", "").strip();
        return new AgencyCard(required(fields, "code"),
                pcode.isEmpty() ? fields.getOrDefault("pid", "").strip() : pcode,
                required(fields, "name"), fields.getOrDefault("mail", "").strip(),
                fields.getOrDefault("mobile", "").strip(), fields.getOrDefault("fax", "").strip());
    }

    private static Map<String, String> fields(byte[] body) {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser json = PARSERS.createParser(new ByteArrayInputStream(body),
                StandardCharsets.UTF_8)) {
            if (!json.hasNext() || json.next() != Event.START_OBJECT) {
                throw notAnObject();
            }
            for (Event event = json.next(); event != Event.END_OBJECT; event = json.next()) {
                String name = json.getString();
                switch (json.next()) {
                    case VALUE_STRING, VALUE_NUMBER -> fields.put(name, json.getString());
                    case VALUE_NULL, VALUE_TRUE, VALUE_FALSE -> {
                        // says nothing that is asked here
                    }
                    default -> throw notAnObject();
                }
            }
            if (json.hasNext()) {
                throw notAnObject();
            }
            return fields;
        } catch (JsonException | java.util.NoSuchElementException e) {
            throw notAnObject();
        }
    }

    private static String required(Map<String, String> fields, String name) {
        String value = fields.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            throw new RefusedException(Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, name));
        }
        return value;
    }

    private static RefusedException notAnObject() {
        return new RefusedException(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "body", "JSON"));
    }
}
