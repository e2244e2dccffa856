package vn.congvan.signing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;

import vn.congvan.document.ErrorCode;

/**
 * Puts number and date on a PDF that its leader signed before: one incremental update that touches nothing but two text fields
 * of fixed names, so that the leader's signature stays intact over its own bytes and a verifier can tell the change from every
 * other one. The organisation's signature follows as an increment of its own and covers both.
 *
 * <p><b>What the increment holds</b>, in full:
 * <ul>
 * <li>one or two text fields, {@value #NUMBER_FIELD} and {@value #DATE_FIELD}, each field and widget in one dictionary:
 * {@code /Type /Annot /Subtype /Widget /FT /Tx /Ff 1 /F 132 /T /V /DA /Rect /P /AP << /N >>} and no other key; {@code /V} is
 * the printed text;
 * <li>for each its normal appearance, a form XObject with {@code /BBox}, {@code /Matrix} (the rotation of the page) and
 * {@code /Resources << /Font << /F1 >> >>} only, whose content is {@code /Tx BMC q BT /F1 size Tf x y Td <glyphs> Tj ET Q EMC}:
 * text in black, no image, no path, no other XObject;
 * <li>one embedded, subset TrueType font for both ({@code Type0}, its descendant, descriptor, file, {@code ToUnicode}, widths),
 * through whose {@code ToUnicode} the glyphs read as {@code /V};
 * <li>where the fields were <b>reserved</b> (the leader's signature already covers the two empty fields,
 * {@link Numbering#reserved}), the two field dictionaries are rewritten with {@code /V} and {@code /AP} added or replaced and
 * {@code /Rect}, {@code /P} and everything else as before; <b>no other object that existed is touched</b>;
 * <li>where they were <b>not reserved</b> (the leader signed elsewhere), two objects that existed change as well: the AcroForm
 * gains the fields at the end of {@code /Fields} (and is new where there was none), and the page gains the widgets at the end of
 * {@code /Annots}; an AcroForm or {@code /Annots} that stands directly in its parent means that the parent (catalog, page) is
 * written again with no other entry changed.
 * </ul>
 *
 * <p><b>What a verifier can check</b>, comparing the revision that ends where the leader's signature ends with the next one:
 * page contents, page resources, boxes, page tree, all other fields and annotations are the same; the only new or changed fields
 * are those two, had no {@code /V} before, and are never changed again in a later revision; their {@code /Rect} lies on the first
 * page, within the upper {@value #LOWEST_PERCENT} % of it, at most {@value #MAX_WIDTH} mm wide and {@value #MAX_HEIGHT} mm high;
 * the appearances have the form above; and a later signature covers the whole. Everything else put on in between is a change.
 * The room {@code signature} checks all this, and two things more that are not looked at here: the number stands in the left half
 * of the page and the date in the right, on the line where the page says "Số" and "ngày", and both hide nothing.
 *
 * <p>A certified document ({@code DocMDP}) takes numbers only into reserved fields, and not where a signature locks these
 * fields ({@code FieldMDP}, {@code /Lock}).
 *
 * <p>Uses PDFBox: for worker processes and the command line.
 */
public final class NumberingIncrement {

    /** The name of the text field that holds the number. */
    public static final String NUMBER_FIELD = "CongVanNumber";
    /** The name of the text field that holds the date. */
    public static final String DATE_FIELD = "CongVanDate";
    /** The most that each of the two may take, in millimetres. */
    public static final int MAX_WIDTH = 100;
    /** The most that each of the two may take, in millimetres. */
    public static final int MAX_HEIGHT = 12;
    /** How much of the first page, from its top, may hold number and date. */
    public static final int LOWEST_PERCENT = 25;

    private static final COSName FONT = COSName.getPDFName("F1");
    private static final int READ_ONLY = 1;
    private static final int PRINTED_AND_LOCKED = 4 | 128;
    /** The height of capitals in this font, by its size: what stands in the middle of the place. */
    private static final double CAPITALS = 0.66;

    private final PrintFont font;

    /** Prints with Liberation Serif. */
    public NumberingIncrement() {
        this(PrintFont.liberationSerif());
    }

    NumberingIncrement(PrintFont font) {
        this.font = font;
    }

    /**
     * Puts number and date on {@code pdf}.
     *
     * @param numbering what goes where; an empty text puts nothing there
     * @param at the time of doing so; only the file's identifier depends on it
     * @param numbered where the numbered file is written
     * @throws IOException reading {@code pdf} or writing {@code numbered} failed
     */
    public NumberingResult put(Path pdf, Numbering numbering, Instant at, Path numbered) throws IOException {
        try {
            append(pdf, numbering, at, numbered);
            return new NumberingResult.Numbered(Files.size(numbered));
        } catch (RefusedSigning e) {
            Files.deleteIfExists(numbered);
            return new NumberingResult.Refused(e.refusal());
        }
    }

    void append(Path pdf, Numbering numbering, Instant at, Path numbered) throws IOException, RefusedSigning {
        if (numbering.isEmpty()) {
            throw new RefusedSigning(ErrorCode.REQUEST_FIELD_MISSING, "numbering");
        }
        try (SignableFile file = SignableFile.open(pdf); OutputStream out = Files.newOutputStream(numbered)) {
            PDFont letters = font.in(file.document());
            put(file, NUMBER_FIELD, numbering.number(), numbering.numberPlace(), numbering.fontSize(), letters);
            put(file, DATE_FIELD, numbering.date(), numbering.datePlace(), numbering.fontSize(), letters);
            file.document().setDocumentId(at.toEpochMilli());
            file.document().saveIncremental(out);
        }
        checkReadable(numbered, numbering);
    }

    /** Adds the empty fields that a signature is about to cover. */
    static void reserve(SignableFile file, Numbering numbering) throws IOException, RefusedSigning {
        add(file, NUMBER_FIELD, numbering.numberPlace(), numbering.fontSize());
        add(file, DATE_FIELD, numbering.datePlace(), numbering.fontSize());
    }

    private static void put(SignableFile file, String name, String text, PagePlace place, double fontSize,
            PDFont letters) throws IOException, RefusedSigning {
        if (text.isEmpty()) {
            return;
        }
        Optional<PDField> reserved = file.field(name);
        if (reserved.isEmpty()) {
            fill(file, add(file, name, place, fontSize), text, fontSize, letters);
            return;
        }
        if (!(reserved.get() instanceof PDTextField) || !reserved.get().getValueAsString().isEmpty()) {
            throw new RefusedSigning(ErrorCode.PDF_NUMBERED_ALREADY, reserved.get().getValueAsString());
        }
        if (file.locks(name)) {
            throw new RefusedSigning(ErrorCode.PDF_PROTECTED, "FieldMDP");
        }
        fill(file, reserved.get().getCOSObject(), text, fontSize, letters);
    }

    private static COSDictionary add(SignableFile file, String name, PagePlace place, double fontSize)
            throws IOException, RefusedSigning {
        if (file.field(name).isPresent()) {
            throw new RefusedSigning(ErrorCode.PDF_NUMBERED_ALREADY, name);
        }
        if (!file.takesNewFields()) {
            throw new RefusedSigning(ErrorCode.PDF_PROTECTED, "DocMDP");
        }
        PDPage page = file.pageUnder(place);
        PageGeometry geometry = new PageGeometry(page);
        if (place.page() != 1 || place.width() > MAX_WIDTH || place.height() > MAX_HEIGHT
                || place.bottom() > geometry.height() * LOWEST_PERCENT / 100) {
            throw new RefusedSigning(ErrorCode.SIGNATURE_PLACE_INVALID, place);
        }
        PDAcroForm form = file.changedForm();
        PDAnnotationWidget widget = new PDAnnotationWidget();
        COSDictionary field = widget.getCOSObject();
        field.setItem(COSName.FT, COSName.TX);
        field.setInt(COSName.FF, READ_ONLY);
        field.setString(COSName.T, name);
        field.setString(COSName.DA, String.format(Locale.ROOT, "/F1 %.1f Tf 0 g", fontSize));
        field.setInt(COSName.F, PRINTED_AND_LOCKED);
        widget.setRectangle(geometry.rectangle(place));
        widget.setPage(page);
        COSDictionary formObject = form.getCOSObject();
        COSArray fields = formObject.getCOSArray(COSName.FIELDS);
        if (fields == null) {
            fields = new COSArray();
            formObject.setItem(COSName.FIELDS, fields);
        }
        fields.add(field);
        fields.setNeedToBeUpdated(true);
        file.annotate(page, field);
        return field;
    }

    private static void fill(SignableFile file, COSDictionary field, String text, double fontSize, PDFont letters)
            throws IOException, RefusedSigning {
        PDDocument document = file.document();
        int number = file.pageOf(field);
        Optional<PDRectangle> rectangle = SignableFile.rectangle(field);
        if (number < 0 || rectangle.isEmpty()) {
            throw new RefusedSigning(ErrorCode.PDF_UNREADABLE, "widget without a page");
        }
        PageGeometry geometry = file.geometry(number + 1);
        PagePlace place = geometry.place(number + 1, rectangle.get());
        double unit = geometry.unitsPerMm();
        double size = fontSize * unit / PagePlace.POINTS_PER_MM;
        String printed = PrintFont.printed(text);
        double width = PrintFont.width(letters, size, printed);
        if (width > place.width() * unit || size > place.height() * unit) {
            throw new RefusedSigning(ErrorCode.REQUEST_FIELD_INVALID, "numbering", text);
        }
        PDAppearanceStream form = new PDAppearanceStream(document);
        PDResources resources = new PDResources();
        resources.put(FONT, letters);
        form.setResources(resources);
        form.setBBox(new PDRectangle((float) (place.width() * unit), (float) (place.height() * unit)));
        form.setMatrix(geometry.upright());
        try (PDPageContentStream content = new PDPageContentStream(document, form,
                form.getStream().createOutputStream())) {
            content.beginMarkedContent(COSName.TX);
            content.saveGraphicsState();
            content.beginText();
            content.setFont(letters, (float) size);
            content.newLineAtOffset((float) ((place.width() * unit - width) / 2),
                    (float) ((place.height() * unit - size * CAPITALS) / 2));
            content.showText(printed);
            content.endText();
            content.restoreGraphicsState();
            content.endMarkedContent();
        }
        field.setString(COSName.V, printed);
        PDAppearanceDictionary appearance = new PDAppearanceDictionary();
        appearance.setNormalAppearance(form);
        field.setItem(COSName.AP, appearance);
        field.setNeedToBeUpdated(true);
    }

    /** A file that the parser guessed its way through cannot be appended to, and shows it here. */
    private static void checkReadable(Path numbered, Numbering numbering) throws RefusedSigning {
        try (SignableFile file = SignableFile.open(numbered)) {
            for (String name : List.of(NUMBER_FIELD, DATE_FIELD)) {
                String text = name.equals(NUMBER_FIELD) ? numbering.number() : numbering.date();
                boolean there = file.field(name).map(f -> f.getValueAsString().equals(PrintFont.printed(text)))
                        .orElse(false);
                if (!text.isEmpty() && !there) {
                    throw new RefusedSigning(ErrorCode.PDF_UNREADABLE, name);
                }
            }
        } catch (IOException e) {
            throw SignableFile.unreadable(e);
        }
    }
}
