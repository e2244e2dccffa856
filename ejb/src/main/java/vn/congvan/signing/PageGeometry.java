package vn.congvan.signing;

import java.awt.geom.AffineTransform;

import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** A page as a person sees it, in millimetres from its top left corner, against its own coordinates. */
final class PageGeometry {

    /** Rounding of other programs: a place may stick out by this many millimetres. */
    private static final double TOLERANCE = 0.5;

    private final PDRectangle box;
    private final int rotation;
    private final double unitsPerMm;

    PageGeometry(PDPage page) {
        this.box = page.getCropBox();
        this.rotation = Math.floorMod(page.getRotation(), 360);
        this.unitsPerMm = PagePlace.POINTS_PER_MM / page.getUserUnit();
    }

    private boolean lying() {
        return rotation == 90 || rotation == 270;
    }

    /** In millimetres, as seen. */
    double width() {
        return (lying() ? box.getHeight() : box.getWidth()) / unitsPerMm;
    }

    /** In millimetres, as seen. */
    double height() {
        return (lying() ? box.getWidth() : box.getHeight()) / unitsPerMm;
    }

    double unitsPerMm() {
        return unitsPerMm;
    }

    boolean holds(PagePlace place) {
        return place.left() >= -TOLERANCE && place.top() >= -TOLERANCE && place.right() <= width() + TOLERANCE
                && place.bottom() <= height() + TOLERANCE;
    }

    /** The same size, moved as little as it takes to lie on the page; larger than the page, it stays where it is. */
    PagePlace within(PagePlace place) {
        double left = Math.max(0, Math.min(place.left(), width() - place.width()));
        double top = Math.max(0, Math.min(place.top(), height() - place.height()));
        return new PagePlace(place.page(), left, top, place.width(), place.height());
    }

    /** In the page's own coordinates. */
    PDRectangle rectangle(PagePlace place) {
        double[] one = own(place.left() * unitsPerMm, place.top() * unitsPerMm);
        double[] other = own(place.right() * unitsPerMm, place.bottom() * unitsPerMm);
        PDRectangle rectangle = new PDRectangle();
        rectangle.setLowerLeftX((float) Math.min(one[0], other[0]));
        rectangle.setLowerLeftY((float) Math.min(one[1], other[1]));
        rectangle.setUpperRightX((float) Math.max(one[0], other[0]));
        rectangle.setUpperRightY((float) Math.max(one[1], other[1]));
        return rectangle;
    }

    /** As seen. */
    PagePlace place(int page, PDRectangle rectangle) {
        double[] one = seen(rectangle.getLowerLeftX(), rectangle.getLowerLeftY());
        double[] other = seen(rectangle.getUpperRightX(), rectangle.getUpperRightY());
        return new PagePlace(page, Math.min(one[0], other[0]), Math.min(one[1], other[1]),
                Math.abs(one[0] - other[0]), Math.abs(one[1] - other[1]));
    }

    /** Turns what is drawn upright so that it stands upright on the page as shown. */
    AffineTransform upright() {
        return AffineTransform.getQuadrantRotateInstance(rotation / 90);
    }

    private double[] own(double right, double down) {
        return switch (rotation) {
            case 90 -> new double[] {box.getLowerLeftX() + down, box.getLowerLeftY() + right};
            case 180 -> new double[] {box.getUpperRightX() - right, box.getLowerLeftY() + down};
            case 270 -> new double[] {box.getUpperRightX() - down, box.getUpperRightY() - right};
            default -> new double[] {box.getLowerLeftX() + right, box.getUpperRightY() - down};
        };
    }

    private double[] seen(double x, double y) {
        double right;
        double down;
        switch (rotation) {
            case 90 -> {
                right = y - box.getLowerLeftY();
                down = x - box.getLowerLeftX();
            }
            case 180 -> {
                right = box.getUpperRightX() - x;
                down = y - box.getLowerLeftY();
            }
            case 270 -> {
                right = box.getUpperRightY() - y;
                down = box.getUpperRightX() - x;
            }
            default -> {
                right = x - box.getLowerLeftX();
                down = box.getUpperRightY() - y;
            }
        }
        return new double[] {right / unitsPerMm, down / unitsPerMm};
    }
}
