package vn.congvan.signature;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "file_verdict")
class FileVerdictRow {

    @Id
    UUID id;
    @Column(name = "file_sha256")
    String sha256;
    @Column(name = "policy_version")
    String policyVersion;
    @Column(name = "trust_epoch")
    String trustEpoch;
    @Column(name = "judged_for")
    Instant judgedFor;
    @Column(name = "judged_at")
    Instant judgedAt;
    @Column(name = "stands_from")
    Instant standsFrom;
    @Column(name = "stands_until")
    Instant standsUntil;
    String state;
    String reason;
    @JdbcTypeCode(SqlTypes.JSON)
    String report;
}
