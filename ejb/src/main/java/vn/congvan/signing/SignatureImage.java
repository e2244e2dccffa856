package vn.congvan.signing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import vn.congvan.document.ErrorCode;

/**
 * A PNG that goes onto a page: of a sane size, known before anything is unpacked, transparent around what it shows, and of the colour that
 * NĐ 30/2020 (Phụ lục I) wants. What is not transparent would hide what others have signed beneath it.
 *
 * @param png the file
 * @param aspect width by height
 */
record SignatureImage(byte[] png, double aspect) {

    private static final String FIELD = "image";
    private static final int MAX_BYTES = 5 << 20;
    private static final int MAX_SIDE = 4000;
    /** Of the highest value; what is more transparent leaves no trace on paper. */
    private static final int SEEN = 64;
    /** In percent of the image. A full seal with its letters covers a third. */
    private static final int MOST_COVERED = 60;
    /** By how much its colour exceeds the others, in an image's average, of 255. */
    private static final int CLEARLY = 30;

    /** What an image shows, and in which colour. */
    enum Ink {
        /** A seal. */
        RED(ErrorCode.SEAL_NOT_RED) {
            @Override
            boolean is(int red, int green, int blue) {
                return red - Math.max(green, blue) >= CLEARLY;
            }
        },
        /** A signature by hand. */
        BLUE(ErrorCode.HANDWRITING_NOT_BLUE) {
            @Override
            boolean is(int red, int green, int blue) {
                return blue - red >= CLEARLY && blue >= green;
            }
        };

        private final ErrorCode otherwise;

        Ink(ErrorCode otherwise) {
            this.otherwise = otherwise;
        }

        abstract boolean is(int red, int green, int blue);
    }

    static SignatureImage of(byte[] png, Ink ink) throws RefusedSigning {
        if (png.length > MAX_BYTES) {
            throw new RefusedSigning(ErrorCode.REQUEST_FIELD_INVALID, FIELD, png.length + " B");
        }
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(png))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
            ImageReader reader = readers.next();
            try {
                reader.setInput(input);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if (width > MAX_SIDE || height > MAX_SIDE) {
                    throw new RefusedSigning(ErrorCode.REQUEST_FIELD_INVALID, FIELD, width + " x " + height);
                }
                check(reader.read(0), ink);
                return new SignatureImage(png, (double) width / height);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedSigning(e, ErrorCode.REQUEST_FIELD_INVALID, FIELD, "PNG");
        }
    }

    private static void check(BufferedImage image, Ink ink) throws RefusedSigning {
        long seen = 0;
        long weight = 0;
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int point = image.getRGB(x, y);
                int alpha = point >>> 24;
                if (alpha >= SEEN) {
                    seen++;
                    weight += alpha;
                    red += alpha * (long) (point >> 16 & 0xff);
                    green += alpha * (long) (point >> 8 & 0xff);
                    blue += alpha * (long) (point & 0xff);
                }
            }
        }
        long percent = 100 * seen / ((long) image.getWidth() * image.getHeight());
        if (percent > MOST_COVERED) {
            throw new RefusedSigning(ErrorCode.SIGNATURE_IMAGE_OPAQUE, percent);
        }
        if (weight == 0) {
            throw new RefusedSigning(ErrorCode.REQUEST_FIELD_INVALID, FIELD, "0 %");
        }
        int r = (int) (red / weight);
        int g = (int) (green / weight);
        int b = (int) (blue / weight);
        if (!ink.is(r, g, b)) {
            throw new RefusedSigning(ink.otherwise, String.format("#%02x%02x%02x", r, g, b));
        }
    }

    /** As large as it fits into {@code place}, in its middle. */
    PagePlace fittedInto(PagePlace place) {
        double width = Math.min(place.width(), place.height() * aspect);
        double height = width / aspect;
        return new PagePlace(place.page(), place.centre() - width / 2, place.middle() - height / 2, width, height);
    }
}
