package vn.congvan.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import vn.congvan.content.ContentStore;
import vn.congvan.delivery.Deliveries;
import vn.congvan.delivery.NewPackage;
import vn.congvan.delivery.NewStatus;
import vn.congvan.delivery.TakeOver;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.MessageType;
import vn.congvan.document.Refusal;
import vn.congvan.document.Sha256;
import vn.congvan.edxml.AttachmentSink;
import vn.congvan.edxml.EdxmlCodec;
import vn.congvan.edxml.EdxmlDocument;
import vn.congvan.edxml.EdxmlStatus;
import vn.congvan.edxml.Reading;
import vn.congvan.metric.Metrics;

/** The door of room {@code intake}. Reading, checking and keeping happen outside any transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NEVER)
public class Intake {

    @Inject
    EdxmlCodec codec;
    @Inject
    Admission admission;
    @Inject
    Comparison comparison;
    @Inject
    SigningRules rules;
    @Inject
    ContentStore store;
    @Inject
    Deliveries deliveries;
    @Inject
    Metrics metrics;

    /**
     * Takes over a package, or says why not. Bytes and rows are on the disk when this returns {@code Accepted}.
     *
     * @throws IOException when the content store fails; nothing was promised then
     */
    public IntakeAnswer receive(IncomingPackage incoming) throws IOException {
        Metrics.Running begun = metrics.start();
        IntakeAnswer answer = examine(incoming);
        if (answer instanceof IntakeAnswer.Accepted accepted) {
            begun.took("congvan.accept", "via", incoming.via().name().toLowerCase(Locale.ROOT), "type",
                    accepted.type().wire(), "repeated", Boolean.toString(accepted.repeated()));
        }
        return answer;
    }

    private IntakeAnswer examine(IncomingPackage incoming) throws IOException {
        if (incoming.content().size() == 0) {
            return refused(Refusal.of(ErrorCode.BODY_EMPTY), Optional.empty());
        }
        Reading reading;
        try (InputStream bytes = incoming.content().open()) {
            reading = codec.read(bytes, AttachmentSink.skipping());
        }
        if (reading instanceof Reading.Refused unreadable) {
            return refused(unreadable.refusal(), Optional.empty());
        }
        Reading.Read read = (Reading.Read) reading;
        MessageType type = read.message() instanceof EdxmlStatus ? MessageType.STATUS : MessageType.EDOC;
        if (incoming.type().isPresent() && incoming.type().get() != type) {
            return refused(Refusal.of(ErrorCode.MESSAGE_TYPE_MISMATCH, incoming.type().get().wire(), type.wire()),
                    Optional.empty());
        }
        return type == MessageType.STATUS
                ? status(incoming, (EdxmlStatus) read.message(), read.encoding())
                : document(incoming, (EdxmlDocument) read.message(), read.encoding());
    }

    private IntakeAnswer document(IncomingPackage incoming, EdxmlDocument document, String encoding)
            throws IOException {
        Optional<String> named = Optional.of(document.documentId());
        Admission.Result<NewPackage> checked = admission.admit(incoming, document, encoding);
        if (checked.refused().isPresent()) {
            return new IntakeAnswer.Refused(checked.refused().get(), checked.recipients(), named);
        }
        NewPackage admitted = checked.admitted().orElseThrow();
        // looked at before the bytes are kept, so that a refusal leaves nothing on the disk either
        Optional<TakeOver> foreseen = deliveries.foresee(admitted);
        if (foreseen.isPresent()) {
            if (foreseen.get() instanceof TakeOver.Refused no) {
                return refused(no.refusal(), named);
            }
            Optional<NewPackage> compared = compared(incoming, admitted, (TakeOver.Contested) foreseen.get());
            if (compared.isEmpty()) {
                return refused(Refusal.of(ErrorCode.DUPLICATE_DIFFERENT, document.documentId()), named);
            }
            admitted = compared.get();
        }
        Optional<Refusal> objection = rules.objection(incoming, admitted.from().organization());
        if (objection.isPresent()) {
            return refused(objection.get(), named);
        }
        Sha256 kept = store.keep(incoming.content());
        TakeOver taken = deliveries.takeOver(admitted);
        if (taken instanceof TakeOver.Contested contested) {
            // somebody brought the same identity between the look and the recording
            Optional<NewPackage> compared = compared(incoming, admitted, contested);
            if (compared.isEmpty()) {
                return refused(Refusal.of(ErrorCode.DUPLICATE_DIFFERENT, document.documentId()), named);
            }
            taken = deliveries.takeOver(compared.get());
        }
        return answer(taken, MessageType.EDOC, kept, incoming.content().size(), named);
    }

    /**
     * The package, marked as a repetition where it says the same as one that stands. Empty for a second document under the
     * identity of another; a second recall or update is one of its own.
     */
    private Optional<NewPackage> compared(IncomingPackage incoming, NewPackage admitted, TakeOver.Contested contested)
            throws IOException {
        for (TakeOver.Standing standing : contested.standing()) {
            if (comparison.equal(incoming.content(), standing.sha256())) {
                return Optional.of(admitted.repeating(standing.packageId()));
            }
        }
        return admitted.kind().createsDocument() ? Optional.empty() : Optional.of(admitted);
    }

    private IntakeAnswer status(IncomingPackage incoming, EdxmlStatus status, String encoding) throws IOException {
        Optional<String> named = Optional.of(status.responseForDocumentId());
        Admission.Result<NewStatus> checked = admission.admit(incoming, status, encoding);
        if (checked.refused().isPresent()) {
            return new IntakeAnswer.Refused(checked.refused().get(), checked.recipients(), named);
        }
        Sha256 kept = store.keep(incoming.content());
        return answer(deliveries.takeOver(checked.admitted().orElseThrow()), MessageType.STATUS, kept,
                incoming.content().size(), named);
    }

    private static IntakeAnswer answer(TakeOver taken, MessageType type, Sha256 sha256, long size,
            Optional<String> named) {
        if (taken instanceof TakeOver.Taken done) {
            return new IntakeAnswer.Accepted(done.packageId(), type, sha256, size, done.repeated(),
                    done.deliveries().stream().map(m -> new IntakeAnswer.AcceptedDelivery(m.deliveryId(), m.to()))
                            .toList());
        }
        if (taken instanceof TakeOver.Refused no) {
            return refused(no.refusal(), named);
        }
        throw new IllegalStateException("a package that was compared is contested again: " + taken);
    }

    private static IntakeAnswer refused(Refusal refusal, Optional<String> documentId) {
        return new IntakeAnswer.Refused(refusal, List.of(), documentId);
    }
}
