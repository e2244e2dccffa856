package vn.congvan.web.axis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import vn.congvan.content.ContentStore;
import vn.congvan.content.ReceivedContent;
import vn.congvan.delivery.Confirmation;
import vn.congvan.delivery.Deliveries;
import vn.congvan.delivery.DeliveryState;
import vn.congvan.delivery.PendingQuery;
import vn.congvan.delivery.PendingTransfer;
import vn.congvan.delivery.SentQuery;
import vn.congvan.delivery.SentRow;
import vn.congvan.delivery.TransferContent;
import vn.congvan.delivery.TransferState;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.MessageType;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Protocol;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.intake.IncomingPackage;
import vn.congvan.intake.Intake;
import vn.congvan.intake.IntakeAnswer;
import vn.congvan.receipt.Receipts;
import vn.congvan.server.NodeSettings;

/** The operations that send, list, fetch and confirm packages. */
@Dependent
class PackageOperations {

    private static final String SERVICE = "eDoc";
    private static final String HASH_FILE = "hash-file";
    private static final int SENT_ROWS = 1000;

    private final Intake intake;
    private final Deliveries deliveries;
    private final ContentStore content;
    private final NodeSettings node;
    private final Receipts receipts;

    @Inject
    PackageOperations(Intake intake, Deliveries deliveries, ContentStore content, NodeSettings node,
            Receipts receipts) {
        this.intake = intake;
        this.deliveries = deliveries;
        this.content = content;
        this.node = node;
        this.receipts = receipts;
    }

    Outcome send(Call call) throws IOException {
        AxisParameters parameters = call.parameters();
        Optional<String> service = parameters.find("servicetype").filter(s -> !s.equalsIgnoreCase(SERVICE));
        if (service.isPresent()) {
            return Outcome.Refused.because(invalid("servicetype", service.get()));
        }
        Optional<MessageType> type = messageType(parameters);
        // a status goes to whom it answers; a `to` beside it is one that an earlier send left in the client's headers
        List<OrganizationCode> to = type.filter(MessageType.STATUS::equals).isPresent()
                ? List.of()
                : parameters.find("to").map(Recipients::parse).orElse(List.of());
        Optional<OrganizationCode> from = sender(parameters);
        String hash = fileHash(parameters);
        PackageBody body = PackageBody.of(call.request(), node.maxPackageBytes());
        try (ReceivedContent received = content.begin()) {
            body.receive(hash, received);
            IntakeAnswer answer = intake
                    .receive(new IncomingPackage(call.caller(), Protocol.AXIS, from, to, type, received));
            if (answer instanceof IntakeAnswer.Accepted accepted) {
                return Outcome.Done.with(json -> json.field("DocId", accepted.packageId().toString()).field("docId",
                        accepted.packageId().toString()));
            }
            IntakeAnswer.Refused refused = (IntakeAnswer.Refused) answer;
            return new Outcome.Refused(refused.refusal(), refused.recipients(), refused.documentId());
        }
    }

    /**
     * What waits for the caller. {@code status}, {@code from}, {@code to} and {@code docId} are ignored: nothing tells one
     * that is meant from one that an earlier call left in the client's headers, and a filter that was not meant would hide
     * documents.
     */
    Outcome received(Call call) {
        AxisParameters parameters = call.parameters();
        int size = number(parameters, "pageSize", PendingQuery.MAX);
        int page = number(parameters, "pageIndex", 1);
        // some count pages from 0, some from 1; who counts from 0 gets the first page twice and misses nothing
        int offset = (int) Math.min(Integer.MAX_VALUE, Math.max(0L, page - 1L) * Math.min(size, PendingQuery.MAX));
        List<PendingTransfer> waiting = deliveries.pending(call.caller(),
                new PendingQuery(messageType(parameters).orElse(MessageType.EDOC), from(parameters), to(parameters),
                        size,
                        offset));
        return Outcome.Done.list(json -> {
            json.beginRows("data");
            for (PendingTransfer transfer : waiting) {
                json.beginRow();
                // the .NET SDK reads the second spellings; the Java SDK skips them
                json.field("docId", transfer.id().toString()).field("DocId", transfer.id().toString());
                json.field("serviceType", SERVICE).field("servicetype", SERVICE);
                json.field("messageType", transfer.type().wire()).field("messagetype", transfer.type().wire());
                json.field("created_time", ClientClock.row(transfer.createdAt()));
                json.field("updated_time", ClientClock.row(transfer.updatedAt()));
                json.field("from", transfer.from().value()).field("to", transfer.to().value());
                json.field("status", transfer.state().wire()).field("status_desc", words(transfer.state()));
                json.endRow();
            }
            json.endRows();
        });
    }

    /** Fetches a package as text: in base64, inside the answer. */
    Outcome fetch(Call call) throws IOException {
        return fetched(call, transfer -> {
            return Outcome.Done.with(json -> {
                try (InputStream bytes = content.open(transfer.sha256()); OutputStream data = json.base64("data")) {
                    Utf8Rendering.copy(bytes, transfer.encoding(), data);
                }
            });
        });
    }

    /** Fetches a package as the bytes that its sender sent. */
    Outcome download(Call call) throws IOException {
        return fetched(call, transfer -> new Outcome.File(transfer.sha256(), transfer.size()));
    }

    Outcome updateStatus(Call call) {
        AxisParameters parameters = call.parameters();
        String word = parameters.require("status");
        Optional<TransferState> outcome = TransferState.parse(word).filter(s -> s != TransferState.INITIAL);
        if (outcome.isEmpty()) {
            return Outcome.Refused.because(invalid("status", word));
        }
        Optional<String> packet = parameters
                .packetToConfirm(id -> deliveries.transferState(call.caller(), id));
        if (packet.isEmpty()) {
            return Outcome.Refused.because(Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, "docId"));
        }
        Optional<UUID> id = AxisParameters.uuid(packet.get());
        if (id.isEmpty()) {
            return Outcome.Refused.because(unknown(packet.get()));
        }
        // a description goes with `fail`; beside anything else it is a left-over
        String description = outcome.get() == TransferState.FAIL ? parameters.find("description").orElse("") : "";
        Confirmation confirmation = deliveries.confirm(call.caller(), id.get(), outcome.get(), description,
                Protocol.AXIS);
        return confirmation instanceof Confirmation.Refused refused
                ? Outcome.Refused.because(refused.refusal())
                : Outcome.Done.plain();
    }

    /** The signed receipt for a package that the caller sent; {@code docId} as sendEdoc answered it. */
    Outcome receipt(Call call) {
        Optional<String> asked = call.parameters().packet();
        if (asked.isEmpty()) {
            return Outcome.Refused.because(Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, "docId"));
        }
        Optional<UUID> id = asked.flatMap(AxisParameters::uuid);
        if (id.isEmpty()) {
            return Outcome.Refused.because(Refusal.of(ErrorCode.PACKAGE_UNKNOWN, asked.get()));
        }
        String receipt = receipts.receipt(call.caller(), id.get());
        return Outcome.Done.with(json -> json.field("data", receipt));
    }

    /** The caller's sends, one row per receiver. A {@code docId} that is none of them is a left-over and ignored. */
    Outcome sent(Call call) {
        AxisParameters parameters = call.parameters();
        Optional<UUID> one = parameters.packet().flatMap(AxisParameters::uuid)
                .filter(id -> deliveries.isSentBy(call.caller(), id));
        SentQuery query = new SentQuery(messageType(parameters).orElse(MessageType.EDOC), one, from(parameters),
                to(parameters), Optional.empty(), SENT_ROWS);
        return Outcome.Done.list(json -> {
            json.beginRows("data");
            List<SentRow> rows = deliveries.sent(call.caller(), query);
            writeSent(json, rows);
            // of one send all receivers, however many; of all sends the newest, and with the last of them what was sent in
            // the same second: from there on the caller asks with toDate, which names no less than a second
            while (rows.size() == SENT_ROWS) {
                SentRow last = rows.get(SENT_ROWS - 1);
                Instant second = last.sentAt().truncatedTo(ChronoUnit.SECONDS);
                rows = deliveries.sent(call.caller(), query.after(last.transferId()));
                writeSent(json, rows.stream()
                        .takeWhile(row -> one.isPresent() || !row.sentAt().isBefore(second)).toList());
                if (one.isEmpty() && !rows.isEmpty() && rows.get(rows.size() - 1).sentAt().isBefore(second)) {
                    break;
                }
            }
            json.endRows();
        });
    }

    private static void writeSent(JsonAnswer json, List<SentRow> rows) throws IOException {
        for (SentRow row : rows) {
            json.beginRow();
            json.field("serviceType", SERVICE).field("messageType", row.type().wire());
            json.field("senderDocId", row.packageId().toString());
            json.field("receiverDocId", row.transferId().toString());
            json.field("fromCode", row.from().value()).field("toCode", row.to().value());
            json.field("title", row.subject()).field("notation", row.documentCode());
            json.field("sentTime", ClientClock.row(row.sentAt()));
            json.field("receivedTime", row.receivedAt().map(ClientClock::row).orElse(""));
            json.field("sendStatus", row.transferState().wire());
            json.field("sendStatusDesc", words(row.transferState()));
            Optional<Reported> reported = row.deliveryState().flatMap(PackageOperations::reported);
            json.field("receiveStatus", reported.map(Reported::code).orElse(row.transferState().wire()));
            json.field("receiveStatusDesc", reported.map(Reported::words).orElse(words(row.transferState())));
            json.endRow();
        }
    }

    Outcome count(Call call, MessageType type) {
        long count = deliveries.countPending(call.caller(), type);
        return Outcome.Done.with(json -> json.field("count", count));
    }

    /** What one does with a package that may be fetched. */
    private interface Use {
        Outcome of(TransferContent transfer);
    }

    private Outcome fetched(Call call, Use use) throws IOException {
        String packet = call.parameters().packet().orElse("");
        if (packet.isEmpty()) {
            return Outcome.Refused.because(Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, "docId"));
        }
        Optional<TransferContent> transfer = AxisParameters.uuid(packet)
                .flatMap(id -> deliveries.look(call.caller(), id));
        if (transfer.isEmpty()) {
            return Outcome.Refused.because(unknown(packet));
        }
        // asked before the answer begins, while it can still become a failure that leaves no trace
        content.size(transfer.get().sha256());
        Outcome outcome = use.of(transfer.get());
        deliveries.fetch(call.caller(), transfer.get().transferId(), Protocol.AXIS);
        return outcome;
    }

    /** The document status that the receiver has reported, as clients write it; empty while it has reported none. */
    private static Optional<Reported> reported(DeliveryState state) {
        return switch (state) {
            case QUEUED, SENDING, SENT, SEND_FAILED, CANCELLED, SENT_ON_PAPER, RECALLED -> Optional.empty();
            case ARRIVED -> Optional.of(new Reported("01", "Đã đến"));
            case REJECTED -> Optional.of(new Reported("02", "Từ chối tiếp nhận"));
            case ACCEPTED -> Optional.of(new Reported("03", "Đã tiếp nhận"));
            case ASSIGNED -> Optional.of(new Reported("04", "Đã phân công"));
            case PROCESSING -> Optional.of(new Reported("05", "Đang xử lý"));
            case COMPLETED -> Optional.of(new Reported("06", "Hoàn thành"));
            case RETRACT_REQUESTED -> Optional.of(new Reported("13", "Yêu cầu lấy lại"));
            case RETRACTED -> Optional.of(new Reported("15", "Đồng ý lấy lại"));
            case RETRACT_REFUSED -> Optional.of(new Reported("16", "Từ chối lấy lại"));
        };
    }

    private record Reported(String code, String words) {}

    private static String words(TransferState state) {
        return switch (state) {
            case INITIAL -> "Chờ nhận";
            case PROCESSING -> "Đã lấy, đang xử lý";
            case DONE -> "Đã nhận thành công";
            case FAIL -> "Nhận lỗi";
        };
    }

    private static Optional<OrganizationCode> sender(AxisParameters parameters) {
        Optional<String> from = parameters.find("from");
        Optional<OrganizationCode> code = from.flatMap(OrganizationCode::parse);
        if (from.isPresent() && code.isEmpty()) {
            throw new RefusedException(invalid("from", from.get()));
        }
        return code;
    }

    private static Optional<MessageType> messageType(AxisParameters parameters) {
        Optional<String> word = parameters.find("messagetype");
        Optional<MessageType> type = word.flatMap(MessageType::parse);
        if (word.isPresent() && type.isEmpty()) {
            throw new RefusedException(invalid("messagetype", word.get()));
        }
        return type;
    }

    /**
     * The hash as signed, and nothing else: it alone binds the body to the signature. The header beside it can be written by
     * anybody who has seen one signed request of the caller's.
     */
    static String fileHash(AxisParameters parameters) {
        return parameters.require(HASH_FILE);
    }

    private static Optional<Instant> from(AxisParameters parameters) {
        return parameters.find("fromDate").map(text -> ClientClock.from("fromDate", text));
    }

    private static Optional<Instant> to(AxisParameters parameters) {
        return parameters.find("toDate").map(text -> ClientClock.to("toDate", text));
    }

    /** A whole number from 0; who writes nothing or something else gets {@code otherwise}. */
    private static int number(AxisParameters parameters, String name, int otherwise) {
        return parameters.find(name).filter(text -> text.matches("\\d{1,9}")).map(Integer::valueOf).orElse(otherwise);
    }

    private static Refusal invalid(String parameter, String value) {
        return Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, parameter, SignedHeader.printable(value));
    }

    private static Refusal unknown(String packet) {
        return Refusal.of(ErrorCode.TRANSFER_UNKNOWN, SignedHeader.printable(packet));
    }
}
