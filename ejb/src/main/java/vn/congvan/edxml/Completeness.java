package vn.congvan.edxml;

import java.util.List;
import java.util.Optional;
import vn.congvan.document.BusinessKind;
import vn.congvan.document.DocumentId;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;

/** What a message that could be read must say so that any node takes it over. */
final class Completeness {

    // what others send is capped at twice the legal length, or where practice is looser still, at what a row holds
    private static final int LONGEST_SUBJECT = 1000;
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_NOTATION = 200;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REASON = 2000;
    private static final int LONGEST_CODE = 20;

    private Completeness() {}

    static Optional<Refusal> shortcoming(EdxmlDocument document) {
        if (document.documentId().isBlank()) {
            return missing("DocumentId");
        }
        if (document.code().isEmpty()) {
            return missing("Code");
        }
        if (document.subject().isBlank() && document.kind() != BusinessKind.RECALL) {
            return missing("Subject");
        }
        Optional<String> kind = document.business().map(Business::kindText).filter(k -> !k.isBlank());
        if (kind.isPresent() && BusinessKind.parse(kind.get()).isEmpty()) {
            return Optional.of(Refusal.of(ErrorCode.FIELD_INVALID, "BussinessDocType", kind.get()));
        }
        return tooLong("DocumentId", document.documentId(), DocumentId.MAX_LENGTH)
                .or(() -> tooLong("Subject", document.subject(), LONGEST_SUBJECT))
                .or(() -> tooLong("CodeNumber", document.code().number(), LONGEST_NUMBER))
                .or(() -> tooLong("CodeNotation", document.code().notation(), LONGEST_NOTATION))
                .or(() -> tooLong("TypeName", document.typeName(), LONGEST_NAME))
                .or(() -> tooLong("BussinessDocReason", document.business().map(Business::reason).orElse(""),
                        LONGEST_REASON))
                .or(() -> nobody(document.from(), document.to().stream().map(Party::organId).toList()));
    }

    static Optional<Refusal> shortcoming(EdxmlStatus status) {
        if (status.statusCodeText().isBlank()) {
            return missing("StatusCode");
        }
        if (status.responseForDocumentId().isBlank() && status.responseForCode().isBlank()) {
            return missing("ResponseFor/DocumentId");
        }
        return tooLong("StatusCode", status.statusCodeText(), LONGEST_CODE)
                .or(() -> tooLong("ResponseFor/DocumentId", status.responseForDocumentId(), DocumentId.MAX_LENGTH))
                .or(() -> tooLong("ResponseFor/Code", status.responseForCode(), LONGEST_NUMBER + LONGEST_NOTATION))
                .or(() -> tooLong("Description", status.description(), LONGEST_REASON))
                .or(() -> tooLong("StaffInfo", status.staff().map(Staff::label).orElse(""), 2 * LONGEST_NAME))
                .or(() -> nobody(status.from(), List.of(status.responseForOrganId())));
    }

    private static Optional<Refusal> nobody(Party from, List<String> to) {
        if (from.organId().isBlank()) {
            return missing("From/OrganId");
        }
        return to.stream().allMatch(String::isBlank)
                ? Optional.of(Refusal.of(ErrorCode.RECIPIENT_MISSING))
                : Optional.empty();
    }

    private static Optional<Refusal> missing(String field) {
        return Optional.of(Refusal.of(ErrorCode.FIELD_MISSING, field));
    }

    private static Optional<Refusal> tooLong(String field, String value, int longest) {
        return value.length() <= longest
                ? Optional.empty()
                : Optional.of(Refusal.of(ErrorCode.FIELD_TOO_LONG, field, longest));
    }
}
