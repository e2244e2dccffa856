package vn.congvan.web.soap;

import java.util.Optional;

import vn.congvan.delivery.DeliveryView;
import vn.congvan.delivery.PendingTransfer;
import vn.congvan.document.OrganizationCode;
import vn.congvan.intake.IntakeAnswer;
import vn.congvan.wsdl.AcceptedDelivery;
import vn.congvan.wsdl.Delivery;
import vn.congvan.wsdl.DeliveryEvent;
import vn.congvan.wsdl.DeliveryState;
import vn.congvan.wsdl.Line;
import vn.congvan.wsdl.Organization;
import vn.congvan.wsdl.PendingDocument;
import vn.congvan.wsdl.PendingStatus;
import vn.congvan.wsdl.SendDocumentResponse;
import vn.congvan.wsdl.SendStatusResponse;
import vn.congvan.wsdl.TransferState;
import vn.congvan.wsdl.Urgency;
import vn.congvan.web.body.XmlCharacters;

/**
 * What the rooms say, in the contract's words. Texts are made {@link XmlCharacters#readable readable} once more: one
 * character that XML has no place for would break the whole answer of a system that has nothing to do with it.
 */
final class Answers {

    private Answers() {}

    static SendDocumentResponse document(IntakeAnswer.Accepted accepted) {
        SendDocumentResponse answer = new SendDocumentResponse();
        answer.setPackageId(accepted.packageId().toString());
        answer.setRepeated(accepted.repeated());
        answer.setSha256(accepted.sha256().hex());
        answer.setSize(accepted.size());
        accepted.deliveries().forEach(each -> {
            AcceptedDelivery delivery = new AcceptedDelivery();
            delivery.setDeliveryId(each.deliveryId().toString());
            delivery.setRecipient(each.to().value());
            answer.getDelivery().add(delivery);
        });
        return answer;
    }

    static SendStatusResponse status(IntakeAnswer.Accepted accepted) {
        SendStatusResponse answer = new SendStatusResponse();
        answer.setPackageId(accepted.packageId().toString());
        answer.setRepeated(accepted.repeated());
        answer.setSha256(accepted.sha256().hex());
        answer.setSize(accepted.size());
        return answer;
    }

    static PendingDocument pendingDocument(PendingTransfer transfer) {
        PendingDocument answer = new PendingDocument();
        answer.setTransferId(transfer.id().toString());
        answer.setFrom(transfer.from().value());
        answer.setTo(transfer.to().value());
        answer.setDocumentId(XmlCharacters.readable(transfer.documentId()));
        answer.setCode(XmlCharacters.readable(transfer.documentCode()));
        answer.setSubject(XmlCharacters.readable(transfer.subject()));
        answer.setSize(transfer.size());
        answer.setState(TransferState.fromValue(transfer.state().name()));
        answer.setCreatedAt(transfer.createdAt());
        return answer;
    }

    static PendingStatus pendingStatus(PendingTransfer transfer) {
        PendingStatus answer = new PendingStatus();
        answer.setTransferId(transfer.id().toString());
        answer.setFrom(transfer.from().value());
        answer.setTo(transfer.to().value());
        answer.setDocumentId(XmlCharacters.readable(transfer.documentId()));
        answer.setCode(XmlCharacters.readable(transfer.documentCode()));
        answer.setStatusCode(transfer.status().map(PendingTransfer.StatusReport::code).orElse(""));
        answer.setDescription(
                XmlCharacters.readable(transfer.status().map(PendingTransfer.StatusReport::description).orElse("")));
        answer.setReportedAt(transfer.status().flatMap(PendingTransfer.StatusReport::reportedAt).orElse(null));
        answer.setSize(transfer.size());
        answer.setState(TransferState.fromValue(transfer.state().name()));
        answer.setCreatedAt(transfer.createdAt());
        return answer;
    }

    static Delivery delivery(DeliveryView view) {
        Delivery answer = new Delivery();
        answer.setDeliveryId(view.id().toString());
        answer.setPackageId(view.packageId().toString());
        answer.setDocumentId(XmlCharacters.readable(view.documentId()));
        answer.setCode(XmlCharacters.readable(view.documentCode()));
        answer.setSubject(XmlCharacters.readable(view.subject()));
        answer.setTypeName(XmlCharacters.readable(view.typeName()));
        answer.setUrgency(Urgency.fromValue(view.urgency().name()));
        answer.setIssueDate(view.issueDate().orElse(null));
        answer.setFrom(view.from().value());
        answer.setTo(view.to().value());
        answer.setToName(XmlCharacters.readable(view.toName()));
        answer.setState(DeliveryState.fromValue(view.state().name()));
        answer.setCreatedAt(view.createdAt());
        answer.setSentAt(view.sentAt().orElse(null));
        answer.setArrivedAt(view.arrivedAt().orElse(null));
        answer.setUpdatedAt(view.updatedAt());
        answer.setAttempts(view.attempts());
        answer.setLastError(present(view.lastError()));
        view.history().forEach(line -> answer.getEvent().add(event(line)));
        return answer;
    }

    private static DeliveryEvent event(DeliveryView.HistoryLine line) {
        DeliveryEvent event = new DeliveryEvent();
        event.setAt(line.at());
        event.setBefore(line.from().map(state -> DeliveryState.fromValue(state.name())).orElse(null));
        event.setState(DeliveryState.fromValue(line.to().name()));
        event.setBy(line.by());
        event.setStatusCode(present(line.statusCode()));
        event.setNote(present(line.note()));
        return event;
    }

    static Organization organization(vn.congvan.organization.Organization found, Optional<OrganizationCode> parent) {
        Organization answer = new Organization();
        answer.setCode(found.code().value());
        answer.setFormerCode(found.formerCode().map(OrganizationCode::value).orElse(null));
        answer.setName(XmlCharacters.readable(found.name()));
        answer.setParentCode(parent.map(OrganizationCode::value).orElse(null));
        answer.setLine(Line.fromValue(found.line().name()));
        answer.setAddress(present(found.contact().address()));
        answer.setEmail(present(found.contact().email()));
        answer.setTelephone(present(found.contact().telephone()));
        return answer;
    }

    /** An optional element is left out, not written empty; JAXB's way to say so is {@code null}. */
    private static String present(String text) {
        return text.isEmpty() ? null : XmlCharacters.readable(text);
    }
}
