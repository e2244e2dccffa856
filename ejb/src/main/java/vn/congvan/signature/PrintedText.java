package vn.congvan.signature;

import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.font.PDVectorFont;

/**
 * A content stream that prints plain text and does nothing else: it is followed operator by operator, to where each letter's outline
 * comes to lie on the page. An operator that is not known here, an image, a path, another colour than a dark one, a letter that
 * cannot be read: and it is no plain text.
 */
final class PrintedText {

    private static final int MAX_LETTERS = 200;
    /** Lightest colour that counts as ink, from 0 to 1. */
    private static final double LIGHTEST = 0.6;
    /** Letters further apart than so many times their size belong to different pieces, and nearer ones to different words. */
    private static final double PIECE_GAP = 2;
    private static final double WORD_GAP = 0.15;
    /** What a letter of a font that does not lie in the file takes below and above the line, by its size. */
    private static final double DESCENT = -0.25;
    private static final double ASCENT = 1;

    /** How lines are drawn, which is nothing without lines. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("G", "RG", "K", "w", "J", "j", "M", "d", "ri", "i", "EMC");
    private static final Set<String> MARKS = Set.of("Tx", "Artifact", "Span", "P");

    private static final class State {
        private AffineTransform page;
        private PDFont font;
        private double size;
        private double spacing;
        private double wordSpacing;
        private double scale = 1;
        private double leading;
        private double rise;
        private boolean dark = true;

        private State(AffineTransform page) {
            this.page = new AffineTransform(page);
        }

        private State copy() {
            State copy = new State(page);
            copy.font = font;
            copy.size = size;
            copy.spacing = spacing;
            copy.wordSpacing = wordSpacing;
            copy.scale = scale;
            copy.leading = leading;
            copy.rise = rise;
            copy.dark = dark;
            return copy;
        }
    }

    /** This is no plain text. */
    private static final class OtherThings extends Exception {

        private static final long serialVersionUID = 1;

        private OtherThings(String what) {
            super(what);
        }
    }

    private final PDResources resources;
    private final Deque<State> saved = new ArrayDeque<>();
    private final List<NumberPiece> pieces = new ArrayList<>();
    private State state;
    private AffineTransform line;
    private AffineTransform text;
    private boolean clips;
    private int letters;

    private StringBuilder words = new StringBuilder();
    private List<Rectangle2D> ink = new ArrayList<>();
    private Point2D end;

    private PrintedText(PDResources resources, AffineTransform page) {
        this.resources = resources;
        this.state = new State(page);
    }

    /**
     * What a piece of content prints, where nothing is known before but the page's own coordinates.
     *
     * @return empty when it does something else
     */
    static Optional<List<NumberPiece>> of(List<Object> tokens, PDResources resources) throws IOException {
        return of(tokens, resources, new AffineTransform());
    }

    private static Optional<List<NumberPiece>> of(List<Object> tokens, PDResources resources, AffineTransform page)
            throws IOException {
        try {
            PrintedText printed = new PrintedText(resources, page);
            printed.follow(tokens);
            return Optional.of(printed.pieces);
        } catch (OtherThings e) {
            return Optional.empty();
        }
    }

    /**
     * What an annotation prints, all of it as one.
     *
     * @param said what the annotation says that it prints
     * @return empty when it prints something else, or not only that
     */
    static Optional<NumberPiece> ofAppearance(COSStream look, PDRectangle place, String said, int maxBytes)
            throws IOException {
        COSDictionary own = look.getCOSDictionary(COSName.RESOURCES);
        COSArray box = look.getCOSArray(COSName.BBOX);
        if (own == null || box == null || box.size() != 4
                || !Set.of(COSName.FONT, COSName.PROC_SET).containsAll(own.keySet())) {
            return Optional.empty();
        }
        AffineTransform matrix = matrix(look.getCOSArray(COSName.MATRIX));
        Rectangle2D drawn = matrix.createTransformedShape(rectangle(new PDRectangle(box))).getBounds2D();
        Rectangle2D frame = rectangle(place);
        if (!(drawn.getWidth() > 0 && drawn.getHeight() > 0 && frame.getWidth() > 0 && frame.getHeight() > 0)) {
            return Optional.empty();
        }
        // as a reader does it: what the appearance says it takes is fitted into the place of the annotation
        AffineTransform page = new AffineTransform();
        page.translate(frame.getX(), frame.getY());
        page.scale(frame.getWidth() / drawn.getWidth(), frame.getHeight() / drawn.getHeight());
        page.translate(-drawn.getX(), -drawn.getY());
        page.concatenate(matrix);
        Optional<List<NumberPiece>> printed = of(tokens(bytes(look, maxBytes)), new PDResources(own), page);
        if (printed.isEmpty() || printed.get().isEmpty()) {
            return Optional.empty();
        }
        String read = plain(String.join(" ", printed.get().stream().map(NumberPiece::text).toList()));
        if (said == null || !read.equals(plain(said))) {
            return Optional.empty();
        }
        return Optional
                .of(new NumberPiece(read, printed.get().stream().flatMap(p -> p.ink().stream()).toList(), frame));
    }

    private static byte[] bytes(COSStream stream, int most) throws IOException {
        try (InputStream in = stream.createInputStream()) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IOException("an appearance of more than " + most + " bytes");
            }
            return bytes;
        }
    }

    static List<Object> tokens(byte[] content) throws IOException {
        return new PDFStreamParser(content).parse();
    }

    /** Composed, with single spaces. */
    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("[\\s\\u00a0]+", " ").strip();
    }

    private static Rectangle2D rectangle(PDRectangle box) {
        return new Rectangle2D.Double(box.getLowerLeftX(), box.getLowerLeftY(), box.getWidth(), box.getHeight());
    }

    private static AffineTransform matrix(COSArray array) {
        if (array == null) {
            return new AffineTransform();
        }
        double[] numbers = new double[6];
        for (int i = 0; i < 6; i++) {
            numbers[i] = i < array.size() && array.getObject(i) instanceof COSNumber number
                    ? number.floatValue()
                    : Double.NaN;
        }
        return new AffineTransform(numbers);
    }

    private void follow(List<Object> tokens) throws IOException, OtherThings {
        List<COSBase> operands = new ArrayList<>();
        for (Object token : tokens) {
            if (token instanceof Operator operator) {
                follow(operator.getName(), operands);
                operands.clear();
            } else if (token instanceof COSBase operand) {
                operands.add(operand);
            } else {
                throw new OtherThings("a token");
            }
        }
        if (!saved.isEmpty() || text != null || !operands.isEmpty()) {
            throw new OtherThings("an open end");
        }
        finish();
    }

    private void follow(String operator, List<COSBase> operands) throws IOException, OtherThings {
        if (clips && !Set.of("W", "W*", "n").contains(operator)) {
            // a rectangle that does not only narrow what is seen is drawn
            throw new OtherThings("a path");
        }
        switch (operator) {
            case "q" -> saved.push(state.copy());
            case "Q" -> {
                if (saved.isEmpty()) {
                    throw new OtherThings("Q");
                }
                state = saved.pop();
            }
            case "cm" -> state.page.concatenate(matrix(operands));
            case "re" -> clips = true;
            case "W", "W*" -> {
                if (!clips) {
                    throw new OtherThings(operator);
                }
            }
            case "n" -> clips = false;
            case "BMC" -> mark(operands, 1);
            case "BDC" -> {
                mark(operands, 2);
                if (!(operands.get(1) instanceof COSDictionary)) {
                    throw new OtherThings("marks that are named elsewhere");
                }
            }
            case "BT" -> {
                line = new AffineTransform();
                text = new AffineTransform();
            }
            case "ET" -> {
                line = null;
                text = null;
            }
            case "g" -> colour(number(operands, 0, 1), number(operands, 0, 1), number(operands, 0, 1));
            case "rg" -> colour(number(operands, 0, 3), number(operands, 1, 3), number(operands, 2, 3));
            case "k" -> {
                double light = 1 - number(operands, 3, 4);
                colour((1 - number(operands, 0, 4)) * light, (1 - number(operands, 1, 4)) * light,
                        (1 - number(operands, 2, 4)) * light);
            }
            case "Tf" -> font(operands);
            case "Tc" -> state.spacing = number(operands, 0, 1);
            case "Tw" -> state.wordSpacing = number(operands, 0, 1);
            case "Tz" -> state.scale = number(operands, 0, 1) / 100;
            case "TL" -> state.leading = number(operands, 0, 1);
            case "Ts" -> state.rise = number(operands, 0, 1);
            case "Tr" -> {
                if (number(operands, 0, 1) != 0) {
                    throw new OtherThings("letters that are not filled");
                }
            }
            case "Td" -> next(number(operands, 0, 2), number(operands, 1, 2));
            case "TD" -> {
                state.leading = -number(operands, 1, 2);
                next(number(operands, 0, 2), number(operands, 1, 2));
            }
            case "T*" -> next(0, -state.leading);
            case "Tm" -> {
                inText();
                line = matrix(operands);
                text = new AffineTransform(line);
            }
            case "Tj" -> show(operand(operands, 0, 1));
            case "'" -> {
                next(0, -state.leading);
                show(operand(operands, 0, 1));
            }
            case "\"" -> {
                state.wordSpacing = number(operands, 0, 3);
                state.spacing = number(operands, 1, 3);
                next(0, -state.leading);
                show(operand(operands, 2, 3));
            }
            case "TJ" -> {
                if (!(operand(operands, 0, 1) instanceof COSArray parts)) {
                    throw new OtherThings(operator);
                }
                for (COSBase part : parts) {
                    if (part instanceof COSNumber number) {
                        text.translate(-number.floatValue() / 1000 * state.size * state.scale, 0);
                    } else {
                        show(part);
                    }
                }
            }
            default -> {
                if (!WITHOUT_EFFECT.contains(operator)) {
                    throw new OtherThings(operator);
                }
            }
        }
    }

    private static void mark(List<COSBase> operands, int count) throws OtherThings {
        if (!(operand(operands, 0, count) instanceof COSName tag) || !MARKS.contains(tag.getName())) {
            throw new OtherThings("marks");
        }
    }

    private static COSBase operand(List<COSBase> operands, int index, int count) throws OtherThings {
        if (operands.size() != count) {
            throw new OtherThings("operands");
        }
        return operands.get(index);
    }

    private static double number(List<COSBase> operands, int index, int count) throws OtherThings {
        if (!(operand(operands, index, count) instanceof COSNumber number)) {
            throw new OtherThings("no number");
        }
        return number.floatValue();
    }

    private static AffineTransform matrix(List<COSBase> operands) throws OtherThings {
        return new AffineTransform(number(operands, 0, 6), number(operands, 1, 6), number(operands, 2, 6),
                number(operands, 3, 6), number(operands, 4, 6), number(operands, 5, 6));
    }

    private void colour(double red, double green, double blue) {
        state.dark = 0.3 * red + 0.59 * green + 0.11 * blue <= LIGHTEST;
    }

    private void font(List<COSBase> operands) throws IOException, OtherThings {
        if (!(operand(operands, 0, 2) instanceof COSName name) || resources == null) {
            throw new OtherThings("no font");
        }
        state.font = resources.getFont(name);
        state.size = number(operands, 1, 2);
        if (state.font == null || state.font instanceof PDType3Font || state.font.isVertical()) {
            throw new OtherThings("a font that draws what it likes");
        }
    }

    private void inText() throws OtherThings {
        if (text == null) {
            throw new OtherThings("outside of a text");
        }
    }

    private void next(double right, double up) throws OtherThings {
        inText();
        line.translate(right, up);
        text = new AffineTransform(line);
    }

    private void show(COSBase operand) throws IOException, OtherThings {
        inText();
        if (!(operand instanceof COSString string) || state.font == null || !state.dark) {
            throw new OtherThings("nothing that can be read");
        }
        try (InputStream codes = new ByteArrayInputStream(string.getBytes())) {
            while (codes.available() > 0) {
                int left = codes.available();
                int code = state.font.readCode(codes);
                letter(code, left - codes.available());
            }
        }
    }

    private void letter(int code, int length) throws IOException, OtherThings {
        String read = state.font.toUnicode(code);
        if (read == null || read.isEmpty() || ++letters > MAX_LETTERS) {
            throw new OtherThings("letters");
        }
        AffineTransform place = new AffineTransform(state.page);
        place.concatenate(text);
        double advance = state.font.getWidth(code) / 1000 * state.size + state.spacing
                + (code == ' ' && length == 1 ? state.wordSpacing : 0);
        Point2D begin = place.transform(new Point2D.Double(0, 0), null);
        Point2D beside = place.transform(new Point2D.Double(advance * state.scale, 0), null);
        double height = place.deltaTransform(new Point2D.Double(0, state.size), null).distance(0, 0);
        if (end != null && end.distance(begin) > PIECE_GAP * height) {
            finish();
        } else if (end != null && end.distance(begin) > WORD_GAP * height) {
            words.append(' ');
        }
        place.concatenate(new AffineTransform(state.size * state.scale, 0, 0, state.size, 0, state.rise));
        Rectangle2D outline = place.createTransformedShape(outline(code)).getBounds2D();
        if (!Double.isFinite(outline.getX() + outline.getY() + outline.getWidth() + outline.getHeight()
                + beside.getX() + beside.getY())) {
            throw new OtherThings("no place");
        }
        words.append(read);
        if (!outline.isEmpty()) {
            ink.add(outline);
        }
        end = beside;
        text.translate(advance * state.scale, 0);
    }

    /** For a letter of size 1. */
    private java.awt.Shape outline(int code) throws IOException, OtherThings {
        if (!state.font.isEmbedded()) {
            return new Rectangle2D.Double(0, DESCENT, state.font.getWidth(code) / 1000, ASCENT - DESCENT);
        }
        if (!(state.font instanceof PDVectorFont font)) {
            throw new OtherThings("a font without outlines");
        }
        return AffineTransform.getScaleInstance(0.001, 0.001).createTransformedShape(font.getNormalizedPath(code));
    }

    private void finish() {
        if (!words.isEmpty()) {
            Rectangle2D frame = new Rectangle2D.Double();
            for (int i = 0; i < ink.size(); i++) {
                frame = i == 0 ? ink.get(0) : frame.createUnion(ink.get(i));
            }
            String read = plain(words.toString());
            if (!read.isEmpty() || !ink.isEmpty()) {
                pieces.add(new NumberPiece(read, ink, frame));
            }
        }
        words = new StringBuilder();
        ink = new ArrayList<>();
        end = null;
    }
}
