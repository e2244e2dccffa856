package vn.congvan.signature;

import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * Something printed between two signatures that may be a number or a date.
 *
 * @param text as it reads
 * @param ink the outlines of its letters, in the coordinates of the first page
 * @param frame what it is printed into, in the same coordinates; the same as its ink where it has no frame
 */
record NumberPiece(String text, List<Rectangle2D> ink, Rectangle2D frame) {

    NumberPiece {
        ink = List.copyOf(ink);
    }
}
