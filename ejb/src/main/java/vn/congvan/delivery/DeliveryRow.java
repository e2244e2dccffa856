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
        } else if (to == DeliveryState.ARRIVED) {
            arrivedAt = at;
        }
        return event;
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
