package vn.congvan.web.soap;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.activation.DataHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jws.WebService;

import org.jboss.logging.Logger;

import org.jvnet.mimepull.MIMEParsingException;

import com.sun.xml.ws.developer.StreamingDataHandler;

import vn.congvan.content.ContentStore;
import vn.congvan.content.ReceivedContent;
import vn.congvan.delivery.Confirmation;
import vn.congvan.delivery.Deliveries;
import vn.congvan.delivery.DeliveryQuery;
import vn.congvan.delivery.DeliveryState;
import vn.congvan.delivery.PendingQuery;
import vn.congvan.delivery.TransferContent;
import vn.congvan.delivery.TransferState;
import vn.congvan.document.DocumentId;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.MessageType;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Protocol;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.edxml.EdxmlCodec;
import vn.congvan.edxml.EdxmlStatus;
import vn.congvan.edxml.Party;
import vn.congvan.intake.IncomingPackage;
import vn.congvan.intake.Intake;
import vn.congvan.intake.IntakeAnswer;
import vn.congvan.organization.Organization;
import vn.congvan.organization.OrganizationDirectory;
import vn.congvan.receipt.Receipts;
import vn.congvan.wsdl.ConfirmReceived;
import vn.congvan.wsdl.ConfirmReceivedResponse;
import vn.congvan.wsdl.Exchange;
import vn.congvan.wsdl.ExchangeFault;
import vn.congvan.wsdl.ExchangeRefused;
import vn.congvan.wsdl.GetDeliveries;
import vn.congvan.wsdl.GetDeliveriesResponse;
import vn.congvan.wsdl.GetDocument;
import vn.congvan.wsdl.GetDocumentResponse;
import vn.congvan.wsdl.GetOrganizations;
import vn.congvan.wsdl.GetOrganizationsResponse;
import vn.congvan.wsdl.GetPendingDocumentIds;
import vn.congvan.wsdl.GetPendingDocumentIdsResponse;
import vn.congvan.wsdl.GetPendingStatuses;
import vn.congvan.wsdl.GetPendingStatusesResponse;
import vn.congvan.wsdl.GetReceipt;
import vn.congvan.wsdl.GetReceiptResponse;
import vn.congvan.wsdl.SendDocument;
import vn.congvan.wsdl.SendDocumentResponse;
import vn.congvan.wsdl.SendStatus;
import vn.congvan.wsdl.SendStatusResponse;
import vn.congvan.wsdl.Staff;
import vn.congvan.wsdl.Status;

/**
 * The operations of the contract. What arrives here was checked against the schema; who calls stands in the
 * {@link Conversation}. Every refusal is noted there and thrown, and {@link ExchangeServlet} writes it.
 */
@ApplicationScoped
@WebService(endpointInterface = "vn.congvan.wsdl.Exchange", targetNamespace = ContractCheck.NAMESPACE, serviceName = "ExchangeService")
public class ExchangeEndpoint implements Exchange {

    private static final Logger LOG = Logger.getLogger(ExchangeEndpoint.class);
    private static final int DEFAULT_LIMIT = 100;
    /** edXML writes local time of Vietnam without saying so. */
    private static final ZoneId EDXML_ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    @Inject
    ContentStore contents;
    @Inject
    Intake intake;
    @Inject
    Deliveries deliveries;
    @Inject
    OrganizationDirectory directory;
    @Inject
    EdxmlCodec codec;
    @Inject
    Receipts receipts;

    /** One operation; what it throws ends as a fault. */
    private interface Operation<T> {
        T answer(Conversation conversation) throws IOException;
    }

    private static <T> T answer(Operation<T> operation) throws ExchangeRefused {
        Conversation conversation = Conversation.required();
        try {
            return operation.answer(conversation);
        } catch (RefusedException e) {
            conversation.refuse(e.refusal());
        } catch (IOException | RuntimeException e) {
            // a body that broke off has been noted where it was read
            if (conversation.refusal().isEmpty()) {
                LOG.errorf(e, "The SOAP operation %s failed", conversation.operation());
                conversation.refuse(ErrorCode.INTERNAL, conversation.correlation());
            }
        }
        throw new ExchangeRefused(conversation.refusal().orElseThrow().code().name(), new ExchangeFault());
    }

    @Override
    public SendDocumentResponse sendDocument(SendDocument request) throws ExchangeRefused {
        return answer(conversation -> {
            Optional<OrganizationCode> from = Optional.ofNullable(request.getSender()).map(OrganizationCode::new);
            List<OrganizationCode> to = request.getRecipient().stream().map(OrganizationCode::new).toList();
            try (ReceivedContent content = receive(conversation, request.getPackage())) {
                return Answers.document(take(conversation, from, to, MessageType.EDOC, content));
            }
        });
    }

    @Override
    public SendStatusResponse sendStatus(SendStatus request) throws ExchangeRefused {
        return answer(conversation -> {
            try (ReceivedContent content = request.getStatus() == null
                    ? receive(conversation, request.getPackage())
                    : write(request.getStatus())) {
                return Answers
                        .status(take(conversation, Optional.empty(), List.of(), MessageType.STATUS, content));
            }
        });
    }

    private IntakeAnswer.Accepted take(Conversation conversation, Optional<OrganizationCode> from,
            List<OrganizationCode> to, MessageType type, ReceivedContent content) throws IOException {
        IntakeAnswer answer = intake.receive(new IncomingPackage(conversation.caller(), Protocol.SOAP, from, to,
                Optional.of(type), content));
        if (answer instanceof IntakeAnswer.Refused refused) {
            conversation.refuse(refused);
            throw new RefusedException(refused.refusal());
        }
        return (IntakeAnswer.Accepted) answer;
    }

    /** Metro hands an attachment over as a stream that can be read once, inline content as bytes in memory. */
    private ReceivedContent receive(Conversation conversation, DataHandler handler) throws IOException {
        try (InputStream in = open(conversation, handler)) {
            ReceivedContent content = contents.receive(in);
            if (content.size() == 0) {
                content.close();
                throw new RefusedException(Refusal.of(ErrorCode.BODY_EMPTY));
            }
            if (!(handler instanceof StreamingDataHandler) && content.size() > HardenedXml.MAX_INLINE) {
                content.close();
                throw new RefusedException(Refusal.of(ErrorCode.INLINE_TOO_LARGE, HardenedXml.MAX_INLINE));
            }
            return content;
        } catch (MIMEParsingException e) {
            throw brokenMime(conversation, e);
        }
    }

    private static InputStream open(Conversation conversation, DataHandler handler) throws IOException {
        if (!(handler instanceof StreamingDataHandler streaming)) {
            return handler.getInputStream();
        }
        try {
            return streaming.readOnce();
        } catch (IOException e) {
            // nothing was read yet: the attachment to which the envelope refers is not there
            throw brokenMime(conversation, e);
        }
    }

    private static IOException brokenMime(Conversation conversation, Exception e) {
        conversation.refuse(ErrorCode.REQUEST_MALFORMED, "MIME");
        return new IOException("the attachment cannot be read", e);
    }

    private ReceivedContent write(Status status) throws IOException {
        OrganizationCode from = new OrganizationCode(status.getFrom());
        EdxmlStatus.Builder edxml = EdxmlStatus.builder()
                .from(Party.of(from, directory.find(from).map(Organization::name).orElse("")))
                .responseForOrganId(status.getAddressee()).responseForCode(status.getCode())
                .responseForDate(status.getIssueDate()).responseForDocumentId(status.getDocumentId())
                .statusCodeText(status.getStatusCode()).description(text(status.getDescription()))
                .timestamp(LocalDateTime.ofInstant(status.getTimestamp(), EDXML_ZONE));
        Staff staff = status.getStaff();
        if (staff != null) {
            edxml.staff(new vn.congvan.edxml.Staff(text(staff.getDepartment()), text(staff.getDepartmentId()),
                    text(staff.getName()), text(staff.getId()), text(staff.getEmail()), text(staff.getMobile())));
        }
        EdxmlStatus ready = edxml.build();
        List<Refusal> objections = codec.objections(ready);
        if (!objections.isEmpty()) {
            throw new RefusedException(objections.get(0));
        }
        ReceivedContent content = contents.begin();
        try {
            codec.write(ready, content);
            return content;
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        }
    }

    private static String text(String optional) {
        return optional == null ? "" : optional;
    }

    @Override
    public GetPendingDocumentIdsResponse getPendingDocumentIds(GetPendingDocumentIds request) throws ExchangeRefused {
        return answer(conversation -> {
            GetPendingDocumentIdsResponse answer = new GetPendingDocumentIdsResponse();
            deliveries
                    .pending(conversation.caller(),
                            pending(MessageType.EDOC, request.getFrom(), request.getTo(), request.getLimit()))
                    .forEach(transfer -> answer.getDocument().add(Answers.pendingDocument(transfer)));
            return answer;
        });
    }

    @Override
    public GetPendingStatusesResponse getPendingStatuses(GetPendingStatuses request) throws ExchangeRefused {
        return answer(conversation -> {
            GetPendingStatusesResponse answer = new GetPendingStatusesResponse();
            deliveries
                    .pending(conversation.caller(),
                            pending(MessageType.STATUS, request.getFrom(), request.getTo(), request.getLimit()))
                    .forEach(transfer -> answer.getStatus().add(Answers.pendingStatus(transfer)));
            return answer;
        });
    }

    private static PendingQuery pending(MessageType type, Instant from, Instant to, Integer limit) {
        return new PendingQuery(type, Optional.ofNullable(from), Optional.ofNullable(to), limit(limit), 0);
    }

    private static int limit(Integer asked) {
        return asked == null ? DEFAULT_LIMIT : asked;
    }

    @Override
    public GetDocumentResponse getDocument(GetDocument request) throws ExchangeRefused {
        return answer(conversation -> {
            UUID id = UUID.fromString(request.getTransferId());
            Supplier<RefusedException> unknown = () -> new RefusedException(
                    Refusal.of(ErrorCode.TRANSFER_UNKNOWN, id));
            // looked at first: what is refused leaves no trace
            TransferContent found = deliveries.look(conversation.caller(), id).orElseThrow(unknown);
            if (!conversation.answersWithAttachment()) {
                if (found.size() > HardenedXml.MAX_INLINE) {
                    throw new RefusedException(Refusal.of(ErrorCode.INLINE_TOO_LARGE, HardenedXml.MAX_INLINE));
                }
                if (found.size() > InlineBudget.FREE) {
                    conversation.share().take(found.size());
                }
            }
            // a row that points to missing bytes shows here, not in the middle of the answer
            contents.size(found.sha256());
            deliveries.fetch(conversation.caller(), id, Protocol.SOAP).orElseThrow(unknown);
            GetDocumentResponse answer = new GetDocumentResponse();
            answer.setTransferId(found.transferId().toString());
            answer.setMessageType(vn.congvan.wsdl.MessageType.fromValue(found.type().name()));
            answer.setSha256(found.sha256().hex());
            answer.setSize(found.size());
            answer.setEncoding(found.encoding());
            answer.setPackage(new DataHandler(new StoredPackage(contents, found.sha256())));
            return answer;
        });
    }

    @Override
    public ConfirmReceivedResponse confirmReceived(ConfirmReceived request) throws ExchangeRefused {
        return answer(conversation -> {
            Confirmation confirmation = deliveries.confirm(conversation.caller(),
                    UUID.fromString(request.getTransferId()), TransferState.valueOf(request.getOutcome().name()),
                    text(request.getDescription()), Protocol.SOAP);
            if (confirmation instanceof Confirmation.Refused refused) {
                throw new RefusedException(refused.refusal());
            }
            ConfirmReceivedResponse answer = new ConfirmReceivedResponse();
            answer.setState(vn.congvan.wsdl.TransferState
                    .fromValue(((Confirmation.Recorded) confirmation).state().name()));
            return answer;
        });
    }

    @Override
    public GetDeliveriesResponse getDeliveries(GetDeliveries request) throws ExchangeRefused {
        return answer(conversation -> {
            DeliveryQuery query = new DeliveryQuery(
                    Optional.ofNullable(request.getDocumentId()).flatMap(DocumentId::parse),
                    Optional.ofNullable(request.getPackageId()).map(UUID::fromString),
                    Optional.ofNullable(request.getState()).map(state -> DeliveryState.valueOf(state.name())),
                    Optional.ofNullable(request.getAfter()).map(UUID::fromString), limit(request.getLimit()));
            GetDeliveriesResponse answer = new GetDeliveriesResponse();
            deliveries.deliveries(conversation.caller(), query)
                    .forEach(view -> answer.getDelivery().add(Answers.delivery(view)));
            return answer;
        });
    }

    @Override
    public GetReceiptResponse getReceipt(GetReceipt request) throws ExchangeRefused {
        return answer(conversation -> {
            GetReceiptResponse answer = new GetReceiptResponse();
            answer.setReceipt(receipts.receipt(conversation.caller(), UUID.fromString(request.getPackageId())));
            return answer;
        });
    }

    @Override
    public GetOrganizationsResponse getOrganizations(GetOrganizations request) throws ExchangeRefused {
        return answer(conversation -> {
            GetOrganizationsResponse answer = new GetOrganizationsResponse();
            Map<UUID, Optional<OrganizationCode>> parents = new HashMap<>();
            directory
                    .search(text(request.getText()),
                            Optional.ofNullable(request.getAfter()).map(OrganizationCode::new),
                            limit(request.getLimit()))
                    .forEach(found -> answer.getOrganization()
                            .add(Answers.organization(found, found.parent().flatMap(id -> parents
                                    .computeIfAbsent(id, key -> directory.byId(key).map(Organization::code))))));
            return answer;
        });
    }
}
