package vn.congvan.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.document.ErrorCode;

/** Copies of paper, as scanning programs make them, and what NĐ 30/2020 (Phụ lục I, phần II) wants of them. */
class CopyOfPaperTest {

    private static final SigningPki PKI = new SigningPki();
    private static final SigningPki.Holder ORGANIZATION = PKI.signer("CN=Ủy ban nhân dân tỉnh Ví Dụ, C=VN");
    private static final SigningAppearance COPY = new SigningAppearance.OnCopy("SAO Y", SigningPages.ORGANIZATION);
    private static final float INCH = 72;

    @TempDir
    private Path folder;

    /** Puts a picture of a page on a page. */
    private interface Scanning {
        void scan(PDDocument document, PDPage page, PDPageContentStream content) throws IOException;
    }

    private Path scanned(Scanning... pages) throws IOException {
        Path file = folder.resolve("scan.pdf");
        try (PDDocument document = new PDDocument()) {
            for (Scanning scanning : pages) {
                PDPage page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    scanning.scan(document, page, content);
                }
            }
            document.save(file.toFile());
        }
        return file;
    }

    private static BufferedImage paper(int dpi, int type, float share) {
        BufferedImage image = new BufferedImage(Math.round(PDRectangle.A4.getWidth() / INCH * dpi),
                Math.round(PDRectangle.A4.getHeight() / INCH * dpi * share), type);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        pen.setColor(Color.RED);
        pen.fillOval(100, 100, 300, 300);
        return image;
    }

    private static Scanning at(int dpi) {
        return (document, page, content) -> content.drawImage(
                JPEGFactory.createFromImage(document, paper(dpi, BufferedImage.TYPE_INT_RGB, 1)), 0, 0,
                PDRectangle.A4.getWidth(), PDRectangle.A4.getHeight());
    }

    private Optional<ErrorCode> refusal(Path pdf) throws IOException {
        PreparationResult result = new SigningPreparation().prepare(pdf,
                new SigningRequest(ORGANIZATION.encoded(), SigningPki.SIGNED, COPY, Optional.empty()),
                folder.resolve("prepared.pdf"));
        return result instanceof PreparationResult.Refused refused
                ? Optional.of(refused.refusal().code())
                : Optional.empty();
    }

    @Test
    void aScanInColourAtTwoHundredDpiIsACopy() throws IOException {
        assertThat(refusal(scanned(at(200)))).isEmpty();
    }

    @Test
    void aCoarserScanIsNone() throws IOException {
        assertThat(refusal(scanned(at(200), at(150)))).contains(ErrorCode.SCAN_TOO_COARSE);
    }

    @Test
    void aScanWithoutColourIsNone() throws IOException {
        assertThat(refusal(scanned((document, page, content) -> content.drawImage(
                LosslessFactory.createFromImage(document, paper(200, BufferedImage.TYPE_BYTE_BINARY, 1)), 0, 0,
                PDRectangle.A4.getWidth(), PDRectangle.A4.getHeight())))).contains(ErrorCode.SCAN_WITHOUT_COLOUR);
        assertThat(refusal(scanned((document, page, content) -> content.drawImage(
                LosslessFactory.createFromImage(document, paper(200, BufferedImage.TYPE_BYTE_GRAY, 1)), 0, 0,
                PDRectangle.A4.getWidth(), PDRectangle.A4.getHeight())))).contains(ErrorCode.SCAN_WITHOUT_COLOUR);
    }

    @Test
    void aScanInStripsIsSeenWhole() throws IOException {
        assertThat(refusal(scanned(strips(200)))).isEmpty();
        assertThat(refusal(scanned(strips(100)))).contains(ErrorCode.SCAN_TOO_COARSE);
    }

    private static Scanning strips(int dpi) {
        return (document, page, content) -> {
            float height = PDRectangle.A4.getHeight() / 8;
            PDImageXObject strip = JPEGFactory.createFromImage(document,
                    paper(dpi, BufferedImage.TYPE_INT_RGB, 1 / 8f));
            for (int i = 0; i < 8; i++) {
                content.drawImage(strip, 0, i * height, PDRectangle.A4.getWidth(), height);
            }
        };
    }

    @Test
    void lettersOverACoarsePictureOfThePaperCountAsTheyAre() throws IOException {
        assertThat(refusal(scanned((document, page, content) -> {
            content.drawImage(JPEGFactory.createFromImage(document, paper(75, BufferedImage.TYPE_INT_RGB, 1)), 0, 0,
                    PDRectangle.A4.getWidth(), PDRectangle.A4.getHeight());
            content.drawImage(
                    LosslessFactory.createFromImage(document, paper(300, BufferedImage.TYPE_BYTE_BINARY, 1)), 0, 0,
                    PDRectangle.A4.getWidth(), PDRectangle.A4.getHeight());
        }))).isEmpty();
    }

    @Test
    void aPageThatWasWrittenAndNotScannedNeedsNoResolution() throws IOException {
        assertThat(refusal(SigningPages.decision(folder.resolve("written.pdf")))).isEmpty();
        assertThat(refusal(scanned((document, page, content) -> content.drawImage(
                JPEGFactory.createFromImage(document, paper(20, BufferedImage.TYPE_INT_RGB, 1)), 50, 700, 60, 80))))
                .isEmpty();
    }

    @Test
    void aFileOlderThanPdf14IsNone() throws IOException {
        Path file = folder.resolve("old.pdf");
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage(PDRectangle.A4));
            document.setVersion(1.4f);
            document.save(file.toFile());
        }
        byte[] bytes = java.nio.file.Files.readAllBytes(file);
        bytes["%PDF-1.".length()] = '3';

        assertThat(refusal(java.nio.file.Files.write(file, bytes))).contains(ErrorCode.PDF_VERSION_TOO_OLD);
    }
}
