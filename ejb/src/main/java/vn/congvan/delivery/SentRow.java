package vn.congvan.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import vn.congvan.document.MessageType;
import vn.congvan.document.OrganizationCode;

/**
 * One package at one recipient, as its sender sees it.
 *
 * @param packageId the id that the send was answered with
 * @param transferId the id that the recipient's system knows
 * @param deliveryState where the document stands at this recipient; empty for a status package
 */
public record SentRow(UUID packageId, UUID transferId, MessageType type, OrganizationCode from, OrganizationCode to,
        String documentId, String documentCode, String subject, Instant sentAt, Optional<Instant> receivedAt,
        TransferState transferState, Optional<DeliveryState> deliveryState) {}
