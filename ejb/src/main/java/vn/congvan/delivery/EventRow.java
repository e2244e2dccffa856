package vn.congvan.delivery;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

import vn.congvan.document.Protocol;

@Entity
@Immutable
@Table(name = "delivery_event")
class EventRow {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "delivery_event_seq")
    @SequenceGenerator(name = "delivery_event_seq", sequenceName = "delivery_event_seq", allocationSize = 50)
    Long id;
    @Column(name = "delivery_id")
    UUID deliveryId;
    Instant at;
    @Enumerated(EnumType.STRING)
    @Column(name = "from_state")
    DeliveryState fromState;
    @Enumerated(EnumType.STRING)
    @Column(name = "to_state")
    DeliveryState toState;
    String actor;
    @Enumerated(EnumType.STRING)
    Protocol via;
    @Column(name = "status_code")
    String statusCode = "";
    String note = "";
    @Column(name = "package_id")
    UUID packageId;

    EventRow status(String code) {
        statusCode = code;
        return this;
    }

    EventRow note(String text) {
        note = text.length() <= 2000 ? text : text.substring(0, 1999) + "…";
        return this;
    }

    EventRow evidence(UUID evidencePackageId) {
        packageId = evidencePackageId;
        return this;
    }
}
