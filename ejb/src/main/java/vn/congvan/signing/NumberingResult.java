package vn.congvan.signing;

import vn.congvan.document.Refusal;

/** What came of putting number and date on a file. */
public sealed interface NumberingResult {

    /**
     * The numbered file is written.
     *
     * @param size of the numbered file, in bytes; its beginning is the file as it was
     */
    record Numbered(long size) implements NumberingResult {}

    /**
     * @param refusal {@code PDF_UNREADABLE}, {@code PDF_PROTECTED}, {@code PDF_NUMBERED_ALREADY},
     *            {@code SIGNATURE_PLACE_INVALID} or {@code REQUEST_FIELD_INVALID}; nothing was written
     */
    record Refused(Refusal refusal) implements NumberingResult {}
}
