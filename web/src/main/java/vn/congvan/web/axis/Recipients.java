package vn.congvan.web.axis;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
 * The parameter {@code to} of sendEdoc: the JSON text of what the caller gave, an array or one string, or codes that stand
 * bare between commas or semicolons.
 */
final class Recipients {

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    private Recipients() {}

    /**
     * The codes in their order; none when the text names none.
     *
     * @throws RefusedException {@code REQUEST_FIELD_INVALID} when it is no list, {@code RECIPIENT_UNKNOWN} when something
     *         in it can be nobody's code
     */
    static List<OrganizationCode> parse(String text) {
        String list = text.strip();
        List<String> words = list.startsWith("[") || list.startsWith("\"") ? json(list) : List.of(list.split("[,;]"));
        List<OrganizationCode> codes = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String word : words) {
            if (!word.isBlank()) {
                OrganizationCode.parse(word).filter(code -> XmlCharacters.only(code.value())).ifPresentOrElse(
                        codes::add,
                        () -> unknown.add(SignedHeader.printable(word)));
            }
        }
        if (!unknown.isEmpty()) {
            throw new RefusedException(Refusal.of(ErrorCode.RECIPIENT_UNKNOWN, String.join(", ", unknown)));
        }
        return List.copyOf(codes);
    }

    private static List<String> json(String text) {
        List<String> words = new ArrayList<>();
        // a lone string is read as an array of one: the parser then sees a document either way
        String array = text.startsWith("[") ? text : "[" + text + "]";
        try (JsonParser json = PARSERS.createParser(new StringReader(array))) {
            json.next();
            for (Event event = json.next(); event != Event.END_ARRAY; event = json.next()) {
                if (event != Event.VALUE_STRING) {
                    throw notAList(text);
                }
                words.add(json.getString());
            }
            if (json.hasNext()) {
                throw notAList(text);
            }
        } catch (JsonException | java.util.NoSuchElementException e) {
            throw notAList(text);
        }
        // some clients put their list of codes into one string
        return words.stream().flatMap(w -> Stream.of(w.split("[,;]"))).toList();
    }

    private static RefusedException notAList(String text) {
        return new RefusedException(
                Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "to", SignedHeader.printable(text)));
    }
}
