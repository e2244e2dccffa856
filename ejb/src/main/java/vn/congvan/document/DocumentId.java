package vn.congvan.document;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identity of a document on the axis (mã định danh văn bản), unique per sender. Stored and given back verbatim; the
 * usual form is {@code <organization code>,<yyyy/MM/dd>,<number>/<notation>}, but any text of up to 512 characters is
 * one. Two spellings of one identity have the same {@link #key()}; equality is equality of keys.
 */
public record DocumentId(String value) {

    /** The longest identity that is read, in characters. */
    public static final int MAX_LENGTH = 512;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu/MM/dd");
    private static final Pattern DATE_PART = Pattern.compile(",(\\d{4})-(\\d{2})-(\\d{2}),");

    public DocumentId {
        if (value == null || value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a document identity has 1 to " + MAX_LENGTH + " characters");
        }
    }

    /** The identity in {@code text}, verbatim, or empty when the text is blank or too long. */
    public static Optional<DocumentId> parse(String text) {
        return text == null || text.isBlank() || text.length() > MAX_LENGTH
                ? Optional.empty()
                : Optional.of(new DocumentId(text));
    }

    /** The three-part identity of a document that {@code sender} issued on {@code issueDate} under {@code code}. */
    public static DocumentId of(OrganizationCode sender, LocalDate issueDate, DocumentCode code) {
        return new DocumentId(sender.value() + "," + DATE.format(issueDate) + "," + code);
    }

    /** The form in which identities are compared: trimmed, NFC, the date part with slashes, case kept. */
    public String key() {
        String text = Normalizer.normalize(value.strip(), Normalizer.Form.NFC);
        return DATE_PART.matcher(text).replaceFirst(",$1/$2/$3,");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DocumentId that && key().equals(that.key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
