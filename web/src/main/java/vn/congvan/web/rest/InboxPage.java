package vn.congvan.web.rest;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import vn.congvan.delivery.PendingTransfer;
import vn.congvan.delivery.TransferState;

/** @param nextOffset where the next page begins; {@code null}, and so absent, on the last */
@Schema(name = "InboxPage")
public record InboxPage(@Schema(required = true) List<Item> items,
        @Schema(description = "Where the next page begins, if nothing is confirmed meanwhile; absent on the last") Integer nextOffset)
        implements
            Representation {

    /** A package that waits. */
    @Schema(name = "InboxItem")
    public record Item(
            @Schema(required = true, description = "With which to fetch and confirm") UUID transferId,
            @Schema(required = true, enumeration = {"edoc", "status"}) String type,
            @Schema(required = true, description = "Code of the sender") String from,
            @Schema(required = true, description = "Code of the recipient") String to,
            @Schema(required = true, ref = "TransferState") TransferState state,
            @Schema(required = true) Instant createdAt,
            @Schema(required = true) Instant updatedAt,
            @Schema(required = true, description = "Bytes of the package") long size,
            @Schema(required = true, description = "Mã định danh văn bản it carries or reports on") String documentId,
            @Schema(required = true, description = "Số/ký hiệu") String documentCode,
            @Schema(required = true, description = "Trích yếu; empty for a status") String subject,
            @Schema(description = "What a status package says; absent for a document") Status status){}

    /** What a status package says. */
    @Schema(name = "StatusReport")
    public record Status(
            @Schema(required = true, description = "01 … 16; as it came where it is none of them", examples = "03") String code,
            @Schema(required = true) String description,
            @Schema(description = "When it happened, as the reporter says; absent when that could not be read") Instant reportedAt) {}

    static InboxPage of(List<PendingTransfer> page, Integer nextOffset) {
        return new InboxPage(page.stream().map(InboxPage::item).toList(), nextOffset);
    }

    private static Item item(PendingTransfer t) {
        return new Item(t.id(), t.type().wire(), t.from().value(), t.to().value(), t.state(), t.createdAt(),
                t.updatedAt(), t.size(), t.documentId(), t.documentCode(), t.subject(),
                t.status().map(s -> new Status(s.code(), s.description(), s.reportedAt().orElse(null))).orElse(null));
    }
}
