package vn.congvan.signing;

import java.awt.Color;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;

import vn.congvan.document.ErrorCode;

/**
 * A signature's appearance, laid out on its page: an image, lines of text, or both.
 *
 * @param place all of it
 * @param image the image, if there is one
 * @param imagePlace where the image goes; all of {@code place} where there is none
 * @param lines what is printed
 * @param fontSize in points
 * @param colour of the lines
 */
record SignatureLook(PagePlace place, Optional<SignatureImage> image, PagePlace imagePlace, List<Line> lines,
        double fontSize, Color colour) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd-MM-uuuu HH:mm:ss xxx");
    private static final ZoneOffset VIETNAM = ZoneOffset.ofHours(7);
    private static final Color RED = new Color(0xC8, 0x10, 0x10);

    private static final double TEXT_SIZE = 10;
    private static final double SEAL_TEXT_SIZE = 7;
    private static final double SEAL_TEXT_WIDTH = 46;
    private static final double CORNER_TEXT_WIDTH = 85;
    private static final double CORNER_RIGHT = 10;
    private static final double CORNER_TOP = 6;
    /** Line height, and how far below the top of its line the letters stand, by font size. */
    private static final double LEADING = 1.2;
    private static final double ASCENT = 0.92;

    private static final double HANDWRITTEN_WIDTH = 55;
    private static final double HANDWRITTEN_HEIGHT = 22;
    private static final double HANDWRITTEN_MIN_HEIGHT = 8;
    /** A gap above a name that is higher than this belongs to something else. */
    private static final double HANDWRITTEN_MAX_GAP = 60;
    /** How far to the side of a name its position still belongs to it. */
    private static final double COLUMN_REACH = 40;
    private static final double AIR = 1;

    /**
     * @param text what is printed
     * @param left from the left edge of the page, in millimetres
     * @param baseline from the top edge of the page, in millimetres
     */
    record Line(String text, double left, double baseline) {}

    SignatureLook {
        lines = List.copyOf(lines);
    }

    /** As printed: Vietnam's time. */
    static String printed(Instant time) {
        return TIME.format(time.atOffset(VIETNAM));
    }

    /** Lays {@code appearance} out on a page of {@code file}. */
    static SignatureLook of(SigningAppearance appearance, Instant time, SignableFile file, PDFont font)
            throws IOException, RefusedSigning {
        if (appearance instanceof SigningAppearance.Seal seal) {
            return seal(seal, time, file, font);
        }
        if (appearance instanceof SigningAppearance.Handwritten handwritten) {
            SignatureImage image = SignatureImage.of(handwritten.image(), SignatureImage.Ink.BLUE);
            PagePlace into = handwritten.place().isPresent()
                    ? handwritten.place().get()
                    : aboveName(file, handwritten.fullName());
            PagePlace place = image.fittedInto(into);
            return new SignatureLook(place, Optional.of(image), place, List.of(), TEXT_SIZE, Color.BLACK);
        }
        List<String> texts = new ArrayList<>();
        if (appearance instanceof SigningAppearance.OnCopy copy) {
            ScannedPages.checkFit(file.document());
            texts.add(copy.form());
            texts.add(copy.organization());
        } else if (appearance instanceof SigningAppearance.OnAttachment attachment) {
            texts.add(attachment.documentCode());
        }
        texts.add(printed(time));
        return corner(texts, file.geometry(1), font);
    }

    /** Lines at the top right of the first page, the same distance from the right edge. */
    private static SignatureLook corner(List<String> texts, PageGeometry page, PDFont font)
            throws IOException, RefusedSigning {
        List<String> wrapped = wrap(texts, font, TEXT_SIZE, Math.min(CORNER_TEXT_WIDTH, page.width() - CORNER_RIGHT));
        double width = width(wrapped, font, TEXT_SIZE);
        double right = page.width() - CORNER_RIGHT;
        PagePlace place = page.within(
                new PagePlace(1, right - width, CORNER_TOP, width, height(wrapped, TEXT_SIZE)));
        List<Line> lines = new ArrayList<>();
        for (String text : wrapped) {
            lines.add(new Line(text, place.right() - mm(PrintFont.width(font, TEXT_SIZE, text)),
                    baseline(place.top(), lines.size(), TEXT_SIZE)));
        }
        return new SignatureLook(place, Optional.empty(), place, lines, TEXT_SIZE, Color.BLACK);
    }

    private static SignatureLook seal(SigningAppearance.Seal seal, Instant time, SignableFile file, PDFont font)
            throws IOException, RefusedSigning {
        if (!file.isSigned()) {
            // NĐ 30/2020, Điều 32: the organisation signs what the authorised person has signed
            throw new RefusedSigning(ErrorCode.LEADER_NOT_SIGNED);
        }
        SignatureImage image = SignatureImage.of(seal.image(), SignatureImage.Ink.RED);
        PagePlace imagePlace;
        if (seal.place().isPresent()) {
            imagePlace = image.fittedInto(seal.place().get());
        } else {
            PagePlace signature = signatureOf(file, seal.leader());
            double height = seal.width() / image.aspect();
            // a third of the signer's image, on its left, is covered
            imagePlace = file.geometry(signature.page()).within(new PagePlace(signature.page(),
                    signature.left() + signature.width() / 3 - seal.width(), signature.middle() - height / 2,
                    seal.width(), height));
        }
        PageGeometry page = file.geometry(imagePlace.page());
        List<String> texts = wrap(List.of(seal.organization(), printed(time)), font, SEAL_TEXT_SIZE,
                Math.max(SEAL_TEXT_WIDTH, imagePlace.width()));
        double textWidth = width(texts, font, SEAL_TEXT_SIZE);
        double textHeight = height(texts, SEAL_TEXT_SIZE);
        PagePlace below = page.within(new PagePlace(imagePlace.page(), imagePlace.centre() - textWidth / 2,
                imagePlace.bottom() + AIR / 2, textWidth, textHeight));
        // at the foot of a page the text stands above the seal, not on it
        double top = below.top() < imagePlace.bottom() - AIR
                ? Math.max(0, imagePlace.top() - textHeight)
                : below.top();
        List<Line> lines = new ArrayList<>();
        for (String text : texts) {
            double width = mm(PrintFont.width(font, SEAL_TEXT_SIZE, text));
            lines.add(new Line(text, below.centre() - width / 2, baseline(top, lines.size(), SEAL_TEXT_SIZE)));
        }
        double left = Math.min(below.left(), imagePlace.left());
        double right = Math.max(below.right(), imagePlace.right());
        double from = Math.min(top, imagePlace.top());
        double to = Math.max(top + textHeight, imagePlace.bottom());
        return new SignatureLook(new PagePlace(imagePlace.page(), left, from, right - left, to - from),
                Optional.of(image), imagePlace, lines, SEAL_TEXT_SIZE, RED);
    }

    /** The leader's signature: what is visible of one in the file, else the room above the leader's name. */
    private static PagePlace signatureOf(SignableFile file, Optional<String> leader)
            throws IOException, RefusedSigning {
        Optional<PagePlace> visible = file.lastVisibleSignature();
        if (visible.isPresent()) {
            return visible.get();
        }
        if (leader.isEmpty()) {
            throw new RefusedSigning(ErrorCode.SIGNATURE_PLACE_UNKNOWN, "");
        }
        return aboveName(file, leader.get());
    }

    /** The room between the leader's position and full name. */
    private static PagePlace aboveName(SignableFile file, String fullName) throws IOException, RefusedSigning {
        List<PageText.Word> words = file.words();
        PagePlace name = PageText.last(words, fullName)
                .orElseThrow(() -> new RefusedSigning(ErrorCode.SIGNATURE_PLACE_UNKNOWN, fullName));
        double gap = PageText.above(words, name, COLUMN_REACH).map(above -> name.top() - above.bottom()).orElse(0.0);
        double height = HANDWRITTEN_HEIGHT;
        double middle = name.top() - AIR - height / 2;
        if (gap >= HANDWRITTEN_MIN_HEIGHT && gap <= HANDWRITTEN_MAX_GAP) {
            height = Math.min(height, gap - 2 * AIR);
            middle = name.top() - gap / 2;
        }
        return file.geometry(name.page()).within(new PagePlace(name.page(),
                name.centre() - HANDWRITTEN_WIDTH / 2, middle - height / 2, HANDWRITTEN_WIDTH, height));
    }

    private static List<String> wrap(List<String> texts, PDFont font, double size, double width)
            throws IOException, RefusedSigning {
        List<String> lines = new ArrayList<>();
        for (String text : texts) {
            StringBuilder line = new StringBuilder();
            for (String word : PrintFont.printed(text).split(" ")) {
                String longer = line.isEmpty() ? word : line + " " + word;
                if (!line.isEmpty() && mm(PrintFont.width(font, size, longer)) > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                    line.append(word);
                } else {
                    line.setLength(0);
                    line.append(longer);
                }
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static double width(List<String> lines, PDFont font, double size) throws IOException, RefusedSigning {
        double width = AIR;
        for (String line : lines) {
            width = Math.max(width, mm(PrintFont.width(font, size, line)));
        }
        return width;
    }

    private static double height(List<String> lines, double size) {
        return mm(lines.size() * size * LEADING);
    }

    private static double baseline(double top, int line, double size) {
        return top + mm(size * (line * LEADING + ASCENT));
    }

    private static double mm(double points) {
        return points / PagePlace.POINTS_PER_MM;
    }

    /** Draws it. */
    PDAppearanceStream draw(PDDocument document, PageGeometry page, PDFont font) throws IOException, RefusedSigning {
        double unit = page.unitsPerMm();
        PDAppearanceStream form = new PDAppearanceStream(document);
        form.setResources(new PDResources());
        form.setBBox(new PDRectangle((float) (place.width() * unit), (float) (place.height() * unit)));
        form.setMatrix(page.upright());
        try (PDPageContentStream content = new PDPageContentStream(document, form)) {
            if (image.isPresent()) {
                PDImageXObject picture = PDImageXObject.createFromByteArray(document, image.get().png(), "image");
                content.drawImage(picture, (float) ((imagePlace.left() - place.left()) * unit),
                        (float) ((place.bottom() - imagePlace.bottom()) * unit), (float) (imagePlace.width() * unit),
                        (float) (imagePlace.height() * unit));
            }
            for (Line line : lines) {
                content.beginText();
                content.setNonStrokingColor(colour);
                content.setFont(font, (float) (fontSize * unit / PagePlace.POINTS_PER_MM));
                content.newLineAtOffset((float) ((line.left() - place.left()) * unit),
                        (float) ((place.bottom() - line.baseline()) * unit));
                content.showText(line.text());
                content.endText();
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedSigning(e, ErrorCode.REQUEST_FIELD_INVALID, "image", e.getMessage());
        }
        return form;
    }
}
