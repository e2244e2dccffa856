package vn.congvan.edxml;

import java.util.List;
import java.util.Set;

/**
 * The XML signature of a package as carried. Nothing is verified here; {@code doubts} says why it could not be verified
 * anyway. What one platform puts here as credentials is neither kept nor shown.
 *
 * @param form what stands there
 * @param canonicalization algorithm of canonicalization, a URI
 * @param method algorithm of the signature, a URI
 * @param references what it covers
 * @param subjectName subject of the certificate as written beside it
 * @param certificate first certificate, base64 as written
 * @param doubts why it cannot be verified as it stands
 */
public record EdxmlSignatureBlock(Form form, String canonicalization, String method, List<Reference> references,
        String subjectName, String certificate, Set<Doubt> doubts) {

    /** What stands in the place of the signature. */
    public enum Form {
        /** Nothing. */
        NONE,
        /** An element without content. */
        EMPTY,
        /** Credentials (organization and token) of the Bkav platform, no signature at all. */
        CREDENTIAL,
        /** Something with the shape of an XML signature. */
        SIGNATURE
    }

    /** Why a signature cannot be verified as it stands. */
    public enum Doubt {
        /** Not in the namespace of XML signatures. */
        NAMESPACE,
        /** No certificate. */
        CERTIFICATE_MISSING,
        /** The certificate is cut off or is none. */
        CERTIFICATE_DAMAGED,
        /** A transform that does not exist. */
        TRANSFORM_UNKNOWN,
        /** SHA-1. */
        ALGORITHM_WEAK,
        /** No reference says what was signed, or no value. */
        INCOMPLETE
    }

    /**
     * One thing that is covered.
     *
     * @param uri what; empty for the whole file
     * @param transforms how it is prepared, URIs
     * @param digestMethod how it is hashed, a URI
     * @param digestValue the hash, base64 as written
     */
    public record Reference(String uri, List<String> transforms, String digestMethod, String digestValue) {
        public Reference {
            uri = WireText.field(uri);
            transforms = WireText.list(transforms);
            digestMethod = WireText.field(digestMethod);
            digestValue = WireText.field(digestValue);
        }
    }

    public static final EdxmlSignatureBlock NONE = empty(Form.NONE);

    public EdxmlSignatureBlock {
        canonicalization = WireText.field(canonicalization);
        method = WireText.field(method);
        references = WireText.list(references);
        subjectName = WireText.field(subjectName);
        certificate = WireText.field(certificate);
        doubts = Set.copyOf(doubts);
    }

    static EdxmlSignatureBlock empty(Form form) {
        return new EdxmlSignatureBlock(form, "", "", List.of(), "", "", Set.of());
    }

    /** True when there is something with the shape of a signature and nothing that stops a verifier beforehand. */
    public boolean isVerifiable() {
        return form == Form.SIGNATURE && doubts.isEmpty();
    }
}
