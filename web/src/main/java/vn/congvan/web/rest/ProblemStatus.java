package vn.congvan.web.rest;

import vn.congvan.document.ErrorCode;

/** The HTTP status with which each {@link ErrorCode} is answered. Without a default: a new code must be placed here. */
final class ProblemStatus {

    private ProblemStatus() {}

    static int of(ErrorCode code) {
        return switch (code) {
            case CREDENTIALS_INVALID -> 401;
            case TLS_REQUIRED, ADDRESS_NOT_ALLOWED, NOT_ALLOWED, SENDER_NOT_ALLOWED, WORK_NOT_YOURS -> 403;
            case RATE_LIMITED -> 429;
            case HEADER_NOT_ASCII, REQUEST_MALFORMED, REQUEST_FIELD_INVALID, REQUEST_FIELD_MISSING, HASH_MISMATCH,
                    BODY_EMPTY, BODY_INCOMPLETE ->
                400;
            case MEDIA_TYPE_UNSUPPORTED -> 415;
            case METHOD_NOT_ALLOWED -> 405;
            case BODY_TOO_LARGE, INLINE_TOO_LARGE -> 413;
            // understood and well formed as a request, but what it carries cannot be taken
            case IDEMPOTENCY_KEY_REUSED, XML_NOT_WELL_FORMED, XML_DTD_FORBIDDEN, XML_TOO_DEEP, XML_TOO_MANY_ELEMENTS,
                    XML_TEXT_TOO_LONG, ATTACHMENTS_TOO_MANY, ATTACHMENT_TOO_LARGE, ATTACHMENT_ZIP_RATIO, NOT_EDXML,
                    MESSAGE_TYPE_MISMATCH, FIELD_MISSING, FIELD_INVALID, FIELD_TOO_LONG, SENDER_MISMATCH,
                    RECIPIENT_MISSING, RECIPIENT_UNKNOWN, RECIPIENT_CLOSED, RECIPIENT_UNREACHABLE,
                    RECIPIENT_NOT_ADDRESSED, FILE_CHANGED, FILE_NOT_SIGNED, SIGNER_NOT_CONFIRMED, DOCUMENT_UNKNOWN,
                    TRUST_UNREADABLE, TRUST_HOLDS_KEY, PDF_UNREADABLE, PDF_PROTECTED,
                    SIGNATURE_PLACE_UNKNOWN, SIGNATURE_PLACE_INVALID, SIGNATURE_IMAGE_OPAQUE, SEAL_NOT_RED,
                    HANDWRITING_NOT_BLUE, LEADER_NOT_SIGNED, PDF_VERSION_TOO_OLD, SCAN_TOO_COARSE, SCAN_WITHOUT_COLOUR,
                    SIGNATURE_VALUE_WRONG, SIGNING_KEY_UNKNOWN,
                    SIGNING_KEY_UNFIT, SIGNING_CERTIFICATE_NOT_IN_FORCE, ENTRY_FIELD_MISSING, ENTRY_FIELD_TOO_LONG,
                    ENTRY_DATE_INVALID, CHANGED_NOT_REGISTERED ->
                422;
            case DUPLICATE_DIFFERENT, DOCUMENT_RECALLED, TRANSFER_FINISHED, ORGANIZATION_CODE_TAKEN,
                    PDF_NUMBERED_ALREADY, TRUST_FROM_FOLDER, DELIVERY_NOT_WAITING, ENTRY_ALIKE, WORK_COMPLETED,
                    FILES_NOT_SEEN ->
                409;
            case OPERATION_UNKNOWN, DELIVERY_UNKNOWN, PACKAGE_UNKNOWN, RECEIPT_NOT_READY, SIGNATURES_NOT_READY,
                    PREPARATION_UNKNOWN,
                    TRANSFER_UNKNOWN,
                    ORGANIZATION_UNKNOWN,
                    CONTENT_UNKNOWN ->
                404;
            case BUSY, SIGNING_KEY_UNREACHABLE, SIGNING_KEY_LOCKED, TIME_STAMP_FAILED -> 503;
            case DISK_FULL -> 507;
            case INTERNAL -> 500;
        };
    }
}
