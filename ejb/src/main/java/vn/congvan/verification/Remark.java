package vn.congvan.verification;

/**
 * Something that a document lacks beside what is said of each file.
 *
 * @param code what
 * @param file name of the file that it is about; empty when it is about the whole document
 */
public record Remark(Code code, String file) {

    /** What a document of legal value has and this one has not. The names are stable: other systems read them. */
    public enum Code {
        /** There is no file that could be signed. */
        NO_FILE,
        /** The authorised person has not signed (NĐ 30/2020, Điều 5). */
        LEADER_SIGNATURE_MISSING,
        /** The organisation has not signed (NĐ 30/2020, Điều 5). */
        ORGANISATION_SIGNATURE_MISSING,
        /** The organisation signed before the authorised person did (NĐ 30/2020, Điều 18). */
        ORGANISATION_SIGNED_FIRST,
        /** An attachment that is a file of its own lacks the organisation's signature (NĐ 30/2020, Phụ lục I). */
        ATTACHMENT_NOT_SIGNED_BY_ORGANISATION,
        /** Nobody who signed is the signer whom the package names. */
        SIGNER_MISMATCH,
        /** No organisation that signed is the one that sent it. */
        ORGANISATION_MISMATCH
    }
}
