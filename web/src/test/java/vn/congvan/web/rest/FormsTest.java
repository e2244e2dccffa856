package vn.congvan.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import vn.congvan.document.BusinessKind;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Line;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.document.Urgency;
import vn.congvan.edxml.EdxmlDocument;
import vn.congvan.edxml.EdxmlStatus;
import vn.congvan.organization.Organization;

class FormsTest {

    private static final Instant AT = Instant.parse("2026-11-23T01:02:03Z");
    private static final OrganizationCode G22 = new OrganizationCode("000.00.00.G22");
    private static final OrganizationCode H47 = new OrganizationCode("000.00.00.H47");

    @Test
    void aDocumentWithoutAnIdentityGetsTheUsualOne() {
        assertThat(document(UploadedDocumentTest.METADATA).documentId().value())
                .isEqualTo("000.00.00.G22,2026/11/23,88/VPCP-KSTT");
    }

    @Test
    void everythingThatIsSaidStandsInThePackage() {
        DocumentForm form = document(
                """
                {"from":"000.00.00.G22","to":["000.00.00.H47","000.00.00.h47","000.00.00.H17"],"number":"88",
                 "notation":"VPCP-KSTT","issueDate":"2026-11-23","place":"Hà Nội","typeName":"Công văn","type":18,
                 "subject":"Về việc thử nghiệm","content":"Tóm tắt",
                 "signer":{"capacity":"TM.","position":"Bộ trưởng","name":"Nguyễn Văn Mẫu"},"urgency":"flash",
                 "dueDate":"2026-12-01","responseFor":[{"organization":"000.00.00.H47","code":"1/UBND-TH","issueDate":"2026-10-01"}],
                 "toPlaces":["Như trên","Lưu: VT"],"documentId":"mã riêng","hasPaperCopy":true,"pageCount":3,"copies":2,
                 "sphere":"Nội bộ","typist":"NVM","appendixes":["Phụ lục I"],"steeringType":1,"taskCodes":["NV-1"],
                 "staff":{"department":"Văn thư","name":"Trần Thị Thử","email":"vt@example.vn","telephone":"024"}}""");
        EdxmlDocument made = DocumentPackage.of(form, directory(), AT);
        assertThat(made.from().organName()).isEqualTo("Cơ quan 000.00.00.G22");
        assertThat(made.to()).extracting(p -> p.organId() + " " + p.organName())
                .containsExactly("000.00.00.H47 Cơ quan 000.00.00.H47", "000.00.00.H17 ");
        assertThat(made.documentId()).isEqualTo("mã riêng");
        assertThat(made.code()).hasToString("88/VPCP-KSTT");
        assertThat(made.promulgationPlace()).isEqualTo("Hà Nội");
        assertThat(made.promulgationDateText()).isEqualTo("2026/11/23");
        assertThat(made.type()).isEqualTo("18");
        assertThat(made.priority()).contains(Urgency.FLASH);
        assertThat(made.signer().fullName()).isEqualTo("Nguyễn Văn Mẫu");
        assertThat(made.dueDateText()).isEqualTo("2026/12/01");
        assertThat(made.responseFor().get(0).promulgationDateText()).isEqualTo("2026/10/01");
        assertThat(made.toPlaces()).containsExactly("Như trên", "Lưu: VT");
        assertThat(made.paper()).isTrue();
        assertThat(made.otherInfo().pageAmount()).hasValue(3);
        assertThat(made.otherInfo().promulgationAmount()).hasValue(2);
        assertThat(made.otherInfo().appendixes()).containsExactly("Phụ lục I");
        assertThat(made.steeringType()).isEqualTo("1");
        assertThat(made.responseForTasks()).containsExactly("NV-1");
        assertThat(made.business().orElseThrow().staff().get(0).mobile()).isEqualTo("024");
        assertThat(made.traces().get(0).timestampText()).isEqualTo("2026/11/23 08:02:03");
    }

    @Test
    void theSameFormAtTheSameInstantIsTheSamePackage() {
        assertThat(DocumentPackage.of(document(UploadedDocumentTest.METADATA), directory(), AT))
                .isEqualTo(DocumentPackage.of(document(UploadedDocumentTest.METADATA), directory(), AT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"from", "to", "number", "notation", "issueDate", "typeName", "subject"})
    void whatADocumentMustHaveIsAskedForByName(String name) {
        String without = UploadedDocumentTest.METADATA.replace("\"" + name + "\":", "\"" + name + "\":null,\"x\":");
        assertThat(refused(without, DocumentForm::read))
                .isEqualTo(Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, name));
    }

    @Test
    void aRecallNamesWhyAndWhat() {
        assertThat(refused(with("\"kind\":\"RECALL\",\"references\":[{\"documentId\":\"X\"}]"), DocumentForm::read))
                .isEqualTo(Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, "reason"));
        assertThat(refused(with("\"kind\":\"RECALL\",\"reason\":\"sai\""), DocumentForm::read))
                .isEqualTo(Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, "references"));
        EdxmlDocument made = DocumentPackage.of(
                document(with("\"kind\":\"RECALL\",\"reason\":\"sai\",\"references\":[{\"documentId\":\"X\"}]")),
                Map.of(), AT);
        assertThat(made.kind()).isEqualTo(BusinessKind.RECALL);
        assertThat(made.documentId()).isEqualTo("X");
        assertThat(made.business().orElseThrow().documentId()).isEqualTo("X");
        assertThat(made.business().orElseThrow().reason()).isEqualTo("sai");
    }

    @Test
    void anUpdateSaysWhoIsNewAndWhoIsNot() {
        EdxmlDocument made = DocumentPackage
                .of(document(with("\"kind\":\"UPDATE\",\"reason\":\"thêm\",\"documentId\":\"X\","
                        + "\"addedReceivers\":[\"A\"],\"removedReceivers\":[\"B\"]")), Map.of(), AT);
        assertThat(made.affectedIdentity().orElseThrow().value()).isEqualTo("X");
        assertThat(made.business().orElseThrow().changes().get(0).receivers())
                .extracting(r -> r.organId() + r.typeText()).containsExactly("B0", "A1");
        assertThat(refused(with("\"addedReceivers\":[\"A\"]"), DocumentForm::read).about()).first()
                .isEqualTo("addedReceivers");
    }

    @Test
    void aReplacementNamesTheReplacedForEveryReceiverUnlessItSaysForWhich() {
        EdxmlDocument made = DocumentPackage.of(document(with("\"kind\":\"REPLACE\",\"references\":["
                + "{\"documentId\":\"X\"},{\"documentId\":\"Y\",\"organizations\":[\"B\"]}]")), Map.of(), AT);
        assertThat(made.documentId()).isEqualTo("000.00.00.G22,2026/11/23,88/VPCP-KSTT");
        assertThat(made.business().orElseThrow().replacements()).extracting(r -> r.documentId() + r.organIds())
                .containsExactly("X[000.00.00.H47]", "Y[B]");
        assertThat(refused(with("\"kind\":\"REPLACE\""), DocumentForm::read))
                .isEqualTo(Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, "references"));
    }

    @ParameterizedTest
    @CsvSource({"03, 03", "3, 03", "13, 13"})
    void aStatusTakesCodeAndDateFromTheUsualIdentity(String said, String written) {
        StatusForm form = status("\"statusCode\":\"" + said + "\",\"description\":\"lý do\"");
        EdxmlStatus made = form.toPackage(directory(), AT);
        assertThat(made.responseForCode()).isEqualTo("88/VPCP-KSTT");
        assertThat(made.responseForDateText()).isEqualTo("2026/11/23");
        assertThat(made.responseForOrganId()).isEqualTo("000.00.00.G22");
        assertThat(made.statusCode().orElseThrow().wire()).isEqualTo(written);
        assertThat(made.timestampText()).isEqualTo("2026/11/23 08:02:03");
        assertThat(made.from().organName()).isEqualTo("Cơ quan 000.00.00.H47");
    }

    @Test
    void aStatusSaysWhenInVietnamWhateverTheOffset() {
        assertThat(status("\"statusCode\":\"01\",\"timestamp\":\"2026-11-23T00:00:00Z\"").toPackage(Map.of(), AT)
                .timestampText()).isEqualTo("2026/11/23 07:00:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "13", "16"})
    void aRefusalOrARequestNeedsItsReason(String code) {
        assertThat(refusedStatus("\"statusCode\":\"" + code + "\""))
                .isEqualTo(Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, "description"));
    }

    @Test
    void anUnknownStatusIsRefusedByName() {
        assertThat(refusedStatus("\"statusCode\":\"99\""))
                .isEqualTo(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "statusCode", "99"));
    }

    @Test
    void aStatusOnAnUnusualIdentityNeedsCodeAndDate() {
        String form = "{\"from\":\"A\",\"to\":\"B\",\"documentId\":\"abc\",\"statusCode\":\"03\"}";
        assertThat(refused(form, StatusForm::read)).isEqualTo(Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, "code"));
    }

    @Test
    void aConfirmationOfAFaultSaysWhich() {
        assertThat(refused("{\"outcome\":\"FAIL\"}", InboxResource.ConfirmationForm::read))
                .isEqualTo(Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, "description"));
        assertThat(refused("{\"outcome\":\"INITIAL\"}", InboxResource.ConfirmationForm::read).about())
                .containsExactly("outcome", "INITIAL (PROCESSING, DONE, FAIL)");
    }

    private static String with(String more) {
        return UploadedDocumentTest.METADATA.replace("}", "," + more + "}");
    }

    private static DocumentForm document(String json) {
        return JsonFields.read(json.getBytes(StandardCharsets.UTF_8), DocumentForm::read);
    }

    private static String statusJson(String more) {
        return "{\"from\":\"000.00.00.H47\",\"to\":\"000.00.00.G22\","
                + "\"documentId\":\"000.00.00.G22,2026-11-23,88/VPCP-KSTT\"," + more + "}";
    }

    private static StatusForm status(String more) {
        return JsonFields.read(statusJson(more).getBytes(StandardCharsets.UTF_8), StatusForm::read);
    }

    private static Refusal refusedStatus(String more) {
        return refused(statusJson(more), StatusForm::read);
    }

    private static Refusal refused(String json, Function<JsonFields, ?> reader) {
        try {
            JsonFields.read(json.getBytes(StandardCharsets.UTF_8), reader);
        } catch (RefusedException e) {
            return e.refusal();
        }
        throw new AssertionError("not refused: " + json);
    }

    private static Map<OrganizationCode, Organization> directory() {
        return Map.of(G22, organization(G22), H47, organization(H47));
    }

    private static Organization organization(OrganizationCode code) {
        UUID id = UUID.nameUUIDFromBytes(code.value().getBytes(StandardCharsets.UTF_8));
        return new Organization(id, code, Optional.empty(), "Cơ quan " + code, Optional.empty(), List.of(id),
                Line.SYSTEM, Optional.empty(), false, true, Optional.empty(), Organization.Contact.NONE);
    }
}
