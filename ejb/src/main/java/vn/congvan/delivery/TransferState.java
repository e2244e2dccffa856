package vn.congvan.delivery;

import java.util.Locale;
import java.util.Optional;

/** The state of a package on its way to one recipient's system (axis packet states). */
public enum TransferState {
    /** Chờ nhận: ready, not fetched. */
    INITIAL,
    /** Đã lấy, đang xử lý. */
    PROCESSING,
    /** Đã nhận thành công; final. */
    DONE,
    /** Nhận lỗi; stays fetchable. */
    FAIL;

    /** Lower case, as the axis writes it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TransferState> parse(String text) {
        String word = text == null ? "" : text.strip().toUpperCase(Locale.ROOT);
        for (TransferState state : values()) {
            if (state.name().equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
