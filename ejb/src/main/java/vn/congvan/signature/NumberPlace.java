package vn.congvan.signature;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;

/**
 * Where number and date of a document stand (NĐ 30/2020, Phụ lục I): at the top of the first page, the number left under the name of the
 * organisation, place and date right. Where the page itself says "Số" and "ngày" there, on that line. Nothing that stood there may be
 * hidden by them.
 */
final class NumberPlace {

    private static final double MM = 25.4 / 72;
    /** The most that the letters of one of them may take from top to bottom, and what can be read at all, in millimetres. */
    private static final double TALLEST = 9;
    private static final double SMALLEST = 1.2;
    /** How far above or below the line of "Số" and "ngày" its middle may lie, in millimetres. */
    private static final double LINE_REACH = 4;
    /** Outlines of neighbours may touch by so much, in millimetres. */
    private static final double TOUCH = 0.2;
    private static final int MAX_LETTERS = 50_000;
    private static final int HIDDEN = 2 | 32;
    /** Day, month and year may be put into gaps of their own. */
    private static final int MAX_DATE_PIECES = 3;

    /** What a line above or below leaves free, by the size of its letters. */
    private static final double DESCENT = -0.2;
    private static final double ASCENT = 0.7;

    private static final Pattern NUMBER = Pattern
            .compile("(Số ?:? ?)?\\d{1,6}[A-Za-zĐđ]?( ?/ ?[\\p{L}\\d./ -]{1,40})?");
    private static final Pattern DATE = Pattern
            .compile("(([\\p{L}. -]{1,60}, ?)?ngày ?)?\\d{1,4}((?: ?(?:tháng|năm|[./-]) ?| )\\d{1,4}){0,2}");
    private static final Pattern NUMBER_LINE = Pattern.compile("(?<!\\p{L})S(?:ố|Ố)(?!\\p{L})");
    private static final Pattern DATE_LINE = Pattern.compile("(?<!\\p{L})ngày(?!\\p{L})");
    /** What keeps a place free, and is written over. */
    private static final Pattern FILLER = Pattern.compile("[\\s._…·\\u00a0]*");

    private final SignaturePolicy policy;
    private final PDPage page;
    private final PDRectangle box;
    private final int rotation;
    private final double unit;
    private final List<Letter> letters;
    private final List<Rectangle2D> shown = new ArrayList<>();

    /** A letter that stands on the page; its place is as seen, in millimetres from the top left corner. */
    private record Letter(String text, Rectangle2D place) {}

    /** @param before the document as it was before anything was printed */
    NumberPlace(PDDocument before, SignaturePolicy policy) throws IOException {
        this.policy = policy;
        this.page = before.getPage(0);
        this.box = page.getCropBox();
        this.rotation = Math.floorMod(page.getRotation(), 360);
        this.unit = MM * page.getUserUnit();
        this.letters = new PageLetters().of(before);
        COSArray annotations = page.getCOSObject().getCOSArray(COSName.ANNOTS);
        for (int i = 0; annotations != null && i < annotations.size(); i++) {
            if (annotations.getObject(i) instanceof COSDictionary annotation && shows(annotation)) {
                COSArray place = annotation.getCOSArray(COSName.RECT);
                if (place != null && place.size() == 4) {
                    PDRectangle rectangle = new PDRectangle(place);
                    shown.add(seen(new Rectangle2D.Double(rectangle.getLowerLeftX(), rectangle.getLowerLeftY(),
                            rectangle.getWidth(), rectangle.getHeight())));
                }
            }
        }
    }

    private static boolean shows(COSDictionary annotation) {
        COSName kind = annotation.getCOSName(COSName.SUBTYPE);
        boolean silent = COSName.getPDFName("Link").equals(kind) || COSName.getPDFName("Popup").equals(kind)
                || (annotation.getInt(COSName.F, 0) & HIDDEN) != 0;
        // a place that was kept free
        boolean free = COSName.TX.equals(annotation.getCOSName(COSName.FT))
                && !(annotation.getDictionaryObject(COSName.V) instanceof COSString text
                        && text.getBytes().length > 0);
        return !silent && !free;
    }

    /** Whether all of them are a number and a date, at their place, and hide nothing. */
    boolean holds(List<NumberPiece> pieces) {
        if (!(width() > 0 && height() > 0)) {
            return false;
        }
        Optional<Letter> numberLine = first(NUMBER_LINE, false);
        Optional<Letter> dateLine = first(DATE_LINE, true);
        int numbers = 0;
        int dates = 0;
        List<Rectangle2D> taken = new ArrayList<>();
        for (NumberPiece piece : pieces) {
            Optional<Rectangle2D> ink = piece.ink().stream().map(this::seen).reduce(Rectangle2D::createUnion);
            Rectangle2D frame = seen(piece.frame());
            if (ink.isEmpty() || !isAtTop(ink.get(), frame)) {
                return false;
            }
            boolean right = ink.get().getCenterX() > width() / 2;
            if (!(right ? DATE : NUMBER).matcher(piece.text()).matches()
                    || !isOnLine(ink.get(), right ? dateLine : numberLine)
                    || piece.ink().stream().map(this::seen).anyMatch(this::hides)
                    || taken.stream().anyMatch(t -> touches(t, ink.get()))) {
                return false;
            }
            taken.add(ink.get());
            numbers += right ? 0 : 1;
            dates += right ? 1 : 0;
        }
        return numbers <= 1 && dates <= MAX_DATE_PIECES;
    }

    private boolean isAtTop(Rectangle2D ink, Rectangle2D frame) {
        double lowest = height() * policy.numberLowestPercent() / 100;
        Rectangle2D both = ink.createUnion(frame);
        return both.getMinX() >= 0 && both.getMaxX() <= width() && both.getMinY() >= 0 && both.getMaxY() <= lowest
                && both.getWidth() <= policy.numberMaxWidth() && both.getHeight() <= policy.numberMaxHeight()
                && ink.getHeight() <= TALLEST && ink.getHeight() >= SMALLEST;
    }

    private static boolean isOnLine(Rectangle2D ink, Optional<Letter> line) {
        return line.isEmpty() || Math.abs(ink.getCenterY() - line.get().place().getCenterY()) <= LINE_REACH;
    }

    private boolean hides(Rectangle2D ink) {
        return shown.stream().anyMatch(s -> touches(s, ink)) || letters.stream()
                .anyMatch(l -> !FILLER.matcher(l.text()).matches() && touches(l.place(), ink));
    }

    private static boolean touches(Rectangle2D one, Rectangle2D other) {
        Rectangle2D shared = one.createIntersection(other);
        return shared.getWidth() > TOUCH && shared.getHeight() > TOUCH;
    }

    /** The topmost word of its half of the page, where the place may be. */
    private Optional<Letter> first(Pattern word, boolean right) {
        StringBuilder text = new StringBuilder();
        List<Letter> by = new ArrayList<>();
        Letter last = null;
        for (Letter letter : letters) {
            if (last != null && (Math.abs(last.place().getMaxY() - letter.place().getMaxY()) > 1
                    || letter.place().getMinX() - last.place().getMaxX() > 1)) {
                text.append(' ');
                by.add(letter);
            }
            text.append(letter.text());
            for (int i = 0; i < letter.text().length(); i++) {
                by.add(letter);
            }
            last = letter;
        }
        List<Letter> found = new ArrayList<>();
        Matcher matcher = word.matcher(text);
        while (matcher.find()) {
            found.add(by.get(matcher.start()));
        }
        return found.stream()
                .filter(l -> l.place().getMaxY() <= height() * policy.numberLowestPercent() / 100)
                .filter(l -> right == l.place().getCenterX() > width() * 2 / 5)
                .min(Comparator.comparingDouble(l -> l.place().getMinY()));
    }

    private boolean lying() {
        return rotation == 90 || rotation == 270;
    }

    private double width() {
        return (lying() ? box.getHeight() : box.getWidth()) * unit;
    }

    private double height() {
        return (lying() ? box.getWidth() : box.getHeight()) * unit;
    }

    /** From the page's own coordinates to what a person sees. */
    private Rectangle2D seen(Rectangle2D own) {
        double left = own.getMinX() - box.getLowerLeftX();
        double right = own.getMaxX() - box.getLowerLeftX();
        double low = own.getMinY() - box.getLowerLeftY();
        double high = own.getMaxY() - box.getLowerLeftY();
        double x;
        double y;
        switch (rotation) {
            case 90 -> {
                x = low;
                y = left;
            }
            case 180 -> {
                x = box.getWidth() - right;
                y = low;
            }
            case 270 -> {
                x = box.getHeight() - high;
                y = box.getWidth() - right;
            }
            default -> {
                x = left;
                y = box.getHeight() - high;
            }
        }
        double across = lying() ? own.getHeight() : own.getWidth();
        double down = lying() ? own.getWidth() : own.getHeight();
        return new Rectangle2D.Double(x * unit, y * unit, across * unit, down * unit);
    }

    /** The letters of the first page, in the order in which they are printed. */
    private final class PageLetters extends PDFTextStripper {

        private final List<Letter> found = new ArrayList<>();

        private List<Letter> of(PDDocument document) throws IOException {
            setStartPage(1);
            setEndPage(1);
            getText(document);
            return found;
        }

        @Override
        protected void processTextPosition(TextPosition letter) {
            if (found.size() >= MAX_LETTERS) {
                throw new IllegalStateException("more than " + MAX_LETTERS + " letters on a page");
            }
            Matrix matrix = letter.getTextMatrix();
            double scale = matrix.getScalingFactorX();
            double width = scale == 0 ? 0 : letter.getWidth() / scale;
            java.awt.geom.Rectangle2D place = matrix.createAffineTransform()
                    .createTransformedShape(new Rectangle2D.Double(0, DESCENT, width, ASCENT - DESCENT)).getBounds2D();
            // the stripper counts from the corner of what is shown
            Rectangle2D own = new Rectangle2D.Double(place.getX() + box.getLowerLeftX(),
                    place.getY() + box.getLowerLeftY(), place.getWidth(), place.getHeight());
            String text = java.text.Normalizer.normalize(String.valueOf(letter.getUnicode()),
                    java.text.Normalizer.Form.NFC);
            found.add(new Letter(text, seen(own)));
        }
    }
}
