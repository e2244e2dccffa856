package vn.congvan.delivery;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import vn.congvan.document.StatusCode;

/**
 * Where one document stands at one recipient (trạng thái gửi nhận). The only moves are those of
 * {@link #next()}; the table {@code delivery_move} repeats them, and a trigger refuses any other.
 */
public enum DeliveryState {
    /** Chờ gửi: taken over, to be carried. */
    QUEUED,
    /** Đang gửi: an attempt is under way. */
    SENDING,
    /** Đã gửi (lên trục): lies ready for the recipient, not yet confirmed by it. */
    SENT,
    /** Gửi lỗi: given up visibly, for a person to act on. */
    SEND_FAILED,
    /** 01 Đã đến. */
    ARRIVED,
    /** 02 Bị trả lại. */
    REJECTED,
    /** 03 Đã tiếp nhận. */
    ACCEPTED,
    /** 04 Đã phân công. */
    ASSIGNED,
    /** 05 Đang xử lý. */
    PROCESSING,
    /** 06 Hoàn thành. */
    COMPLETED,
    /** Đang yêu cầu lấy lại: 13 sent, not yet answered. */
    RETRACT_REQUESTED,
    /** Bị từ chối lấy lại: 16. */
    RETRACT_REFUSED,
    /** Đã lấy lại: 15. */
    RETRACTED,
    /** Bị thu hồi: the issuing agency recalled the document and the recipient confirmed. */
    RECALLED,
    /** Đã hủy gửi: taken back before it left. */
    CANCELLED,
    /** Đã gửi bản giấy: sent on paper instead. */
    SENT_ON_PAPER;

    private static final Set<DeliveryState> RECEIVERS = EnumSet.of(ARRIVED, REJECTED, ACCEPTED, ASSIGNED, PROCESSING,
            COMPLETED);

    private static final Map<DeliveryState, Set<DeliveryState>> MOVES = new EnumMap<>(Map.ofEntries(
            // a line that needs no call to a partner makes it SENT at once
            Map.entry(QUEUED, EnumSet.of(SENDING, SENT, SEND_FAILED, CANCELLED, SENT_ON_PAPER)),
            Map.entry(SENDING, EnumSet.of(SENT, QUEUED, SEND_FAILED, ARRIVED)),
            Map.entry(SENT,
                    EnumSet.of(ARRIVED, REJECTED, ACCEPTED, ASSIGNED, PROCESSING, COMPLETED, SEND_FAILED,
                            RETRACT_REQUESTED, RECALLED, SENT_ON_PAPER)),
            // what was given up may still turn out to have arrived, and a person may send it again
            Map.entry(SEND_FAILED,
                    EnumSet.of(QUEUED, ARRIVED, REJECTED, ACCEPTED, ASSIGNED, PROCESSING, COMPLETED, CANCELLED,
                            RECALLED, SENT_ON_PAPER)),
            Map.entry(ARRIVED,
                    EnumSet.of(REJECTED, ACCEPTED, ASSIGNED, PROCESSING, COMPLETED, RETRACT_REQUESTED, RECALLED,
                            SENT_ON_PAPER)),
            // 02 and 03 contradict each other: the later time stamp wins
            Map.entry(REJECTED, EnumSet.of(ACCEPTED, QUEUED, RECALLED, SENT_ON_PAPER)),
            Map.entry(ACCEPTED, EnumSet.of(REJECTED, ASSIGNED, PROCESSING, COMPLETED, RETRACT_REQUESTED, RECALLED)),
            Map.entry(ASSIGNED, EnumSet.of(PROCESSING, COMPLETED, RETRACT_REQUESTED, RECALLED)),
            Map.entry(PROCESSING, EnumSet.of(COMPLETED, RETRACT_REQUESTED, RECALLED)),
            Map.entry(COMPLETED, EnumSet.of(RECALLED)),
            Map.entry(RETRACT_REQUESTED, EnumSet.of(RETRACTED, RETRACT_REFUSED, RECALLED)),
            Map.entry(RETRACT_REFUSED,
                    EnumSet.of(RETRACT_REQUESTED, ARRIVED, REJECTED, ACCEPTED, ASSIGNED, PROCESSING, COMPLETED,
                            RECALLED)),
            // what was given back may be sent again, as a new version; a recall reaches it, too
            Map.entry(RETRACTED, EnumSet.of(QUEUED, RECALLED)),
            Map.entry(RECALLED, EnumSet.noneOf(DeliveryState.class)),
            Map.entry(CANCELLED, EnumSet.of(QUEUED)),
            Map.entry(SENT_ON_PAPER, EnumSet.of(ARRIVED, REJECTED, ACCEPTED, ASSIGNED, PROCESSING, COMPLETED))));

    /** The states into which a delivery may move from this one. */
    public Set<DeliveryState> next() {
        return Set.copyOf(MOVES.get(this));
    }

    public boolean mayBecome(DeliveryState other) {
        return MOVES.get(this).contains(other);
    }

    /** True for what a receiver reports: it has the document, and this is how far it got. */
    boolean isReceivers() {
        return RECEIVERS.contains(this);
    }

    /** True where the receiver may not have the document, or not any more: nothing of it is handed out. */
    boolean isWithdrawn() {
        return this == CANCELLED || this == RETRACTED || this == RECALLED;
    }

    /** The state that a receiver's report leads to, or empty for a report that is no state of its own. */
    public static Optional<DeliveryState> reportedBy(StatusCode status) {
        return switch (status) {
            case ARRIVED -> Optional.of(ARRIVED);
            case REJECTED -> Optional.of(REJECTED);
            case ACCEPTED -> Optional.of(ACCEPTED);
            case ASSIGNED -> Optional.of(ASSIGNED);
            case PROCESSING -> Optional.of(PROCESSING);
            case COMPLETED -> Optional.of(COMPLETED);
            case RETRACT_REQUESTED -> Optional.of(RETRACT_REQUESTED);
            case RETRACT_ACCEPTED, RETRACT_REFUSED -> Optional.empty();
        };
    }
}
