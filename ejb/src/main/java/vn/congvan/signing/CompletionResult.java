package vn.congvan.signing;

import vn.congvan.document.Refusal;
import vn.congvan.document.Sha256;

/** What came of putting a signature value into a prepared file. */
public sealed interface CompletionResult {

    /**
     * The signed file is written.
     *
     * @param sha256 of the signed file
     * @param size of the signed file, in bytes
     * @param timeStamped whether it is PAdES baseline T; otherwise B
     */
    record Completed(Sha256 sha256, long size, boolean timeStamped) implements CompletionResult {}

    /** @param refusal {@code SIGNATURE_VALUE_WRONG} or {@code TIME_STAMP_FAILED}; nothing was written */
    record Refused(Refusal refusal) implements CompletionResult {}
}
