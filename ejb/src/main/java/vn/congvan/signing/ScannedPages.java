package vn.congvan.signing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.apache.pdfbox.contentstream.PDFStreamEngine;
import org.apache.pdfbox.contentstream.operator.MissingOperandException;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.contentstream.operator.OperatorProcessor;
import org.apache.pdfbox.contentstream.operator.state.Concatenate;
import org.apache.pdfbox.contentstream.operator.state.Restore;
import org.apache.pdfbox.contentstream.operator.state.Save;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.color.PDIndexed;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.util.Matrix;

import vn.congvan.document.ErrorCode;

/**
 * What NĐ 30/2020 (Phụ lục I, phần II) wants of an electronic copy of paper: PDF 1.4 or newer, scanned in colour at 200 dpi at least. Pages
 * that were not scanned have no resolution. What a picture was like at 100 % nobody can see in it.
 */
final class ScannedPages extends PDFStreamEngine {

    private static final float OLDEST = 1.4f;
    private static final double DPI = 200;
    /** Scanning programs round lengths. */
    private static final double ALMOST = 0.98;
    /** In parts of a page: pictures that cover so much of it are its scan, and those that cover less a logo or a stamp. */
    private static final double SCAN = 0.5;
    private static final double PART_OF_SCAN = 0.02;
    private static final double POINTS_PER_INCH = 72;
    private static final int COLOURS = 3;

    /** A picture on a page; programs cut scans into strips, and lay letters in one colour over a coarser picture of the paper. */
    private record Picture(double area, double dpi, boolean coloured) {}

    private final List<Picture> pictures = new ArrayList<>();

    private ScannedPages() {
        addOperator(new Concatenate(this));
        addOperator(new Save(this));
        addOperator(new Restore(this));
        addOperator(new Drawing(this));
    }

    /** @throws RefusedSigning the file is not fit to be a copy of paper */
    static void checkFit(PDDocument document) throws RefusedSigning {
        if (document.getVersion() < OLDEST) {
            throw new RefusedSigning(ErrorCode.PDF_VERSION_TOO_OLD,
                    String.format(Locale.ROOT, "%.1f", document.getVersion()));
        }
        int number = 0;
        for (PDPage page : document.getPages()) {
            number++;
            ScannedPages seen = new ScannedPages();
            try {
                seen.processPage(page);
            } catch (IOException | RuntimeException e) {
                throw SignableFile.unreadable(e);
            }
            seen.check(number, page);
        }
    }

    private void check(int number, PDPage page) throws RefusedSigning {
        double paper = page.getCropBox().getWidth() * (double) page.getCropBox().getHeight();
        List<Picture> scan = pictures.stream().filter(p -> p.area >= PART_OF_SCAN * paper).toList();
        if (scan.stream().mapToDouble(Picture::area).sum() < SCAN * paper) {
            return;
        }
        double dpi = scan.stream().mapToDouble(Picture::dpi).max().orElseThrow() / page.getUserUnit();
        if (dpi < DPI * ALMOST) {
            throw new RefusedSigning(ErrorCode.SCAN_TOO_COARSE, number, Math.round(dpi));
        }
        if (scan.stream().noneMatch(Picture::coloured)) {
            throw new RefusedSigning(ErrorCode.SCAN_WITHOUT_COLOUR, number);
        }
    }

    private void add(COSStream image) throws IOException {
        Matrix place = getGraphicsState().getCurrentTransformationMatrix();
        double width = Math.hypot(place.getScaleX(), place.getShearY());
        double height = Math.hypot(place.getShearX(), place.getScaleY());
        if (width > 0 && height > 0) {
            pictures.add(new Picture(width * height,
                    Math.min(image.getInt(COSName.WIDTH, 0) / width, image.getInt(COSName.HEIGHT, 0) / height)
                            * POINTS_PER_INCH,
                    !image.getBoolean(COSName.IMAGE_MASK, false) && isColoured(image)));
        }
    }

    private boolean isColoured(COSStream image) throws IOException {
        COSBase written = image.getDictionaryObject(COSName.COLORSPACE);
        if (written == null) {
            // JPEG 2000 says it inside; it is not unpacked here, and nobody writes that for black and white
            return true;
        }
        PDColorSpace space = PDColorSpace.create(written, getResources());
        return (space instanceof PDIndexed indexed ? indexed.getBaseColorSpace() : space)
                .getNumberOfComponents() >= COLOURS;
    }

    /** Sees pictures without unpacking them. */
    private static final class Drawing extends OperatorProcessor {

        private static final int DEEPEST = 20;
        private static final int MOST = 20_000;

        private final ScannedPages pages;
        private int depth;
        private int drawn;

        Drawing(ScannedPages pages) {
            super(pages);
            this.pages = pages;
        }

        @Override
        public void process(Operator operator, List<COSBase> operands) throws IOException {
            if (operands.isEmpty() || !(operands.get(0) instanceof COSName name)) {
                throw new MissingOperandException(operator, operands);
            }
            if (++drawn > MOST || depth > DEEPEST) {
                throw new IOException("drawn too often, or too deep");
            }
            COSDictionary objects = pages.getResources().getCOSObject().getCOSDictionary(COSName.XOBJECT);
            COSStream object = objects == null ? null : objects.getCOSStream(name);
            if (object == null) {
                return;
            }
            if (COSName.IMAGE.equals(object.getCOSName(COSName.SUBTYPE))) {
                pages.add(object);
            } else if (COSName.FORM.equals(object.getCOSName(COSName.SUBTYPE))) {
                depth++;
                try {
                    pages.showForm(new PDFormXObject(object));
                } finally {
                    depth--;
                }
            }
        }

        @Override
        public String getName() {
            return OperatorName.DRAW_OBJECT;
        }
    }
}
