package vn.congvan.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.signature.SignatureFinding.Kind;
import vn.congvan.signature.TestPki.Signer;

/** Messages of signed data, with what they sign inside or beside them. */
class SignedCmsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(900, ChronoUnit.DAYS);
    private static final byte[] CONTENT = "Văn bản thử nghiệm, số 12/CV-VD".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "Văn bản thử nghiệm, số 13/CV-VD".getBytes(StandardCharsets.UTF_8);
    private static final long SEED = 20261123;
    private static final int MUTATIONS = 200;

    private static TestPki pki;
    private static Signer leader;
    private static Signer agency;
    private static byte[] attached;
    private static byte[] detached;

    @TempDir
    Path folder;

    @BeforeAll
    static void sign() throws Exception {
        pki = new TestPki(NOW);
        leader = pki.signer("CN=Người Ký Thử,SURNAME=Người,GIVENNAME=Thử,O=UBND tỉnh Ví Dụ,C=VN");
        agency = pki.signer("CN=UBND tỉnh Ví Dụ,O=UBND tỉnh Ví Dụ,C=VN");
        attached = SignedCms.sign(CONTENT, true, true, leader);
        detached = SignedCms.sign(CONTENT, false, true, leader);
    }

    private FileVerdict examine(byte[] message, TrustMaterial trust, Instant receivedAt) throws IOException {
        return new FileExaminer(SignaturePolicy.current(), trust)
                .examine(Files.write(folder.resolve("message"), message), receivedAt, NOW);
    }

    private FileVerdict examine(byte[] message, byte[] content, TrustMaterial trust) throws IOException {
        return new FileExaminer(SignaturePolicy.current(), trust).examine(
                Files.write(folder.resolve("message"), message), Files.write(folder.resolve("content"), content), NOW,
                NOW);
    }

    private ReasonCode reason(byte[] message) throws Exception {
        return examine(message, pki.trust(true), NOW).reason();
    }

    private ReasonCode reason(byte[] message, byte[] content) throws Exception {
        return examine(message, content, pki.trust(true)).reason();
    }

    @Test
    void whatNobodyTouchedIsValidAndSaysWhoSigned() throws Exception {
        FileVerdict verdict = examine(attached, pki.trust(true), NOW);

        assertThat(verdict.reason()).isEqualTo(ReasonCode.ALL_HOLDS);
        assertThat(verdict.signatures()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.PERSON);
            assertThat(found.signer()).isEqualTo("Người Ký Thử");
            assertThat(found.intact()).isTrue();
        });
        assertThat(reason(detached, CONTENT)).isEqualTo(ReasonCode.ALL_HOLDS);
        assertThat(reason(SignedCms.sign(CONTENT, true, false, leader))).as("without attributes")
                .isEqualTo(ReasonCode.ALL_HOLDS);
        assertThat(reason(SignedCms.sign(CONTENT, false, false, leader), CONTENT)).as("without attributes")
                .isEqualTo(ReasonCode.ALL_HOLDS);
    }

    @Test
    void aMessageThatHoldsAPdfIsAMessageAndNoPdf() throws Exception {
        byte[] page = TestPki.page("Van ban");

        assertThat(reason(SignedCms.sign(page, true, true, leader))).isEqualTo(ReasonCode.ALL_HOLDS);
        assertThat(reason(SignedCms.sign(pki.sign(page, agency), true, true, leader))).isEqualTo(ReasonCode.ALL_HOLDS);
    }

    @Test
    void aPdfThatStandsInAMessageBesideWhatItSignsIsFound() throws Exception {
        byte[] message = SignedCms.sign(CONTENT, true, true, leader);
        byte[] wrapped = SignedCms.withAlgorithmThatHolds(message,
                "%PDF-1.7 another page".getBytes(StandardCharsets.UTF_8));

        assertThat(reason(wrapped)).isEqualTo(ReasonCode.SIGNATURE_UNREADABLE);
    }

    @Test
    void anAnswerThatComesAlongCountsWhenTheIssuerOrWhomItLetsSaysSo() throws Exception {
        Signer responder = pki.responder("CN=Nơi trả lời,C=VN");

        assertThat(withAnswer(pki.answer(leader, true, Optional.empty()))).isEqualTo(ReasonCode.ALL_HOLDS);
        assertThat(withAnswer(pki.answer(leader, true, Optional.of(responder)))).isEqualTo(ReasonCode.ALL_HOLDS);
        assertThat(withAnswer(pki.answer(leader, false, Optional.of(responder)))).isEqualTo(ReasonCode.REVOKED);
    }

    @Test
    void anAnswerByAnybodyElseCountsForNothing() throws Exception {
        Signer other = new TestPki(NOW).responder("CN=Nơi trả lời,C=VN");

        assertThat(withAnswer(pki.answer(leader, true, Optional.of(leader)))).isEqualTo(ReasonCode.REVOCATION_UNKNOWN);
        assertThat(withAnswer(pki.answer(leader, true, Optional.of(other)))).isEqualTo(ReasonCode.REVOCATION_UNKNOWN);
        assertThat(withAnswer(pki.answer(leader, false, Optional.of(other)))).isEqualTo(ReasonCode.REVOCATION_UNKNOWN);
        assertThat(withAnswer(pki.answer(agency, true, Optional.empty()))).isEqualTo(ReasonCode.REVOCATION_UNKNOWN);
    }

    @Test
    void whomTheAdministratorTrustsToAnswerIsBelieved() throws Exception {
        Signer other = new TestPki(NOW).responder("CN=Nơi trả lời,C=VN");
        TrustMaterial root = pki.trust(false);
        TrustMaterial trust = new TrustMaterial(root.anchors(), List.of(), List.of(),
                List.of(other.certificate().getEncoded()), List.of());

        assertThat(examine(SignedCms.withAnswer(attached, pki.answer(leader, true, Optional.of(other))), trust, NOW)
                .reason()).isEqualTo(ReasonCode.ALL_HOLDS);
        assertThat(examine(SignedCms.sign(CONTENT, true, true, other), trust, NOW).reason()).as("signs nothing itself")
                .isEqualTo(ReasonCode.NO_TRUST_ANCHOR);
    }

    private ReasonCode withAnswer(byte[] answer) throws Exception {
        return examine(SignedCms.withAnswer(attached, answer), pki.trust(false), NOW).reason();
    }

    @Test
    void aMessageMayBeWrittenAsText() throws Exception {
        byte[] bare = Base64.getMimeEncoder().encode(detached);
        byte[] block = ("-----BEGIN PKCS7-----\n" + Base64.getMimeEncoder().encodeToString(attached)
                + "\n-----END PKCS7-----\n").getBytes(StandardCharsets.US_ASCII);

        assertThat(reason(bare, CONTENT)).isEqualTo(ReasonCode.ALL_HOLDS);
        assertThat(reason(bare)).isEqualTo(ReasonCode.CONTENT_NOT_HERE);
        assertThat(reason(block)).isEqualTo(ReasonCode.ALL_HOLDS);
        assertThat(examine(("xem thư đính kèm\n" + new String(block, StandardCharsets.US_ASCII))
                .getBytes(StandardCharsets.UTF_8), pki.trust(true), NOW).state()).as("with words beside it")
                .isEqualTo(VerdictState.CANNOT_CHECK);
    }

    @Test
    void twoSignersAreBothLookedAt() throws Exception {
        FileVerdict verdict = examine(SignedCms.sign(CONTENT, true, true, leader, agency), pki.trust(true), NOW);

        assertThat(verdict.reason()).isEqualTo(ReasonCode.ALL_HOLDS);
        assertThat(verdict.signatures()).extracting(SignatureFinding::kind)
                .containsExactlyInAnyOrder(Kind.PERSON, Kind.ORGANISATION);
        Signer stranger = stranger();
        assertThat(reason(SignedCms.sign(CONTENT, true, true, leader, stranger))).isEqualTo(ReasonCode.NO_TRUST_ANCHOR);
    }

    /** From another root of the same name, with a number that the known root has not given to anybody here. */
    private static Signer stranger() throws Exception {
        TestPki other = new TestPki(NOW);
        for (int i = 0; i < 20; i++) {
            other.signer("CN=Người Lạ,C=VN");
        }
        return other.signer("CN=Người Lạ,C=VN");
    }

    @Test
    void aDetachedSignatureWithoutItsContentIsNotChecked() throws Exception {
        assertThat(reason(detached)).isEqualTo(ReasonCode.CONTENT_NOT_HERE);
    }

    @Test
    void aSignatureOfSomethingElseIsNotOneOfTheContentHandedOver() throws Exception {
        assertThat(reason(attached, OTHER)).isEqualTo(ReasonCode.NOT_DETACHED);
        assertThat(reason(attached, CONTENT)).isEqualTo(ReasonCode.ALL_HOLDS);
        assertThat(reason(pki.sign(TestPki.page("Van ban"), leader), CONTENT)).isEqualTo(ReasonCode.NOT_DETACHED);
        assertThat(reason(OTHER, CONTENT)).isEqualTo(ReasonCode.NO_SIGNATURE);
    }

    @Test
    void otherContentIsAChange() throws Exception {
        assertThat(reason(detached, OTHER)).isEqualTo(ReasonCode.NOT_INTACT);
        assertThat(reason(SignedCms.sign(CONTENT, false, false, leader), OTHER)).isEqualTo(ReasonCode.NOT_INTACT);
        byte[] altered = attached.clone();
        altered[SignedForm.indexOf(attached, CONTENT, 0) + 30] ^= 1;
        assertThat(reason(altered)).isEqualTo(ReasonCode.NOT_INTACT);
    }

    @Test
    void anotherValueOfTheSignatureIsAChange() throws Exception {
        byte[] altered = attached.clone();
        altered[altered.length - 5] ^= 1;

        assertThat(reason(altered)).isEqualTo(ReasonCode.NOT_INTACT);
    }

    @Test
    void bytesBehindTheMessageAreAChangeUnlessTheyAreBlank() throws Exception {
        byte[] longer = Arrays.copyOf(attached, attached.length + 1);
        longer[attached.length] = '\n';
        assertThat(reason(longer)).isEqualTo(ReasonCode.ALL_HOLDS);
        longer[attached.length] = 'x';
        assertThat(reason(longer)).isEqualTo(ReasonCode.ADDED_AFTER_LAST_SIGNATURE);
    }

    @Test
    void certificatesThatAreHandedOnAreNotSigned() throws Exception {
        assertThat(reason(SignedCms.certificates(leader))).isEqualTo(ReasonCode.NO_SIGNATURE);
        assertThat(reason(leader.certificate().getEncoded())).isEqualTo(ReasonCode.NO_SIGNATURE);
    }

    @Test
    void contentWhoseSignersWereTakenOutIsNotTakenForUnsigned() throws Exception {
        assertThat(reason(SignedCms.sign(CONTENT, true, true))).isEqualTo(ReasonCode.SIGNATURE_UNREADABLE);
        assertThat(examine(Arrays.copyOf(attached, attached.length - 9), pki.trust(true), NOW).state())
                .isEqualTo(VerdictState.CANNOT_CHECK);
        Signer[] crowd = new Signer[25];
        Arrays.fill(crowd, leader);
        assertThat(reason(SignedCms.sign(CONTENT, true, true, crowd))).isEqualTo(ReasonCode.TOO_MANY_SIGNATURES);
    }

    @Test
    void whoCannotBeConfirmedIsNotCalledValid() throws Exception {
        assertThat(examine(attached, pki.trust(false), NOW).reason()).isEqualTo(ReasonCode.REVOCATION_UNKNOWN);
        assertThat(examine(attached, new TestPki(NOW).trust(true), NOW).reason()).isEqualTo(ReasonCode.NO_TRUST_ANCHOR);
        Signer weak = pki.signer("CN=Người Ký Yếu,C=VN", LONG_AGO, NOW.plus(9, ChronoUnit.DAYS), "SHA1withRSA");
        assertThat(reason(SignedCms.sign(CONTENT, false, true, weak), CONTENT)).isEqualTo(ReasonCode.WEAK_ALGORITHM);
    }

    @Test
    void whoWasRevokedOrHadExpiredWhenTheMessageCameIsSaidToHave() throws Exception {
        Signer gone = pki.signer("CN=Người Bị Thu Hồi,C=VN");
        byte[] file = SignedCms.sign(CONTENT, true, true, gone);
        pki.revoke(gone);
        assertThat(reason(file)).isEqualTo(ReasonCode.REVOKED);

        Signer expired = pki.signer("CN=Người Hết Hạn,C=VN", LONG_AGO, NOW.minus(5, ChronoUnit.DAYS), "SHA256withRSA");
        byte[] late = SignedCms.sign(CONTENT, true, true, expired);
        assertThat(reason(late)).isEqualTo(ReasonCode.EXPIRED);
        assertThat(examine(late, pki.trust(true), NOW.minus(6, ChronoUnit.DAYS)).reason())
                .as("received while it was valid").isEqualTo(ReasonCode.ALL_HOLDS);
    }

    @Test
    void whatIsAlteredAnywhereIsNeverCalledValidNorUnsigned() throws Exception {
        TrustMaterial trust = pki.trust(true);
        Random random = new Random(SEED);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] altered = attached.clone();
            int at = random.nextInt(altered.length);
            altered[at] ^= (byte) (1 << random.nextInt(8));
            FileVerdict verdict = examine(altered, trust, NOW);
            assertThat(verdict.state()).as("byte %d: %s", at, verdict).isNotEqualTo(VerdictState.UNSIGNED);
            if (verdict.state() == VerdictState.VALID) {
                assertThat(content(altered)).as("byte %d", at).isEqualTo(CONTENT);
                assertThat(verdict.signatures()).extracting(SignatureFinding::signer).containsExactly("Người Ký Thử");
            }
        }
    }

    @Test
    void aDetachedSignatureThatIsAlteredIsNeverCalledUnsignedNorOneOfOtherContent() throws Exception {
        TrustMaterial trust = pki.trust(true);
        Random random = new Random(SEED);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] altered = detached.clone();
            int at = random.nextInt(altered.length);
            altered[at] ^= (byte) (1 << random.nextInt(8));
            assertThat(examine(altered, CONTENT, trust).state()).as("byte %d", at)
                    .isNotEqualTo(VerdictState.UNSIGNED);
            assertThat(examine(altered, OTHER, trust).state()).as("byte %d", at)
                    .isIn(VerdictState.CHANGED_AFTER_SIGNING, VerdictState.CANNOT_CHECK);
        }
    }

    private static byte[] content(byte[] message) throws CMSException {
        return (byte[]) new CMSSignedData(message).getSignedContent().getContent();
    }
}
