package vn.congvan.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import eu.europa.esig.dss.enumerations.ASiCContainerType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import vn.congvan.signature.SignedContainers.Form;
import vn.congvan.signature.TestPki.Signer;

/** Containers of signed files (ASiC) that another program has made, and what may be done to them afterwards. */
class SignedContainerTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant AT = NOW.minus(1, ChronoUnit.HOURS);
    private static final long SEED = 20261124;
    private static final int MUTATIONS = 150;
    private static final String LETTER = "công văn số 12.pdf";
    private static final String LIST = "phu-luc.xml";

    private static TestPki pki;
    private static Signer leader;
    private static Signer agency;
    private static Signer expired;
    private static Signer stranger;
    private static Map<String, byte[]> one;
    private static Map<String, byte[]> two;

    @TempDir
    Path folder;

    @BeforeAll
    static void people() throws Exception {
        pki = new TestPki(NOW);
        leader = pki.signer("CN=Người Ký Thử,SURNAME=Người,GIVENNAME=Thử,O=UBND tỉnh Ví Dụ,C=VN");
        agency = pki.signer("CN=UBND tỉnh Ví Dụ,O=UBND tỉnh Ví Dụ,C=VN");
        expired = pki.signer("CN=Hết Hạn,O=UBND tỉnh Ví Dụ,C=VN", NOW.minus(900, ChronoUnit.DAYS),
                NOW.minus(30, ChronoUnit.DAYS), "SHA256withRSA");
        stranger = new TestPki(NOW).signer("CN=Người Lạ,C=VN");
        one = Map.of(LETTER, TestPki.page("Cong van thu nghiem"));
        two = new LinkedHashMap<>();
        two.put(LETTER, TestPki.page("Cong van thu nghiem"));
        two.put(LIST, "<phu-luc><dong>1</dong></phu-luc>".getBytes(StandardCharsets.UTF_8));
    }

    static Stream<Arguments> containers() {
        return Stream.of(Arguments.of(Form.CMS, ASiCContainerType.ASiC_S),
                Arguments.of(Form.XML, ASiCContainerType.ASiC_S),
                Arguments.of(Form.CMS, ASiCContainerType.ASiC_E), Arguments.of(Form.XML, ASiCContainerType.ASiC_E));
    }

    private static byte[] signed(Form form, ASiCContainerType type, Signer signer) throws IOException {
        return SignedContainers.sign(form, type, type == ASiCContainerType.ASiC_S ? one : two, signer, AT);
    }

    private static byte[] again(Form form, ASiCContainerType type, byte[] container, Signer signer) throws IOException {
        return SignedContainers.sign(form, type, Map.of("container.asice", container), signer, AT.plusSeconds(60));
    }

    private FileVerdict examine(byte[] container) throws Exception {
        return new FileExaminer(SignaturePolicy.current(), pki.trust(true))
                .examine(Files.write(folder.resolve("container"), container), NOW, NOW);
    }

    private ReasonCode reason(byte[] container) throws Exception {
        return examine(container).reason();
    }

    @ParameterizedTest
    @MethodSource("containers")
    void whatNobodyTouchedIsValidAndSaysWhoSigned(Form form, ASiCContainerType type) throws Exception {
        FileVerdict verdict = examine(again(form, type, signed(form, type, leader), agency));

        assertThat(verdict.reason()).isEqualTo(ReasonCode.ALL_HOLDS);
        assertThat(verdict.signatures()).extracting(SignatureFinding::signer)
                .containsExactlyInAnyOrder("Người Ký Thử", "UBND tỉnh Ví Dụ");
        assertThat(verdict.signatures()).allSatisfy(found -> {
            assertThat(found.intact()).isTrue();
            assertThat(found.claimedAt()).isPresent();
        });
    }

    @ParameterizedTest
    @MethodSource("containers")
    void aChangedFileIsAChange(Form form, ASiCContainerType type) throws Exception {
        byte[] container = signed(form, type, leader);

        assertThat(reason(Zips.with(container, LETTER, TestPki.page("Cong van khac"))))
                .isEqualTo(ReasonCode.NOT_INTACT);
    }

    @ParameterizedTest
    @MethodSource("containers")
    void aFileMoreIsAChange(Form form, ASiCContainerType type) throws Exception {
        byte[] container = signed(form, type, leader);

        assertThat(reason(Zips.with(container, "them.pdf", TestPki.page("Them")))).isIn(ReasonCode.PARTS_NOT_COVERED,
                ReasonCode.NOT_INTACT);
        assertThat(reason(Zips.with(container, "META-INF/them.pdf", TestPki.page("Them"))))
                .isEqualTo(ReasonCode.PARTS_NOT_COVERED);
    }

    @ParameterizedTest
    @MethodSource("containers")
    void aFileLessIsAChangeOrCannotBeChecked(Form form, ASiCContainerType type) throws Exception {
        assertThat(examine(Zips.without(signed(form, type, leader), LETTER)).state())
                .isIn(VerdictState.CHANGED_AFTER_SIGNING, VerdictState.CANNOT_CHECK);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void aSignatureOverOneOfTwoFilesIsNotOverTheContainer(Form form) throws Exception {
        byte[] both = again(form, ASiCContainerType.ASiC_E, signed(form, ASiCContainerType.ASiC_E, leader), agency);
        byte[] first = SignedContainers.sign(form, ASiCContainerType.ASiC_E, one, leader, AT);

        assertThat(reason(Zips.with(first, LIST, two.get(LIST)))).isEqualTo(ReasonCode.PARTS_NOT_COVERED);
        assertThat(examine(both).state()).isEqualTo(VerdictState.VALID);
    }

    @ParameterizedTest
    @MethodSource("containers")
    void whoSignedIsJudgedLikeInAnyOtherFile(Form form, ASiCContainerType type) throws Exception {
        assertThat(reason(signed(form, type, expired))).isEqualTo(ReasonCode.EXPIRED);
        assertThat(reason(signed(form, type, stranger))).isEqualTo(ReasonCode.NO_TRUST_ANCHOR);
        Signer revoked = pki.signer("CN=Bị Thu Hồi,O=UBND tỉnh Ví Dụ,C=VN");
        pki.revoke(revoked);
        assertThat(reason(signed(form, type, revoked))).isEqualTo(ReasonCode.REVOKED);
    }

    @ParameterizedTest
    @MethodSource("containers")
    void aSignatureThatNobodyCanReadIsNotNone(Form form, ASiCContainerType type) throws Exception {
        byte[] container = signed(form, type, leader);
        String name = Zips.entries(container).keySet().stream().filter(n -> n.matches("META-INF/.*signature.*"))
                .findFirst().orElseThrow();

        assertThat(examine(Zips.with(container, name, new byte[] {0x30, 3, 1, 2, 3})).state())
                .isEqualTo(VerdictState.CANNOT_CHECK);
        assertThat(examine(Zips.without(container, name)).state()).isEqualTo(VerdictState.CANNOT_CHECK);
        assertThat(
                examine(Zips.without(Zips.with(container, "META-INF/other", Zips.entries(container).get(name)), name))
                        .state())
                .isEqualTo(VerdictState.CANNOT_CHECK);
    }

    @Test
    void aListThatNamesLessOrAnotherSignatureIsNotBelieved() throws Exception {
        byte[] container = signed(Form.CMS, ASiCContainerType.ASiC_E, leader);
        String list = Zips.entries(container).keySet().stream().filter(n -> n.contains("ASiCManifest")).findFirst()
                .orElseThrow();

        assertThat(reason(Zips.without(container, list))).isEqualTo(ReasonCode.SIGNATURE_UNREADABLE);
        assertThat(reason(Zips.replace(container, list, LIST, "khac.xml"))).isEqualTo(ReasonCode.NOT_INTACT);
    }

    @Test
    void aPdfThatStandsUnpackedInAContainerCountsWhereItIsSigned() throws Exception {
        byte[] container = signed(Form.XML, ASiCContainerType.ASiC_S, leader);

        assertThat(reason(Zips.stored(Zips.entries(container)))).isEqualTo(ReasonCode.ALL_HOLDS);
        Map<String, byte[]> fake = new LinkedHashMap<>();
        fake.put("META-INF/manifest.xml", TestPki.page("Trang khac"));
        fake.putAll(Zips.entries(container));
        assertThat(reason(Zips.stored(fake))).isEqualTo(ReasonCode.ARCHIVE_AMBIGUOUS);
    }

    @Test
    void aSignedPdfInAZipThatNobodySignedIsNotUnsigned() throws Exception {
        assertThat(examine(Zips.stored(Map.of("a.pdf", pki.sign(TestPki.page("Van ban"), leader)))).state())
                .isNotIn(VerdictState.UNSIGNED, VerdictState.VALID);
    }

    @Test
    void timeStampsOverContainersAreSaidNotToBeChecked() throws Exception {
        byte[] container = signed(Form.CMS, ASiCContainerType.ASiC_E, leader);
        byte[] message = Zips.entries(container).get("META-INF/signature001.p7s");

        assertThat(reason(Zips.with(container, "META-INF/timestamp001.tst", message)))
                .isEqualTo(ReasonCode.FORM_NOT_CHECKED);
    }

    @Test
    void otherFilesInZipsAreWhatTheyWere() throws Exception {
        assertThat(reason(Zips.zip(Map.of("a.txt", new byte[3])))).isEqualTo(ReasonCode.NO_SIGNATURE);
        assertThat(reason(Zips.zip(Map.of("mimetype", "application/vnd.oasis.opendocument.text".getBytes(),
                "META-INF/documentsignatures.xml", "<x/>".getBytes())))).isEqualTo(ReasonCode.FORM_NOT_CHECKED);
    }

    @ParameterizedTest
    @MethodSource("containers")
    void noMutationOfAValidContainerIsValid(Form form, ASiCContainerType type) throws Exception {
        byte[] container = signed(form, type, leader);
        Map<String, byte[]> entries = Zips.entries(container);
        List<String> names = List.copyOf(entries.keySet());
        Random random = new Random(SEED);
        for (int i = 0; i < MUTATIONS; i++) {
            String name = names.get(random.nextInt(names.size()));
            byte[] bytes = entries.get(name).clone();
            int at = random.nextInt(bytes.length);
            bytes[at] ^= 1 << random.nextInt(8);
            FileVerdict verdict = examine(Zips.with(container, name, bytes));
            // the name of an algorithm that is asked for nowhere, a remark: what is signed is the same
            if (verdict.state() == VerdictState.VALID) {
                assertThat(name).as("byte %d of %s", at, name).startsWith("META-INF/");
            }
        }
    }
}
