package vn.congvan.web.body;

/**
 * The characters that XML 1.0 has a place for. What comes in as JSON can hold others, a control character written as an
 * escape; kept, it would break the packages and SOAP answers that are made of it later.
 */
public final class XmlCharacters {

    private static final int REPLACEMENT = 0xFFFD;

    private XmlCharacters() {}

    /** Whether {@code text} holds nothing that XML cannot: most control characters, lone surrogates, U+FFFE, U+FFFF. */
    public static boolean only(String text) {
        return text.codePoints().allMatch(XmlCharacters::isOne);
    }

    /** The text with U+FFFD in place of what XML has no place for. */
    public static String readable(String text) {
        if (only(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(c -> isOne(c) ? c : REPLACEMENT).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isOne(int c) {
        return c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c < 0xD800 || c >= 0xE000 && c < 0xFFFE
                || c > 0xFFFF;
    }
}
