package vn.congvan.signing;

/**
 * A rectangle on a page, as a person sees the page: turned as the page is shown, measured from its top left corner.
 *
 * @param page counted from 1
 * @param left from the left edge, in millimetres
 * @param top from the top edge, in millimetres
 * @param width in millimetres, more than 0
 * @param height in millimetres, more than 0
 */
public record PagePlace(int page, double left, double top, double width, double height) {

    static final double POINTS_PER_MM = 72 / 25.4;

    public PagePlace {
        if (page < 1 || !(width > 0) || !(height > 0) || !Double.isFinite(left + top + width + height)) {
            throw new IllegalArgumentException("no place on a page: page " + page + ", " + left + " " + top + " "
                    + width + " " + height);
        }
    }

    double centre() {
        return left + width / 2;
    }

    double middle() {
        return top + height / 2;
    }

    double bottom() {
        return top + height;
    }

    double right() {
        return left + width;
    }
}
