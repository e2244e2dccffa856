package vn.congvan.delivery;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import vn.congvan.document.MessageType;
import vn.congvan.document.Protocol;

@Entity
@Table(name = "package")
class PackageRow {

    @Id
    UUID id;
    @Enumerated(EnumType.STRING)
    MessageType type;
    @Column(name = "content_sha256")
    String sha256;
    long size;
    String encoding;
    Short kind;
    String reason = "";
    @Enumerated(EnumType.STRING)
    Protocol via;
    @Column(name = "system_id")
    String systemId;
    @Column(name = "from_id")
    UUID fromId;
    @Column(name = "document_id")
    UUID documentId;
    @Column(name = "repeats_package_id")
    UUID repeatsPackageId;
    @Column(name = "received_at")
    Instant receivedAt;
    String correlation;
    @Column(name = "files_due_at")
    Instant filesDueAt;
    @Column(name = "files_attempts")
    int filesAttempts;
    @Column(name = "receipt_due_at")
    Instant receiptDueAt;
}
