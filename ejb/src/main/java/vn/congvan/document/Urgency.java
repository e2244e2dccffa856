package vn.congvan.document;

import java.util.Arrays;
import java.util.Optional;

/** How urgent a document is (mức độ khẩn, NĐ 30/2020/NĐ-CP Điều 4; edXML {@code Priority}). */
public enum Urgency {
    /** 0 Thường. */
    NORMAL,
    /** 1 Khẩn. */
    URGENT,
    /** 2 Thượng khẩn. */
    VERY_URGENT,
    /** 3 Hỏa tốc. */
    FLASH,
    /** 4 Hỏa tốc hẹn giờ. */
    FLASH_TIMED;

    /** The number written in edXML. */
    public int wire() {
        return ordinal();
    }

    public static Optional<Urgency> parse(String text) {
        String digits = text == null ? "" : text.strip();
        return Arrays.stream(values()).filter(u -> Integer.toString(u.wire()).equals(digits)).findFirst();
    }
}
