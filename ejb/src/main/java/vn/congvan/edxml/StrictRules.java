package vn.congvan.edxml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Refusal;

/** What a package must be to be written: the parts that every platform asks for, forms and lengths as the law has them. */
final class StrictRules {

    private final List<Refusal> objections = new ArrayList<>();

    static List<Refusal> of(EdxmlDocument document, List<AttachmentSource> attachments) {
        StrictRules rules = new StrictRules();
        rules.document(document, attachments);
        return List.copyOf(rules.objections);
    }

    static List<Refusal> of(EdxmlStatus status) {
        StrictRules rules = new StrictRules();
        rules.status(status);
        return List.copyOf(rules.objections);
    }

    private void document(EdxmlDocument document, List<AttachmentSource> attachments) {
        party("From", document.from());
        if (document.to().isEmpty()) {
            objections.add(Refusal.of(ErrorCode.RECIPIENT_MISSING));
        }
        Set<String> recipients = new HashSet<>();
        for (Party to : document.to()) {
            party("To", to);
            to.code().map(OrganizationCode::key).filter(key -> !recipients.add(key))
                    .ifPresent(key -> objections.add(Refusal.of(ErrorCode.FIELD_INVALID, "To/OrganId", key + " ×2")));
        }
        present("DocumentId", document.documentId());
        identifier("DocumentId", document.documentId());
        present("Code", document.code().toString());
        lawful("Code/CodeNotation", "CodeNotation", document.code().notation());
        present("PromulgationInfo/PromulgationDate", document.promulgationDateText());
        date("PromulgationInfo/PromulgationDate", document.promulgationDateText());
        number("DocumentType/Type", document.type());
        number("DocumentType/TypeDetail", document.typeDetail());
        present("Subject", document.subject());
        lawful("Subject", "Subject", document.subject());
        lawful("Content", "Content", document.content());
        date("DueDate", document.dueDateText());
        number("SteeringType", document.steeringType());
        OtherInfo info = document.otherInfo();
        if (!info.priorityText().isEmpty() && info.priority().isEmpty()) {
            invalid("OtherInfo/Priority", info.priorityText());
        }
        number("OtherInfo/PromulgationAmount", info.promulgationAmountText());
        number("OtherInfo/PageAmount", info.pageAmountText());
        if (!Set.of("", "true", "false").contains(info.directionText())) {
            invalid("OtherInfo/Direction", info.directionText());
        }
        document.responseFor().forEach(earlier -> {
            identifier("ResponseFor/DocumentId", earlier.documentId());
            date("ResponseFor/PromulgationDate", earlier.promulgationDateText());
        });
        document.traces().forEach(trace -> timestamp("TraceHeader/Timestamp", trace.timestampText()));
        document.business().ifPresent(this::business);
        for (AttachmentSource attachment : attachments) {
            lawful("AttachmentName", "AttachmentName", attachment.name());
        }
    }

    private void business(Business business) {
        if (!business.kindText().isEmpty() && business.kind().isEmpty()) {
            invalid("Bussiness/BussinessDocType", business.kindText());
        }
        identifier("Bussiness/DocumentId", business.documentId());
        lawful("Bussiness/BussinessDocReason", "BussinessDocReason", business.reason());
        flag("Bussiness/Paper", business.paperText());
        for (Business.Change change : business.changes()) {
            flag("BussinessDocumentInfo/DocumentInfo", change.documentInfoText());
            flag("BussinessDocumentInfo/DocumentReceiver", change.documentReceiverText());
            for (Business.ReceiverChange receiver : change.receivers()) {
                present("Receiver/OrganId", receiver.organId());
                present("Receiver/ReceiverType", receiver.typeText());
                flag("Receiver/ReceiverType", receiver.typeText());
            }
        }
        for (Business.Replacement replacement : business.replacements()) {
            present("ReplacementInfo/DocumentId", replacement.documentId());
            identifier("ReplacementInfo/DocumentId", replacement.documentId());
        }
    }

    private void status(EdxmlStatus status) {
        party("From", status.from());
        present("ResponseFor/OrganId", status.responseForOrganId());
        present("ResponseFor/Code", status.responseForCode());
        present("ResponseFor/DocumentId", status.responseForDocumentId());
        identifier("ResponseFor/DocumentId", status.responseForDocumentId());
        date("ResponseFor/PromulgationDate", status.responseForDateText());
        present("StatusCode", status.statusCodeText());
        if (!status.statusCodeText().isEmpty() && status.statusCode().isEmpty()) {
            invalid("StatusCode", status.statusCodeText());
        }
        lawful("Description", "StatusDescription", status.description());
        present("Timestamp", status.timestampText());
        timestamp("Timestamp", status.timestampText());
    }

    private void party(String role, Party party) {
        present(role + "/OrganId", party.organId());
        if (!party.organId().isEmpty() && party.code().isEmpty()) {
            invalid(role + "/OrganId", party.organId());
        }
        lawful(role + "/OrganName", "OrganName", party.organName());
    }

    private void present(String field, String text) {
        if (text.isBlank()) {
            objections.add(Refusal.of(ErrorCode.FIELD_MISSING, field));
        }
    }

    private void invalid(String field, String text) {
        objections.add(Refusal.of(ErrorCode.FIELD_INVALID, field, text));
    }

    private void date(String field, String text) {
        if (!text.isEmpty() && WireTime.date(text).isEmpty()) {
            invalid(field, text);
        }
    }

    private void timestamp(String field, String text) {
        if (!text.isEmpty() && WireTime.timestamp(text).isEmpty()) {
            invalid(field, text);
        }
    }

    private void number(String field, String text) {
        if (!text.isEmpty() && WireNumber.parse(text).isEmpty()) {
            invalid(field, text);
        }
    }

    private void flag(String field, String text) {
        if (!Set.of("", "0", "1").contains(text)) {
            invalid(field, text);
        }
    }

    private void lawful(String field, String rule, String text) {
        tooLong(field, Lengths.law(rule), Lengths.characters(text));
    }

    private void identifier(String field, String text) {
        tooLong(field, Lengths.IDENTIFIER, text.length());
    }

    private void tooLong(String field, int longest, int length) {
        if (length > longest) {
            objections.add(Refusal.of(ErrorCode.FIELD_TOO_LONG, field, longest));
        }
    }
}
