package vn.congvan.dispatch;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

import vn.congvan.content.ContentStore;
import vn.congvan.content.ReceivedContent;
import vn.congvan.delivery.Carriage;
import vn.congvan.delivery.Deliveries;
import vn.congvan.delivery.Outcome;
import vn.congvan.delivery.StatusErrand;
import vn.congvan.document.MessageType;
import vn.congvan.document.Sha256;
import vn.congvan.line.Lines;
import vn.congvan.metric.Metrics;

/** The door of room {@code dispatch}. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NEVER)
public class Dispatch {

    private static final String CORRELATION = "correlation";
    private static final Logger LOG = Logger.getLogger(Dispatch.class);

    @Inject
    Deliveries deliveries;
    @Inject
    Lines lines;
    @Inject
    StatusWriting writing;
    @Inject
    ContentStore store;
    @Inject
    DispatchSettings settings;
    @Inject
    Metrics metrics;

    /** Carries what is due now: the row that the bell rang for, and others that wait with it. */
    public void carryDocuments() {
        List<Carriage> claimed;
        do {
            claimed = deliveries.claimTransfers(settings.batch());
            claimed.forEach(this::carryAndRecord);
        } while (claimed.size() == settings.batch());
    }

    /** The same for statuses. */
    public void carryStatuses() {
        List<StatusErrand> claimed;
        do {
            claimed = deliveries.claimStatuses(settings.batch());
            claimed.forEach(this::carryAndRecord);
        } while (claimed.size() == settings.batch());
    }

    /** Rings again for what was overlooked; returns for how many rows. */
    public int sweep() {
        int rung = deliveries.ringAgain(settings.overlooked());
        if (rung > 0) {
            LOG.infof("rang again for %d rows whose bell was lost or whose carrier died", rung);
        }
        return rung;
    }

    /** One row that cannot be recorded does not hold up the others; its claim ends by itself and it is tried again. */
    private void carryAndRecord(Carriage carriage) {
        Metrics.Running begun = metrics.start();
        // of a batch, the bell's own correlation fits one row at most
        MDC.put(CORRELATION, carriage.correlation());
        try {
            Outcome outcome = carry(carriage);
            deliveries.recordCarried(carriage.transferId(), outcome);
            carried(begun, MessageType.EDOC, outcome);
        } catch (RuntimeException e) {
            LOG.errorf(e, "what came of carrying transfer %s could not be recorded", carriage.transferId());
        }
    }

    private void carryAndRecord(StatusErrand errand) {
        MDC.put(CORRELATION, errand.correlation());
        try {
            carry(errand);
        } catch (RuntimeException e) {
            LOG.errorf(e, "what came of carrying status %s could not be recorded", errand.statusId());
        }
    }

    private Outcome carry(Carriage carriage) {
        try {
            return lines.carry(carriage);
        } catch (RuntimeException e) {
            LOG.errorf(e, "carrying transfer %s failed", carriage.transferId());
            return new Outcome.Unreachable(e.toString());
        }
    }

    private void carry(StatusErrand errand) {
        Metrics.Running begun = metrics.start();
        Outcome outcome;
        Optional<ReceivedContent> written = Optional.empty();
        try {
            outcome = lines.carry(errand);
            if (!errand.written() && outcome instanceof Outcome.Ready) {
                written = Optional.of(writing.write(errand));
            }
        } catch (IOException | RuntimeException e) {
            LOG.errorf(e, "carrying status %s failed", errand.statusId());
            outcome = new Outcome.Unreachable(e.toString());
        }
        record(errand, outcome, written);
        carried(begun, MessageType.STATUS, outcome);
    }

    private static void carried(Metrics.Running begun, MessageType type, Outcome outcome) {
        begun.took("congvan.carry", "type", type.wire(), "outcome",
                outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }

    private void record(StatusErrand errand, Outcome outcome, Optional<ReceivedContent> written) {
        if (written.isEmpty()) {
            deliveries.recordStatusCarried(errand.statusId(), outcome);
            return;
        }
        try (ReceivedContent content = written.get()) {
            Sha256 sha256 = store.keep(content);
            deliveries.recordStatusCarried(errand.statusId(), sha256, content.size(), outcome);
        } catch (IOException e) {
            LOG.errorf(e, "the package of status %s cannot be kept", errand.statusId());
            deliveries.recordStatusCarried(errand.statusId(), new Outcome.Unreachable(e.toString()));
        }
    }
}
