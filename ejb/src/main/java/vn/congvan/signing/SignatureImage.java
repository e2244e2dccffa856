package vn.congvan.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import vn.congvan.document.ErrorCode;

/**
 * A PNG that goes onto a page: of a sane size, known before anything is unpacked.
 *
 * @param png the file
 * @param aspect width by height
 */
record SignatureImage(byte[] png, double aspect) {

    private static final int MAX_BYTES = 5 << 20;
    private static final int MAX_SIDE = 4000;

    static SignatureImage of(byte[] png, String field) throws RefusedSigning {
        if (png.length > MAX_BYTES) {
            throw new RefusedSigning(ErrorCode.REQUEST_FIELD_INVALID, field, png.length + " B");
        }
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(png))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
            ImageReader reader = readers.next();
            try {
                reader.setInput(input);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if (width > MAX_SIDE || height > MAX_SIDE) {
                    throw new RefusedSigning(ErrorCode.REQUEST_FIELD_INVALID, field, width + " x " + height);
                }
                return new SignatureImage(png, (double) width / height);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedSigning(e, ErrorCode.REQUEST_FIELD_INVALID, field, "PNG");
        }
    }

    /** As large as it fits into {@code place}, in its middle. */
    PagePlace fittedInto(PagePlace place) {
        double width = Math.min(place.width(), place.height() * aspect);
        double height = width / aspect;
        return new PagePlace(place.page(), place.centre() - width / 2, place.middle() - height / 2, width, height);
    }
}
