package vn.congvan.web.rest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a {@code Range} header asks of {@code size} bytes (RFC 9110 §14). */
sealed interface ByteRange {

    /** All of them: no range, one that is not understood, or several, which a server may answer with the whole. */
    record Whole() implements ByteRange {}

    /** From {@code first} to {@code last}, both included. */
    record Part(long first, long last) implements ByteRange {

        long length() {
            return last - first + 1;
        }
    }

    /** A range that begins behind the end. */
    record Unsatisfiable() implements ByteRange {}

    Pattern SINGLE = Pattern.compile("\\s*bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*", Pattern.CASE_INSENSITIVE);

    static ByteRange of(String header, long size) {
        Matcher range = header == null ? null : SINGLE.matcher(header);
        if (range == null || !range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return new Whole();
        }
        if (range.group(1).isEmpty()) {
            long suffix = Long.parseLong(range.group(2));
            return suffix == 0 || size == 0 ? new Unsatisfiable() : new Part(Math.max(0, size - suffix), size - 1);
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
        if (last < first) {
            return new Whole();
        }
        return first >= size ? new Unsatisfiable() : new Part(first, Math.min(last, size - 1));
    }
}
