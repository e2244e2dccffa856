package vn.congvan.edxml;

import java.util.List;
import java.util.Objects;

/** The text rules that hold for every field, read or written. */
final class WireText {

    private static final char REPLACEMENT = '\uFFFD';

    private WireText() {}

    /** {@code text} trimmed, never {@code null}, what XML cannot carry replaced by U+FFFD, line ends as XML has them. */
    static String field(String text) {
        return text == null || text.isEmpty() ? "" : carried(text).strip();
    }

    /** As {@link #field}, but the blanks around a text that has one are kept. */
    static String verbatim(String text) {
        return text == null || text.isBlank() ? "" : carried(text);
    }

    static <T> List<T> list(List<T> values) {
        return values == null ? List.of() : List.copyOf(values);
    }

    /** The trimmed texts that are not empty. */
    static List<String> fields(List<String> texts) {
        return texts == null
                ? List.of()
                : texts.stream().filter(Objects::nonNull).map(WireText::field).filter(t -> !t.isEmpty()).toList();
    }

    private static String carried(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) != '\r' && !isIllegal(text, i)) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder carried = new StringBuilder(text.length()).append(text, 0, i);
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                    carried.append('\n');
                }
            } else {
                carried.append(isIllegal(text, i) ? REPLACEMENT : c);
            }
        }
        return carried.toString();
    }

    /** What XML 1.0 has no place for: most control characters, lone surrogates, U+FFFE and U+FFFF. */
    private static boolean isIllegal(CharSequence text, int i) {
        char c = text.charAt(i);
        if (c < 0x20) {
            return c != '\t' && c != '\n' && c != '\r';
        }
        if (c < Character.MIN_SURROGATE) {
            return false;
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c >= 0xFFFE;
    }
}
