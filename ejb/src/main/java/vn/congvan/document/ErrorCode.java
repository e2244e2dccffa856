package vn.congvan.document;

/**
 * Why something was refused: one stable name for every protocol. Each protocol maps it once (axis {@code ErrorCode},
 * SOAP fault, problem type); sentence and hint stand in the bundle {@code vn.congvan.document.errors}, Vietnamese first.
 * {@code docs/error-codes.md} lists them.
 */
public enum ErrorCode {
    // who asks
    CREDENTIALS_INVALID(Cause.CALLER),
    TLS_REQUIRED(Cause.CALLER),
    ADDRESS_NOT_ALLOWED(Cause.CALLER),
    RATE_LIMITED(Cause.CALLER),
    NOT_ALLOWED(Cause.CALLER),
    HEADER_NOT_ASCII(Cause.CALLER),
    // how it is asked
    REQUEST_MALFORMED(Cause.REQUEST),
    REQUEST_FIELD_INVALID(Cause.REQUEST),
    REQUEST_FIELD_MISSING(Cause.REQUEST),
    MEDIA_TYPE_UNSUPPORTED(Cause.REQUEST),
    METHOD_NOT_ALLOWED(Cause.REQUEST),
    OPERATION_UNKNOWN(Cause.REQUEST),
    HASH_MISMATCH(Cause.REQUEST),
    BODY_EMPTY(Cause.REQUEST),
    BODY_TOO_LARGE(Cause.REQUEST),
    BODY_INCOMPLETE(Cause.REQUEST),
    INLINE_TOO_LARGE(Cause.REQUEST),
    IDEMPOTENCY_KEY_REUSED(Cause.REQUEST),
    // what the package says
    XML_NOT_WELL_FORMED(Cause.PACKAGE),
    XML_DTD_FORBIDDEN(Cause.PACKAGE),
    XML_TOO_DEEP(Cause.PACKAGE),
    XML_TOO_MANY_ELEMENTS(Cause.PACKAGE),
    XML_TEXT_TOO_LONG(Cause.PACKAGE),
    ATTACHMENTS_TOO_MANY(Cause.PACKAGE),
    ATTACHMENT_TOO_LARGE(Cause.PACKAGE),
    ATTACHMENT_ZIP_RATIO(Cause.PACKAGE),
    NOT_EDXML(Cause.PACKAGE),
    MESSAGE_TYPE_MISMATCH(Cause.PACKAGE),
    FIELD_MISSING(Cause.PACKAGE),
    FIELD_INVALID(Cause.PACKAGE),
    FIELD_TOO_LONG(Cause.PACKAGE),
    // who it is from and for
    SENDER_NOT_ALLOWED(Cause.PACKAGE),
    SENDER_MISMATCH(Cause.PACKAGE),
    RECIPIENT_MISSING(Cause.PACKAGE),
    RECIPIENT_UNKNOWN(Cause.PACKAGE),
    RECIPIENT_CLOSED(Cause.PACKAGE),
    RECIPIENT_UNREACHABLE(Cause.PACKAGE),
    RECIPIENT_NOT_ADDRESSED(Cause.PACKAGE),
    /** A file was changed after it was signed, and the sender's system is set to send no such file. */
    FILE_CHANGED(Cause.PACKAGE),
    /** A file is not signed, and the sender sends none like that. */
    FILE_NOT_SIGNED(Cause.PACKAGE),
    /** The signatures of a file are not all valid, and the sender sends none like that. */
    SIGNER_NOT_CONFIRMED(Cause.PACKAGE),
    // what it does to what is known
    DUPLICATE_DIFFERENT(Cause.STATE),
    DOCUMENT_UNKNOWN(Cause.STATE),
    DOCUMENT_RECALLED(Cause.STATE),
    DELIVERY_UNKNOWN(Cause.STATE),
    PACKAGE_UNKNOWN(Cause.STATE),
    /** The receipt for the package has not been made yet. */
    RECEIPT_NOT_READY(Cause.STATE),
    /** The files have not been looked into yet. */
    SIGNATURES_NOT_READY(Cause.STATE),
    TRUST_UNREADABLE(Cause.REQUEST),
    TRUST_HOLDS_KEY(Cause.REQUEST),
    TRUST_FROM_FOLDER(Cause.STATE),
    TRANSFER_UNKNOWN(Cause.STATE),
    TRANSFER_FINISHED(Cause.STATE),
    ORGANIZATION_UNKNOWN(Cause.STATE),
    ORGANIZATION_CODE_TAKEN(Cause.STATE),
    CONTENT_UNKNOWN(Cause.STATE),
    // signing
    PDF_UNREADABLE(Cause.PACKAGE),
    PDF_PROTECTED(Cause.PACKAGE),
    PDF_NUMBERED_ALREADY(Cause.STATE),
    SIGNATURE_PLACE_UNKNOWN(Cause.REQUEST),
    SIGNATURE_PLACE_INVALID(Cause.REQUEST),
    SIGNATURE_IMAGE_OPAQUE(Cause.REQUEST),
    SEAL_NOT_RED(Cause.REQUEST),
    HANDWRITING_NOT_BLUE(Cause.REQUEST),
    LEADER_NOT_SIGNED(Cause.PACKAGE),
    PDF_VERSION_TOO_OLD(Cause.PACKAGE),
    SCAN_TOO_COARSE(Cause.PACKAGE),
    SCAN_WITHOUT_COLOUR(Cause.PACKAGE),
    SIGNATURE_VALUE_WRONG(Cause.REQUEST),
    SIGNING_KEY_UNKNOWN(Cause.STATE),
    /** No prepared file waits under that id, or no longer. */
    PREPARATION_UNKNOWN(Cause.STATE),
    SIGNING_KEY_UNREACHABLE(Cause.NODE),
    SIGNING_KEY_LOCKED(Cause.NODE),
    SIGNING_KEY_UNFIT(Cause.STATE),
    SIGNING_CERTIFICATE_NOT_IN_FORCE(Cause.STATE),
    TIME_STAMP_FAILED(Cause.NODE),
    // registers
    ENTRY_FIELD_MISSING(Cause.REQUEST),
    ENTRY_FIELD_TOO_LONG(Cause.REQUEST),
    ENTRY_DATE_INVALID(Cause.REQUEST),
    ENTRY_ALIKE(Cause.STATE),
    WORK_NOT_YOURS(Cause.STATE),
    WORK_COMPLETED(Cause.STATE),
    DELIVERY_NOT_WAITING(Cause.STATE),
    FILES_NOT_SEEN(Cause.STATE),
    CHANGED_NOT_REGISTERED(Cause.PACKAGE),
    // our own fault
    BUSY(Cause.NODE),
    DISK_FULL(Cause.NODE),
    INTERNAL(Cause.NODE);

    /** Who can put it right. */
    public enum Cause {
        /** The caller's account, address or connection. */
        CALLER,
        /** The way the call was made. */
        REQUEST,
        /** The content of the package. */
        PACKAGE,
        /** The call does not fit what the node knows. */
        STATE,
        /** The node itself; asking again later is sensible. */
        NODE
    }

    private final Cause cause;

    ErrorCode(Cause cause) {
        this.cause = cause;
    }

    public Cause cause() {
        return cause;
    }
}
