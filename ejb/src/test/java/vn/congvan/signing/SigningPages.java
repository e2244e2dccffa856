package vn.congvan.signing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.util.Matrix;

/** A decision of a fictional agency, as a page, and the pictures that go onto it. */
final class SigningPages {

    static final String LEADER = "Nguyễn Thử Nghiệm";
    static final String ORGANIZATION = "Ủy ban nhân dân tỉnh Ví Dụ";
    static final PagePlace NUMBER = new PagePlace(1, 48, 33, 14, 6);
    static final PagePlace DATE = new PagePlace(1, 120, 33, 58, 6);

    private static final Path PICTURES = Path.of("target", "signed-pages");

    private SigningPages() {}

    /** One page of A4, signed by nobody. */
    static Path decision(Path file) {
        return decision(file, 0);
    }

    /** The same on a page that is stored turned by {@code rotation} degrees, and shown upright. */
    static Path decision(Path file, int rotation) {
        boolean lying = rotation % 180 != 0;
        try (PDDocument document = new PDDocument()) {
            float width = PDRectangle.A4.getWidth();
            float height = PDRectangle.A4.getHeight();
            PDPage page = new PDPage(lying ? new PDRectangle(height, width) : PDRectangle.A4);
            page.setRotation(rotation);
            document.addPage(page);
            PDFont font = PrintFont.liberationSerif().in(document);
            try (PDPageContentStream content = new PDPageContentStream(document, page, AppendMode.OVERWRITE, true)) {
                switch (rotation) {
                    case 90 -> content.transform(new Matrix(0, 1, -1, 0, height, 0));
                    case 180 -> content.transform(new Matrix(-1, 0, 0, -1, width, height));
                    case 270 -> content.transform(new Matrix(0, -1, 1, 0, 0, width));
                    default -> {
                        // as it is
                    }
                }
                text(content, font, 11, 65, 25, "ỦY BAN NHÂN DÂN TỈNH VÍ DỤ");
                text(content, font, 11, 150, 25, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
                text(content, font, 12, 150, 31, "Độc lập - Tự do - Hạnh phúc");
                text(content, font, 13, 43, 37.5, "Số:");
                text(content, font, 13, 72, 37.5, "/QĐ-UBND");
                text(content, font, 13, 108, 37.5, "Ví Dụ, ngày");
                text(content, font, 14, 105, 60, "QUYẾT ĐỊNH");
                text(content, font, 14, 105, 67, "Về việc thử ký số một văn bản giả định");
                for (int line = 0; line < 12; line++) {
                    text(content, font, 13, 110, 85 + line * 7.0,
                            "Điều " + (line + 1)
                                    + ". Văn bản này do máy làm ra để kiểm tra việc ký số, không có hiệu lực.");
                }
                text(content, font, 12, 45, 190, "Nơi nhận:");
                text(content, font, 11, 48, 196, "- Như Điều 3;");
                text(content, font, 11, 48, 201, "- Lưu: VT.");
                text(content, font, 13, 147, 190, "CHỦ TỊCH");
                text(content, font, 13, 147, 222, LEADER);
            }
            document.save(file.toFile());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void text(PDPageContentStream content, PDFont font, float size, double centre, double baseline,
            String text) throws IOException {
        content.beginText();
        content.setFont(font, size);
        double width = font.getStringWidth(text) * size / 1000;
        content.newLineAtOffset((float) (centre * PagePlace.POINTS_PER_MM - width / 2),
                (float) (PDRectangle.A4.getHeight() - baseline * PagePlace.POINTS_PER_MM));
        content.showText(text);
        content.endText();
    }

    /** A red ring and star, transparent around. */
    static byte[] seal() {
        BufferedImage image = new BufferedImage(720, 720, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = pen(image, new Color(0xD0, 0x10, 0x10), 18);
        pen.draw(new Ellipse2D.Double(15, 15, 690, 690));
        pen.setStroke(new BasicStroke(6));
        pen.draw(new Ellipse2D.Double(130, 130, 460, 460));
        Path2D star = new Path2D.Double();
        for (int i = 0; i < 5; i++) {
            double angle = Math.toRadians(-90 + i * 144);
            double x = 360 + 180 * Math.cos(angle);
            double y = 360 + 180 * Math.sin(angle);
            if (i == 0) {
                star.moveTo(x, y);
            } else {
                star.lineTo(x, y);
            }
        }
        star.closePath();
        pen.fill(star);
        return png(image);
    }

    /** A blue stroke of the pen, transparent around. */
    static byte[] handwriting() {
        BufferedImage image = new BufferedImage(900, 360, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = pen(image, new Color(0x10, 0x20, 0xB0), 10);
        Path2D stroke = new Path2D.Double();
        stroke.moveTo(20, 250);
        stroke.curveTo(200, -150, 260, 600, 380, 160);
        stroke.curveTo(430, 0, 480, 380, 560, 200);
        stroke.curveTo(620, 80, 660, 320, 880, 120);
        pen.draw(stroke);
        return png(image);
    }

    /** A thick bar of one colour on another one, either of which may be missing. */
    static byte[] bar(Color bar, Color ground) {
        BufferedImage image = new BufferedImage(300, 300, BufferedImage.TYPE_INT_ARGB);
        if (ground != null) {
            Graphics2D pen = pen(image, ground, 1);
            pen.fillRect(0, 0, 300, 300);
        }
        if (bar != null) {
            pen(image, bar, 1).fillRect(0, 100, 300, 80);
        }
        return png(image);
    }

    private static Graphics2D pen(BufferedImage image, Color colour, float width) {
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(colour);
        pen.setStroke(new BasicStroke(width));
        return pen;
    }

    private static byte[] png(BufferedImage image) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Renders the first page for a person to look at, and gives the picture back. */
    static BufferedImage picture(byte[] pdf, String name) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, 110);
            Files.createDirectories(PICTURES);
            ImageIO.write(image, "png", PICTURES.resolve(name + ".png").toFile());
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words of a file, those of its annotations included. */
    static List<PageText.Word> words(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (PDPage page : document.getPages()) {
                // flattened here only, so that the text of annotations is found by the same means as the page's own
                try (PDPageContentStream content = new PDPageContentStream(document, page, AppendMode.APPEND, true,
                        true)) {
                    for (PDAnnotation annotation : page.getAnnotations()) {
                        if (annotation.getNormalAppearanceStream() != null) {
                            PDRectangle box = annotation.getNormalAppearanceStream().getBBox();
                            PDRectangle turned = new PDRectangle();
                            java.awt.geom.Rectangle2D bounds = box
                                    .transform(annotation.getNormalAppearanceStream().getMatrix()).getBounds2D();
                            turned.setLowerLeftX((float) bounds.getMinX());
                            turned.setLowerLeftY((float) bounds.getMinY());
                            content.saveGraphicsState();
                            content.transform(Matrix.getTranslateInstance(
                                    annotation.getRectangle().getLowerLeftX() - turned.getLowerLeftX(),
                                    annotation.getRectangle().getLowerLeftY() - turned.getLowerLeftY()));
                            content.drawForm(annotation.getNormalAppearanceStream());
                            content.restoreGraphicsState();
                        }
                    }
                }
            }
            return PageText.words(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
