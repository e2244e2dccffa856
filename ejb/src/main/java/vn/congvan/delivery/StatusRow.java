package vn.congvan.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "status_report")
class StatusRow {

    /** What a report did to the delivery. */
    enum Effect {
        MOVED,
        EVIDENCE,
        UNMATCHED,
        UNKNOWN
    }

    @Id
    UUID id;
    @Column(name = "package_id")
    UUID packageId;
    @Column(name = "delivery_id")
    UUID deliveryId;
    String code;
    @Column(name = "from_id")
    UUID fromId;
    @Column(name = "from_code")
    String fromCode;
    @Column(name = "to_id")
    UUID toId;
    @Column(name = "to_code")
    String toCode;
    @Column(name = "document_identity")
    String documentIdentity = "";
    @Column(name = "document_code")
    String documentCode = "";
    @Column(name = "issue_date")
    LocalDate issueDate;
    String description = "";
    String staff = "";
    @Column(name = "reported_at")
    Instant reportedAt;
    @Column(name = "received_at")
    Instant receivedAt;
    @Enumerated(EnumType.STRING)
    Effect effect;
    @Column(name = "due_at")
    Instant dueAt;
    int attempts;
    @Column(name = "last_error")
    String lastError = "";
}
