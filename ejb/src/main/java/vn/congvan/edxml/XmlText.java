package vn.congvan.edxml;

/** Builds the pretty-printed text of a package, in the style of the official library: two blanks a level, CRLF. */
final class XmlText {

    private static final String LINE = "\r\n";
    private static final String PREFIX = "edXML:";

    private final StringBuilder text = new StringBuilder(4096);
    private int level;

    /** A line as it stands. */
    XmlText raw(String line) {
        indent();
        text.append(line).append(LINE);
        return this;
    }

    XmlText open(String name) {
        raw("<" + PREFIX + name + ">");
        level++;
        return this;
    }

    XmlText openRaw(String tag) {
        raw(tag);
        level++;
        return this;
    }

    XmlText close(String name) {
        return closeRaw("</" + PREFIX + name + ">");
    }

    XmlText closeRaw(String tag) {
        level--;
        return raw(tag);
    }

    /** An element with that text; none when the text is empty. */
    XmlText leaf(String name, String value) {
        return leafNamed(PREFIX + name, value);
    }

    /** The same without a prefix. */
    XmlText plainLeaf(String name, String value) {
        return leafNamed(name, value);
    }

    private XmlText leafNamed(String name, String value) {
        if (!value.isEmpty()) {
            indent();
            text.append('<').append(name).append('>');
            escape(value);
            text.append("</").append(name).append('>').append(LINE);
        }
        return this;
    }

    /** The beginning of a line whose rest is written past this text. */
    XmlText beginning(String tag) {
        indent();
        text.append(tag);
        return this;
    }

    XmlText ending(String tag) {
        text.append(tag).append(LINE);
        return this;
    }

    private void indent() {
        text.append("  ".repeat(level));
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                default -> text.append(c);
            }
        }
    }

    /** What has been built since the last time. */
    String take() {
        String taken = text.toString();
        text.setLength(0);
        return taken;
    }
}
