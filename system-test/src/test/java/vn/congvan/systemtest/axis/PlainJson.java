package vn.congvan.systemtest.axis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON into maps, lists, strings, booleans and {@link #NULL}; numbers stay as {@link Numeral}, so that a test sees
 * how a value was written. Strict: what follows the value is an error.
 */
final class PlainJson {

    /** JSON's {@code null}. */
    static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    /** A number, as written. */
    record Numeral(String text) {}

    private final String text;
    private int at;

    private PlainJson(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException when it is no JSON */
    static Object read(String text) {
        try {
            PlainJson json = new PlainJson(text);
            Object value = json.value();
            json.blank();
            if (json.at < text.length()) {
                throw new IllegalArgumentException("no JSON: more follows at " + json.at);
            }
            return value;
        } catch (StringIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("no JSON: it ends early", e);
        }
    }

    private Object value() {
        blank();
        char c = text.charAt(at);
        if (c == '{') {
            return object();
        }
        if (c == '[') {
            return array();
        }
        if (c == '"') {
            return string();
        }
        int start = at;
        while (at < text.length() && "+-.0123456789eEtrufalsn".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            case "null" -> NULL;
            default -> {
                if (!word.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")) {
                    throw new IllegalArgumentException("no JSON at " + start);
                }
                yield new Numeral(word);
            }
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        blank();
        while (text.charAt(at) != '}') {
            blank();
            String name = string();
            blank();
            expect(':');
            object.put(name, value());
            blank();
            if (text.charAt(at) != '}') {
                expect(',');
            }
        }
        at++;
        return object;
    }

    private List<Object> array() {
        List<Object> array = new ArrayList<>();
        at++;
        blank();
        while (text.charAt(at) != ']') {
            array.add(value());
            blank();
            if (text.charAt(at) != ']') {
                expect(',');
            }
        }
        at++;
        return array;
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c != '\\') {
                string.append(c);
                continue;
            }
            char escape = text.charAt(at++);
            switch (escape) {
                case 'n' -> string.append('\n');
                case 'r' -> string.append('\r');
                case 't' -> string.append('\t');
                case 'b' -> string.append('\b');
                case 'f' -> string.append('\f');
                case 'u' -> {
                    string.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                    at += 4;
                }
                default -> string.append(escape);
            }
        }
        at++;
        return string.toString();
    }

    private void blank() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void expect(char c) {
        if (text.charAt(at) != c) {
            throw new IllegalArgumentException("no JSON: " + c + " expected at " + at);
        }
        at++;
    }
}
