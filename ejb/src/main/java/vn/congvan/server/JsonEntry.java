package vn.congvan.server;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParsingException;

/**
 * A JSON object that knows in which line it stands and what of it has been looked at, so that whoever wrote it can be told
 * what is wrong where, and that a misspelt field is not passed over in silence.
 */
final class JsonEntry {

    /** A string, a boolean, a list of values, or an entry; and the line in which it ends, or begins for an entry. */
    private record Value(Object is, long line) {}

    private final String source;
    private final long line;
    private final Map<String, Value> fields = new LinkedHashMap<>();
    private final Set<String> lookedAt = new LinkedHashSet<>();

    private JsonEntry(String source, long line) {
        this.source = source;
        this.line = line;
    }

    /**
     * The one object that {@code in} holds, in UTF-8.
     *
     * @param source how the text is called in sentences
     */
    static JsonEntry read(String source, InputStream in) {
        try (JsonParser parser = Json.createParser(new InputStreamReader(in,
                StandardCharsets.UTF_8.newDecoder()))) {
            if (!parser.hasNext() || parser.next() != Event.START_OBJECT) {
                throw new FaultyFile(source, 1, "it does not begin with {");
            }
            JsonEntry whole = object(source, parser);
            if (parser.hasNext()) {
                parser.next();
            }
            return whole;
        } catch (JsonParsingException e) {
            throw new FaultyFile(source, Math.max(1, e.getLocation().getLineNumber()),
                    "this is not JSON: " + e.getMessage().lines().findFirst().orElse(""));
        } catch (JsonException e) {
            throw new FaultyFile(source + " cannot be read; is it text in UTF-8?", e);
        }
    }

    private static JsonEntry object(String source, JsonParser parser) {
        JsonEntry entry = new JsonEntry(source, parser.getLocation().getLineNumber());
        while (parser.next() == Event.KEY_NAME) {
            String name = parser.getString();
            Value value = value(source, parser, parser.next());
            if (entry.fields.put(name, value) != null) {
                throw new FaultyFile(source, value.line(), "field " + name + " stands twice in one entry");
            }
        }
        return entry;
    }

    private static Value value(String source, JsonParser parser, Event event) {
        long line = parser.getLocation().getLineNumber();
        return switch (event) {
            case START_OBJECT -> new Value(object(source, parser), line);
            case START_ARRAY -> {
                List<Value> items = new ArrayList<>();
                for (Event next = parser.next(); next != Event.END_ARRAY; next = parser.next()) {
                    items.add(value(source, parser, next));
                }
                yield new Value(items, line);
            }
            case VALUE_STRING -> new Value(parser.getString().strip(), line);
            case VALUE_TRUE -> new Value(true, line);
            case VALUE_FALSE -> new Value(false, line);
            default -> throw new FaultyFile(source, line, "a number or null means nothing here");
        };
    }

    long line() {
        return line;
    }

    /** The text of a field that may be left out; empty then. */
    String text(String name, int longest) {
        lookedAt.add(name);
        Value value = fields.get(name);
        if (value == null) {
            return "";
        }
        if (!(value.is() instanceof String text)) {
            throw new FaultyFile(source, value.line(), "field " + name + " must be a text in quotes");
        }
        if (text.length() > longest) {
            throw new FaultyFile(source, value.line(),
                    "field " + name + " has more than " + longest + " characters");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new FaultyFile(source, value.line(), "field " + name + " has control characters");
        }
        return text;
    }

    /** The text of a field that must be there and not be empty. */
    String required(String name, int longest) {
        String text = text(name, longest);
        if (text.isEmpty()) {
            throw fault("field " + name + " is missing");
        }
        return text;
    }

    /** One of the names of an enumeration. */
    <E extends Enum<E>> E required(String name, Class<E> type) {
        String text = required(name, Integer.MAX_VALUE);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw new FaultyFile(source, fields.get(name).line(), "field " + name + " is " + text
                + "; it must be one of " + List.of(type.getEnumConstants()));
    }

    boolean flag(String name, boolean standard) {
        lookedAt.add(name);
        Value value = fields.get(name);
        if (value == null) {
            return standard;
        }
        if (value.is() instanceof Boolean flag) {
            return flag;
        }
        throw new FaultyFile(source, value.line(), "field " + name + " must be true or false, without quotes");
    }

    /** The texts of a list that may be left out. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Value item : list(name)) {
            if (!(item.is() instanceof String text) || text.isEmpty()) {
                throw new FaultyFile(source, item.line(), "field " + name + " must be a list of texts in quotes");
            }
            texts.add(text);
        }
        return texts;
    }

    /** The entries of a list that may be left out. */
    List<JsonEntry> entries(String name) {
        List<JsonEntry> entries = new ArrayList<>();
        for (Value item : list(name)) {
            if (!(item.is() instanceof JsonEntry entry)) {
                throw new FaultyFile(source, item.line(), "field " + name + " must be a list of entries in { }");
            }
            entries.add(entry);
        }
        return entries;
    }

    private List<Value> list(String name) {
        lookedAt.add(name);
        Value value = fields.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value.is() instanceof List<?> items)) {
            throw new FaultyFile(source, value.line(), "field " + name + " must be a list in [ ]");
        }
        return items.stream().map(Value.class::cast).toList();
    }

    /** To be called when all fields that mean something have been looked at. */
    void refuseTheRest() {
        Optional<String> unknown = fields.keySet().stream().filter(name -> !lookedAt.contains(name)).findFirst();
        if (unknown.isPresent()) {
            throw new FaultyFile(source, fields.get(unknown.get()).line(),
                    "field " + unknown.get() + " is not known here; known are " + String.join(", ", lookedAt));
        }
    }

    FaultyFile fault(String sentence) {
        return new FaultyFile(source, line, sentence);
    }
}
