package vn.congvan.edxml;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.congvan.document.BusinessKind;
import vn.congvan.document.DocumentCode;
import vn.congvan.document.DocumentId;
import vn.congvan.document.Urgency;

/**
 * A document package (văn bản điện tử; messagetype {@code edoc}). Texts are never {@code null} and trimmed unless said
 * otherwise; empty means absent. A component called {@code …Text} holds what was written, the accessor without
 * {@code Text} what it means, if it means anything.
 *
 * @param from the sender (đơn vị gửi)
 * @param to the recipients (đơn vị nhận)
 * @param documentId identity (mã văn bản), verbatim
 * @param code number and notation (số, ký hiệu)
 * @param promulgationPlace place of issue (nơi ban hành)
 * @param promulgationDateText date of issue (ngày ban hành) as written
 * @param type {@code DocumentType/Type} as written; its meaning differs in the field, match by {@code typeName} first
 * @param typeDetail {@code DocumentType/TypeDetail} as written
 * @param typeName name of the type (tên loại)
 * @param subject summary line (trích yếu)
 * @param content summary of the content (nội dung)
 * @param signer who signed it
 * @param dueDateText the sender's deadline (hạn xử lý) as written
 * @param otherInfo further facts
 * @param responseFor what it answers; blocks without any content are left out
 * @param steeringType kind of steering (loại chỉ đạo) as written
 * @param responseForTasks codes of the tasks it answers
 * @param applicationType kind of sending application
 * @param toPlaces lines of "nơi nhận", free text, not routing
 * @param traces the hops so far, in order
 * @param business what the package does; absent in much of the real traffic
 * @param manifest the list of attachments in the body
 * @param attachments the attachments as found
 * @param findings what was put up with
 * @param signature the XML signature as carried
 */
public record EdxmlDocument(Party from, List<Party> to, String documentId, DocumentCode code, String promulgationPlace,
        String promulgationDateText, String type, String typeDetail, String typeName, String subject, String content,
        Signer signer, String dueDateText, OtherInfo otherInfo, List<ResponseFor> responseFor, String steeringType,
        List<String> responseForTasks, String applicationType, List<String> toPlaces, List<Trace> traces,
        Optional<Business> business, List<ManifestReference> manifest, List<AttachmentRead> attachments,
        List<Finding> findings, EdxmlSignatureBlock signature) implements EdxmlMessage {

    public EdxmlDocument {
        from = from == null ? Party.NONE : from;
        to = WireText.list(to);
        documentId = WireText.verbatim(documentId);
        code = code == null
                ? new DocumentCode("", "")
                : new DocumentCode(WireText.field(code.number()), WireText.field(code.notation()));
        promulgationPlace = WireText.field(promulgationPlace);
        promulgationDateText = WireText.field(promulgationDateText);
        type = WireText.field(type);
        typeDetail = WireText.field(typeDetail);
        typeName = WireText.field(typeName);
        subject = WireText.field(subject);
        content = WireText.field(content);
        signer = signer == null ? Signer.NONE : signer;
        dueDateText = WireText.field(dueDateText);
        otherInfo = otherInfo == null ? OtherInfo.NONE : otherInfo;
        responseFor = responseFor == null
                ? List.of()
                : responseFor.stream().filter(earlier -> !earlier.isEmpty()).toList();
        steeringType = WireText.field(steeringType);
        responseForTasks = WireText.fields(responseForTasks);
        applicationType = WireText.field(applicationType);
        toPlaces = WireText.fields(toPlaces);
        traces = WireText.list(traces);
        business = business == null ? Optional.empty() : business;
        manifest = WireText.list(manifest);
        attachments = WireText.list(attachments);
        findings = WireText.list(findings);
        signature = signature == null ? EdxmlSignatureBlock.NONE : signature;
    }

    /** The identity, when there is one that can be one. */
    public Optional<DocumentId> identity() {
        return DocumentId.parse(documentId);
    }

    /** Date of issue, when what is written is {@code yyyy/MM/dd}. */
    public Optional<LocalDate> promulgationDate() {
        return WireTime.date(promulgationDateText);
    }

    /** The sender's deadline, when what is written is {@code yyyy/MM/dd}. */
    public Optional<LocalDate> dueDate() {
        return WireTime.date(dueDateText);
    }

    /** Urgency (mức độ khẩn), when what is written is one. */
    public Optional<Urgency> priority() {
        return otherInfo.priority();
    }

    /** Urgency as written. */
    public String priorityText() {
        return otherInfo.priorityText();
    }

    /**
     * What the package does. {@code NEW} when it does not say, as the axis leaves the block out; {@code NEW} also when it
     * says something unknown, which is then a finding {@code BUSINESS_KIND_UNKNOWN}.
     */
    public BusinessKind kind() {
        return business.flatMap(Business::kind).orElse(BusinessKind.NEW);
    }

    /** True when a paper copy follows. */
    public boolean paper() {
        return business.map(Business::paper).orElse(false);
    }

    /**
     * The identity of the document that a recall or an update is about: that in the business block, else the package's own.
     * Without meaning for the other kinds.
     */
    public Optional<DocumentId> affectedIdentity() {
        return business.map(Business::documentId).flatMap(DocumentId::parse).or(this::identity);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with everything this one has. */
    public Builder toBuilder() {
        return new Builder().from(from).to(to).documentId(documentId).code(code).promulgationPlace(promulgationPlace)
                .promulgationDateText(promulgationDateText).type(type).typeDetail(typeDetail).typeName(typeName)
                .subject(subject).content(content).signer(signer).dueDateText(dueDateText).otherInfo(otherInfo)
                .responseFor(responseFor).steeringType(steeringType).responseForTasks(responseForTasks)
                .applicationType(applicationType).toPlaces(toPlaces).traces(traces).business(business)
                .manifest(manifest).attachments(attachments).findings(findings).signature(signature);
    }

    /**
     * Builds a document to be written: a new one, of normal priority, without steering, without a paper copy, unless said
     * otherwise. Control characters and other characters that XML cannot carry become U+FFFD, as they do on reading.
     */
    public static final class Builder {
        private Party from = Party.NONE;
        private List<Party> to = List.of();
        private String documentId = "";
        private DocumentCode code = new DocumentCode("", "");
        private String promulgationPlace = "";
        private String promulgationDateText = "";
        private String type = "2";
        private String typeDetail = "";
        private String typeName = "";
        private String subject = "";
        private String content = "";
        private Signer signer = Signer.NONE;
        private String dueDateText = "";
        private OtherInfo otherInfo = new OtherInfo("0", "", "", "0", "0", "", "false", "", List.of());
        private List<ResponseFor> responseFor = List.of();
        private String steeringType = "0";
        private List<String> responseForTasks = List.of();
        private String applicationType = "";
        private List<String> toPlaces = List.of();
        private List<Trace> traces = List.of();
        private Optional<Business> business = Optional.of(Business.of(BusinessKind.NEW));
        private List<ManifestReference> manifest = List.of();
        private List<AttachmentRead> attachments = List.of();
        private List<Finding> findings = List.of();
        private EdxmlSignatureBlock signature = EdxmlSignatureBlock.NONE;

        private Builder() {}

        public Builder from(Party value) {
            from = value;
            return this;
        }

        public Builder to(List<Party> values) {
            to = values;
            return this;
        }

        public Builder to(Party... values) {
            to = List.of(values);
            return this;
        }

        public Builder documentId(String value) {
            documentId = value;
            return this;
        }

        public Builder documentId(DocumentId value) {
            documentId = value.value();
            return this;
        }

        public Builder code(DocumentCode value) {
            code = value;
            return this;
        }

        public Builder promulgationPlace(String value) {
            promulgationPlace = value;
            return this;
        }

        public Builder promulgationDate(LocalDate value) {
            promulgationDateText = WireTime.write(value);
            return this;
        }

        public Builder promulgationDateText(String value) {
            promulgationDateText = value;
            return this;
        }

        public Builder type(String value) {
            type = value;
            return this;
        }

        public Builder typeDetail(String value) {
            typeDetail = value;
            return this;
        }

        public Builder typeName(String value) {
            typeName = value;
            return this;
        }

        public Builder subject(String value) {
            subject = value;
            return this;
        }

        public Builder content(String value) {
            content = value;
            return this;
        }

        public Builder signer(Signer value) {
            signer = value;
            return this;
        }

        public Builder dueDate(LocalDate value) {
            dueDateText = WireTime.write(value);
            return this;
        }

        public Builder dueDateText(String value) {
            dueDateText = value;
            return this;
        }

        public Builder priority(Urgency value) {
            otherInfo = otherInfo.withPriority(value);
            return this;
        }

        public Builder otherInfo(OtherInfo value) {
            otherInfo = value;
            return this;
        }

        public Builder responseFor(List<ResponseFor> values) {
            responseFor = values;
            return this;
        }

        public Builder steeringType(String value) {
            steeringType = value;
            return this;
        }

        public Builder responseForTasks(List<String> values) {
            responseForTasks = values;
            return this;
        }

        public Builder applicationType(String value) {
            applicationType = value;
            return this;
        }

        public Builder toPlaces(List<String> values) {
            toPlaces = values;
            return this;
        }

        public Builder traces(List<Trace> values) {
            traces = values;
            return this;
        }

        public Builder business(Business value) {
            business = Optional.of(value);
            return this;
        }

        public Builder business(Optional<Business> value) {
            business = value;
            return this;
        }

        public Builder manifest(List<ManifestReference> values) {
            manifest = values;
            return this;
        }

        public Builder attachments(List<AttachmentRead> values) {
            attachments = values;
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

        public EdxmlDocument build() {
            return new EdxmlDocument(from, to, documentId, code, promulgationPlace, promulgationDateText, type,
                    typeDetail, typeName, subject, content, signer, dueDateText, otherInfo, responseFor, steeringType,
                    responseForTasks, applicationType, toPlaces, traces, business, manifest, attachments, findings,
                    signature);
        }
    }
}
