package vn.congvan.edxml;

import java.util.OptionalInt;

/** Whole numbers as edXML writes them. */
final class WireNumber {

    private WireNumber() {}

    /** The number written as {@code text}: one to nine digits, nothing else. */
    static OptionalInt parse(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return OptionalInt.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(Integer.parseInt(text));
    }
}
