package vn.congvan.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import vn.congvan.signature.NumberedPages.Change;
import vn.congvan.signature.NumberedPages.Drawing;
import vn.congvan.signature.SignatureFinding.Kind;
import vn.congvan.signature.TestPki.Signer;
import vn.congvan.signing.CompletionResult;
import vn.congvan.signing.Numbering;
import vn.congvan.signing.NumberingIncrement;
import vn.congvan.signing.PagePlace;
import vn.congvan.signing.PreparationResult;
import vn.congvan.signing.SigningAppearance;
import vn.congvan.signing.SigningCompletion;
import vn.congvan.signing.SigningPreparation;
import vn.congvan.signing.SigningRequest;
import vn.congvan.signing.SigningState;

/**
 * Number and date come onto a document between the signature of its leader and that of its organisation. That alone is allowed, and
 * whatever else comes with it, before it, behind it or instead of it is a change.
 */
class NumberedPdfTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final String NUMBER = NumberingIncrement.NUMBER_FIELD;

    private static TestPki pki;
    private static Signer leader;
    private static Signer agency;
    private static byte[] signed;

    @TempDir
    Path folder;

    @BeforeAll
    static void theLeaderSigns() throws Exception {
        pki = new TestPki(NOW);
        leader = pki.signer("CN=Người Ký Thử,SURNAME=Người,GIVENNAME=Thử,O=UBND tỉnh Ví Dụ,C=VN");
        agency = pki.signer("CN=UBND tỉnh Ví Dụ,O=UBND tỉnh Ví Dụ,C=VN");
        signed = pki.sign(NumberedPages.decision(), leader);
    }

    private FileVerdict examine(byte[] file, TrustMaterial trust) throws IOException {
        Path path = folder.resolve("file.pdf");
        Files.write(path, file);
        return new FileExaminer(SignaturePolicy.current(), trust).examine(path, NOW, NOW);
    }

    private FileVerdict examine(byte[] file) throws Exception {
        return examine(file, pki.trust(true));
    }

    private void assertNumbered(byte[] file) throws Exception {
        FileVerdict verdict = examine(file);
        assertThat(verdict.reason()).as("%s", verdict).isEqualTo(ReasonCode.NUMBERED_AFTER_LEADER_SIGNATURE);
        assertThat(verdict.state()).isEqualTo(VerdictState.VALID);
        assertThat(verdict.signatures()).allMatch(SignatureFinding::intact).extracting(SignatureFinding::reason)
                .containsExactlyInAnyOrder(ReasonCode.NUMBERED_AFTER_LEADER_SIGNATURE, ReasonCode.ALL_HOLDS);
        assertThat(verdict.signatures())
                .filteredOn(s -> s.reason() == ReasonCode.NUMBERED_AFTER_LEADER_SIGNATURE)
                .extracting(SignatureFinding::kind).containsExactly(Kind.PERSON);
    }

    private void assertChanged(byte[] file) throws Exception {
        FileVerdict verdict = examine(file);
        assertThat(verdict.reason()).as("%s", verdict).isEqualTo(ReasonCode.CHANGED_BETWEEN_SIGNATURES);
        assertThat(verdict.state()).isEqualTo(VerdictState.CHANGED_AFTER_SIGNING);
    }

    // what is allowed

    @Test
    void aNumberThatOurSigningPutsOnWhatTheLeaderSignedElsewhereIsShown() throws Exception {
        assertNumbered(pki.sign(NumberedPages.numbered(signed, folder), agency));
    }

    @Test
    void whatOurSigningNumbersAndSealsInOneStepIsShown() throws Exception {
        assertNumbered(ours(signed, agency, seal(), Optional.of(numbering())));
    }

    @Test
    void aNumberInPlacesThatTheLeaderKeptFreeIsShown() throws Exception {
        byte[] kept = ours(NumberedPages.decision(), leader, handwritten(), Optional.of(Numbering
                .reserved(NumberedPages.NUMBER_PLACE, NumberedPages.DATE_PLACE, 13)));

        assertThat(examine(kept).reason()).isEqualTo(ReasonCode.ALL_HOLDS);
        assertNumbered(ours(kept, agency, seal(), Optional.of(numbering())));
        assertThat(examine(pki.sign(kept, agency)).reason()).as("never filled in").isEqualTo(ReasonCode.ALL_HOLDS);
    }

    @Test
    void aNumberOnAPageThatIsStoredTurnedIsShown() throws Exception {
        byte[] turned = pki.sign(NumberedPages.decision(90, ""), leader);

        assertNumbered(pki.sign(NumberedPages.numbered(turned, folder), agency));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNumberThatAnotherProgramPrintsOntoThePageIsShown(boolean wrapped) throws Exception {
        assertNumbered(pki.sign(NumberedPages.printed(signed, 0, wrapped, NumberedPages::numberAndDate), agency));
    }

    @Test
    void aNumberMayBePrintedOverTheDotsThatKeepItsPlaceFree() throws Exception {
        byte[] dotted = pki.sign(NumberedPages.decision(0, "..............."), leader);

        assertNumbered(pki.sign(NumberedPages.printed(dotted, NumberedPages::numberAndDate), agency));
    }

    @Test
    void dayAndMonthMayBePrintedIntoGapsOfTheirOwn() throws Exception {
        assertNumbered(pki.sign(NumberedPages.printed(signed, (content, font) -> {
            NumberedPages.text(content, font, 13, 124, 37.5, "23");
            NumberedPages.text(content, font, 13, 145, 37.5, "11");
        }), agency));
    }

    @Test
    void aNumberThatAnotherProgramPutsOnAsANoteIsShown() throws Exception {
        assertNumbered(pki.sign(NumberedPages.changed(signed, document -> NumberedPages.annotate(document, 0,
                NumberedPages.note(document, NumberedPages.rectangle(50, 33, 12, 6), "15", "15"))), agency));
    }

    @Test
    void theReasonsStateIsThePolicys() {
        assertThat(ReasonCode.NUMBERED_AFTER_LEADER_SIGNATURE.state())
                .isEqualTo(SignaturePolicy.current().numbered()).isEqualTo(VerdictState.VALID);
    }

    @Test
    void whoHasNoListYetSaysThatTheSignersAreUnconfirmedAndNotThatTheFileIsChanged() throws Exception {
        FileVerdict verdict = examine(pki.sign(NumberedPages.numbered(signed, folder), agency), pki.trust(false));

        assertThat(verdict.reason()).isEqualTo(ReasonCode.REVOCATION_UNKNOWN);
        assertThat(verdict.state()).isEqualTo(VerdictState.INTACT_SIGNER_UNCONFIRMED);
    }

    @Test
    void aLeaderWhoseCertificateWasTakenBackIsNotMadeValidByANumber() throws Exception {
        Signer gone = pki.signer("CN=Người Bị Thu Hồi,SURNAME=Người,O=UBND tỉnh Ví Dụ,C=VN");
        pki.revoke(gone);
        byte[] file = pki.sign(NumberedPages.decision(), gone);

        assertThat(examine(pki.sign(NumberedPages.numbered(file, folder), agency)).reason())
                .isEqualTo(ReasonCode.REVOKED);
    }

    @Test
    void writingTheSameObjectsAgainChangesNothing() throws Exception {
        byte[] again = NumberedPages.changed(signed, document -> {
            // nothing
        });

        assertThat(examine(pki.sign(again, agency)).reason()).isEqualTo(ReasonCode.ALL_HOLDS);
        assertNumbered(pki.sign(NumberedPages.numbered(again, folder), agency));
    }

    // who signs, and when

    @Test
    void aNumberThatNobodySignedIsAChange() throws Exception {
        assertChanged(NumberedPages.numbered(signed, folder));
    }

    @Test
    void aNumberThatAnotherPersonSignedIsAChange() throws Exception {
        assertChanged(pki.sign(NumberedPages.numbered(signed, folder),
                pki.signer("CN=Người Khác,SURNAME=Người,GIVENNAME=Khác,O=UBND tỉnh Ví Dụ,C=VN")));
    }

    @Test
    void aNumberThatAnUnknownOrganisationSignedIsAChange() throws Exception {
        Signer stranger = new TestPki(NOW).signer("CN=UBND tỉnh Ví Dụ,O=UBND tỉnh Ví Dụ,C=VN");

        assertChanged(pki.sign(NumberedPages.numbered(signed, folder), stranger));
    }

    @Test
    void aNumberThatAnOrganisationSignedWhoseCertificateWasTakenBackIsAChange() throws Exception {
        Signer gone = pki.signer("CN=Sở Đã Giải Thể,O=Sở Đã Giải Thể,C=VN");
        pki.revoke(gone);

        assertChanged(pki.sign(NumberedPages.numbered(signed, folder), gone));
    }

    @Test
    void aNumberThatAnExpiredOrganisationSignedIsAChange() throws Exception {
        Signer expired = pki.signer("CN=Sở Hết Hạn,O=Sở Hết Hạn,C=VN", NOW.minus(900, ChronoUnit.DAYS),
                NOW.minus(5, ChronoUnit.DAYS), "SHA256withRSA");

        assertChanged(pki.sign(NumberedPages.numbered(signed, folder), expired));
    }

    @Test
    void aNumberUnderABrokenSignatureOfTheOrganisationIsAChange() throws Exception {
        byte[] file = pki.sign(NumberedPages.numbered(signed, folder), agency);
        int at = SignedForm.lastIndexOf(file, "/SigFlags".getBytes(StandardCharsets.US_ASCII), file.length);
        file[at + 1] = 's';

        assertThat(examine(file).state()).isEqualTo(VerdictState.CHANGED_AFTER_SIGNING);
    }

    @Test
    void aNumberAfterTheOrganisationSignedIsAChange() throws Exception {
        byte[] both = pki.sign(signed, agency);

        assertChanged(pki.sign(NumberedPages.numbered(both, folder), agency));
    }

    @Test
    void aNumberOnWhatNoPersonSignedIsAChange() throws Exception {
        byte[] alone = pki.sign(NumberedPages.decision(), agency);

        assertChanged(pki.sign(NumberedPages.numbered(alone, folder), agency));
    }

    @Test
    void anotherPersonMaySignBetweenNumberAndOrganisation() throws Exception {
        Signer second = pki.signer("CN=Người Ký Hai,SURNAME=Người,GIVENNAME=Hai,O=UBND tỉnh Ví Dụ,C=VN");
        FileVerdict verdict = examine(
                pki.sign(pki.sign(NumberedPages.numbered(signed, folder), second), agency));

        assertThat(verdict.reason()).isEqualTo(ReasonCode.NUMBERED_AFTER_LEADER_SIGNATURE);
    }

    @Test
    void aNumberThatIsPutOnTwiceIsAChange() throws Exception {
        byte[] once = pki.sign(NumberedPages.numbered(signed, folder), agency);
        byte[] twice = NumberedPages.printed(once, (content, font) -> NumberedPages.text(content, font, 13, 58, 37.5,
                "6"));

        assertChanged(pki.sign(twice, agency));
        Signer second = pki.signer("CN=Người Ký Hai,SURNAME=Người,GIVENNAME=Hai,O=UBND tỉnh Ví Dụ,C=VN");
        byte[] number = NumberedPages.printed(signed,
                (content, font) -> NumberedPages.text(content, font, 13, 52, 37.5, "15"));
        byte[] date = NumberedPages.printed(pki.sign(number, second),
                (content, font) -> NumberedPages.text(content, font, 13, 124, 37.5, NumberedPages.DATE));
        assertChanged(pki.sign(date, agency));
    }

    @Test
    void anotherNumberInAFieldThatHasOneIsAChange() throws Exception {
        byte[] once = pki.sign(NumberedPages.numbered(signed, folder), agency);

        assertChanged(pki.sign(NumberedPages.changed(once,
                document -> NumberedPages.field(document, NUMBER).setString(COSName.V, "16")), agency));
    }

    // what comes with it

    static Stream<Arguments> tampering() {
        return Stream.of(tamper("an open action", document -> catalog(document).setItem(
                COSName.OPEN_ACTION, NumberedPages.script())),
                tamper("an action of the document", document -> {
                    COSDictionary actions = new COSDictionary();
                    actions.setItem(COSName.getPDFName("WP"), NumberedPages.script());
                    catalog(document).setItem(COSName.AA, actions);
                }),
                tamper("a script of the document", document -> {
                    COSDictionary scripts = new COSDictionary();
                    COSArray names = new COSArray();
                    names.add(new org.apache.pdfbox.cos.COSString("a"));
                    names.add(NumberedPages.script());
                    scripts.setItem(COSName.NAMES, names);
                    COSDictionary all = new COSDictionary();
                    all.setItem(COSName.getPDFName("JavaScript"), scripts);
                    catalog(document).setItem(COSName.NAMES, all);
                }),
                tamper("layers", document -> catalog(document).setItem(COSName.getPDFName("OCProperties"),
                        new COSDictionary())),
                tamper("another language of the form", document -> NumberedPages.form(document)
                        .setItem(COSName.getPDFName("XFA"), NumberedPages.stream(document, "<xdp/>"))),
                tamper("an order of calculation", document -> {
                    COSArray order = new COSArray();
                    order.add(NumberedPages.field(document, NUMBER));
                    NumberedPages.form(document).setItem(COSName.getPDFName("CO"), order);
                }),
                tamper("appearances that a reader makes", document -> NumberedPages.form(document)
                        .setItem(COSName.getPDFName("NeedAppearances"), COSBoolean.TRUE)),
                tamper("a field that calculates", document -> {
                    COSDictionary actions = new COSDictionary();
                    actions.setItem(COSName.C, NumberedPages.script());
                    NumberedPages.field(document, NUMBER).setItem(COSName.AA, actions);
                }),
                tamper("a field that acts", document -> NumberedPages.field(document, NUMBER)
                        .setItem(COSName.A, NumberedPages.script())),
                tamper("a field of rich text", document -> NumberedPages.field(document, NUMBER)
                        .setString(COSName.getPDFName("RV"), "<body>16</body>")),
                tamper("a field with a border", document -> {
                    COSDictionary border = new COSDictionary();
                    border.setItem(COSName.getPDFName("BG"), NumberedPages.array(1, 1, 1));
                    NumberedPages.field(document, NUMBER).setItem(COSName.getPDFName("MK"), border);
                }),
                tamper("a field on a layer", document -> NumberedPages.field(document, NUMBER)
                        .setItem(COSName.OC, new COSDictionary())),
                tamper("a hidden field", document -> NumberedPages.field(document, NUMBER).setInt(COSName.F, 2)),
                tamper("a field that is not printed", document -> NumberedPages.field(document, NUMBER)
                        .setInt(COSName.F, 128)),
                tamper("a field that says something else than it prints", document -> NumberedPages
                        .field(document, NUMBER).setString(COSName.V, "16")),
                tamper("a field that looks otherwise when it is pressed", document -> {
                    COSDictionary looks = NumberedPages.field(document, NUMBER).getCOSDictionary(COSName.AP);
                    looks.setItem(COSName.D, looks.getItem(COSName.N));
                }),
                tamper("a field without an appearance", document -> NumberedPages.field(document, NUMBER)
                        .removeItem(COSName.AP)),
                tamper("a field over the whole page", document -> NumberedPages.field(document, NUMBER)
                        .setItem(COSName.RECT, PDRectangle.A4)),
                tamper("a field in the text", document -> NumberedPages.field(document, NUMBER)
                        .setItem(COSName.RECT, NumberedPages.rectangle(30, 110, 14, 6))),
                tamper("a field over another word", document -> NumberedPages.field(document, NUMBER)
                        .setItem(COSName.RECT, NumberedPages.rectangle(62, 33, 14, 6))),
                tamper("a field that paints", document -> NumberedPages.field(document, NUMBER)
                        .getCOSDictionary(COSName.AP).setItem(COSName.N, NumberedPages.look(document,
                                NumberedPages.rectangle(48, 33, 14, 6), (content, font) -> {
                                    content.setNonStrokingColor(Color.WHITE);
                                    content.addRect(0, 0, 40, 17);
                                    content.fill();
                                }))),
                tamper("a second widget of the field", document -> NumberedPages.annotate(document, 1,
                        NumberedPages.field(document, NUMBER))),
                tamper("a field without a name", document -> {
                    COSDictionary field = new COSDictionary();
                    field.setItem(COSName.FT, COSName.TX);
                    field.setString(COSName.V, "x");
                    NumberedPages.form(document).getCOSArray(COSName.FIELDS).add(field);
                    NumberedPages.form(document).getCOSArray(COSName.FIELDS).setNeedToBeUpdated(true);
                }),
                tamper("an empty field for a signature", document -> {
                    COSDictionary field = new COSDictionary();
                    field.setItem(COSName.FT, COSName.SIG);
                    field.setString(COSName.T, "Empty");
                    NumberedPages.form(document).getCOSArray(COSName.FIELDS).add(field);
                    NumberedPages.form(document).getCOSArray(COSName.FIELDS).setNeedToBeUpdated(true);
                }),
                tamper("a link", document -> {
                    COSDictionary link = new COSDictionary();
                    link.setName(COSName.SUBTYPE, "Link");
                    link.setItem(COSName.RECT, PDRectangle.A4);
                    NumberedPages.annotate(document, 0, link);
                }),
                tamper("a stamp over the page", document -> {
                    COSDictionary stamp = new COSDictionary();
                    stamp.setName(COSName.SUBTYPE, "Stamp");
                    stamp.setItem(COSName.RECT, PDRectangle.A4);
                    NumberedPages.annotate(document, 0, stamp);
                }),
                tamper("a leader's signature that is taken off the page", document -> document.getPage(0)
                        .getCOSObject().getCOSArray(COSName.ANNOTS).remove(0)),
                tamper("a page more", document -> document.addPage(new PDPage(PDRectangle.A4))),
                tamper("a page less", document -> document.removePage(1)),
                tamper("a turned page", document -> document.getPage(0).setRotation(180)),
                tamper("a page that shows less", document -> document.getPage(0)
                        .setCropBox(new PDRectangle(0, 400, 595, 442))),
                tamper("a page that is larger", document -> document.getPage(1)
                        .setMediaBox(new PDRectangle(0, 0, 900, 900))),
                tamper("a page that acts", document -> document.getPage(0).getCOSObject().setItem(COSName.AA,
                        new COSDictionary())),
                tamper("pages in another order", document -> {
                    COSArray kids = document.getPages().getCOSObject().getCOSArray(COSName.KIDS);
                    kids.add(kids.remove(0));
                    kids.setNeedToBeUpdated(true);
                }),
                tamper("other content", document -> content(document, 0, "BT ET")),
                tamper("other content on the second page", document -> content(document, 1, "BT ET")),
                tamper("no content", document -> document.getPage(0).getCOSObject().removeItem(COSName.CONTENTS)),
                tamper("content before the content", document -> {
                    COSArray all = new COSArray();
                    all.add(NumberedPages.stream(document, "q 0 0 100 100 re f Q\n"));
                    all.add(document.getPage(0).getCOSObject().getItem(COSName.CONTENTS));
                    document.getPage(0).getCOSObject().setItem(COSName.CONTENTS, all);
                }),
                tamper("content of which the first is made invisible", document -> {
                    COSArray all = new COSArray();
                    all.add(NumberedPages.stream(document, "3 Tr q\n"));
                    all.add(document.getPage(0).getCOSObject().getItem(COSName.CONTENTS));
                    all.add(NumberedPages.stream(document, "Q\n"));
                    document.getPage(0).getCOSObject().setItem(COSName.CONTENTS, all);
                }),
                tamper("another font for what is printed", document -> {
                    COSDictionary fonts = document.getPage(0).getResources().getCOSObject()
                            .getCOSDictionary(COSName.FONT);
                    NumberedPages.touch(document.getPage(0));
                    fonts.setItem(fonts.keySet().iterator().next(),
                            new PDType1Font(Standard14Fonts.FontName.COURIER));
                }),
                tamper("letters of the font that read otherwise", document -> {
                    COSDictionary fonts = document.getPage(0).getResources().getCOSObject()
                            .getCOSDictionary(COSName.FONT);
                    COSDictionary font = fonts.getCOSDictionary(fonts.keySet().iterator().next());
                    COSStream letters = (COSStream) font.getDictionaryObject(COSName.TO_UNICODE);
                    try (java.io.OutputStream out = letters.createOutputStream()) {
                        out.write("nothing".getBytes(StandardCharsets.US_ASCII));
                    }
                    letters.setNeedToBeUpdated(true);
                }),
                tamper("a title", document -> {
                    document.getDocumentInformation().setTitle("Khác");
                    document.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
                }));
    }

    private static Arguments tamper(String what, Change change) {
        return Arguments.of(what, change);
    }

    private static COSDictionary catalog(PDDocument document) {
        return document.getDocumentCatalog().getCOSObject();
    }

    private static void content(PDDocument document, int page, String content) throws IOException {
        COSStream stream = document.getPage(page).getContentStreams().next().getCOSObject();
        try (java.io.OutputStream out = stream.createOutputStream()) {
            out.write(content.getBytes(StandardCharsets.US_ASCII));
        }
        stream.setNeedToBeUpdated(true);
    }

    @Test
    void whatIsOnlyWrittenAgainIsNoTampering() throws Exception {
        assertNumbered(pki.sign(NumberedPages.changed(NumberedPages.numbered(signed, folder), document -> {
            // the increment that all tampering below is made of, without the tampering
        }), agency));
    }

    @Test
    void aLeadersSignatureThatIsTakenOutOfTheFormIsNotForgotten() throws Exception {
        byte[] file = NumberedPages.changed(NumberedPages.numbered(signed, folder), document -> {
            NumberedPages.form(document).getCOSArray(COSName.FIELDS).remove(0);
            NumberedPages.form(document).getCOSArray(COSName.FIELDS).setNeedToBeUpdated(true);
        });

        assertThat(examine(pki.sign(file, agency)).reason()).isEqualTo(ReasonCode.SIGNATURE_UNREADABLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tampering")
    void whateverComesWithTheNumberIsAChange(String what, Change change) throws Exception {
        byte[] numbered = NumberedPages.numbered(signed, folder);
        byte[] tampered = NumberedPages.changed(numbered, change);
        assertThat(tampered.length).isGreaterThan(numbered.length);

        assertChanged(pki.sign(tampered, agency));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tampering")
    void whateverComesBehindTheOrganisationIsAChange(String what, Change change) throws Exception {
        byte[] file = pki.sign(NumberedPages.numbered(signed, folder), agency);

        assertThat(examine(NumberedPages.changed(file, change)).state())
                .isEqualTo(VerdictState.CHANGED_AFTER_SIGNING);
    }

    // what is printed

    static Stream<Arguments> printing() {
        return Stream.of(print("too large", (content, font) -> NumberedPages.text(content, font, 40, 49, 39, "1")),
                print("too low", (content, font) -> NumberedPages.text(content, font, 13, 52, 110, "15")),
                print("on another line", (content, font) -> NumberedPages.text(content, font, 13, 52, 48, "15")),
                print("in the date's place", (content, font) -> NumberedPages.text(content, font, 13, 124, 48, "15")),
                print("beside the page", (content, font) -> NumberedPages.text(content, font, 13, -20, 37.5, "15")),
                print("over another word", (content, font) -> NumberedPages.text(content, font, 13, 66, 37.5, "15")),
                print("over the name", (content, font) -> NumberedPages.text(content, font, 13, 40, 35, "15")),
                print("other words", (content, font) -> NumberedPages.text(content, font, 13, 48, 37.5, "KHẨN")),
                print("other words at the date", (content, font) -> NumberedPages.text(content, font, 13, 124, 37.5,
                        "Mật")),
                print("the number twice", (content, font) -> {
                    NumberedPages.text(content, font, 9, 48, 37.5, "15");
                    NumberedPages.text(content, font, 9, 58, 37.5, "16");
                }),
                print("one number over the other", (content, font) -> {
                    NumberedPages.text(content, font, 13, 124, 37.5, "23");
                    NumberedPages.text(content, font, 13, 140, 37.5, "11");
                    NumberedPages.text(content, font, 13, 124, 37.5, "24");
                }),
                print("something more in the text", (content, font) -> {
                    NumberedPages.numberAndDate(content, font);
                    NumberedPages.text(content, font, 13, 30, 110, "0");
                }),
                print("white", (content, font) -> {
                    content.setNonStrokingColor(Color.WHITE);
                    NumberedPages.numberAndDate(content, font);
                }),
                print("invisible", (content, font) -> {
                    content.appendRawCommands("3 Tr\n");
                    NumberedPages.numberAndDate(content, font);
                }),
                print("outlined", (content, font) -> {
                    content.appendRawCommands("1 Tr 50 w\n");
                    NumberedPages.numberAndDate(content, font);
                }),
                print("a white rectangle over a word", (content, font) -> {
                    content.setNonStrokingColor(Color.WHITE);
                    content.addRect(180, NumberedPages.y(39), 60, 20);
                    content.fill();
                    content.setNonStrokingColor(Color.BLACK);
                    NumberedPages.numberAndDate(content, font);
                }),
                print("a rectangle at its own place", (content, font) -> {
                    content.addRect(150, NumberedPages.y(38), 5, 5);
                    content.fill();
                    NumberedPages.numberAndDate(content, font);
                }),
                print("a thick line", (content, font) -> {
                    content.setLineWidth(500);
                    content.moveTo(0, 0);
                    content.lineTo(600, 800);
                    content.stroke();
                    NumberedPages.numberAndDate(content, font);
                }),
                print("a layer", (content, font) -> {
                    content.appendRawCommands("/OC /MC0 BDC\n");
                    NumberedPages.numberAndDate(content, font);
                    content.appendRawCommands("EMC\n");
                }),
                print("another state of the pen", (content, font) -> {
                    org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState state = new org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState();
                    state.setBlendMode(org.apache.pdfbox.pdmodel.graphics.blend.BlendMode.DIFFERENCE);
                    content.setGraphicsStateParameters(state);
                    NumberedPages.numberAndDate(content, font);
                }),
                print("stretched", (content, font) -> {
                    content.setHorizontalScaling(2000);
                    NumberedPages.text(content, font, 13, 52, 37.5, "15");
                }),
                print("moved away", (content, font) -> {
                    content.transform(org.apache.pdfbox.util.Matrix.getTranslateInstance(0, -300));
                    NumberedPages.numberAndDate(content, font);
                }),
                print("left open", (content, font) -> {
                    NumberedPages.numberAndDate(content, font);
                    content.saveGraphicsState();
                }),
                print("an unknown operator", (content, font) -> {
                    NumberedPages.numberAndDate(content, font);
                    content.appendRawCommands("/x Do\n");
                }));
    }

    private static Arguments print(String what, Drawing drawing) {
        return Arguments.of(what, drawing);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("printing")
    void whatIsPrintedOtherwiseIsAChange(String what, Drawing drawing) throws Exception {
        assertChanged(pki.sign(NumberedPages.printed(signed, drawing), agency));
    }

    @Test
    void aNumberOnAnotherPageIsAChange() throws Exception {
        assertChanged(pki.sign(NumberedPages.printed(signed, 1, true, NumberedPages::numberAndDate), agency));
    }

    @Test
    void anImageInThePlaceOfTheNumberIsAChange() throws Exception {
        byte[] file = NumberedPages.changed(signed, document -> {
            PDPage page = document.getPage(0);
            try (var content = new org.apache.pdfbox.pdmodel.PDPageContentStream(document, page,
                    org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode.APPEND, true, true)) {
                content.drawImage(LosslessFactory.createFromImage(document,
                        new java.awt.image.BufferedImage(8, 8, java.awt.image.BufferedImage.TYPE_INT_RGB)), 150,
                        NumberedPages.y(38), 10, 10);
            }
            NumberedPages.touch(page);
        });

        assertChanged(pki.sign(file, agency));
    }

    @Test
    void aFontThatWasMissingForWhatStandsThereIsAChange() throws Exception {
        byte[] waiting = NumberedPages.changed(NumberedPages.decision(), document -> {
            COSArray all = new COSArray();
            all.add(document.getPage(0).getCOSObject().getItem(COSName.CONTENTS));
            all.add(NumberedPages.stream(document, "q BT /Later 13 Tf 100 300 Td (900.000.000) Tj ET Q\n"));
            document.getPage(0).getCOSObject().setItem(COSName.CONTENTS, all);
        });
        byte[] file = NumberedPages.changed(pki.sign(waiting, leader), document -> {
            PDPage page = document.getPage(0);
            page.getResources().put(COSName.getPDFName("Later"), new PDType1Font(Standard14Fonts.FontName.HELVETICA));
            COSArray all = new COSArray();
            document.getPage(0).getCOSObject().getCOSArray(COSName.CONTENTS).forEach(all::add);
            float x = 148;
            all.add(NumberedPages.stream(document,
                    "BT /Later 13 Tf " + x + " " + NumberedPages.y(37.5) + " Td (15) Tj ET\n"));
            page.getCOSObject().setItem(COSName.CONTENTS, all);
            NumberedPages.touch(page);
        });

        assertChanged(pki.sign(file, agency));
    }

    @Test
    void anObjectThatWasMissingAndIsFoundLaterIsAChange() throws Exception {
        // the second page knows what is not there yet; no object that is there changes when it comes
        byte[] waiting = NumberedPages.changed(NumberedPages.decision(), document -> {
            PDPage page = document.getPage(1);
            COSDictionary drawn = new COSDictionary();
            drawn.setName("Later", "Missing");
            page.getResources().getCOSObject().setItem(COSName.XOBJECT, drawn);
            NumberedPages.touch(page);
        });
        String text = new String(waiting, StandardCharsets.ISO_8859_1);
        assertThat(text).contains("/Later /Missing");
        byte[] file = pki.sign(text.replace("/Later /Missing", "/Later 900 0 R ").getBytes(StandardCharsets.ISO_8859_1),
                leader);
        assertThat(examine(pki.sign(file, agency)).reason()).as("still missing").isEqualTo(ReasonCode.ALL_HOLDS);

        byte[] found = NumberedPages.withObject(file, 900,
                "<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Length 16 >>\nstream\n0 0 600 800 re f\nendstream");
        try (PDDocument document = Loader.loadPDF(found)) {
            assertThat(document.getPage(1).getResources().getXObject(COSName.getPDFName("Later"))).isNotNull();
        }
        assertChanged(pki.sign(found, agency));
    }

    @Test
    void contentThatDoesNotTakeBackWhatItSetsCannotBePrintedOn() throws Exception {
        byte[] open = NumberedPages.changed(NumberedPages.decision(), document -> {
            COSArray all = new COSArray();
            all.add(document.getPage(0).getCOSObject().getItem(COSName.CONTENTS));
            all.add(NumberedPages.stream(document, "1 0 0 1 0 -300 cm\n"));
            document.getPage(0).getCOSObject().setItem(COSName.CONTENTS, all);
        });
        byte[] file = pki.sign(open, leader);

        assertChanged(pki.sign(NumberedPages.printed(file, 0, false, NumberedPages::numberAndDate), agency));
        assertNumbered(pki.sign(NumberedPages.printed(file, 0, true, NumberedPages::numberAndDate), agency));
    }

    @Test
    void aNoteThatIsNoNumberIsAChange() throws Exception {
        PDRectangle place = NumberedPages.rectangle(50, 33, 12, 6);
        for (Change change : List.<Change>of(
                document -> NumberedPages.annotate(document, 0, NumberedPages.note(document, place, "15", "16")),
                document -> NumberedPages.annotate(document, 1, NumberedPages.note(document, place, "15", "15")),
                document -> NumberedPages.annotate(document, 0,
                        NumberedPages.note(document, NumberedPages.rectangle(20, 20, 170, 200), "15", "15")),
                document -> {
                    COSDictionary note = NumberedPages.note(document, place, "15", "15");
                    note.setItem(COSName.C, NumberedPages.array(1, 1, 1));
                    NumberedPages.annotate(document, 0, note);
                }, document -> {
                    COSDictionary note = NumberedPages.note(document, place, "15", "15");
                    note.setItem(COSName.A, NumberedPages.script());
                    NumberedPages.annotate(document, 0, note);
                }, document -> {
                    NumberedPages.annotate(document, 0, NumberedPages.note(document, place, "15", "15"));
                    NumberedPages.annotate(document, 0, NumberedPages.note(document, place, "16", "16"));
                })) {
            assertChanged(pki.sign(NumberedPages.changed(signed, change), agency));
        }
    }

    @Test
    void aFieldThatTheLeaderSignedWithAValueCannotBeFilledAnew() throws Exception {
        byte[] form = NumberedPages.changed(NumberedPages.decision(), document -> {
            COSDictionary field = NumberedPages.note(document, NumberedPages.rectangle(120, 90, 40, 6), "10", "10");
            field.removeItem(COSName.CONTENTS);
            field.setName(COSName.SUBTYPE, "Widget");
            field.setItem(COSName.FT, COSName.TX);
            field.setString(COSName.T, "Amount");
            field.setString(COSName.V, "10");
            COSDictionary all = new COSDictionary();
            COSArray fields = new COSArray();
            fields.add(field);
            all.setItem(COSName.FIELDS, fields);
            catalog(document).setItem(COSName.ACRO_FORM, all);
            NumberedPages.annotate(document, 0, field);
        });
        byte[] file = pki.sign(form, leader);

        assertThat(examine(pki.sign(file, agency)).reason()).isEqualTo(ReasonCode.ALL_HOLDS);
        assertNumbered(pki.sign(NumberedPages.numbered(file, folder), agency));
        for (String other : List.of("99", "")) {
            assertChanged(pki.sign(NumberedPages.changed(file,
                    document -> NumberedPages.field(document, "Amount").setString(COSName.V, other)), agency));
        }
        assertChanged(pki.sign(NumberedPages.changed(file,
                document -> NumberedPages.field(document, "Amount").removeItem(COSName.T)), agency));
    }

    @Test
    void aFieldThatTheLeaderLeftEmptyInTheTextCannotBeFilledIn() throws Exception {
        byte[] form = NumberedPages.changed(NumberedPages.decision(), document -> {
            COSDictionary field = new COSDictionary();
            field.setItem(COSName.TYPE, COSName.ANNOT);
            field.setName(COSName.SUBTYPE, "Widget");
            field.setItem(COSName.FT, COSName.TX);
            field.setString(COSName.T, "Amount");
            field.setItem(COSName.RECT, NumberedPages.rectangle(50, 110, 12, 6));
            field.setInt(COSName.F, 4);
            COSDictionary all = new COSDictionary();
            COSArray fields = new COSArray();
            fields.add(field);
            all.setItem(COSName.FIELDS, fields);
            catalog(document).setItem(COSName.ACRO_FORM, all);
            NumberedPages.annotate(document, 0, field);
        });
        byte[] file = pki.sign(form, leader);

        assertThat(examine(pki.sign(file, agency)).reason()).isEqualTo(ReasonCode.ALL_HOLDS);
        assertChanged(pki.sign(NumberedPages.changed(file, document -> {
            COSDictionary field = NumberedPages.field(document, "Amount");
            COSDictionary print = NumberedPages.note(document, NumberedPages.rectangle(50, 110, 12, 6), "15", "15");
            field.setString(COSName.V, "15");
            field.setItem(COSName.AP, print.getItem(COSName.AP));
        }), agency));
    }

    @Test
    void lettersThatAreLargerThanTheySayAreAChange() throws Exception {
        // the appearance is blown up to its place: a digit fills the page
        assertChanged(pki.sign(NumberedPages.changed(signed, document -> {
            PDRectangle place = NumberedPages.rectangle(50, 33, 12, 6);
            COSDictionary note = NumberedPages.note(document, place, "15", "15");
            COSStream look = (COSStream) note.getCOSDictionary(COSName.AP).getDictionaryObject(COSName.N);
            look.setItem(COSName.BBOX, NumberedPages.array(0, 0, 0.1, 0.1));
            NumberedPages.annotate(document, 0, note);
        }), agency));
    }

    @Test
    void aFontWhoseLettersAreDrawingsIsAChange() throws Exception {
        assertChanged(pki.sign(NumberedPages.changed(signed, document -> {
            PDPage page = document.getPage(0);
            COSDictionary font = new COSDictionary();
            font.setItem(COSName.TYPE, COSName.FONT);
            font.setItem(COSName.SUBTYPE, COSName.TYPE3);
            font.setItem(COSName.FONT_BBOX, NumberedPages.array(0, 0, 1000, 1000));
            font.setItem(COSName.FONT_MATRIX, NumberedPages.array(0.001, 0, 0, 0.001, 0, 0));
            COSDictionary letters = new COSDictionary();
            letters.setItem(COSName.getPDFName("one"), NumberedPages.stream(document,
                    "500 0 d0 1 g -9000 -9000 20000 20000 re f"));
            font.setItem(COSName.CHAR_PROCS, letters);
            font.setItem(COSName.RESOURCES, new COSDictionary());
            COSDictionary encoding = new COSDictionary();
            COSArray differences = new COSArray();
            differences.add(org.apache.pdfbox.cos.COSInteger.get(49));
            differences.add(COSName.getPDFName("one"));
            encoding.setItem(COSName.DIFFERENCES, differences);
            font.setItem(COSName.ENCODING, encoding);
            font.setInt(COSName.FIRST_CHAR, 49);
            font.setInt(COSName.LAST_CHAR, 49);
            font.setItem(COSName.WIDTHS, NumberedPages.array(500));
            page.getResources().getCOSObject().getCOSDictionary(COSName.FONT).setItem(COSName.getPDFName("Drawn"),
                    font);
            COSArray all = new COSArray();
            all.add(NumberedPages.stream(document, "q\n"));
            all.add(page.getCOSObject().getItem(COSName.CONTENTS));
            all.add(NumberedPages.stream(document,
                    "Q BT /Drawn 13 Tf 148 " + NumberedPages.y(37.5) + " Td (1) Tj ET\n"));
            page.getCOSObject().setItem(COSName.CONTENTS, all);
            NumberedPages.touch(page);
        }), agency));
    }

    @Test
    void aSignatureThatCoversThePageIsAChange() throws Exception {
        SigningAppearance large = new SigningAppearance.Seal(picture(Color.RED), 200, "UBND tỉnh Ví Dụ",
                Optional.empty(),
                Optional.of(new PagePlace(1, 5, 5, 200, 200)));

        assertChanged(ours(NumberedPages.numbered(signed, folder), agency, large, Optional.empty()));
    }

    // our own signing

    private static Numbering numbering() {
        return new Numbering("15", NumberedPages.NUMBER_PLACE, NumberedPages.DATE, NumberedPages.DATE_PLACE, 13);
    }

    private static SigningAppearance seal() throws IOException {
        return new SigningAppearance.Seal(picture(Color.RED), 36, "UBND tỉnh Ví Dụ", Optional.empty(),
                Optional.of(new PagePlace(1, 100, 180, 36, 36)));
    }

    private static SigningAppearance handwritten() throws IOException {
        return new SigningAppearance.Handwritten(picture(Color.BLUE), "Người Ký Thử",
                Optional.of(new PagePlace(1, 120, 180, 40, 20)));
    }

    private static byte[] picture(Color colour) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BufferedImage image = new BufferedImage(60, 60, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(30, 30, colour.getRGB());
        javax.imageio.ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private byte[] ours(byte[] pdf, Signer signer, SigningAppearance appearance, Optional<Numbering> numbering)
            throws Exception {
        Path file = Files.write(folder.resolve("to-sign.pdf"), pdf);
        Path prepared = folder.resolve("prepared.pdf");
        PreparationResult preparation = new SigningPreparation().prepare(file,
                new SigningRequest(List.of(signer.certificate().getEncoded()), NOW.minus(1, ChronoUnit.HOURS),
                        appearance, numbering),
                prepared);
        assertThat(preparation).isInstanceOf(PreparationResult.Prepared.class);
        SigningState state = ((PreparationResult.Prepared) preparation).state();
        Signature value = Signature.getInstance("SHA256withRSA");
        value.initSign(signer.keys().getPrivate());
        value.update(state.dataToSign());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(new SigningCompletion().complete(prepared, state, value.sign(), Optional.empty(), out))
                .isInstanceOf(CompletionResult.Completed.class);
        try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
            assertThat(document.getSignatureDictionaries()).isNotEmpty();
        }
        return out.toByteArray();
    }
}
