package vn.congvan.receipt;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "receipt")
class ReceiptRow {

    @Id
    UUID id;
    @Column(name = "package_id")
    UUID packageId;
    @Column(name = "accepted_at")
    Instant acceptedAt;
    @Column(name = "made_at")
    Instant madeAt;
    String signed;
}
