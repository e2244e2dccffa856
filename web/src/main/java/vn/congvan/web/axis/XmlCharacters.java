package vn.congvan.web.axis;

/**
 * The characters that XML 1.0 has a place for. What comes in as JSON can hold others, a control character written as an
 * escape; kept, it would break the packages and SOAP answers that are made of it later.
 */
final class XmlCharacters {

    private XmlCharacters() {}

    /** Whether {@code text} holds nothing that XML cannot: most control characters, lone surrogates, U+FFFE, U+FFFF. */
    static boolean only(String text) {
        return text.codePoints().allMatch(c -> c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c < 0xD800
                || c >= 0xE000 && c < 0xFFFE || c > 0xFFFF);
    }
}
