package vn.congvan.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import vn.congvan.document.Sha256;
import vn.congvan.signature.Examination;
import vn.congvan.signature.ReasonCode;
import vn.congvan.signature.SignatureFinding;
import vn.congvan.signature.SignatureFinding.Kind;
import vn.congvan.signature.VerdictState;

class DocumentVerdictTest {

    private static final UUID PACKAGE = new UUID(1, 1);
    private static final Claims CLAIMS = new Claims("Trần Văn Thử", "Ủy ban nhân dân tỉnh Ví Dụ",
            new PackageSignature(PackageSignature.Form.NONE, "", ""));
    private static final SignatureFinding LEADER = finding(Kind.PERSON, "TRAN VAN THU", "UBND tỉnh Ví Dụ");
    private static final SignatureFinding AGENCY = finding(Kind.ORGANISATION, "UBND TỈNH VÍ DỤ", "UBND TỈNH VÍ DỤ");

    @Test
    void leaderThenOrganisationOnTheMainDocumentAndTheOrganisationOnEachAttachmentIsComplete() {
        DocumentVerdict verdict = of(valid(0, "công văn.pdf", LEADER, AGENCY), valid(1, "phụ lục.pdf", AGENCY));

        assertThat(verdict.remarks()).isEmpty();
        assertThat(verdict.isComplete()).isTrue();
    }

    @Test
    void eachOfTheTwoSignaturesIsMissed() {
        assertThat(codes(of(valid(0, "a.pdf", AGENCY)))).containsExactly(Remark.Code.LEADER_SIGNATURE_MISSING);
        assertThat(codes(of(valid(0, "a.pdf", LEADER)))).containsExactly(Remark.Code.ORGANISATION_SIGNATURE_MISSING);
        assertThat(codes(of(file(0, "a.pdf", Optional.empty(), ReasonCode.NO_SIGNATURE)))).containsExactly(
                Remark.Code.LEADER_SIGNATURE_MISSING, Remark.Code.ORGANISATION_SIGNATURE_MISSING);
        assertThat(of(valid(0, "a.pdf", LEADER)).isComplete()).isFalse();
    }

    @Test
    void aTimeStampIsNobodysSignature() {
        assertThat(codes(of(valid(0, "a.pdf", LEADER, finding(Kind.TIME_STAMP, "UBND tỉnh Ví Dụ", "")))))
                .containsExactly(Remark.Code.ORGANISATION_SIGNATURE_MISSING);
    }

    @Test
    void theOrganisationSignsAfterTheLeader() {
        assertThat(codes(of(valid(0, "a.pdf", AGENCY, LEADER))))
                .containsExactly(Remark.Code.ORGANISATION_SIGNED_FIRST);
        assertThat(codes(of(valid(0, "a.pdf", LEADER, AGENCY, LEADER)))).isEmpty();
    }

    @Test
    void anAttachmentWithoutTheOrganisationsSignatureIsNamed() {
        DocumentVerdict verdict = of(valid(0, "a.pdf", LEADER, AGENCY), valid(1, "danh sách.xlsx", LEADER));

        assertThat(verdict.remarks()).containsExactly(
                new Remark(Remark.Code.ATTACHMENT_NOT_SIGNED_BY_ORGANISATION, "danh sách.xlsx"));
        assertThat(RemarkWords.in(Locale.forLanguageTag("vi")).sentence(verdict.remarks().get(0)))
                .isEqualTo("Tệp kèm theo danh sách.xlsx thiếu chữ ký số của cơ quan, tổ chức.");
    }

    @Test
    void anotherSignerAndAnotherOrganisationAreToldOf() {
        SignatureFinding other = finding(Kind.PERSON, "Lê Thị Khác", "UBND tỉnh Ví Dụ");
        SignatureFinding office = finding(Kind.ORGANISATION, "Văn phòng UBND tỉnh Ví Dụ",
                "Văn phòng UBND tỉnh Ví Dụ");

        assertThat(codes(of(valid(0, "a.pdf", other, AGENCY)))).containsExactly(Remark.Code.SIGNER_MISMATCH);
        assertThat(codes(of(valid(0, "a.pdf", LEADER, office)))).containsExactly(Remark.Code.ORGANISATION_MISMATCH);
        assertThat(of(valid(0, "a.pdf", LEADER, AGENCY), valid(1, "b.pdf", office)).remarks())
                .containsExactly(new Remark(Remark.Code.ORGANISATION_MISMATCH, "b.pdf"));
    }

    @Test
    void aPackageThatNamesNoSignerIsHeldAgainstNobody() {
        Claims silent = new Claims("", CLAIMS.sender(), CLAIMS.packageSignature());

        assertThat(DocumentVerdict.of(List.of(valid(0, "a.pdf", LEADER, AGENCY)), silent).remarks()).isEmpty();
    }

    @Test
    void anOrganisationWhoseCertificateLooksLikeAPersonsIsKnownByItsName() {
        SignatureFinding plain = finding(Kind.PERSON, "Ủy ban nhân dân tỉnh Ví Dụ", "Tỉnh Ví Dụ");

        assertThat(codes(of(valid(0, "a.pdf", LEADER, plain)))).isEmpty();
    }

    @Test
    void aSignatureBesideItsFileCountsAsThatFiles() {
        DocumentVerdict verdict = of(valid(0, "a.pdf", LEADER, AGENCY),
                file(1, "b.docx", Optional.empty(), ReasonCode.NO_SIGNATURE),
                file(2, "b.docx.p7s", Optional.of(1), ReasonCode.ALL_HOLDS, AGENCY));

        assertThat(verdict.remarks()).isEmpty();
        assertThat(verdict.isComplete()).isTrue();
    }

    @Test
    void theWorstFileSaysWhatTheDocumentIs() {
        DocumentVerdict verdict = of(valid(0, "a.pdf", LEADER, AGENCY),
                file(1, "b.pdf", Optional.empty(), ReasonCode.NOT_INTACT, AGENCY));

        assertThat(verdict.state()).contains(VerdictState.CHANGED_AFTER_SIGNING);
        assertThat(verdict.isComplete()).isFalse();
    }

    @Test
    void whatNobodyCouldLookIntoIsNotSaidToLackSomething() {
        assertThat(codes(of(file(0, "a.pdf", Optional.empty(), ReasonCode.TOO_SLOW)))).isEmpty();
        assertThat(codes(of())).containsExactly(Remark.Code.NO_FILE);
    }

    @ParameterizedTest
    @CsvSource({"UBND tỉnh Ví Dụ,ỦY BAN NHÂN DÂN TỈNH VÍ DỤ,true", "Uy ban nhan dan tinh Vi Du,UBND tỉnh Ví Dụ,true",
            "Văn phòng UBND tỉnh Ví Dụ,UBND tỉnh Ví Dụ,false", "Ủy ban nhân dân,UBND tỉnh Ví Dụ,false", "'',,false",
            "'','',false"})
    void organisationsAreTheSameOnlyByTheirWholeName(String one, String other, boolean same) {
        assertThat(NameMatch.organisations(one, other == null ? "" : other)).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({"TRAN VAN THU,Trần Văn Thử,true", "TS. Trần Văn Thử,Trần Văn Thử,true", "Thử,Trần Văn Thử,false",
            "Trần Văn Thử Nghiệm,Trần Văn Thử,false", "Đỗ Đức Đông,DO DUC DONG,true"})
    void personsAreTheSameByTheirWholeNameBehindWordsOfRank(String one, String other, boolean same) {
        assertThat(NameMatch.persons(one, other)).isEqualTo(same);
    }

    @ParameterizedTest
    @EnumSource
    void everythingThatIsLackingHasASentenceAndAHintInBothLanguages(Remark.Code code) {
        Remark remark = new Remark(code, "tệp.pdf");
        RemarkWords vietnamese = RemarkWords.in(Locale.forLanguageTag("vi"));
        RemarkWords english = RemarkWords.in(Locale.UK);

        assertThat(vietnamese.sentence(remark)).endsWith(".").isNotEqualTo(english.sentence(remark));
        assertThat(vietnamese.hint(remark)).endsWith(".").isNotEqualTo(english.hint(remark));
    }

    private static DocumentVerdict of(CheckedFile... files) {
        return DocumentVerdict.of(Arrays.asList(files), CLAIMS);
    }

    private static List<Remark.Code> codes(DocumentVerdict verdict) {
        return verdict.remarks().stream().map(Remark::code).toList();
    }

    private static CheckedFile valid(int position, String name, SignatureFinding... signatures) {
        return file(position, name, Optional.empty(), ReasonCode.ALL_HOLDS, signatures);
    }

    private static CheckedFile file(int position, String name, Optional<Integer> signs, ReasonCode reason,
            SignatureFinding... signatures) {
        Sha256 sha256 = Sha256.of(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new CheckedFile(PACKAGE, position, name, "application/pdf", 10, Optional.of(sha256), signs, Optional
                .of(new Examination(new UUID(2, position), sha256, reason, Instant.EPOCH, List.of(signatures))));
    }

    private static SignatureFinding finding(Kind kind, String signer, String organisation) {
        return new SignatureFinding(kind, signer, organisation, "1", "CN=Gốc", "", Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), "", "", "", true, SignatureFinding.Revocation.GOOD, "",
                Optional.empty(), List.of(), List.of(), List.of(), ReasonCode.ALL_HOLDS);
    }
}
