package vn.congvan.register;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "incoming_entry_delivery")
class EntryDeliveryRow {

    @Id
    @Column(name = "delivery_id")
    UUID deliveryId;
    @Column(name = "entry_id")
    UUID entryId;
    @Column(name = "linked_at")
    Instant linkedAt;
    @Column(name = "linked_by")
    String linkedBy;
}
