package vn.congvan.register;

import java.time.LocalDate;
import java.util.Optional;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;

/**
 * A line for the incoming register, as the clerk wants it (NĐ 30/2020, Phụ lục IV). Number and day of arrival are given when it is entered. What
 * others wrote is taken as it is: no pattern is asked of their numbers ({@code rules.md} 3.5).
 *
 * @param author the organization that issued it (tác giả), 1 to 400 characters
 * @param documentCode its number and notation, up to 200 characters; may be empty
 * @param documentDate its issue date, where it has one
 * @param typeName the name of its type, up to 200 characters; may be empty
 * @param subject what it is about (trích yếu), 1 to 1,000 characters
 * @param addressee the unit or person that is to get it, up to 500 characters; may be empty
 * @param note up to 500 characters; may be empty
 */
public record NewIncomingEntry(String author, String documentCode,
        Optional<LocalDate> documentDate, String typeName, String subject, String addressee, String note) {

    /** The longest author, in characters. */
    public static final int AUTHOR = 400;
    /** The longest number and notation, and the longest name of a type, in characters. */
    public static final int CODE = 200;
    /** The longest subject, in characters. */
    public static final int SUBJECT = 1000;
    /** The longest addressee, and the longest note, in characters. */
    public static final int TEXT = 500;

    /** @throws RefusedException {@code ENTRY_FIELD_MISSING} or {@code ENTRY_FIELD_TOO_LONG}, about the name of the field */
    public NewIncomingEntry {
        author = within("author", author, AUTHOR);
        documentCode = within("documentCode", documentCode, CODE);
        typeName = within("typeName", typeName, CODE);
        subject = within("subject", subject, SUBJECT);
        addressee = within("addressee", addressee, TEXT);
        note = within("note", note, TEXT);
        required("author", author);
        required("subject", subject);
    }

    private static String within(String field, String text, int most) {
        String stripped = text == null ? "" : text.strip();
        if (stripped.length() > most) {
            throw new RefusedException(Refusal.of(ErrorCode.ENTRY_FIELD_TOO_LONG, field, most));
        }
        return stripped;
    }

    private static void required(String field, String text) {
        if (text.isEmpty()) {
            throw new RefusedException(Refusal.of(ErrorCode.ENTRY_FIELD_MISSING, field));
        }
    }
}
