package vn.congvan.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.document.Sha256;
import vn.congvan.signature.TestPki.Signer;

/** A verdict, checked again years later with what it rested on. */
class ReverificationTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    /** Every signer's certificate has ended, the root's has not. */
    private static final Instant LATER = NOW.plus(3000, ChronoUnit.DAYS);

    @TempDir
    Path folder;

    private TestPki pki;
    private Signer leader;
    private Path trust;
    private Path proof;
    private byte[] stamped;
    private byte[] plain;

    @BeforeEach
    void aVerdictWithItsProof() throws Exception {
        pki = new TestPki(NOW);
        leader = pki.signer("CN=Người Ký Thử,SURNAME=Người,GIVENNAME=Thử,O=UBND tỉnh Ví Dụ,C=VN");
        Signer stamper = pki.timeStamper("CN=Dấu thời gian,C=VN");
        byte[] page = TestPki.page("Van ban");
        stamped = pki.signAdvanced(page, leader, Optional.of(stamper));
        plain = pki.sign(page, leader);
        trust = Files.createDirectory(folder.resolve("trust"));
        proof = Files.createDirectory(folder.resolve("proof"));
        pki.lay(trust);
        FileVerdict verdict = examine(stamped, TrustMaterial.in(trust), NOW, NOW);
        assertThat(verdict.reason()).isEqualTo(ReasonCode.ALL_HOLDS);
        List<String> rested = verdict.signatures().get(0).proof();
        for (Path file : TrustReading.files(trust)) {
            String fingerprint = Sha256.of(Files.readAllBytes(file)).hex();
            assertThat(rested).as(file.toString()).contains(fingerprint);
            Files.copy(file, proof.resolve(file.getFileName()));
        }
        assertThat(rested).contains(Sha256.of(leader.certificate().getEncoded()).hex(),
                Sha256.of(stamper.certificate().getEncoded()).hex());
        // years later the administrator's list is long gone
        Files.delete(trust.resolve("root.crl"));
    }

    private FileVerdict examine(byte[] file, TrustMaterial by, Instant receivedAt, Instant now) throws IOException {
        return new FileExaminer(SignaturePolicy.current(), by).examine(Files.write(folder.resolve("file"), file),
                receivedAt, now);
    }

    @Test
    void withATimeStampAndItsProofTheVerdictIsTheSame() throws Exception {
        // nobody knows any more whether who stamped it had been revoked
        assertThat(examine(stamped, TrustMaterial.in(trust), LATER, LATER).reason()).isEqualTo(ReasonCode.EXPIRED);
        assertThat(examine(stamped, TrustMaterial.in(trust).with(proof), LATER, LATER).reason())
                .isEqualTo(ReasonCode.ALL_HOLDS);
    }

    @Test
    void withoutATimeStampTheInstantOfReceiptDecides() throws Exception {
        TrustMaterial by = TrustMaterial.in(trust).with(proof);

        assertThat(examine(plain, by, LATER, LATER).reason()).isEqualTo(ReasonCode.EXPIRED);
        assertThat(examine(plain, by, NOW, LATER).reason()).isEqualTo(ReasonCode.ALL_HOLDS);
    }

    @Test
    void proofMakesNobodyTrusted() throws Exception {
        Path nobody = Files.createDirectory(folder.resolve("nobody"));

        assertThat(examine(stamped, TrustMaterial.in(nobody).with(proof), NOW, NOW).reason())
                .isEqualTo(ReasonCode.NO_TRUST_ANCHOR);
    }
}
