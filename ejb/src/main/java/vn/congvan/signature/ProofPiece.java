package vn.congvan.signature;

/**
 * A certificate or a list on which a verdict rests.
 *
 * @param fingerprint SHA-256, hexadecimal
 * @param kind what it was trusted for
 * @param der its bytes
 */
public record ProofPiece(String fingerprint, TrustKind kind, byte[] der) {

    /** A file name that says what it is. */
    public String fileName() {
        return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-" + fingerprint
                + switch (kind) {
                    case CRL -> ".crl";
                    case OCSP_ANSWER -> TrustReading.ANSWER;
                    case ANCHOR, INTERMEDIATE, OCSP_RESPONDER -> ".crt";
                };
    }
}
