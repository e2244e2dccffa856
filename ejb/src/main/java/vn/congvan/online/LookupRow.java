package vn.congvan.online;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import vn.congvan.signature.RevocationSource;

@Entity
@Table(name = "online_lookup")
class LookupRow {

    @Id
    String key;
    @Enumerated(EnumType.STRING)
    RevocationSource.Kind kind;
    String address;
    byte[] question;
    @Column(name = "wanted_at")
    Instant wantedAt;
    @Column(name = "due_at")
    Instant dueAt;
    @Column(name = "fetched_at")
    Instant fetchedAt;
    @Column(name = "next_update")
    Instant nextUpdate;
    int failures;
    @Column(name = "failed_since")
    Instant failedSince;
    @Column(name = "last_error")
    String lastError;

    RevocationSource source() {
        return new RevocationSource(kind, address, question, "");
    }
}
