package vn.congvan.signature;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "trust_change")
class TrustChangeRow {

    @Id
    UUID id;
    Instant at;
    @Enumerated(EnumType.STRING)
    TrustChange.Act act;
    String sha256;
    @Column(name = "done_by")
    String by;
    String reason;
}
