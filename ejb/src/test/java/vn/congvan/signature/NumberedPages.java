package vn.congvan.signature;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;

import vn.congvan.signing.Numbering;
import vn.congvan.signing.NumberingIncrement;
import vn.congvan.signing.NumberingResult;
import vn.congvan.signing.PagePlace;

/** A decision of a fictional agency on two pages, and the ways in which programs put number and date onto it. */
final class NumberedPages {

    static final String DATE = "23 tháng 11 năm 2026";
    static final PagePlace NUMBER_PLACE = new PagePlace(1, 48, 33, 14, 6);
    static final PagePlace DATE_PLACE = new PagePlace(1, 122, 33, 58, 6);
    private static final double POINTS = 72 / 25.4;

    private NumberedPages() {}

    /** Something that is done to a document. */
    interface Change {
        void on(PDDocument document) throws IOException;
    }

    /** Something that is drawn. */
    interface Drawing {
        void on(PDPageContentStream content, PDFont font) throws IOException;
    }

    static byte[] decision() throws IOException {
        return decision(0, "");
    }

    /**
     * @param rotation how the page is stored, shown upright
     * @param kept what keeps the place of the number free, such as dots
     */
    static byte[] decision(int rotation, String kept) throws IOException {
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            boolean lying = rotation == 90;
            PDRectangle a4 = PDRectangle.A4;
            PDPage page = new PDPage(lying ? new PDRectangle(a4.getHeight(), a4.getWidth()) : a4);
            page.setRotation(rotation);
            document.addPage(page);
            PDFont font = font(document);
            try (PDPageContentStream content = new PDPageContentStream(document, page, AppendMode.OVERWRITE, true)) {
                if (lying) {
                    content.transform(new org.apache.pdfbox.util.Matrix(0, 1, -1, 0, a4.getHeight(), 0));
                }
                text(content, font, 11, 35, 25, "ỦY BAN NHÂN DÂN TỈNH VÍ DỤ");
                text(content, font, 11, 115, 25, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
                text(content, font, 13, 40, 37.5, "Số:" + kept);
                text(content, font, 13, 64, 37.5, "/QĐ-UBND");
                text(content, font, 13, 98, 37.5, "Ví Dụ, ngày");
                text(content, font, 14, 90, 60, "QUYẾT ĐỊNH");
                text(content, font, 13, 30, 95, "Điều 1. Chi 100.000.000 đồng cho việc giả định.");
            }
            PDPage second = new PDPage(a4);
            document.addPage(second);
            try (PDPageContentStream content = new PDPageContentStream(document, second)) {
                text(content, font, 13, 30, 95, "Điều 2. Có hiệu lực từ ngày ký.");
            }
            document.save(out);
            return out.toByteArray();
        }
    }

    static PDFont font(PDDocument document) throws IOException {
        try (InputStream font = NumberingIncrement.class
                .getResourceAsStream("/liberation/LiberationSerif-Regular.ttf")) {
            return PDType0Font.load(document, font, true);
        }
    }

    /** @param left and {@code baseline} in millimetres from the top left corner */
    static void text(PDPageContentStream content, PDFont font, float size, double left, double baseline, String text)
            throws IOException {
        content.beginText();
        content.setFont(font, size);
        content.newLineAtOffset((float) (left * POINTS), y(baseline));
        content.showText(text);
        content.endText();
    }

    static float y(double fromTop) {
        return (float) (PDRectangle.A4.getHeight() - fromTop * POINTS);
    }

    static PDRectangle rectangle(double left, double top, double width, double height) {
        return new PDRectangle((float) (left * POINTS), y(top + height), (float) (width * POINTS),
                (float) (height * POINTS));
    }

    static COSArray array(double... numbers) {
        COSArray array = new COSArray();
        for (double each : numbers) {
            array.add(new COSFloat((float) each));
        }
        return array;
    }

    /** As our own signing does it. */
    static byte[] numbered(byte[] pdf, Path folder) throws IOException {
        Path before = Files.write(folder.resolve("before.pdf"), pdf);
        Path after = folder.resolve("numbered.pdf");
        NumberingResult result = new NumberingIncrement().put(before,
                new Numbering("15", NUMBER_PLACE, DATE, DATE_PLACE, 13), Instant.parse("2026-11-23T07:00:00Z"), after);
        if (!(result instanceof NumberingResult.Numbered)) {
            throw new IOException("not numbered: " + result);
        }
        return Files.readAllBytes(after);
    }

    /** The file with an increment that writes catalog, pages, form and their entries again, changed or not. */
    static byte[] changed(byte[] pdf, Change change) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            change.on(document);
            COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
            catalog.setNeedToBeUpdated(true);
            document.getDocumentCatalog().getPages().getCOSObject().setNeedToBeUpdated(true);
            for (PDPage page : document.getPages()) {
                page.getCOSObject().setNeedToBeUpdated(true);
            }
            for (COSName each : new COSName[] {COSName.ACRO_FORM, COSName.getPDFName("OCProperties"), COSName.NAMES}) {
                if (catalog.getCOSDictionary(each) != null) {
                    catalog.getCOSDictionary(each).setNeedToBeUpdated(true);
                }
            }
            document.saveIncremental(out);
            return out.toByteArray();
        }
    }

    /** As another program prints: more content behind the content of the first page. */
    static byte[] printed(byte[] pdf, Drawing drawing) throws IOException {
        return printed(pdf, 0, true, drawing);
    }

    static byte[] printed(byte[] pdf, int index, boolean wrapped, Drawing drawing) throws IOException {
        return changed(pdf, document -> {
            PDPage page = document.getPage(index);
            PDFont font = font(document);
            try (PDPageContentStream content = new PDPageContentStream(document, page, AppendMode.APPEND, true,
                    wrapped)) {
                drawing.on(content, font);
            }
            touch(page);
        });
    }

    static void touch(PDPage page) {
        PDResources resources = page.getResources();
        resources.getCOSObject().setNeedToBeUpdated(true);
        resources.getCOSObject().getCOSDictionary(COSName.FONT).setNeedToBeUpdated(true);
    }

    static void numberAndDate(PDPageContentStream content, PDFont font) throws IOException {
        text(content, font, 13, 52, 37.5, "15");
        text(content, font, 13, 124, 37.5, DATE);
    }

    /** A note of plain text, as a reader's typewriter makes it. */
    static COSDictionary note(PDDocument document, PDRectangle place, String says, String prints) throws IOException {
        COSDictionary note = new COSDictionary();
        note.setItem(COSName.TYPE, COSName.ANNOT);
        note.setName(COSName.SUBTYPE, "FreeText");
        note.setItem(COSName.RECT, place);
        note.setString(COSName.CONTENTS, says);
        note.setString(COSName.DA, "/F1 13 Tf 0 g");
        note.setInt(COSName.F, 4);
        PDFont font = font(document);
        COSDictionary looks = new COSDictionary();
        looks.setItem(COSName.N, look(document, place, (content, unused) -> {
            content.beginText();
            content.setFont(font, 13);
            content.newLineAtOffset(2, 4);
            content.showText(prints);
            content.endText();
        }));
        note.setItem(COSName.AP, looks);
        return note;
    }

    static COSStream look(PDDocument document, PDRectangle place, Drawing drawing) throws IOException {
        PDAppearanceStream look = new PDAppearanceStream(document);
        look.setResources(new PDResources());
        look.setBBox(new PDRectangle(place.getWidth(), place.getHeight()));
        try (PDPageContentStream content = new PDPageContentStream(document, look)) {
            drawing.on(content, null);
        }
        return look.getCOSObject();
    }

    static void annotate(PDDocument document, int page, COSDictionary annotation) {
        COSDictionary where = document.getPage(page).getCOSObject();
        COSArray annotations = where.getCOSArray(COSName.ANNOTS);
        if (annotations == null) {
            annotations = new COSArray();
            where.setItem(COSName.ANNOTS, annotations);
        }
        annotations.add(annotation);
        annotations.setNeedToBeUpdated(true);
    }

    static COSDictionary form(PDDocument document) {
        return document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
    }

    static COSDictionary field(PDDocument document, String name) {
        COSArray fields = form(document).getCOSArray(COSName.FIELDS);
        for (int i = 0; i < fields.size(); i++) {
            COSDictionary field = (COSDictionary) fields.getObject(i);
            if (name.equals(field.getString(COSName.T))) {
                field.setNeedToBeUpdated(true);
                return field;
            }
        }
        throw new IllegalArgumentException(name);
    }

    static COSDictionary script() {
        COSDictionary action = new COSDictionary();
        action.setName(COSName.S, "JavaScript");
        action.setString(COSName.getPDFName("JS"), "this.getField('CongVanNumber').value = '16';");
        return action;
    }

    static COSStream stream(PDDocument document, String content) throws IOException {
        COSStream stream = document.getDocument().createCOSStream();
        try (java.io.OutputStream out = stream.createOutputStream()) {
            out.write(content.getBytes(StandardCharsets.ISO_8859_1));
        }
        return stream;
    }

    /** The file with an increment that holds one object. */
    static byte[] withObject(byte[] pdf, int number, String object) throws IOException {
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        int mark = text.lastIndexOf("startxref");
        String previous = text.substring(mark + "startxref".length()).strip().split("\\s")[0];
        String root;
        try (PDDocument document = Loader.loadPDF(pdf)) {
            root = ((org.apache.pdfbox.cos.COSObject) document.getDocument().getTrailer().getItem(COSName.ROOT))
                    .getKey().getNumber() + " 0 R";
        }
        int at = text.length() + 1;
        String body = number + " 0 obj\n" + object + "\nendobj\n";
        int table = at + body.length();
        return (text + "\n" + body + "xref\n" + number + " 1\n" + String.format("%010d 00000 n \n", at)
                + "trailer\n<< /Size " + (number + 1) + " /Root " + root + " /Prev " + previous + " >>\nstartxref\n"
                + table
                + "\n%%EOF\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
