package vn.congvan.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.cert.ocsp.OCSPReq;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.signature.RevocationSource.Kind;
import vn.congvan.signature.TestPki.Signer;

/** What a verdict wants to know about certificates, and what it makes of what was fetched. */
class FetchedRevocationTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final String LIST = "http://crl.example.vn/root.crl";
    private static final String ANSWERS = "http://ocsp.example.vn/";

    @TempDir
    Path folder;

    private TestPki pki;
    private Signer leader;
    private byte[] signed;

    @BeforeEach
    void aFile() throws Exception {
        pki = new TestPki(NOW);
        leader = pki.signer("CN=Người Ký Thử,SURNAME=Người,GIVENNAME=Thử,C=VN", List.of(LIST), List.of(ANSWERS));
        signed = pki.sign(TestPki.page("Van ban"), leader);
    }

    private FileVerdict examine(List<byte[]> lists, List<byte[]> answers) throws Exception {
        TrustMaterial root = pki.trust(false);
        return new FileExaminer(SignaturePolicy.current(),
                new TrustMaterial(root.anchors(), List.of(), lists, List.of(), answers))
                .examine(Files.write(folder.resolve("file.pdf"), signed), NOW, NOW);
    }

    private static List<RevocationSource> wanted(FileVerdict verdict) {
        return verdict.signatures().get(0).wanted();
    }

    @Test
    void whatIsNotKnownIsWantedFromWhereTheCertificateSays() throws Exception {
        FileVerdict verdict = examine(List.of(), List.of());

        assertThat(verdict.reason()).isEqualTo(ReasonCode.REVOCATION_UNKNOWN);
        assertThat(wanted(verdict)).extracting(RevocationSource::kind, RevocationSource::address).containsExactly(
                org.assertj.core.groups.Tuple.tuple(Kind.LIST, LIST),
                org.assertj.core.groups.Tuple.tuple(Kind.ANSWER, ANSWERS));
        OCSPReq question = new OCSPReq(wanted(verdict).get(1).question());
        assertThat(question.getRequestList()[0].getCertID().getSerialNumber())
                .isEqualTo(leader.certificate().getSerialNumber());
    }

    @Test
    void whatIsKnownIsNotWanted() throws Exception {
        assertThat(wanted(examine(List.of(pki.list()), List.of()))).isEmpty();
        assertThat(wanted(examine(List.of(), List.of(pki.response(leader, true, Optional.empty()))))).isEmpty();
    }

    @Test
    void whatWasAnsweredDecides() throws Exception {
        assertThat(examine(List.of(), List.of(pki.response(leader, true, Optional.empty()))).reason())
                .isEqualTo(ReasonCode.ALL_HOLDS);
        assertThat(examine(List.of(), List.of(pki.response(leader, false, Optional.empty()))).reason())
                .isEqualTo(ReasonCode.REVOKED);
        assertThat(examine(List.of(), List.of(pki.response(leader, true, Optional.of(leader)))).reason())
                .as("by himself").isEqualTo(ReasonCode.REVOCATION_UNKNOWN);
        assertThat(examine(List.of(), List.of(new byte[] {1, 2, 3})).reason()).as("by nobody")
                .isEqualTo(ReasonCode.REVOCATION_UNKNOWN);
    }

    @Test
    void anAnswerSaysUntilWhenItCounts() throws Exception {
        Path file = Files.write(folder.resolve("a.ocsp"), pki.response(leader, true, Optional.empty()));

        RevocationAnswer answer = RevocationAnswer.in(file);

        assertThat(answer.about()).isEqualTo(leader.certificate().getSerialNumber().toString(16));
        assertThat(answer.until()).contains(NOW.plus(1, ChronoUnit.DAYS));
        Files.write(file, new byte[] {0x30, 3, 0x0a, 1, 6});
        assertThatThrownBy(() -> RevocationAnswer.in(file)).isInstanceOf(IOException.class);
    }
}
