package vn.congvan.document;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Number and notation of a document (số, ký hiệu), shown as {@code 88/UBND-KGVX}. Both parts are kept as they came;
 * either may be empty in what others send.
 *
 * @param number the number (số), never {@code null}
 * @param notation the notation (ký hiệu), never {@code null}
 */
public record DocumentCode(String number, String notation) {

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=\\d)");

    public DocumentCode {
        number = number == null ? "" : number.strip();
        notation = notation == null ? "" : notation.strip();
    }

    /** Takes {@code number/notation} apart at the first slash; without one, all of it is the number. */
    public static DocumentCode parse(String text) {
        String stripped = text == null ? "" : text.strip();
        int slash = stripped.indexOf('/');
        return slash < 0
                ? new DocumentCode(stripped, "")
                : new DocumentCode(stripped.substring(0, slash), stripped.substring(slash + 1));
    }

    /** The form in which codes are compared: NFC, upper case, without white space and leading zeros ({@code 05} is 5). */
    public String key() {
        String dense = SPACES.matcher(Normalizer.normalize(toString(), Normalizer.Form.NFC)).replaceAll("");
        return LEADING_ZEROS.matcher(dense).replaceFirst("").toUpperCase(Locale.ROOT);
    }

    public boolean isEmpty() {
        return number.isEmpty() && notation.isEmpty();
    }

    @Override
    public String toString() {
        return notation.isEmpty() ? number : number + "/" + notation;
    }
}
