package vn.congvan.document;

import java.util.Locale;
import java.util.Optional;

/**
 * The code of an organization (mã định danh), as {@code 000.00.00.H47} (QCVN 102:2016), {@code H47.5} (QĐ
 * 20/2020/QĐ-TTg) or any other text of up to 64 characters without white space inside. Two spellings of one code have
 * the same {@link #key()}; equality is equality of keys.
 */
public record OrganizationCode(String value) implements Comparable<OrganizationCode> {

    /** The longest code that is read, in characters. */
    public static final int MAX_LENGTH = 64;

    public OrganizationCode {
        value = value == null ? "" : value.strip();
        if (!isCode(value)) {
            throw new IllegalArgumentException("not an organization code: '" + value + "'");
        }
    }

    /** The code in {@code text}, or empty when the text is no code. */
    public static Optional<OrganizationCode> parse(String text) {
        String stripped = text == null ? "" : text.strip();
        return isCode(stripped) ? Optional.of(new OrganizationCode(stripped)) : Optional.empty();
    }

    private static boolean isCode(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH
                && text.codePoints().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
    }

    /** The form in which codes are compared: upper case. */
    public String key() {
        return value.toUpperCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OrganizationCode that && key().equals(that.key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    @Override
    public int compareTo(OrganizationCode other) {
        return key().compareTo(other.key());
    }

    @Override
    public String toString() {
        return value;
    }
}
