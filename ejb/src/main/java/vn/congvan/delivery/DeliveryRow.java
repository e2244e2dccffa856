package vn.congvan.delivery;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import vn.congvan.document.Protocol;

@Entity
@Table(name = "delivery")
class DeliveryRow {

    @Id
    UUID id;
    @Column(name = "document_id")
    UUID documentId;
    @Column(name = "package_id")
    UUID packageId;
    @Column(name = "sender_id")
    UUID senderId;
    @Column(name = "sender_code")
    String senderCode;
    @Column(name = "recipient_id")
    UUID recipientId;
    @Column(name = "recipient_code")
    String recipientCode;
    @Enumerated(EnumType.STRING)
    DeliveryState state;
    /** How far the receiver got, whatever the sender asks meanwhile; {@code null} while it has not said anything. */
    @Enumerated(EnumType.STRING)
    @Column(name = "receiver_state")
    DeliveryState receiverState;
    @Column(name = "recall_package_id")
    UUID recallPackageId;
    @Column(name = "reported_at")
    Instant reportedAt;
    int attempts;
    @Column(name = "last_error")
    String lastError = "";
    @Column(name = "created_at")
    Instant createdAt;
    @Column(name = "sent_at")
    Instant sentAt;
    @Column(name = "arrived_at")
    Instant arrivedAt;
    @Column(name = "updated_at")
    Instant updatedAt;

    /** Moves along the machine and returns the line that says so. The one place in Java where a state changes. */
    EventRow move(DeliveryState to, Instant at, String actor, Protocol via) {
        if (!state.mayBecome(to)) {
            throw new IllegalStateException("delivery " + id + " cannot move from " + state + " to " + to);
        }
        EventRow event = remark(at, actor, via);
        event.toState = to;
        state = to;
        updatedAt = at;
        if (to == DeliveryState.SENT) {
            sentAt = at;
        } else if (to == DeliveryState.QUEUED) {
            // on its way once more, and nobody has said anything about that
            sentAt = null;
            arrivedAt = null;
            receiverState = null;
            reportedAt = null;
            lastError = "";
        } else if (to.isReceivers()) {
            reported(to, at);
        }
        return event;
    }

    /** The receiver got that far; who got further than arrived has it, too. */
    void reported(DeliveryState to, Instant at) {
        receiverState = to;
        if (arrivedAt == null) {
            arrivedAt = at;
        }
    }

    /** Whether this report takes the receiver further than what it said before. */
    boolean isNews(DeliveryState report) {
        return receiverState == null || receiverState.mayBecome(report);
    }

    /** Whether it has arrived and nobody at the recipient has taken it on or given it back yet. */
    boolean isWaiting() {
        return receiverState == DeliveryState.ARRIVED && state.mayBecome(DeliveryState.ACCEPTED) && isHandedOut();
    }

    /** Whether its document may be handed out to the recipient. */
    boolean isHandedOut() {
        return !state.isWithdrawn() && recallPackageId == null;
    }

    /** A line of history that leaves the state as it is. */
    EventRow remark(Instant at, String actor, Protocol via) {
        EventRow event = new EventRow();
        event.deliveryId = id;
        event.at = at;
        event.fromState = state;
        event.toState = state;
        event.actor = actor;
        event.via = via;
        return event;
    }
}
