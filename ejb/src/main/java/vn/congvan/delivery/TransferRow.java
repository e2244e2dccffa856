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

@Entity
@Table(name = "transfer")
class TransferRow {

    @Id
    UUID id;
    @Column(name = "package_id")
    UUID packageId;
    @Enumerated(EnumType.STRING)
    MessageType type;
    @Column(name = "delivery_id")
    UUID deliveryId;
    @Column(name = "sender_id")
    UUID senderId;
    @Column(name = "sender_code")
    String senderCode;
    @Column(name = "recipient_id")
    UUID recipientId;
    @Column(name = "recipient_code")
    String recipientCode;
    @Column(name = "system_id")
    String systemId;
    @Enumerated(EnumType.STRING)
    TransferState state = TransferState.INITIAL;
    @Column(name = "due_at")
    Instant dueAt;
    @Column(name = "listed_at")
    Instant listedAt;
    int attempts;
    @Column(name = "fail_count")
    int failCount;
    @Column(name = "created_at")
    Instant createdAt;
    @Column(name = "updated_at")
    Instant updatedAt;

    /** A transfer of {@code incoming}, recorded as {@code packageId}, to one of its recipients; due at once. */
    static TransferRow of(UUID id, NewPackage incoming, UUID packageId, NewPackage.Party to, Instant now) {
        TransferRow transfer = new TransferRow();
        transfer.id = id;
        transfer.packageId = packageId;
        transfer.type = MessageType.EDOC;
        transfer.senderId = incoming.from().organization().id();
        transfer.senderCode = incoming.from().code().value();
        transfer.recipientId = to.organization().id();
        transfer.recipientCode = to.code().value();
        transfer.dueAt = now;
        transfer.createdAt = now;
        transfer.updatedAt = now;
        return transfer;
    }

    /** It lies ready for {@code system} to fetch. */
    void ready(String system, Instant now) {
        systemId = system;
        dueAt = null;
        listedAt = now;
        updatedAt = now;
    }

    /** It failed and is to be carried once more, from the beginning. */
    void again(Instant now) {
        state = TransferState.INITIAL;
        attempts = 0;
        failCount = 0;
        dueAt = now;
        listedAt = null;
        updatedAt = now;
    }

    /** The recipient has it. */
    void done(Instant now) {
        state = TransferState.DONE;
        dueAt = null;
        listedAt = null;
        updatedAt = now;
    }
}
