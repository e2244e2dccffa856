package vn.congvan.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Sha256;

class DocumentSigningTest {

    private static final SigningPki PKI = new SigningPki();
    private static final SigningPki.Holder ORGANIZATION = PKI
            .signer("CN=Ủy ban nhân dân tỉnh Ví Dụ, O=Ủy ban nhân dân tỉnh Ví Dụ, C=VN");

    private static final SigningPki.Holder LEADER = PKI.signer("CN=" + SigningPages.LEADER + ", C=VN");

    @TempDir
    private Path folder;

    private Path pdf;
    private Path prepared;

    @BeforeEach
    void aDecisionThatItsLeaderHasSigned() {
        pdf = signedByLeader(SigningPages.decision(folder.resolve("soan-thao.pdf")));
        prepared = folder.resolve("prepared.pdf");
    }

    @Test
    void theOrganisationSignsWithAKeyFromAFile() throws IOException {
        Path keys = ORGANIZATION.pkcs12(folder.resolve("keys.p12"), "dấu", "mat khau".toCharArray());
        SigningKeys signing = new SigningKeys(
                List.of(new SigningKeys.Reference("H99", SigningKeys.Purpose.SIGNING,
                        new SigningKeys.Keeper.Pkcs12(keys), "dấu")),
                reference -> "mat khau".toCharArray(), Clock.fixed(SigningPki.SIGNED, ZoneOffset.UTC));
        List<byte[]> chain = ((SigningKeys.ChainAnswer.Found) signing.chain("H99", SigningKeys.Purpose.SIGNING))
                .chain();
        SigningState state = prepare(new SigningRequest(chain, SigningPki.SIGNED, seal(), Optional.empty()));
        // what is kept between the steps is text
        SigningState kept = SigningState.ofJson(state.toJson());
        SigningKeys.SignatureAnswer.Signed value = (SigningKeys.SignatureAnswer.Signed) signing.sign("H99",
                SigningKeys.Purpose.SIGNING, kept.dataToSign());
        assertThat(value.algorithm()).isEqualTo(kept.algorithm());

        byte[] signed = complete(kept, value.value());

        assertThat(DssOpinion.of(signed, PKI)).hasSize(2).last().satisfies(signature -> {
            assertThat(signature.field()).isEqualTo("CongVanOrganisation1");
            assertThat(signature.intact()).isTrue();
            assertThat(signature.indication()).isEqualTo(Indication.TOTAL_PASSED);
            assertThat(signature.level()).isEqualTo(SignatureLevel.PAdES_BASELINE_B);
            assertThat(signature.claimed()).isEqualTo(Date.from(SigningPki.SIGNED));
        });
        byte[] before = Files.readAllBytes(pdf);
        assertThat(Arrays.copyOf(signed, before.length)).isEqualTo(before);
    }

    @Test
    void theSealShowsOrganisationAndTimeAndStandsLeftOfTheSignature() throws IOException {
        byte[] signed = sign(ORGANIZATION, seal());

        BufferedImage picture = SigningPages.picture(signed, "document-seal");
        List<PageText.Word> words = SigningPages.words(signed);
        PagePlace time = PageText.last(words, "23-11-2026 10:20:30 +07:00").orElseThrow();
        PagePlace organization = PageText.last(words, SigningPages.ORGANIZATION).orElseThrow();
        PagePlace name = PageText.last(words, SigningPages.LEADER).orElseThrow();
        assertThat(organization.top()).isLessThan(time.top());
        // 36 mm of seal end a third into the 55 mm of an image centred on the name
        double centre = name.centre() - 55.0 / 2 + 55.0 / 3 - 18;
        assertThat(time.centre()).isCloseTo(centre, within(1.0));
        assertThat(redness(picture, centre, 206)).isGreaterThan(100);
        assertThat(redness(picture, name.centre() + 30, 206)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 180, 270})
    void aPageThatIsStoredTurnedIsSignedAsItIsSeen(int rotation) throws IOException {
        pdf = signedByLeader(SigningPages.decision(folder.resolve("soan-thao.pdf"), rotation));

        byte[] signed = sign(ORGANIZATION, seal());

        BufferedImage picture = SigningPages.picture(signed, "document-turned-" + rotation);
        double centre = 147 - 55.0 / 2 + 55.0 / 3 - 18;
        assertThat(redness(picture, centre, 206)).isGreaterThan(100);
        assertThat(DssOpinion.of(signed, PKI)).allMatch(s -> s.indication() == Indication.TOTAL_PASSED);
    }

    @Test
    void anEllipticCurveKeySignsAsWell() throws IOException {
        byte[] signed = sign(PKI.signer("CN=Cơ quan giả định", "EC", SigningPki.FROM, SigningPki.UNTIL), seal());

        assertThat(DssOpinion.of(signed, PKI)).hasSize(2).last()
                .satisfies(s -> assertThat(s.indication()).isEqualTo(Indication.TOTAL_PASSED));
    }

    @Test
    void theSameRequestPreparesTheSameBytes() throws IOException {
        SigningState first = prepare(request(ORGANIZATION, seal()));
        Sha256 firstFile = Sha256.of(Files.readAllBytes(prepared));
        SigningState second = prepare(request(ORGANIZATION, seal()));

        assertThat(second.toJson()).isEqualTo(first.toJson());
        assertThat(Sha256.of(Files.readAllBytes(prepared))).isEqualTo(firstFile);
    }

    @Test
    void whatStoodInTheFileIsNotWrittenAgain() throws IOException {
        Path drawn = folder.resolve("co-chu-thich.pdf");
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            COSDictionary note = new COSDictionary();
            note.setItem(COSName.SUBTYPE, COSName.getPDFName("Text"));
            note.setItem(COSName.RECT, new PDRectangle(20, 20, 20, 20));
            COSArray annotations = new COSArray();
            annotations.add(note);
            document.getPage(0).getCOSObject().setItem(COSName.ANNOTS, annotations);
            document.save(drawn.toFile());
        }
        Path signed = SigningSteps.signInto(folder.resolve("signed.pdf"), drawn, ORGANIZATION, seal(),
                SigningPki.SIGNED,
                Optional.empty());

        try (PDDocument document = Loader.loadPDF(drawn.toFile())) {
            assertThat(Increment.rewritten(drawn, signed)).isEqualTo(Set.of(
                    objectOf(document, document.getPage(0).getCOSObject()),
                    objectOf(document, document.getDocumentCatalog().getCOSObject())));
        }
    }

    private static long objectOf(PDDocument document, COSDictionary dictionary) {
        return document.getDocument().getXrefTable().keySet().stream()
                .filter(key -> document.getDocument().getObjectFromPool(key).getObject() == dictionary).findFirst()
                .orElseThrow().getNumber();
    }

    @Test
    void aValueOfAnotherKeyIsRefusedAndNothingIsWritten() throws IOException {
        SigningState state = prepare(request(ORGANIZATION, seal()));
        byte[] value = PKI.signer("CN=Người khác").sign(state.dataToSign());
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        CompletionResult result = new SigningCompletion().complete(prepared, state, value, Optional.empty(), out);

        assertThat(refusal(result)).isEqualTo(ErrorCode.SIGNATURE_VALUE_WRONG);
        assertThat(out.size()).isZero();
    }

    @Test
    void aPreparedFileThatWasChangedIsRefused() throws IOException {
        SigningState state = prepare(request(ORGANIZATION, seal()));
        byte[] value = ORGANIZATION.sign(state.dataToSign());
        byte[] bytes = Files.readAllBytes(prepared);
        bytes[200] ^= 1;
        Files.write(prepared, bytes);

        CompletionResult result = new SigningCompletion().complete(prepared, state, value, Optional.empty(),
                new ByteArrayOutputStream());

        assertThat(refusal(result)).isEqualTo(ErrorCode.HASH_MISMATCH);
    }

    @Test
    void withoutThePlaceAndWithoutTheNameNothingIsGuessed() throws IOException {
        ElsewhereSigned.sign(SigningPages.decision(folder.resolve("soan-thao.pdf")), pdf, LEADER);
        SigningAppearance seal = new SigningAppearance.Seal(SigningPages.seal(), 36, SigningPages.ORGANIZATION,
                Optional.of("Trần Không Có"), Optional.empty());

        assertThat(refused(request(ORGANIZATION, seal))).isEqualTo(ErrorCode.SIGNATURE_PLACE_UNKNOWN);
        assertThat(prepared).doesNotExist();
    }

    @Test
    void aPlaceOutsideThePageIsRefused() throws IOException {
        SigningAppearance seal = new SigningAppearance.Seal(SigningPages.seal(), 36, SigningPages.ORGANIZATION,
                Optional.empty(), Optional.of(new PagePlace(2, 10, 10, 36, 36)));

        assertThat(refused(request(ORGANIZATION, seal))).isEqualTo(ErrorCode.SIGNATURE_PLACE_INVALID);
    }

    @Test
    void lettersThatTheFontDoesNotHaveAreRefused() throws IOException {
        SigningAppearance seal = new SigningAppearance.Seal(SigningPages.seal(), 36, "機関",
                Optional.of(SigningPages.LEADER), Optional.empty());

        assertThat(refused(request(ORGANIZATION, seal))).isEqualTo(ErrorCode.REQUEST_FIELD_INVALID);
    }

    @Test
    void theOrganisationDoesNotSealWhatNobodyHasSigned() throws IOException {
        SigningPages.decision(pdf);

        assertThat(refused(request(ORGANIZATION, seal()))).isEqualTo(ErrorCode.LEADER_NOT_SIGNED);
        assertThat(prepared).doesNotExist();
    }

    @Test
    void anImageThatWouldHideWhatLiesBeneathIsRefused() throws IOException {
        assertThat(refused(request(ORGANIZATION, seal(SigningPages.bar(Color.RED, Color.WHITE)))))
                .isEqualTo(ErrorCode.SIGNATURE_IMAGE_OPAQUE);
        assertThat(refused(request(ORGANIZATION, seal(SigningPages.bar(Color.RED, Color.RED)))))
                .isEqualTo(ErrorCode.SIGNATURE_IMAGE_OPAQUE);
        assertThat(refused(request(ORGANIZATION, seal(SigningPages.bar(null, null)))))
                .isEqualTo(ErrorCode.REQUEST_FIELD_INVALID);
    }

    @Test
    void sealsAreRedAndHandwritingIsBlue() throws IOException {
        assertThat(refused(request(ORGANIZATION, seal(SigningPages.handwriting())))).isEqualTo(ErrorCode.SEAL_NOT_RED);
        assertThat(refused(request(ORGANIZATION, seal(SigningPages.bar(Color.BLACK, null)))))
                .isEqualTo(ErrorCode.SEAL_NOT_RED);
        assertThat(refused(request(LEADER,
                new SigningAppearance.Handwritten(SigningPages.seal(), SigningPages.LEADER, Optional.empty()))))
                .isEqualTo(ErrorCode.HANDWRITING_NOT_BLUE);
    }

    private static SigningAppearance seal(byte[] image) {
        return new SigningAppearance.Seal(image, 36, SigningPages.ORGANIZATION, Optional.of(SigningPages.LEADER),
                Optional.empty());
    }

    @Test
    void anImageThatIsNoneIsRefused() throws IOException {
        SigningAppearance seal = new SigningAppearance.Seal("GIF89a".getBytes(), 36, SigningPages.ORGANIZATION,
                Optional.of(SigningPages.LEADER), Optional.empty());

        assertThat(refused(request(ORGANIZATION, seal))).isEqualTo(ErrorCode.REQUEST_FIELD_INVALID);
    }

    @Test
    void aFileThatIsNoPdfIsRefused() throws IOException {
        Files.writeString(pdf, "Cộng hòa xã hội chủ nghĩa Việt Nam");

        assertThat(refused(request(ORGANIZATION, seal()))).isEqualTo(ErrorCode.PDF_UNREADABLE);
    }

    @Test
    void anExpiredCertificateIsRefusedBeforeAnythingIsPrepared() throws IOException {
        SigningPki.Holder expired = PKI.signer("CN=Hết hạn", "RSA", SigningPki.FROM, SigningPki.SIGNED.minusSeconds(1));

        assertThat(refused(request(expired, seal()))).isEqualTo(ErrorCode.SIGNING_CERTIFICATE_NOT_IN_FORCE);
    }

    private Path signedByLeader(Path draft) {
        return SigningSteps.signInto(folder.resolve("quyet-dinh.pdf"), draft, LEADER,
                new SigningAppearance.Handwritten(SigningPages.handwriting(), SigningPages.LEADER, Optional.empty()),
                SigningPki.SIGNED.minusSeconds(600), Optional.empty());
    }

    private static SigningAppearance seal() {
        return seal(SigningPages.seal());
    }

    private static SigningRequest request(SigningPki.Holder signer, SigningAppearance appearance) {
        return new SigningRequest(signer.encoded(), SigningPki.SIGNED, appearance, Optional.empty());
    }

    private byte[] sign(SigningPki.Holder signer, SigningAppearance appearance) throws IOException {
        SigningState state = prepare(request(signer, appearance));
        return complete(state, signer.sign(state.dataToSign()));
    }

    private SigningState prepare(SigningRequest request) throws IOException {
        PreparationResult result = new SigningPreparation().prepare(pdf, request, prepared);
        assertThat(result).isInstanceOf(PreparationResult.Prepared.class);
        return ((PreparationResult.Prepared) result).state();
    }

    private ErrorCode refused(SigningRequest request) throws IOException {
        PreparationResult result = new SigningPreparation().prepare(pdf, request, prepared);
        assertThat(result).isInstanceOf(PreparationResult.Refused.class);
        return ((PreparationResult.Refused) result).refusal().code();
    }

    private byte[] complete(SigningState state, byte[] value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CompletionResult result = new SigningCompletion().complete(prepared, state, value, Optional.empty(), out);
        assertThat(result)
                .isEqualTo(new CompletionResult.Completed(Sha256.of(out.toByteArray()), out.size(), false));
        return out.toByteArray();
    }

    private static ErrorCode refusal(CompletionResult result) {
        return ((CompletionResult.Refused) result).refusal().code();
    }

    /** How many red points lie within 16 mm of a point on the page. */
    private static int redness(BufferedImage picture, double left, double top) {
        double scale = picture.getWidth() / 210.0;
        int red = 0;
        for (double x = -16; x <= 16; x += 0.5) {
            for (double y = -16; y <= 16; y += 0.5) {
                int px = (int) ((left + x) * scale);
                int py = (int) ((top + y) * scale);
                if (px >= 0 && py >= 0 && px < picture.getWidth() && py < picture.getHeight()) {
                    Color colour = new Color(picture.getRGB(px, py));
                    if (colour.getRed() > 150 && colour.getGreen() < 90 && colour.getBlue() < 90) {
                        red++;
                    }
                }
            }
        }
        return red;
    }
}
