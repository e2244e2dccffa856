package vn.congvan.tools;

import java.util.List;

/** One JSON object in one line, field by field in the order in which they are added. */
final class JsonLine {

    private final StringBuilder text = new StringBuilder("{");

    JsonLine add(String name, String value) {
        quote(name(name), value);
        return this;
    }

    JsonLine add(String name, boolean value) {
        name(name).append(value);
        return this;
    }

    JsonLine add(String name, long value) {
        name(name).append(value);
        return this;
    }

    JsonLine texts(String name, List<String> values) {
        StringBuilder list = name(name).append('[');
        for (int i = 0; i < values.size(); i++) {
            quote(i == 0 ? list : list.append(','), values.get(i));
        }
        list.append(']');
        return this;
    }

    JsonLine objects(String name, List<JsonLine> values) {
        StringBuilder list = name(name).append('[');
        for (int i = 0; i < values.size(); i++) {
            (i == 0 ? list : list.append(',')).append(values.get(i));
        }
        list.append(']');
        return this;
    }

    private StringBuilder name(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        return quote(text, name).append(':');
    }

    private static StringBuilder quote(StringBuilder out, String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c == '\u007f' || c == '\u2028' || c == '\u2029' || isLone(value, i)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"');
    }

    /** Half of a pair has no form in UTF-8. */
    private static boolean isLone(String value, int i) {
        char c = value.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
