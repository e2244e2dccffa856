package vn.congvan.signing;

/**
 * Number and date that are put on a page after the leader signed, or places that are kept free for them before.
 *
 * @param number what goes to the place of the number, such as {@code 15}; empty keeps the place free
 * @param numberPlace the place of the number
 * @param date what goes to the place of the date, such as {@code 23 tháng 11 năm 2026}; empty keeps the place free
 * @param datePlace the place of the date
 * @param fontSize in points, 6 to 20
 */
public record Numbering(String number, PagePlace numberPlace, String date, PagePlace datePlace, double fontSize) {

    public Numbering {
        if (!(fontSize >= 6 && fontSize <= 20)) {
            throw new IllegalArgumentException("font size " + fontSize + " is not within 6 to 20 points");
        }
    }

    /** Places without text, which the leader's signature covers and which are filled in afterwards. */
    public static Numbering reserved(PagePlace numberPlace, PagePlace datePlace, double fontSize) {
        return new Numbering("", numberPlace, "", datePlace, fontSize);
    }

    boolean isEmpty() {
        return number.isEmpty() && date.isEmpty();
    }
}
