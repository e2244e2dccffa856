package vn.congvan.signing;

import vn.congvan.document.Refusal;

/** What came of preparing a file for a signature. */
public sealed interface PreparationResult {

    /**
     * The prepared file is written; {@link SigningState#dataToSign()} awaits its signature.
     *
     * @param state what {@link SigningCompletion} needs beside the prepared file
     */
    record Prepared(SigningState state) implements PreparationResult {}

    /**
     * @param refusal {@code PDF_UNREADABLE}, {@code PDF_PROTECTED}, {@code PDF_NUMBERED_ALREADY},
     *            {@code SIGNATURE_PLACE_UNKNOWN}, {@code SIGNATURE_PLACE_INVALID}, {@code SIGNING_KEY_UNFIT} or
     *            {@code REQUEST_FIELD_INVALID} (an image that is none, letters that the font does not have), {@code SIGNATURE_IMAGE_OPAQUE},
     *            {@code SEAL_NOT_RED}, {@code HANDWRITING_NOT_BLUE}; a seal where nobody signed before is {@code LEADER_NOT_SIGNED}; of copies,
     *            {@code PDF_VERSION_TOO_OLD}, {@code SCAN_TOO_COARSE}, {@code SCAN_WITHOUT_COLOUR}
     */
    record Refused(Refusal refusal) implements PreparationResult {}
}
