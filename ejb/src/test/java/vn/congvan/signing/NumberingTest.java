package vn.congvan.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import eu.europa.esig.dss.enumerations.CertificationPermission;
import eu.europa.esig.dss.enumerations.Indication;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.document.ErrorCode;

/** Number and date come after the leader's signature, as {@code domain/rules} have it, and leave it intact. */
class NumberingTest {

    private static final SigningPki PKI = new SigningPki();
    private static final SigningPki.Holder LEADER = PKI.signer("CN=Nguyễn Thử Nghiệm, C=VN");
    private static final SigningPki.Holder ORGANIZATION = PKI.signer("CN=Ủy ban nhân dân tỉnh Ví Dụ, C=VN");
    private static final String DATE = "23 tháng 11 năm 2026";
    private static final Numbering NUMBERING = new Numbering("15", SigningPages.NUMBER, DATE, SigningPages.DATE, 13);

    @TempDir
    private Path folder;

    private Path pdf;

    @BeforeEach
    void aDecision() {
        pdf = SigningPages.decision(folder.resolve("quyet-dinh.pdf"));
    }

    @Test
    void bothSignaturesHoldAfterNumberingIntoReservedPlaces() throws IOException {
        Path leader = leaderSigned(Optional.of(reserved()));

        byte[] signed = organizationSigned(leader, Optional.of(NUMBERING));

        SigningPages.picture(signed, "numbered-reserved");
        assertBothHold(signed, leader);
        assertThat(DssOpinion.of(signed, PKI)).allSatisfy(s -> assertThat(s.undefinedChanges()).isEmpty());
    }

    @Test
    void bothSignaturesHoldAfterNumberingWhatTheLeaderSignedElsewhere() throws IOException {
        Path leader = ElsewhereSigned.sign(pdf, folder.resolve("elsewhere.pdf"), LEADER);

        byte[] signed = organizationSigned(leader, Optional.of(NUMBERING));

        SigningPages.picture(signed, "numbered-elsewhere");
        assertBothHold(signed, leader);
        // two fields and their two places on the page are what a stranger sees, and nothing else
        assertThat(DssOpinion.of(signed, PKI).stream().flatMap(s -> s.undefinedChanges().stream()))
                .hasSize(4).allMatch(change -> change.startsWith("CREATION /Catalog ")
                        && (change.contains(" /Annots ") || change.contains(" /AcroForm /Fields ")));
    }

    @Test
    void numberAndDateStandInTheirPlaces() throws IOException {
        byte[] signed = organizationSigned(leaderSigned(Optional.empty()), Optional.of(NUMBERING));

        List<PageText.Word> words = SigningPages.words(signed);
        PagePlace number = PageText.last(words, "15").orElseThrow();
        PagePlace date = PageText.last(words, DATE).orElseThrow();
        assertThat(number.centre()).isCloseTo(SigningPages.NUMBER.centre(), within(0.5));
        assertThat(number.middle()).isBetween(SigningPages.NUMBER.top(), SigningPages.NUMBER.bottom());
        assertThat(date.centre()).isCloseTo(SigningPages.DATE.centre(), within(0.5));
        // on one line with what the page says around it
        assertThat(number.bottom()).isCloseTo(PageText.last(words, "/QĐ-UBND").orElseThrow().bottom(), within(1.0));
    }

    @Test
    void numbersOnATurnedPageStandUpright() throws IOException {
        SigningPages.decision(pdf, 90);
        byte[] signed = organizationSigned(leaderSigned(Optional.empty()), Optional.of(NUMBERING));

        SigningPages.picture(signed, "numbered-turned");
        PagePlace date = PageText.last(SigningPages.words(signed), DATE).orElseThrow();
        assertThat(date.centre()).isCloseTo(SigningPages.DATE.centre(), within(0.5));
        assertThat(date.middle()).isBetween(SigningPages.DATE.top(), SigningPages.DATE.bottom());
    }

    @Test
    void intoReservedPlacesNothingIsRewrittenButTheTwoFields() throws IOException {
        Path leader = leaderSigned(Optional.of(reserved()));
        Path numbered = numbered(leader);

        try (PDDocument document = Loader.loadPDF(leader.toFile())) {
            assertThat(Increment.rewritten(leader, numbered)).isEqualTo(Set.of(
                    objectOf(document, NumberingIncrement.NUMBER_FIELD),
                    objectOf(document, NumberingIncrement.DATE_FIELD)));
        }
    }

    @Test
    void withoutReservedPlacesFormAndPageAreRewrittenAndOnlyGrow() throws IOException {
        Path leader = ElsewhereSigned.sign(pdf, folder.resolve("elsewhere.pdf"), LEADER);
        Path numbered = numbered(leader);

        try (PDDocument before = Loader.loadPDF(leader.toFile());
                PDDocument after = Loader.loadPDF(numbered.toFile())) {
            assertThat(Increment.rewritten(leader, numbered)).hasSizeLessThanOrEqualTo(2);
            COSDictionary pageBefore = before.getPage(0).getCOSObject();
            COSDictionary pageAfter = after.getPage(0).getCOSObject();
            assertThat(pageAfter.keySet()).containsExactlyInAnyOrderElementsOf(pageBefore.keySet());
            for (COSName key : pageBefore.keySet()) {
                if (!key.equals(COSName.ANNOTS)) {
                    assertThat(String.valueOf(pageAfter.getItem(key)))
                            .isEqualTo(String.valueOf(pageBefore.getItem(key)));
                }
            }
            assertThat(pageAfter.getCOSArray(COSName.ANNOTS).size())
                    .isEqualTo(pageBefore.getCOSArray(COSName.ANNOTS).size() + 2);
            assertThat(after.getDocumentCatalog().getAcroForm(null).getFields()).hasSize(3);
        }
    }

    @Test
    void theFieldsHaveTheFormThatAVerifierKnows() throws IOException {
        Path numbered = numbered(leaderSigned(Optional.empty()));

        try (PDDocument document = Loader.loadPDF(numbered.toFile())) {
            PDTextField number = (PDTextField) document.getDocumentCatalog().getAcroForm(null)
                    .getField(NumberingIncrement.NUMBER_FIELD);
            assertThat(number.getCOSObject().keySet().stream().map(COSName::getName)).containsExactlyInAnyOrder("Type",
                    "Subtype", "FT", "Ff", "F", "T", "V", "DA", "Rect", "P", "AP");
            assertThat(number.getValue()).isEqualTo("15");
            assertThat(number.isReadOnly()).isTrue();
            var appearance = number.getWidgets().get(0).getNormalAppearanceStream();
            assertThat(appearance.getResources().getXObjectNames()).isEmpty();
            assertThat(appearance.getResources().getCOSObject().keySet().stream().map(COSName::getName))
                    .containsExactly("Font");
            String content = new String(appearance.getContentStream().toByteArray(), StandardCharsets.ISO_8859_1)
                    .replaceAll("\\s+", " ");
            assertThat(content).startsWith("/Tx BMC q BT /F1 13 Tf").endsWith("Tj ET Q EMC ");
            assertThat(content).matches(Pattern.compile("/Tx BMC q BT /F1 13 Tf [0-9.]+ [0-9.]+ Td .* Tj ET Q EMC ",
                    Pattern.DOTALL));
        }
    }

    @Test
    void aDocumentIsNumberedOnce() throws IOException {
        Path numbered = numbered(leaderSigned(Optional.of(reserved())));

        assertThat(refused(numbered, NUMBERING)).isEqualTo(ErrorCode.PDF_NUMBERED_ALREADY);
    }

    @Test
    void aPlaceThatIsNotOneOfANumberIsRefused() throws IOException {
        Path leader = leaderSigned(Optional.empty());

        for (PagePlace place : List.of(new PagePlace(1, 20, 200, 20, 6), new PagePlace(1, 20, 30, 150, 6),
                new PagePlace(1, 20, 30, 20, 40), new PagePlace(2, 20, 30, 20, 6))) {
            assertThat(refused(leader, new Numbering("15", place, "", SigningPages.DATE, 13))).as(place.toString())
                    .isEqualTo(ErrorCode.SIGNATURE_PLACE_INVALID);
        }
    }

    @Test
    void aTextThatDoesNotFitItsPlaceIsRefused() throws IOException {
        assertThat(refused(leaderSigned(Optional.empty()),
                new Numbering("15 và một câu dài", SigningPages.NUMBER, "", SigningPages.DATE, 13)))
                .isEqualTo(ErrorCode.REQUEST_FIELD_INVALID);
    }

    @Test
    void aDocumentCertifiedAgainstEveryChangeIsNeitherNumberedNorSigned() throws IOException {
        Path certified = ElsewhereSigned.sign(pdf, folder.resolve("certified.pdf"), LEADER,
                CertificationPermission.NO_CHANGE_PERMITTED);

        assertThat(refused(certified, NUMBERING)).isEqualTo(ErrorCode.PDF_PROTECTED);
        assertThat(SigningSteps.refused(certified, ORGANIZATION, seal(), Optional.empty()))
                .isEqualTo(ErrorCode.PDF_PROTECTED);
    }

    @Test
    void aDocumentCertifiedForItsOwnFieldsTakesNoNewOnes() throws IOException {
        Path certified = ElsewhereSigned.sign(pdf, folder.resolve("certified.pdf"), LEADER,
                CertificationPermission.MINIMAL_CHANGES_PERMITTED);

        assertThat(refused(certified, NUMBERING)).isEqualTo(ErrorCode.PDF_PROTECTED);
    }

    private static Numbering reserved() {
        return Numbering.reserved(SigningPages.NUMBER, SigningPages.DATE, 13);
    }

    private static SigningAppearance seal() {
        return new SigningAppearance.Seal(SigningPages.seal(), 36, SigningPages.ORGANIZATION,
                Optional.of(SigningPages.LEADER), Optional.empty());
    }

    private Path leaderSigned(Optional<Numbering> numbering) {
        return SigningSteps.signInto(folder.resolve("leader.pdf"), pdf, LEADER,
                new SigningAppearance.Handwritten(SigningPages.handwriting(), SigningPages.LEADER, Optional.empty()),
                SigningPki.SIGNED, numbering);
    }

    private byte[] organizationSigned(Path leader, Optional<Numbering> numbering) {
        return SigningSteps.sign(leader, ORGANIZATION, seal(), SigningPki.SIGNED.plusSeconds(900), numbering);
    }

    private Path numbered(Path leader) throws IOException {
        Path numbered = folder.resolve("numbered.pdf");
        assertThat(new NumberingIncrement().put(leader, NUMBERING, SigningPki.SIGNED, numbered))
                .isEqualTo(new NumberingResult.Numbered(Files.size(numbered)));
        return numbered;
    }

    private ErrorCode refused(Path file, Numbering numbering) throws IOException {
        Path target = folder.resolve("refused.pdf");
        NumberingResult result = new NumberingIncrement().put(file, numbering, SigningPki.SIGNED, target);
        assertThat(result).isInstanceOf(NumberingResult.Refused.class);
        assertThat(target).doesNotExist();
        return ((NumberingResult.Refused) result).refusal().code();
    }

    private static void assertBothHold(byte[] signed, Path leader) throws IOException {
        byte[] before = Files.readAllBytes(leader);
        assertThat(Arrays.copyOf(signed, before.length)).isEqualTo(before);
        List<DssOpinion.Signature> signatures = DssOpinion.of(signed, PKI);
        assertThat(signatures).hasSize(2).allSatisfy(signature -> {
            assertThat(signature.intact()).isTrue();
            assertThat(signature.indication()).isEqualTo(Indication.TOTAL_PASSED);
        });
        assertThat(signatures).anySatisfy(s -> assertThat(s.field()).isEqualTo("CongVanOrganisation1"));
        assertThat(PageText.last(SigningPages.words(signed), DATE)).isPresent();
    }

    private static long objectOf(PDDocument document, String field) {
        COSDictionary dictionary = document.getDocumentCatalog().getAcroForm(null).getField(field).getCOSObject();
        return document.getDocument().getXrefTable().keySet().stream()
                .filter(key -> document.getDocument().getObjectFromPool(key).getObject() == dictionary)
                .findFirst().orElseThrow().getNumber();
    }
}
