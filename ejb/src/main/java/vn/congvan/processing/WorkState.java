package vn.congvan.processing;

import vn.congvan.document.StatusCode;

/** How far an organization is with what came in, once somebody was told to handle it ({@code rules.md} 2.4). */
public enum WorkState {
    /** Đã phân công. */
    ASSIGNED(StatusCode.ASSIGNED),
    /** Đang xử lý. */
    PROCESSING(StatusCode.PROCESSING),
    /** Hoàn thành. */
    COMPLETED(StatusCode.COMPLETED);

    private final StatusCode told;

    WorkState(StatusCode told) {
        this.told = told;
    }

    /** What the sender is told when it comes to that. */
    StatusCode told() {
        return told;
    }
}
