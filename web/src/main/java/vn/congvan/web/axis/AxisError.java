package vn.congvan.web.axis;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.intake.IntakeAnswer.RecipientRefusal;

/** How a refusal is said on the axis: {@code ErrorCode} and {@code ErrorDesc}. */
final class AxisError {

    /** Clients compare with exactly this; {@code 00} would lose them their lists. */
    static final String NONE = "0";
    /** What the national axis says when all is well. */
    static final String NONE_TEXT = "Thanh cong";

    private AxisError() {}

    /** The number on the axis. Without a default: a new code does not compile until it has one here. */
    static String number(Refusal refusal) {
        return switch (refusal.code()) {
            case CREDENTIALS_INVALID, HEADER_NOT_ASCII -> "01";
            case REQUEST_MALFORMED -> "02";
            case HASH_MISMATCH -> "03";
            case XML_NOT_WELL_FORMED, XML_DTD_FORBIDDEN, XML_TOO_DEEP, XML_TOO_MANY_ELEMENTS, XML_TEXT_TOO_LONG,
                    NOT_EDXML, MESSAGE_TYPE_MISMATCH, FIELD_MISSING, FIELD_INVALID, FIELD_TOO_LONG, FILE_CHANGED,
                    FILE_NOT_SIGNED, SIGNER_NOT_CONFIRMED, PDF_UNREADABLE,
                    PDF_PROTECTED, CHANGED_NOT_REGISTERED, LEADER_NOT_SIGNED, PDF_VERSION_TOO_OLD, SCAN_TOO_COARSE,
                    SCAN_WITHOUT_COLOUR ->
                "04";
            case SENDER_NOT_ALLOWED, SENDER_MISMATCH -> "05";
            case RECIPIENT_MISSING, RECIPIENT_UNKNOWN, RECIPIENT_CLOSED, RECIPIENT_UNREACHABLE,
                    RECIPIENT_NOT_ADDRESSED ->
                "06";
            case DUPLICATE_DIFFERENT, IDEMPOTENCY_KEY_REUSED -> "07";
            case DOCUMENT_UNKNOWN, DELIVERY_UNKNOWN, PACKAGE_UNKNOWN, RECEIPT_NOT_READY, SIGNATURES_NOT_READY,
                    PREPARATION_UNKNOWN,
                    TRANSFER_UNKNOWN,
                    CONTENT_UNKNOWN ->
                "08";
            case TRANSFER_FINISHED, DOCUMENT_RECALLED, PDF_NUMBERED_ALREADY, DELIVERY_NOT_WAITING, ENTRY_ALIKE,
                    WORK_COMPLETED,
                    FILES_NOT_SEEN ->
                "09";
            case REQUEST_FIELD_INVALID -> aboutStatus(refusal) ? "09" : "10";
            case TRUST_UNREADABLE, TRUST_HOLDS_KEY, TRUST_FROM_FOLDER, REQUEST_FIELD_MISSING, MEDIA_TYPE_UNSUPPORTED,
                    METHOD_NOT_ALLOWED, OPERATION_UNKNOWN,
                    BODY_EMPTY,
                    BODY_INCOMPLETE, ORGANIZATION_UNKNOWN, ORGANIZATION_CODE_TAKEN, SIGNATURE_PLACE_UNKNOWN,
                    SIGNATURE_PLACE_INVALID, SIGNATURE_IMAGE_OPAQUE, SEAL_NOT_RED, HANDWRITING_NOT_BLUE,
                    SIGNATURE_VALUE_WRONG, SIGNING_KEY_UNKNOWN, SIGNING_KEY_UNFIT,
                    SIGNING_CERTIFICATE_NOT_IN_FORCE, ENTRY_FIELD_MISSING, ENTRY_FIELD_TOO_LONG,
                    ENTRY_DATE_INVALID ->
                "10";
            case TLS_REQUIRED, ADDRESS_NOT_ALLOWED, NOT_ALLOWED, WORK_NOT_YOURS -> "11";
            case BODY_TOO_LARGE, INLINE_TOO_LARGE, ATTACHMENTS_TOO_MANY, ATTACHMENT_TOO_LARGE, ATTACHMENT_ZIP_RATIO ->
                "12";
            case RATE_LIMITED -> "13";
            case BUSY, DISK_FULL, INTERNAL, SIGNING_KEY_UNREACHABLE, SIGNING_KEY_LOCKED, TIME_STAMP_FAILED -> "99";
        };
    }

    /**
     * What is wrong and what to do, in Vietnamese, then our own name of it. Where recipients are what is wrong, each is
     * named with its reason, and behind those that share it stands what to do about them.
     */
    static String text(Refusal refusal, List<RecipientRefusal> recipients) {
        List<Refusal> reasons = recipients.isEmpty()
                ? List.of(refusal)
                : recipients.stream().map(RecipientRefusal::refusal).toList();
        Map<String, Set<String>> wrong = new LinkedHashMap<>();
        reasons.forEach(r -> wrong.computeIfAbsent(r.hint(), hint -> new LinkedHashSet<>()).add(r.sentence()));
        return wrong.entrySet().stream().map(same -> String.join(" ", same.getValue()) + " " + same.getKey())
                .collect(Collectors.joining(" "))
                + reasons.stream().map(Refusal::code).distinct().map(ErrorCode::name)
                        .collect(Collectors.joining(", ", " [", "]"));
    }

    /** For the one operation whose failures have no body: something the client's log will show. */
    static int httpStatus(Refusal refusal) {
        return switch (refusal.code().cause()) {
            case CALLER -> refusal.code() == ErrorCode.RATE_LIMITED ? 429 : 401;
            case REQUEST, PACKAGE -> refusal.code() == ErrorCode.METHOD_NOT_ALLOWED ? 405 : 400;
            case STATE -> 404;
            case NODE -> 503;
        };
    }

    private static boolean aboutStatus(Refusal refusal) {
        return !refusal.about().isEmpty() && refusal.about().get(0).equals("status");
    }
}
