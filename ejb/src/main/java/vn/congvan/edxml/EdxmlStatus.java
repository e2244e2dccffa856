package vn.congvan.edxml;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import vn.congvan.document.DocumentCode;
import vn.congvan.document.DocumentId;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.StatusCode;

/**
 * A status package (gói tin trạng thái; messagetype {@code status}). Texts are never {@code null} and trimmed unless said
 * otherwise; empty means absent. A component called {@code …Text} holds what was written.
 *
 * @param from who reports; for 13 the document's sender
 * @param responseForOrganId to whom it is addressed: the document's sender, for 13 the receiver
 * @param responseForCode number and notation of the document, {@code number/notation}
 * @param responseForDateText the document's date of issue as written
 * @param responseForDocumentId the document's identity, verbatim
 * @param staff the clerk who acted
 * @param statusCodeText {@code StatusCode} as written
 * @param description what happened, for 02, 13 and 16 the reason
 * @param timestampText when, as written
 * @param findings what was put up with
 * @param signature the XML signature as carried
 */
public record EdxmlStatus(Party from, String responseForOrganId, String responseForCode, String responseForDateText,
        String responseForDocumentId, Optional<Staff> staff, String statusCodeText, String description,
        String timestampText, List<Finding> findings, EdxmlSignatureBlock signature) implements EdxmlMessage {

    public EdxmlStatus {
        from = from == null ? Party.NONE : from;
        responseForOrganId = WireText.field(responseForOrganId);
        responseForCode = WireText.field(responseForCode);
        responseForDateText = WireText.field(responseForDateText);
        responseForDocumentId = WireText.verbatim(responseForDocumentId);
        staff = staff == null ? Optional.empty() : staff.filter(clerk -> !clerk.isEmpty());
        statusCodeText = WireText.field(statusCodeText);
        description = WireText.field(description);
        timestampText = WireText.field(timestampText);
        findings = WireText.list(findings);
        signature = signature == null ? EdxmlSignatureBlock.NONE : signature;
    }

    /** The status, when what is written is a standard one. */
    public Optional<StatusCode> statusCode() {
        return StatusCode.parse(statusCodeText);
    }

    /** To whom it is addressed, when what is written is a code. */
    public Optional<OrganizationCode> addressee() {
        return OrganizationCode.parse(responseForOrganId);
    }

    /** The identity of the document it is about. */
    public Optional<DocumentId> responseForIdentity() {
        return DocumentId.parse(responseForDocumentId);
    }

    /** Number and notation of the document it is about, taken apart. */
    public DocumentCode responseForDocumentCode() {
        return DocumentCode.parse(responseForCode);
    }

    /** The document's date of issue, when what is written is {@code yyyy/MM/dd}. */
    public Optional<LocalDate> responseForDate() {
        return WireTime.date(responseForDateText);
    }

    /** When, in local time of Vietnam (UTC+7), if what is written is {@code yyyy/MM/dd HH:mm:ss}. */
    public Optional<LocalDateTime> timestamp() {
        return WireTime.timestamp(timestampText);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with everything this one has. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.from = from;
        builder.responseForOrganId = responseForOrganId;
        builder.responseForCode = responseForCode;
        builder.responseForDateText = responseForDateText;
        builder.responseForDocumentId = responseForDocumentId;
        builder.staff = staff;
        builder.statusCodeText = statusCodeText;
        builder.description = description;
        builder.timestampText = timestampText;
        builder.findings = findings;
        builder.signature = signature;
        return builder;
    }

    /** Builds a status to be written; characters that XML cannot carry become U+FFFD, as they do on reading. */
    public static final class Builder {
        private Party from = Party.NONE;
        private String responseForOrganId = "";
        private String responseForCode = "";
        private String responseForDateText = "";
        private String responseForDocumentId = "";
        private Optional<Staff> staff = Optional.empty();
        private String statusCodeText = "";
        private String description = "";
        private String timestampText = "";
        private List<Finding> findings = List.of();
        private EdxmlSignatureBlock signature = EdxmlSignatureBlock.NONE;

        private Builder() {}

        public Builder from(Party value) {
            from = value;
            return this;
        }

        public Builder responseForOrganId(String value) {
            responseForOrganId = value;
            return this;
        }

        public Builder responseForCode(String value) {
            responseForCode = value;
            return this;
        }

        public Builder responseForDate(LocalDate value) {
            responseForDateText = WireTime.write(value);
            return this;
        }

        public Builder responseForDateText(String value) {
            responseForDateText = value;
            return this;
        }

        public Builder responseForDocumentId(String value) {
            responseForDocumentId = value;
            return this;
        }

        public Builder staff(Staff value) {
            staff = Optional.ofNullable(value);
            return this;
        }

        public Builder statusCode(StatusCode value) {
            statusCodeText = value.wire();
            return this;
        }

        public Builder statusCodeText(String value) {
            statusCodeText = value;
            return this;
        }

        public Builder description(String value) {
            description = value;
            return this;
        }

        /** When, in local time of Vietnam. */
        public Builder timestamp(LocalDateTime value) {
            timestampText = WireTime.write(value);
            return this;
        }

        public Builder timestampText(String value) {
            timestampText = value;
            return this;
        }

        public Builder findings(List<Finding> values) {
            findings = values;
            return this;
        }

        public Builder signature(EdxmlSignatureBlock value) {
            signature = value;
            return this;
        }

        public EdxmlStatus build() {
            return new EdxmlStatus(from, responseForOrganId, responseForCode, responseForDateText,
                    responseForDocumentId, staff, statusCodeText, description, timestampText, findings, signature);
        }
    }
}
