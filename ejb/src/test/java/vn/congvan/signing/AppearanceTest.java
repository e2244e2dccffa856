package vn.congvan.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import eu.europa.esig.dss.enumerations.Indication;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.document.ErrorCode;

/** Places and texts as NĐ 30/2020, Phụ lục I, wants them. */
class AppearanceTest {

    private static final SigningPki PKI = new SigningPki();
    private static final SigningPki.Holder ORGANIZATION = PKI.signer("CN=Ủy ban nhân dân tỉnh Ví Dụ, C=VN");
    private static final SigningPki.Holder LEADER = PKI.signer("CN=Nguyễn Thử Nghiệm, C=VN");

    @TempDir
    private Path folder;

    private Path pdf;

    @BeforeEach
    void aDecision() {
        pdf = SigningPages.decision(folder.resolve("van-ban.pdf"));
    }

    @Test
    void anAttachmentShowsTheDocumentsNumberAndTheTimeAtTheTopRightAndNoImage() throws IOException {
        byte[] signed = SigningSteps.sign(pdf, ORGANIZATION,
                new SigningAppearance.OnAttachment(SigningPages.ORGANIZATION, "15/QĐ-UBND"));

        SigningPages.picture(signed, "attachment");
        List<PageText.Word> words = SigningPages.words(signed);
        PagePlace code = PageText.last(words, "15/QĐ-UBND").orElseThrow();
        PagePlace time = PageText.last(words, "23-11-2026 10:20:30 +07:00").orElseThrow();
        assertThat(code.right()).isCloseTo(200, within(0.5));
        assertThat(time.right()).isCloseTo(200, within(0.5));
        assertThat(code.bottom()).isLessThan(time.top() + 0.5);
        assertThat(time.bottom()).isLessThan(16);
        assertThat(appearance(signed).getResources().getXObjectNames()).isEmpty();
        assertThat(DssOpinion.of(signed, PKI)).singleElement().satisfies(s -> {
            assertThat(s.field()).isEqualTo("CongVanAttachment1");
            assertThat(s.indication()).isEqualTo(Indication.TOTAL_PASSED);
        });
    }

    @Test
    void aCopyShowsItsFormTheOrganisationAndTheTimeInTenPoints() throws IOException {
        byte[] signed = SigningSteps.sign(pdf, ORGANIZATION,
                new SigningAppearance.OnCopy("SAO Y", "Văn phòng " + SigningPages.ORGANIZATION));

        SigningPages.picture(signed, "copy");
        List<PageText.Word> words = SigningPages.words(signed);
        PagePlace form = PageText.last(words, "SAO Y").orElseThrow();
        PagePlace organization = PageText.last(words, "Văn phòng " + SigningPages.ORGANIZATION).orElseThrow();
        PagePlace time = PageText.last(words, "23-11-2026 10:20:30 +07:00").orElseThrow();
        assertThat(form.bottom()).isLessThan(organization.bottom());
        assertThat(organization.bottom()).isLessThan(time.bottom());
        assertThat(List.of(form.right(), organization.right(), time.right()))
                .allSatisfy(right -> assertThat(right).isCloseTo(200, within(0.5)));
        PDAppearanceStream appearance = appearance(signed);
        assertThat(appearance.getResources().getXObjectNames()).isEmpty();
        assertThat(new String(appearance.getContentStream().toByteArray())).contains(" 10 Tf");
        COSName name = appearance.getResources().getFontNames().iterator().next();
        PDFont font = appearance.getResources().getFont(name);
        assertThat(font.getName()).endsWith("LiberationSerif");
        assertThat(font.isEmbedded()).isTrue();
        assertThat(DssOpinion.of(signed, PKI)).singleElement()
                .satisfies(s -> assertThat(s.indication()).isEqualTo(Indication.TOTAL_PASSED));
    }

    @Test
    void theLeadersHandwritingStandsBetweenPositionAndName() throws IOException {
        byte[] signed = SigningSteps.sign(pdf, LEADER, handwriting(Optional.empty()));

        BufferedImage picture = SigningPages.picture(signed, "leader");
        int[] blue = blue(picture);
        double scale = picture.getWidth() / 210.0;
        List<PageText.Word> words = SigningPages.words(signed);
        PagePlace name = PageText.last(words, SigningPages.LEADER).orElseThrow();
        PagePlace position = PageText.last(words, "CHỦ TỊCH").orElseThrow();
        assertThat(blue[1] / scale).isGreaterThan(position.bottom());
        assertThat(blue[3] / scale).isLessThan(name.top());
        assertThat((blue[0] + blue[2]) / 2 / scale).isCloseTo(name.centre(), within(1.5));
        assertThat(DssOpinion.of(signed, PKI)).singleElement().satisfies(s -> {
            assertThat(s.field()).isEqualTo("CongVanLeader1");
            assertThat(s.indication()).isEqualTo(Indication.TOTAL_PASSED);
        });
    }

    @Test
    void aGivenPlaceHoldsTheHandwriting() throws IOException {
        byte[] signed = SigningSteps.sign(pdf, LEADER,
                handwriting(Optional.of(new PagePlace(1, 20, 240, 40, 30))));

        BufferedImage picture = SigningPages.picture(signed, "leader-elsewhere");
        double scale = picture.getWidth() / 210.0;
        int[] blue = blue(picture);
        assertThat(blue[0] / scale).isGreaterThan(19.5);
        assertThat(blue[2] / scale).isLessThan(60.5);
        assertThat(blue[1] / scale).isGreaterThan(239.5);
        assertThat(blue[3] / scale).isLessThan(270.5);
    }

    @Test
    void theSealCoversAThirdOfTheLeadersSignature() throws IOException {
        Path leader = SigningSteps.signInto(folder.resolve("leader.pdf"), pdf, LEADER, handwriting(Optional.empty()),
                SigningPki.SIGNED, Optional.empty());
        byte[] signed = SigningSteps.sign(leader, ORGANIZATION, new SigningAppearance.Seal(SigningPages.seal(), 36,
                SigningPages.ORGANIZATION, Optional.empty(), Optional.empty()), SigningPki.SIGNED.plusSeconds(600),
                Optional.empty());

        SigningPages.picture(signed, "leader-and-seal");
        PagePlace handwriting;
        PagePlace both;
        try (SignableFile before = SignableFile.open(leader)) {
            handwriting = before.lastVisibleSignature().orElseThrow();
        } catch (RefusedSigning e) {
            throw new AssertionError(e);
        }
        Path file = folder.resolve("both.pdf");
        Files.write(file, signed);
        try (SignableFile after = SignableFile.open(file)) {
            both = after.lastVisibleSignature().orElseThrow();
        } catch (RefusedSigning e) {
            throw new AssertionError(e);
        }
        // the text below the seal is narrower than the seal
        assertThat(both.width()).isCloseTo(36, within(0.1));
        assertThat(both.right() - handwriting.left()).isCloseTo(handwriting.width() / 3, within(0.1));
        assertThat(DssOpinion.of(signed, PKI)).hasSize(2).allSatisfy(s -> {
            assertThat(s.intact()).isTrue();
            assertThat(s.indication()).isEqualTo(Indication.TOTAL_PASSED);
            assertThat(s.undefinedChanges()).isEmpty();
        });
    }

    @Test
    void aLongNameOfAnOrganisationIsBrokenIntoLines() throws IOException {
        String name = "Trung tâm Thông tin và Truyền thông thuộc Văn phòng Ủy ban nhân dân tỉnh Ví Dụ";
        Path leader = SigningSteps.signInto(folder.resolve("leader.pdf"), pdf, LEADER, handwriting(Optional.empty()),
                SigningPki.SIGNED, Optional.empty());
        byte[] signed = SigningSteps.sign(leader, ORGANIZATION, new SigningAppearance.Seal(SigningPages.seal(), 36,
                name, Optional.of(SigningPages.LEADER), Optional.empty()));

        SigningPages.picture(signed, "document-seal-long-name");
        List<PageText.Word> words = SigningPages.words(signed);
        PagePlace first = PageText.last(words, "Trung tâm").orElseThrow();
        PagePlace last = PageText.last(words, "tỉnh Ví Dụ").orElseThrow();
        assertThat(last.top()).isGreaterThan(first.bottom() - 0.5);
    }

    @Test
    void aFileWithAPasswordIsRefused() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            document.protect(new org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy("owner", "user",
                    new org.apache.pdfbox.pdmodel.encryption.AccessPermission()));
            document.save(folder.resolve("locked.pdf").toFile());
        }

        assertThat(SigningSteps.refused(folder.resolve("locked.pdf"), LEADER, handwriting(Optional.empty()),
                Optional.empty())).isEqualTo(ErrorCode.PDF_PROTECTED);
    }

    private static SigningAppearance handwriting(Optional<PagePlace> place) {
        return new SigningAppearance.Handwritten(SigningPages.handwriting(), SigningPages.LEADER, place);
    }

    private static PDAppearanceStream appearance(byte[] pdf) throws IOException {
        // read while the document is open, used after: everything of it is in memory
        PDDocument document = Loader.loadPDF(pdf);
        return document.getPage(0).getAnnotations().get(0).getNormalAppearanceStream();
    }

    /** Left, top, right and bottom of what is blue. */
    private static int[] blue(BufferedImage picture) {
        int[] box = {Integer.MAX_VALUE, Integer.MAX_VALUE, -1, -1};
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                Color colour = new Color(picture.getRGB(x, y));
                if (colour.getBlue() > 120 && colour.getRed() < 90) {
                    box[0] = Math.min(box[0], x);
                    box[1] = Math.min(box[1], y);
                    box[2] = Math.max(box[2], x);
                    box[3] = Math.max(box[3], y);
                }
            }
        }
        return box;
    }
}
