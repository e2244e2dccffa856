package vn.congvan.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.MessageType;
import vn.congvan.document.Protocol;
import vn.congvan.document.Refusal;
import vn.congvan.document.Sha256;
import vn.congvan.document.StatusCode;
import vn.congvan.document.TimeOrderedId;

/**
 * What is to be carried: claimed in one short transaction, recorded in another; in between, without a transaction, it is
 * carried. A claim is nothing but a later {@code due_at}: who dies with a claim loses it when that instant comes.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class Carrying {

    private static final int LONGEST_ERROR = 1000;

    @PersistenceContext(unitName = "congvan")
    EntityManager em;
    @Inject
    Clock clock;
    @Inject
    DeliverySettings settings;
    @Inject
    Evidence evidence;
    @Inject
    Reporting reporting;
    @Inject
    Withdrawal withdrawal;
    @Inject
    Event<DocumentArrived> arrivals;

    List<Carriage> claimTransfers(int max) {
        Instant now = clock.instant();
        List<UUID> ids = claim("transfer", now, max);
        return ids.isEmpty()
                ? List.of()
                : em.createQuery(
                        """
                        select t.id, t.packageId, t.recipientId, p.sha256, t.attempts, p.correlation from TransferRow t, PackageRow p
                         where p.id = t.packageId and t.id in :ids order by t.id""",
                        Object[].class)
                        .setParameter("ids", ids)
                        .getResultStream().map(r -> new Carriage((UUID) r[0], (UUID) r[1], (UUID) r[2],
                                new Sha256((String) r[3]), (Integer) r[4], (String) r[5]))
                        .toList();
    }

    List<StatusErrand> claimStatuses(int max) {
        Instant now = clock.instant();
        List<UUID> ids = claim("status_report", now, max);
        return ids.isEmpty()
                ? List.of()
                : em.createQuery("select s, p.correlation from StatusRow s left join PackageRow p on p.id = s.packageId"
                        + " where s.id in :ids order by s.id", Object[].class).setParameter("ids", ids)
                        .getResultStream().map(r -> errand((StatusRow) r[0], Optional.ofNullable((String) r[1])))
                        .toList();
    }

    private static StatusErrand errand(StatusRow s, Optional<String> correlation) {
        return new StatusErrand(s.id, s.packageId != null, s.code, s.fromId, s.fromCode, s.toId, s.toCode,
                s.documentIdentity, s.documentCode, Optional.ofNullable(s.issueDate), s.description,
                s.reportedAt == null ? s.receivedAt : s.reportedAt, s.attempts,
                correlation.orElseGet(s.id::toString));
    }

    /** What others are just claiming is passed over, so carriers never wait for each other. */
    private List<UUID> claim(String table, Instant now, int max) {
        List<?> ids = em.createNativeQuery("update " + table + " set due_at = :until, attempts = attempts + 1"
                + " where id in (select id from " + table + " where due_at <= :now order by due_at limit :max"
                + " for update skip locked) returning id", UUID.class).setParameter("until", now.plus(settings.lease()))
                .setParameter("now", now).setParameter("max", max).getResultList();
        return ids.stream().map(UUID.class::cast).toList();
    }

    /** How many rows lay due before {@code before}: their bells were lost. */
    List<UUID> overlooked(MessageType type, Instant before, int max) {
        String rows = type == MessageType.EDOC ? "TransferRow" : "StatusRow";
        return em.createQuery("select r.id from " + rows + " r where r.dueAt <= :before order by r.dueAt", UUID.class)
                .setParameter("before", before).setMaxResults(max).getResultList();
    }

    /** Records what came of carrying; returns the statuses that this made. */
    List<UUID> record(UUID transferId, Outcome outcome) {
        TransferRow transfer = locked(transferId).orElseThrow(
                () -> new IllegalStateException("transfer " + transferId + ", just carried, is not there"));
        if (transfer.dueAt == null) {
            // somebody else, with the claim that this one had lost, was faster
            return List.of();
        }
        Instant now = clock.instant();
        List<UUID> statuses = new ArrayList<>();
        Optional<DeliveryRow> delivery = delivery(transfer);
        delivery.ifPresent(d -> d.attempts++);
        if (outcome instanceof Outcome.Ready ready) {
            transfer.ready(ready.systemId(), now);
            delivery.ifPresent(d -> sent(d, transfer, now));
        } else if (outcome instanceof Outcome.Delivered) {
            transfer.done(now);
            delivery.ifPresent(d -> {
                sent(d, transfer, now);
                arrive(d, transfer, now, Reporting.NODE_ACTOR, Protocol.NODE, "").ifPresent(statuses::add);
                recallAtOnce(d, transfer, now).ifPresent(statuses::add);
            });
        } else if (outcome instanceof Outcome.Refused refused) {
            transfer.dueAt = null;
            transfer.updatedAt = now;
            delivery.ifPresent(d -> giveUp(d, refused.refusal().sentence(), transfer, now));
        } else if (outcome instanceof Outcome.Unreachable unreachable) {
            delivery.ifPresent(d -> d.lastError = cut(unreachable.fault()));
            if (transfer.attempts >= settings.maxAttempts()) {
                transfer.dueAt = null;
                transfer.updatedAt = now;
                delivery.ifPresent(d -> giveUp(d, unreachable.fault(), transfer, now));
            } else {
                transfer.dueAt = now.plus(DeliverySettings.pause(settings.retryPause(), transfer.attempts));
            }
        }
        return statuses;
    }

    /** Records that a status lies ready for its addressee's system, or has reached its addressee here. */
    void recordStatus(UUID statusId, Optional<OwnPackage> own, Outcome outcome) {
        StatusRow status = em.find(StatusRow.class, statusId, LockModeType.PESSIMISTIC_WRITE);
        if (status.dueAt == null) {
            return;
        }
        Instant now = clock.instant();
        if (own.isPresent() && status.packageId == null) {
            Optional<UUID> written = ownPackage(status, own.get(), now);
            if (written.isEmpty()) {
                // the same has been said of the same document in the same second: its addressee has these very bytes
                status.dueAt = null;
                return;
            }
            status.packageId = written.get();
        }
        if (outcome instanceof Outcome.Ready ready) {
            TransferRow transfer = new TransferRow();
            transfer.id = TimeOrderedId.next(clock);
            transfer.packageId = status.packageId;
            transfer.type = MessageType.STATUS;
            transfer.deliveryId = status.deliveryId;
            transfer.senderId = status.fromId;
            transfer.senderCode = status.fromCode;
            transfer.recipientId = status.toId;
            transfer.recipientCode = status.toCode;
            transfer.createdAt = now;
            transfer.attempts = status.attempts;
            transfer.ready(ready.systemId(), now);
            em.persist(transfer);
            status.dueAt = null;
        } else if (outcome instanceof Outcome.Delivered) {
            status.dueAt = null;
        } else if (outcome instanceof Outcome.Refused refused) {
            status.dueAt = null;
            status.lastError = cut(refused.refusal().sentence());
        } else if (outcome instanceof Outcome.Unreachable unreachable) {
            // a status that is owed is never given up; it goes on, ever more slowly
            status.lastError = cut(unreachable.fault());
            status.dueAt = now.plus(DeliverySettings.pause(settings.retryPause(), status.attempts));
        }
    }

    /** A status package that the node wrote: its bytes are kept. */
    record OwnPackage(Sha256 sha256, long size) {}

    /** The package of these bytes, recorded now; empty when another status brought the same. */
    private Optional<UUID> ownPackage(StatusRow status, OwnPackage own, Instant now) {
        UUID documentId = Optional.ofNullable(status.deliveryId)
                .map(id -> em.find(DeliveryRow.class, id).documentId).orElse(null);
        return evidence.knownPackage(own.sha256(), own.size(), now).isPresent()
                ? Optional.empty()
                : Optional.of(evidence.addOwnStatus(status, documentId, own.sha256(), own.size(), now).id);
    }

    /** A recipient's system fetched; an unfetched package, and one that failed before, become {@code processing}. */
    Optional<TransferContent> fetch(String systemId, UUID transferId, Protocol via) {
        Optional<TransferRow> found = own(systemId, transferId).filter(this::isHandedOut);
        found.filter(t -> t.state == TransferState.INITIAL || t.state == TransferState.FAIL).ifPresent(t -> {
            Instant now = clock.instant();
            t.state = TransferState.PROCESSING;
            t.updatedAt = now;
            remark(t, now, systemId, via, TransferState.PROCESSING, "");
        });
        return found.map(t -> {
            PackageRow row = em.find(PackageRow.class, t.packageId);
            return new TransferContent(t.id, row.id, row.type, new Sha256(row.sha256), row.size, row.encoding);
        });
    }

    /** What was taken back or recalled is handed out no more; the recall itself is (decisions 12). */
    private boolean isHandedOut(TransferRow transfer) {
        return transfer.type == MessageType.STATUS || delivery(transfer)
                .map(d -> d.isHandedOut() || withdrawal.isRecall(transfer, d)).orElse(true);
    }

    /** What came of a confirmation, and the statuses that it made. */
    record Confirmed(Confirmation answer, List<UUID> statuses) {}

    Confirmed confirm(String systemId, UUID transferId, TransferState outcome, String description, Protocol via) {
        Optional<TransferRow> found = own(systemId, transferId);
        if (found.isEmpty()) {
            return refused(ErrorCode.TRANSFER_UNKNOWN, transferId);
        }
        if (outcome == TransferState.INITIAL) {
            return refused(ErrorCode.REQUEST_FIELD_INVALID, "status", outcome.wire());
        }
        TransferRow transfer = found.get();
        if (transfer.state == TransferState.DONE) {
            return outcome == TransferState.FAIL
                    ? refused(ErrorCode.TRANSFER_FINISHED, transferId)
                    : new Confirmed(new Confirmation.Recorded(TransferState.DONE), List.of());
        }
        Instant now = clock.instant();
        List<UUID> statuses = new ArrayList<>();
        switch (outcome) {
            case PROCESSING -> {
                if (transfer.state == TransferState.INITIAL) {
                    transfer.state = TransferState.PROCESSING;
                    transfer.updatedAt = now;
                    remark(transfer, now, systemId, via, outcome, description);
                }
            }
            case DONE -> {
                transfer.done(now);
                if (transfer.type == MessageType.EDOC) {
                    delivery(transfer).flatMap(d -> arrive(d, transfer, now, systemId, via, description))
                            .ifPresent(statuses::add);
                }
            }
            case FAIL -> fail(transfer, now, systemId, via, description);
            case INITIAL -> throw new IllegalStateException("answered above");
        }
        return new Confirmed(new Confirmation.Recorded(transfer.state), statuses);
    }

    private void fail(TransferRow transfer, Instant now, String systemId, Protocol via, String description) {
        if (transfer.state == TransferState.FAIL
                && (transfer.listedAt == null || now.isBefore(transfer.listedAt))) {
            // said twice: it was neither fetched nor listed again since
            return;
        }
        transfer.state = TransferState.FAIL;
        transfer.updatedAt = now;
        transfer.failCount++;
        // a status that is owed is never given up; it goes on, ever more slowly
        boolean giveUp = transfer.type == MessageType.EDOC && transfer.failCount >= settings.maxFails();
        transfer.listedAt = giveUp || !isHandedOut(transfer)
                ? null
                : now.plus(DeliverySettings.pause(settings.failPause(), transfer.failCount));
        remark(transfer, now, systemId, via, TransferState.FAIL, description);
        if (giveUp) {
            delivery(transfer).ifPresent(d -> giveUp(d, description, transfer, now));
        }
    }

    /** The recipient has the document: the node says 01 in the recipient's name, once (decisions 5). */
    private Optional<UUID> arrive(DeliveryRow delivery, TransferRow transfer, Instant now, String actor, Protocol via,
            String note) {
        boolean moves = delivery.state.mayBecome(DeliveryState.ARRIVED);
        // a take-back that is open changes nothing about where the document is
        boolean news = delivery.receiverState == null && (moves || delivery.state == DeliveryState.RETRACT_REQUESTED);
        if (!news || withdrawal.isRecall(transfer, delivery)) {
            em.persist(delivery.remark(now, actor, via).note(note).evidence(transfer.packageId));
            return Optional.empty();
        }
        EventRow event;
        if (moves) {
            event = delivery.move(DeliveryState.ARRIVED, now, actor, via);
        } else {
            event = delivery.remark(now, actor, via);
            delivery.reported(DeliveryState.ARRIVED, now);
        }
        em.persist(event.status(StatusCode.ARRIVED.wire()).note(note).evidence(transfer.packageId));
        delivery.reportedAt = now;
        em.flush();
        arrivals.fire(new DocumentArrived(delivery.id, delivery.createdAt, now));
        return Optional.of(reporting.say(delivery, StatusCode.ARRIVED, "", now).id);
    }

    /** A recall binds the receiver: carried out on this node as soon as it comes, and confirmed (decisions 12). */
    private Optional<UUID> recallAtOnce(DeliveryRow delivery, TransferRow transfer, Instant now) {
        if (!transfer.packageId.equals(delivery.recallPackageId) || !delivery.state.mayBecome(DeliveryState.RECALLED)) {
            return Optional.empty();
        }
        em.persist(delivery.move(DeliveryState.RECALLED, now, Reporting.NODE_ACTOR, Protocol.NODE)
                .status(StatusCode.RETRACT_ACCEPTED.wire()).evidence(transfer.packageId));
        withdrawal.lock(delivery);
        return Optional.of(reporting.say(delivery, StatusCode.RETRACT_ACCEPTED, "", now).id);
    }

    private void sent(DeliveryRow delivery, TransferRow transfer, Instant now) {
        if (delivery.state.mayBecome(DeliveryState.SENT) && !withdrawal.isRecall(transfer, delivery)) {
            em.persist(delivery.move(DeliveryState.SENT, now, Reporting.NODE_ACTOR, Protocol.NODE)
                    .evidence(transfer.packageId));
            // the database sees every single move, also where one transaction makes two
            em.flush();
        }
    }

    /** Of a recall that could not be delivered the delivery keeps its state; the history says it. */
    private void giveUp(DeliveryRow delivery, String fault, TransferRow transfer, Instant now) {
        delivery.lastError = cut(fault);
        boolean moves = delivery.state.mayBecome(DeliveryState.SEND_FAILED)
                && !withdrawal.isRecall(transfer, delivery);
        EventRow event = moves
                ? delivery.move(DeliveryState.SEND_FAILED, now, Reporting.NODE_ACTOR, Protocol.NODE)
                : delivery.remark(now, Reporting.NODE_ACTOR, Protocol.NODE);
        em.persist(event.note(fault).evidence(transfer.packageId));
    }

    private void remark(TransferRow transfer, Instant now, String actor, Protocol via, TransferState state,
            String description) {
        if (transfer.type == MessageType.EDOC) {
            delivery(transfer).ifPresent(d -> em.persist(d.remark(now, actor, via)
                    .note(description.isEmpty() ? state.wire() : state.wire() + ": " + description)
                    .evidence(transfer.packageId)));
        }
    }

    private Optional<DeliveryRow> delivery(TransferRow transfer) {
        return Optional.ofNullable(transfer.deliveryId)
                .map(id -> em.find(DeliveryRow.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** The transfer, when it lies ready for this system; locked. */
    private Optional<TransferRow> own(String systemId, UUID transferId) {
        return locked(transferId).filter(t -> systemId.equals(t.systemId));
    }

    /** The transfer, locked after its delivery: who recalls or takes back holds the delivery first, too. */
    private Optional<TransferRow> locked(UUID transferId) {
        Optional<TransferRow> found = Optional.ofNullable(em.find(TransferRow.class, transferId));
        found.ifPresent(transfer -> {
            delivery(transfer);
            em.refresh(transfer, LockModeType.PESSIMISTIC_WRITE);
        });
        return found;
    }

    private static Confirmed refused(ErrorCode code, Object... about) {
        return new Confirmed(new Confirmation.Refused(Refusal.of(code, about)), List.of());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR - 1) + "…";
    }
}
