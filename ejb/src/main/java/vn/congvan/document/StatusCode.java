package vn.congvan.document;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a status package (gói tin trạng thái) says about one delivery (QĐ 28/2018/QĐ-TTg; edXML {@code StatusCode}).
 * All are said by the receiver, but {@link #RETRACT_REQUESTED}, which the sender says.
 */
public enum StatusCode {
    /** 01 Đã đến: stored by the receiving system, no person has acted. */
    ARRIVED("01"),
    /** 02 Từ chối tiếp nhận (trả lại). */
    REJECTED("02"),
    /** 03 Đã tiếp nhận: entered in the incoming register. */
    ACCEPTED("03"),
    /** 04 Đã phân công. */
    ASSIGNED("04"),
    /** 05 Đang xử lý. */
    PROCESSING("05"),
    /** 06 Hoàn thành. */
    COMPLETED("06"),
    /** 13 Yêu cầu lấy lại: the sender asks one receiver to give the document back. */
    RETRACT_REQUESTED("13"),
    /** 15 Đồng ý lấy lại, cập nhật. */
    RETRACT_ACCEPTED("15"),
    /** 16 Từ chối lấy lại, cập nhật. */
    RETRACT_REFUSED("16");

    private final String wire;

    StatusCode(String wire) {
        this.wire = wire;
    }

    /** Two digits, as written in edXML. */
    public String wire() {
        return wire;
    }

    /** The status written as {@code text}; {@code 1}, {@code 01} and {@code " 01 "} are the same. Empty when unknown. */
    public static Optional<StatusCode> parse(String text) {
        String digits = text == null ? "" : text.strip();
        String two = digits.length() == 1 ? "0" + digits : digits;
        return Arrays.stream(values()).filter(s -> s.wire.equals(two)).findFirst();
    }
}
