package vn.congvan.web.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import vn.congvan.document.DocumentId;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.StatusCode;
import vn.congvan.edxml.EdxmlStatus;
import vn.congvan.edxml.Staff;
import vn.congvan.organization.Organization;

/** What a caller reports of a document; the node builds the status package (gói tin trạng thái) from it. */
@Schema(name = "Status", description = "A report on a document; the node builds the status package from it")
public record StatusForm(
        @Schema(required = true, implementation = String.class, examples = "000.00.00.H17", description = "Code of the reporting organization; the caller must be allowed to act for it") OrganizationCode from,
        @Schema(required = true, implementation = String.class, examples = "000.00.00.G22", description = "To whom: the document's sender; for 13 the document's receiver") OrganizationCode to,
        @Schema(required = true, maxLength = 512, examples = "000.00.00.G22,2026/11/23,88/VPCP-KSTT", description = "Mã định danh văn bản") String documentId,
        @Schema(maxLength = 64, examples = "88/VPCP-KSTT", description = "Số/ký hiệu; required unless it stands in documentId") String code,
        @Schema(description = "Ngày ban hành; required unless it stands in documentId") LocalDate issueDate,
        @Schema(required = true, implementation = String.class, enumeration = {
                "01", "02", "03", "04", "05", "06", "13", "15",
                "16"}, description = "01 đã đến, 02 từ chối tiếp nhận, 03 đã tiếp nhận, 04 đã phân công, 05 đang xử lý, 06 hoàn thành, "
                        + "13 yêu cầu lấy lại, 15 đồng ý, 16 từ chối lấy lại/cập nhật") StatusCode statusCode,
        @Schema(maxLength = 1000, description = "What happened; the reason, required, for 02, 13 and 16") String description,
        @Schema(implementation = DocumentForm.StaffForm.class, description = "Who acted") Optional<DocumentForm.StaffForm> staff,
        @Schema(implementation = OffsetDateTime.class, description = "When it happened; default: now") Optional<OffsetDateTime> timestamp){

    /** The usual identity: code of the organization, date, number/notation. */
    private static final Pattern THREE_PARTS = Pattern.compile("[^,]+,\\s*(\\d{4}[/-]\\d{2}[/-]\\d{2})\\s*,(.+)");

    /** @throws vn.congvan.document.RefusedException what is wrong, naming the member */
    static StatusForm read(JsonFields fields) {
        OrganizationCode from = fields.code("from");
        OrganizationCode to = fields.code("to");
        String documentId = fields.text("documentId", DocumentId.MAX_LENGTH);
        Matcher parts = THREE_PARTS.matcher(documentId);
        boolean threeParts = parts.matches();
        String code = fields.optionalText("code", 64).or(() -> Optional.of(parts).filter(p -> threeParts)
                .map(p -> p.group(2).strip())).orElseThrow(() -> fields.missing("code"));
        LocalDate issueDate = fields.optionalDate("issueDate")
                .or(() -> Optional.of(parts).filter(p -> threeParts).flatMap(p -> date(p.group(1))))
                .orElseThrow(() -> fields.missing("issueDate"));
        String said = fields.text("statusCode", 20);
        StatusCode statusCode = StatusCode.parse(said).orElseThrow(() -> fields.invalid("statusCode", said));
        String description = fields.textOrEmpty("description", 1000);
        if (description.isEmpty() && needsReason(statusCode)) {
            throw fields.missing("description");
        }
        return new StatusForm(from, to, documentId, code, issueDate, statusCode, description,
                fields.object("staff", DocumentForm.StaffForm::read), fields.optionalTime("timestamp"));
    }

    private static boolean needsReason(StatusCode code) {
        return switch (code) {
            case REJECTED, RETRACT_REQUESTED, RETRACT_REFUSED -> true;
            case ARRIVED, ACCEPTED, ASSIGNED, PROCESSING, COMPLETED, RETRACT_ACCEPTED -> false;
        };
    }

    private static Optional<LocalDate> date(String text) {
        return Query.parsed("documentId", text.replace('/', '-'), t -> {
            try {
                return Optional.of(LocalDate.parse(t));
            } catch (java.time.DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    /** The package; the same form at the same instant is always the same package. */
    EdxmlStatus toPackage(Map<OrganizationCode, Organization> known, Instant at) {
        Instant when = timestamp.map(OffsetDateTime::toInstant).orElse(at);
        return EdxmlStatus.builder().from(DocumentPackage.party(from, known)).responseForOrganId(to.value())
                .responseForCode(code).responseForDate(issueDate).responseForDocumentId(documentId)
                .staff(staff.map(s -> new Staff(s.department(), "", s.name(), "", s.email(), s.telephone()))
                        .orElse(null))
                .statusCode(statusCode).description(description)
                .timestamp(LocalDateTime.ofInstant(when, Query.VIETNAM)).build();
    }
}
