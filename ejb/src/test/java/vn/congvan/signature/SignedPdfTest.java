package vn.congvan.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.signature.SignatureFinding.Kind;
import vn.congvan.signature.SignatureFinding.Revocation;
import vn.congvan.signature.TestPki.Signer;

/** Files that this test signs, and what may be done to them afterwards. */
class SignedPdfTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(900, ChronoUnit.DAYS);
    private static final long SEED = 20261123;
    private static final int MUTATIONS = 300;

    private static TestPki pki;
    private static Signer leader;
    private static Signer agency;
    private static byte[] page;
    private static byte[] signed;

    @TempDir
    Path folder;

    @BeforeAll
    static void sign() throws Exception {
        pki = new TestPki(NOW);
        leader = pki.signer("CN=Người Ký Thử,SURNAME=Người,GIVENNAME=Thử,O=UBND tỉnh Ví Dụ,C=VN");
        agency = pki.signer("CN=UBND tỉnh Ví Dụ,O=UBND tỉnh Ví Dụ,C=VN");
        page = TestPki.page("Van ban thu nghiem");
        signed = pki.sign(page, leader);
    }

    private FileVerdict examine(byte[] file, TrustMaterial trust, Instant receivedAt) throws IOException {
        Path path = folder.resolve("file");
        Files.write(path, file);
        return new FileExaminer(SignaturePolicy.current(), trust).examine(path, receivedAt, NOW);
    }

    private FileVerdict examine(byte[] file) throws Exception {
        return examine(file, pki.trust(true), NOW);
    }

    @Test
    void whatNobodyTouchedIsValidAndSaysWhoSigned() throws Exception {
        FileVerdict verdict = examine(signed);

        assertThat(verdict.reason()).isEqualTo(ReasonCode.ALL_HOLDS);
        assertThat(verdict.signatures()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.PERSON);
            assertThat(found.signer()).isEqualTo("Người Ký Thử");
            assertThat(found.organisation()).isEqualTo("UBND tỉnh Ví Dụ");
            assertThat(found.claimedAt()).contains(NOW.minus(1, ChronoUnit.HOURS));
            assertThat(found.provenAt()).isEmpty();
            assertThat(found.revocation()).isEqualTo(Revocation.GOOD);
            assertThat(found.algorithm()).isEqualTo("RSA_SHA256 2048");
            assertThat(found.intact()).isTrue();
        });
    }

    @Test
    void theOrganisationsSignatureAfterTheLeadersLeavesBothValid() throws Exception {
        FileVerdict verdict = examine(pki.sign(signed, agency));

        assertThat(verdict.reason()).isEqualTo(ReasonCode.ALL_HOLDS);
        assertThat(verdict.signatures()).extracting(SignatureFinding::kind)
                .containsExactly(Kind.PERSON, Kind.ORGANISATION);
    }

    @Test
    void anotherByteInWhatWasSignedIsAChange() throws Exception {
        byte[] altered = signed.clone();
        int at = SignedForm.indexOf(altered, "MediaBox".getBytes(StandardCharsets.US_ASCII), 0);
        altered[at + 12] ^= 1;

        assertThat(examine(altered).reason()).isEqualTo(ReasonCode.NOT_INTACT);
    }

    @Test
    void aSentenceAddedBehindTheSignatureIsAChange() throws Exception {
        assertThat(examine(TestPki.addSentence(signed, "Them vao sau")).state())
                .isEqualTo(VerdictState.CHANGED_AFTER_SIGNING);
    }

    @Test
    void aSentenceAddedBetweenTwoSignaturesIsAChangeAlthoughTheSecondCoversIt() throws Exception {
        FileVerdict verdict = examine(pki.sign(TestPki.addSentence(signed, "Them vao giua"), agency));

        assertThat(verdict.reason()).isEqualTo(ReasonCode.CHANGED_BETWEEN_SIGNATURES);
        assertThat(verdict.signatures()).extracting(SignatureFinding::intact).containsOnly(true);
    }

    @Test
    void bytesBehindTheEndAreAChangeUnlessTheyAreBlank() throws Exception {
        byte[] tail = "\n% a remark\n".getBytes(StandardCharsets.US_ASCII);
        byte[] longer = Arrays.copyOf(signed, signed.length + tail.length);
        System.arraycopy(tail, 0, longer, signed.length, tail.length);
        byte[] blank = Arrays.copyOf(signed, signed.length + 2);
        blank[signed.length] = '\n';
        blank[signed.length + 1] = '\n';

        assertThat(examine(longer).state()).isEqualTo(VerdictState.CHANGED_AFTER_SIGNING);
        assertThat(examine(blank).state()).isEqualTo(VerdictState.VALID);
    }

    @Test
    void nothingHidesBehindTheValueOfASignature() throws Exception {
        String text = new String(signed, StandardCharsets.ISO_8859_1);
        byte[] hiding = signed.clone();
        hiding[text.indexOf('>', text.indexOf("/Contents <")) - 4] = '8';

        assertThat(examine(hiding).reason()).isEqualTo(ReasonCode.BYTES_NOT_COVERED);
    }

    @Test
    void aFileWithoutASignatureIsUnsigned() throws Exception {
        assertThat(examine(page).reason()).isEqualTo(ReasonCode.NO_SIGNATURE);
        assertThat(examine("Chỉ là chữ".getBytes(StandardCharsets.UTF_8)).reason()).isEqualTo(ReasonCode.NO_SIGNATURE);
    }

    @Test
    void aSignatureThatCannotBeReadIsNotTakenForNone() throws Exception {
        String text = new String(signed, StandardCharsets.ISO_8859_1);
        int contents = text.indexOf("/Contents <") + "/Contents <".length();
        byte[] emptied = signed.clone();
        Arrays.fill(emptied, contents, contents + 200, (byte) '0');

        assertThat(examine(emptied).state()).isIn(VerdictState.CANNOT_CHECK, VerdictState.CHANGED_AFTER_SIGNING);
    }

    @Test
    void whoWasRevokedWhenTheFileCameIsSaidToBe() throws Exception {
        Signer gone = pki.signer("CN=Người Bị Thu Hồi,C=VN");
        byte[] file = pki.sign(page, gone);
        pki.revoke(gone);

        assertThat(examine(file).reason()).isEqualTo(ReasonCode.REVOKED);
        assertThat(examine(file, pki.trust(true), NOW.minus(20, ChronoUnit.DAYS)).reason())
                .as("received before that").isEqualTo(ReasonCode.ALL_HOLDS);
    }

    @Test
    void aVerdictStandsOnlyForReceiptsOnTheSameSideOfARevocationAndOfTheEndOfAList() throws Exception {
        Signer gone = pki.signer("CN=Người Bị Thu Hồi,C=VN");
        byte[] file = pki.sign(page, gone);
        FileVerdict listed = examine(file);
        assertThat(listed.reason()).isEqualTo(ReasonCode.ALL_HOLDS);
        assertThat(examine(file, pki.trust(true), listed.standsUntil()).reason())
                .as("received when the list was out of date").isEqualTo(ReasonCode.REVOCATION_UNKNOWN);
        assertThat(examine(file, pki.trust(true), listed.standsUntil().minus(1, ChronoUnit.MICROS)).reason())
                .isEqualTo(ReasonCode.ALL_HOLDS);

        pki.revoke(gone);
        FileVerdict before = examine(file, pki.trust(true), NOW.minus(20, ChronoUnit.DAYS));
        assertThat(before.standsUntil()).as("the day of the revocation").isEqualTo(NOW.minus(10, ChronoUnit.DAYS));
        assertThat(examine(file).standsFrom()).isEqualTo(NOW.minus(10, ChronoUnit.DAYS));
    }

    @Test
    void whoHadExpiredWhenTheFileCameIsSaidToHave() throws Exception {
        Signer expired = pki.signer("CN=Người Hết Hạn,C=VN", LONG_AGO, NOW.minus(5, ChronoUnit.DAYS), "SHA256withRSA");
        byte[] file = pki.sign(page, expired);

        FileVerdict late = examine(file);
        assertThat(late.reason()).isEqualTo(ReasonCode.EXPIRED);
        assertThat(late.standsFrom()).isAfter(NOW.minus(6, ChronoUnit.DAYS)).isBefore(NOW);
        FileVerdict inTime = examine(file, pki.trust(true), NOW.minus(6, ChronoUnit.DAYS));
        assertThat(inTime.reason()).as("received while it was valid").isEqualTo(ReasonCode.ALL_HOLDS);
        assertThat(inTime.standsUntil()).isBefore(NOW);
    }

    @Test
    void whoCannotBeConfirmedIsNotCalledValid() throws Exception {
        assertThat(examine(signed, pki.trust(false), NOW).reason()).isEqualTo(ReasonCode.REVOCATION_UNKNOWN);
        assertThat(examine(signed, new TestPki(NOW).trust(true), NOW).reason()).isEqualTo(ReasonCode.NO_TRUST_ANCHOR);
        Signer weak = pki.signer("CN=Người Ký Yếu,C=VN", LONG_AGO, NOW.plus(9, ChronoUnit.DAYS), "SHA1withRSA");
        assertThat(examine(pki.sign(page, weak)).reason()).isEqualTo(ReasonCode.WEAK_ALGORITHM);
    }

    @Test
    void whatIsAlteredAnywhereIsNeverCalledValid() throws Exception {
        TrustMaterial trust = pki.trust(true);
        Random random = new Random(SEED);
        String text = new String(signed, StandardCharsets.ISO_8859_1);
        int value = text.indexOf("/Contents <") + "/Contents <".length();
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] altered = signed.clone();
            int at = random.nextInt(altered.length);
            byte before = altered[at];
            altered[at] = (byte) (before ^ (1 << random.nextInt(8)));
            // no signature covers its own value, in which certificates lie that nobody needs
            if (at < value || at >= text.indexOf('>', value)) {
                FileVerdict verdict = examine(altered, trust, NOW);
                assertThat(verdict.state()).as("byte %d from %d to %d: %s", at, before, altered[at], verdict)
                        .isNotEqualTo(VerdictState.VALID);
            }
        }
    }
}
