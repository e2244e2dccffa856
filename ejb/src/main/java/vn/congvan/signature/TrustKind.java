package vn.congvan.signature;

/** What a trusted item is for. */
public enum TrustKind {
    /** A certificate at which a chain may end (gốc tin cậy). */
    ANCHOR,
    /** A certificate that helps to build a chain and is not trusted by itself. */
    INTERMEDIATE,
    /** A certificate whose answers (OCSP) count about every certificate; signs nothing else. */
    OCSP_RESPONDER,
    /** A list of revoked certificates (danh sách thu hồi). */
    CRL,
    /** What somebody answered about one certificate (OCSPResponse). */
    OCSP_ANSWER
}
