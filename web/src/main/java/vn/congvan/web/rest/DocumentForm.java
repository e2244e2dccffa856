package vn.congvan.web.rest;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import vn.congvan.document.BusinessKind;
import vn.congvan.document.DocumentCode;
import vn.congvan.document.DocumentId;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Urgency;

/**
 * What a caller says of a document whose package the node is to build. Lengths are those of NĐ 30/2020/NĐ-CP phụ lục VI
 * and QCVN 102:2016.
 */
@Schema(name = "Document", description = "What is said of a document; the node builds the edXML package from it")
public record DocumentForm(
        @Schema(required = true, implementation = String.class, maxLength = 64, examples = "000.00.00.G22", description = "Code of the sending organization (đơn vị gửi); the caller must be allowed to act for it") OrganizationCode from,
        @Schema(required = true, implementation = String[].class, minItems = 1, examples = "[\"000.00.00.H47\"]", description = "Codes of the recipients (nơi nhận)") List<OrganizationCode> to,
        @Schema(required = true, maxLength = 11, examples = "88", description = "Số") String number,
        @Schema(required = true, maxLength = 30, examples = "VPCP-KSTT", description = "Ký hiệu") String notation,
        @Schema(required = true, examples = "2026-11-23", description = "Ngày ban hành") LocalDate issueDate,
        @Schema(maxLength = 100, examples = "Hà Nội", description = "Nơi ban hành") String place,
        @Schema(required = true, maxLength = 100, examples = "Công văn", description = "Tên loại văn bản") String typeName,
        @Schema(implementation = Integer.class, minimum = "0", maximum = "999", defaultValue = "2", description = "`DocumentType/Type`; receivers match by typeName first") OptionalInt type,
        @Schema(required = true, maxLength = 500, description = "Trích yếu") String subject,
        @Schema(maxLength = 500, description = "Tóm tắt nội dung") String content,
        @Schema(implementation = SignerForm.class, description = "Người ký") Optional<SignerForm> signer,
        @Schema(ref = "Urgency", defaultValue = "NORMAL", description = "Mức độ khẩn") Urgency urgency,
        @Schema(implementation = LocalDate.class, description = "Hạn xử lý") Optional<LocalDate> dueDate,
        @Schema(ref = "BusinessKind", defaultValue = "NEW", description = "NEW văn bản mới, RECALL thu hồi, UPDATE cập nhật, REPLACE thay thế") BusinessKind kind,
        @Schema(maxLength = 1000, description = "Lý do; required for RECALL and UPDATE") String reason,
        @Schema(description = "RECALL, UPDATE: the one earlier document, default documentId; REPLACE: the documents replaced") List<ReferenceForm> references,
        @Schema(implementation = String[].class, description = "UPDATE: receivers who are new") List<OrganizationCode> addedReceivers,
        @Schema(implementation = String[].class, description = "UPDATE: receivers who no longer are any") List<OrganizationCode> removedReceivers,
        @Schema(description = "Văn bản phúc đáp cho") List<AnsweredForm> responseFor,
        @Schema(description = "Nơi nhận as it stands on the document; free text, not routing") List<String> toPlaces,
        @Schema(implementation = String.class, maxLength = 512, examples = "000.00.00.G22,2026/11/23,88/VPCP-KSTT", description = "Mã định danh văn bản; default: from, issueDate, number/notation; RECALL and UPDATE: the earlier document's") DocumentId documentId,
        @Schema(defaultValue = "false", description = "A paper copy follows (gửi kèm bản giấy)") boolean hasPaperCopy,
        @Schema(implementation = Integer.class, minimum = "0", maximum = "9999", description = "Số trang") OptionalInt pageCount,
        @Schema(implementation = Integer.class, minimum = "0", maximum = "99999", description = "Số bản phát hành") OptionalInt copies,
        @Schema(maxLength = 100, description = "Phạm vi lưu hành") String sphere,
        @Schema(maxLength = 100, description = "Ký hiệu người soạn thảo") String typist,
        @Schema(description = "Phụ lục") List<String> appendixes,
        @Schema(implementation = Integer.class, minimum = "0", maximum = "9", defaultValue = "0", description = "Loại chỉ đạo: 0 không, 1 chỉ đạo, 2 chỉ đạo có báo cáo") OptionalInt steeringType,
        @Schema(description = "Mã nhiệm vụ được trả lời") List<String> taskCodes,
        @Schema(implementation = StaffForm.class, description = "Văn thư liên hệ") Optional<StaffForm> staff) {

    private static final int MAX_LIST = 200;

    /** Who signed. */
    @Schema(name = "Signer")
    public record SignerForm(@Schema(maxLength = 50, examples = "TM.", description = "Quyền hạn") String capacity,
            @Schema(maxLength = 100, examples = "Chủ tịch", description = "Chức vụ") String position,
            @Schema(required = true, maxLength = 50, description = "Họ tên") String name) {

        static SignerForm read(JsonFields fields) {
            return new SignerForm(fields.textOrEmpty("capacity", 50), fields.textOrEmpty("position", 100),
                    fields.text("name", 50));
        }
    }

    /** An earlier document. */
    @Schema(name = "Reference")
    public record ReferenceForm(
            @Schema(required = true, maxLength = 512, description = "Mã định danh văn bản") String documentId,
            @Schema(implementation = String[].class, description = "REPLACE: for which receivers; default all of `to`") List<OrganizationCode> organizations) {

        static ReferenceForm read(JsonFields fields) {
            return new ReferenceForm(fields.text("documentId", DocumentId.MAX_LENGTH), fields.codes("organizations"));
        }
    }

    /** A document that is answered; at least one of documentId and code. */
    @Schema(name = "Answered")
    public record AnsweredForm(
            @Schema(required = true, description = "Code of the organization that sent it") String organization,
            @Schema(maxLength = 64, examples = "12/UBND-TH") String code, LocalDate issueDate,
            @Schema(maxLength = 512) String documentId) {

        static AnsweredForm read(JsonFields fields) {
            AnsweredForm answered = new AnsweredForm(fields.code("organization").value(),
                    fields.textOrEmpty("code", 64), fields.optionalDate("issueDate").orElse(null),
                    fields.textOrEmpty("documentId", DocumentId.MAX_LENGTH));
            if (answered.code.isEmpty() && answered.documentId.isEmpty()) {
                throw fields.missing("documentId");
            }
            return answered;
        }
    }

    /** The clerk to turn to. */
    @Schema(name = "Staff")
    public record StaffForm(@Schema(maxLength = 200) String department, @Schema(maxLength = 100) String name,
            @Schema(maxLength = 100) String email, @Schema(maxLength = 20) String telephone) {

        static StaffForm read(JsonFields fields) {
            return new StaffForm(fields.textOrEmpty("department", 200), fields.textOrEmpty("name", 100),
                    fields.textOrEmpty("email", 100), fields.textOrEmpty("telephone", 20));
        }
    }

    /** @throws vn.congvan.document.RefusedException what is wrong, naming the member */
    static DocumentForm read(JsonFields fields) {
        OrganizationCode from = fields.code("from");
        List<OrganizationCode> to = fields.codes("to");
        if (to.isEmpty()) {
            throw fields.missing("to");
        }
        String number = fields.text("number", 11);
        String notation = fields.text("notation", 30);
        LocalDate issueDate = fields.date("issueDate");
        BusinessKind kind = fields.optionalOneOf("kind", List.of(BusinessKind.values())).orElse(BusinessKind.NEW);
        List<ReferenceForm> references = fields.objects("references", ReferenceForm::read);
        String reason = fields.textOrEmpty("reason", 1000);
        List<OrganizationCode> added = fields.codes("addedReceivers");
        List<OrganizationCode> removed = fields.codes("removedReceivers");
        Optional<DocumentId> named = fields.optionalText("documentId", DocumentId.MAX_LENGTH).map(DocumentId::new);
        DocumentId documentId = switch (kind) {
            case NEW -> {
                if (!references.isEmpty()) {
                    throw fields.invalid("references", kind.name());
                }
                yield named.orElseGet(() -> DocumentId.of(from, issueDate, new DocumentCode(number, notation)));
            }
            case REPLACE -> {
                if (references.isEmpty()) {
                    throw fields.missing("references");
                }
                yield named.orElseGet(() -> DocumentId.of(from, issueDate, new DocumentCode(number, notation)));
            }
            case RECALL, UPDATE -> {
                if (reason.isEmpty()) {
                    throw fields.missing("reason");
                }
                if (references.size() > 1) {
                    throw fields.invalid("references", references.size() + " > 1");
                }
                yield named.or(() -> references.stream().findFirst().map(r -> new DocumentId(r.documentId())))
                        .orElseThrow(() -> fields.missing("references"));
            }
        };
        if (kind != BusinessKind.UPDATE && !(added.isEmpty() && removed.isEmpty())) {
            throw fields.invalid(added.isEmpty() ? "removedReceivers" : "addedReceivers", kind.name());
        }
        return new DocumentForm(from, to, number, notation, issueDate, fields.textOrEmpty("place", 100),
                fields.text("typeName", 100), fields.optionalNumber("type", 0, 999), fields.text("subject", 500),
                fields.textOrEmpty("content", 500), fields.object("signer", SignerForm::read),
                fields.optionalOneOf("urgency", List.of(Urgency.values())).orElse(Urgency.NORMAL),
                fields.optionalDate("dueDate"),
                kind, reason, references, added, removed,
                atMost(fields, "responseFor", fields.objects("responseFor", AnsweredForm::read)),
                atMost(fields, "toPlaces", fields.texts("toPlaces", 150)), documentId,
                fields.flag("hasPaperCopy", false), fields.optionalNumber("pageCount", 0, 9999),
                fields.optionalNumber("copies", 0, 99999), fields.textOrEmpty("sphere", 100),
                fields.textOrEmpty("typist", 100), atMost(fields, "appendixes", fields.texts("appendixes", 500)),
                fields.optionalNumber("steeringType", 0, 9),
                atMost(fields, "taskCodes", fields.texts("taskCodes", 100)),
                fields.object("staff", StaffForm::read));
    }

    private static <T> List<T> atMost(JsonFields fields, String name, List<T> values) {
        if (values.size() > MAX_LIST) {
            throw fields.invalid(name, values.size() + " > " + MAX_LIST);
        }
        return values;
    }
}
