package vn.congvan.verification;

/**
 * What stands in the {@code Signature} block of a package (contract edXML §11). It never decides over a document: the axis writes
 * packages anew, which no signature over them survives, and the signature that counts before the law is in the files.
 *
 * @param form what it is
 * @param reason why it cannot be checked, or what is wrong: names of doubts or of a reason for a verdict; empty otherwise
 * @param signer who signed, as the certificate says; empty unless it is valid
 */
public record PackageSignature(Form form, String reason, String signer) {

    /** What was found there. */
    public enum Form {
        /** Nothing. */
        NONE,
        /** An empty element, or what one platform puts there as credentials. */
        PLACEHOLDER,
        /** A signature that cannot be checked, or whose signer nobody confirms. */
        UNVERIFIABLE,
        /** A signature over something else than this package. */
        INVALID,
        /** A signature over the whole package, by somebody who is known. */
        VALID
    }
}
