package vn.congvan.processing;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import vn.congvan.delivery.Deliveries;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.document.RegisterClerk;
import vn.congvan.document.StatusCode;
import vn.congvan.register.IncomingEntry;
import vn.congvan.register.NewIncomingEntry;
import vn.congvan.register.Registers;

/** The one transaction in which what came in is taken on or given back. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class Receiving {

    @Inject
    Deliveries deliveries;
    @Inject
    Registers registers;

    /** What became of it: its line, and the status that the sender is to get. */
    record Accepted(IncomingEntry entry, UUID statusId) {}

    /** Empty when it does not wait for this clerk; no number was given then. */
    Optional<Accepted> accept(RegisterClerk by, UUID deliveryId, NewIncomingEntry entry, boolean another) {
        return deliveries.answer(by, deliveryId, StatusCode.ACCEPTED, "").map(
                status -> new Accepted(registers.enter(by, entry, Optional.of(deliveryId), another), status));
    }

    /** What came on paper. */
    IncomingEntry enterPaper(RegisterClerk by, NewIncomingEntry entry, boolean another) {
        return registers.enter(by, entry, Optional.empty(), another);
    }

    /** The status that the sender is to get; empty when it does not wait for this clerk. */
    Optional<UUID> acceptAsSame(RegisterClerk by, UUID deliveryId, UUID entryId) {
        Optional<UUID> status = deliveries.answer(by, deliveryId, StatusCode.ACCEPTED, "");
        if (status.isPresent() && !registers.alsoCameWith(by, entryId, deliveryId)) {
            throw new RefusedException(Refusal.of(ErrorCode.NOT_ALLOWED, entryId));
        }
        return status;
    }

    /** The status that the sender is to get; empty when it does not wait for this clerk. */
    Optional<UUID> giveBack(RegisterClerk by, UUID deliveryId, String reason) {
        return deliveries.answer(by, deliveryId, StatusCode.REJECTED, reason);
    }
}
