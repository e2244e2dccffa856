package vn.congvan.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

import vn.congvan.document.ErrorCode;

/** The letters with which signing prints: embedded in each file, as far as they are used. */
final class PrintFont {

    /** Liberation Serif 2 (SIL OFL 1.1): the widths of Times New Roman, with every Vietnamese letter. */
    private static final String LIBERATION_SERIF = "/liberation/LiberationSerif-Regular.ttf";

    private final byte[] trueType;

    private PrintFont(byte[] trueType) {
        this.trueType = trueType;
    }

    static PrintFont of(byte[] trueType) {
        return new PrintFont(trueType.clone());
    }

    static PrintFont liberationSerif() {
        try (InputStream font = PrintFont.class.getResourceAsStream(LIBERATION_SERIF)) {
            if (font == null) {
                throw new IllegalStateException("openpdf-fonts-extra is not on the class path");
            }
            return new PrintFont(font.readAllBytes());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    PDFont in(PDDocument document) throws IOException {
        return PDType0Font.load(document, new ByteArrayInputStream(trueType), true);
    }

    /** On one line, composed: a letter with its marks is one character for the font. */
    static String printed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("\\s+", " ").strip();
    }

    /** In points; refuses letters that the font does not have. */
    static double width(PDFont font, double size, String text) throws IOException, RefusedSigning {
        try {
            return font.getStringWidth(text) * size / 1000;
        } catch (IllegalArgumentException e) {
            throw new RefusedSigning(e, ErrorCode.REQUEST_FIELD_INVALID, "text", text);
        }
    }
}
