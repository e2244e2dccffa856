package vn.congvan.signature;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "trust_item")
class TrustItemRow {

    @Id
    String sha256;
    @Enumerated(EnumType.STRING)
    TrustKind kind;
    byte[] der;
    String name;
    String issuer;
    String serial;
    @Column(name = "valid_from")
    Instant validFrom;
    @Column(name = "valid_until")
    Instant validUntil;
    @Column(name = "loaded_at")
    Instant loadedAt;
    @Column(name = "loaded_by")
    String loadedBy;
    @Column(name = "removed_at")
    Instant removedAt;
    @Column(name = "removed_by")
    String removedBy;

    TrustItem item() {
        return new TrustItem(sha256, kind, name, issuer, serial, java.util.Optional.ofNullable(validFrom),
                java.util.Optional.ofNullable(validUntil), loadedAt, loadedBy);
    }
}
