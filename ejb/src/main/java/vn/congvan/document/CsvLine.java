package vn.congvan.document;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Lines of tables for people: RFC 4180, as programs for tables open them with a double click, and harmless there. */
public final class CsvLine {

    /** Stands before the first line, so that those programs see UTF-8. */
    public static final String BEGIN = "\uFEFF";

    private CsvLine() {}

    /** The cells, each in quotes, with the end of the line. What a program would take for a formula begins with an apostrophe. */
    public static String of(String... cells) {
        return Arrays.stream(cells).map(CsvLine::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String cell(String text) {
        String harmless = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
