package vn.congvan.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import vn.congvan.delivery.StatusRow.Effect;
import vn.congvan.document.ActingPerson;
import vn.congvan.document.DocumentCode;
import vn.congvan.document.DocumentId;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Line;
import vn.congvan.document.MessageType;
import vn.congvan.document.Protocol;
import vn.congvan.document.Refusal;
import vn.congvan.document.StatusCode;
import vn.congvan.document.TimeOrderedId;
import vn.congvan.organization.OrganizationDirectory;

/** The one transaction in which a status is recorded and does what it does to its delivery. */
@ApplicationScoped
class Reporting {

    /** What the node itself is called in histories. */
    static final String NODE_ACTOR = "node";

    /** The two reports that contradict each other: of these the later time stamp wins (decisions 10). */
    private static final Set<DeliveryState> VERDICTS = EnumSet.of(DeliveryState.REJECTED, DeliveryState.ACCEPTED);

    @PersistenceContext(unitName = "congvan")
    EntityManager em;
    @Inject
    Clock clock;
    @Inject
    Evidence evidence;
    @Inject
    Withdrawal withdrawal;
    @Inject
    DeliverySettings settings;
    @Inject
    OrganizationDirectory directory;

    record Recorded(TakeOver answer, List<UUID> statuses) {}

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Recorded record(NewStatus incoming) {
        Instant now = clock.instant();
        Optional<PackageRow> known = evidence.knownPackage(incoming.sha256(), incoming.size(), now);
        if (known.isPresent()) {
            return new Recorded(known.get().type == MessageType.STATUS
                    ? new TakeOver.Taken(known.get().id, true, List.of())
                    : new TakeOver.Refused(Refusal.of(ErrorCode.MESSAGE_TYPE_MISMATCH, MessageType.STATUS.wire(),
                            known.get().type.wire())),
                    List.of());
        }
        Optional<DeliveryRow> delivery = match(incoming);
        PackageRow row = evidence.add(incoming, delivery.map(d -> d.documentId).orElse(null), now);
        StatusRow report = new StatusRow();
        report.id = TimeOrderedId.next(clock);
        report.packageId = row.id;
        report.code = incoming.status().map(StatusCode::wire).orElse(incoming.code());
        report.fromId = incoming.from().organization().id();
        report.fromCode = incoming.from().code().value();
        report.toId = incoming.to().organization().id();
        report.toCode = incoming.to().code().value();
        report.documentIdentity = incoming.documentId();
        report.documentCode = incoming.documentCode();
        report.issueDate = incoming.issueDate().orElse(null);
        report.description = incoming.description();
        report.staff = incoming.staff();
        report.reportedAt = incoming.reportedAt().orElse(null);
        report.receivedAt = now;
        report.dueAt = now;
        List<UUID> statuses = new ArrayList<>();
        if (incoming.status().isEmpty()) {
            report.effect = Effect.UNKNOWN;
            delivery.ifPresent(d -> report.deliveryId = d.id);
        } else if (delivery.isEmpty()) {
            report.effect = Effect.UNMATCHED;
        } else {
            report.deliveryId = delivery.get().id;
            report.effect = apply(delivery.get(), incoming, row, report, now, statuses);
            if (incoming.status().get() == StatusCode.ARRIVED && report.effect == Effect.EVIDENCE) {
                // the sender had its 01 when the transfer was confirmed (decisions 5)
                report.dueAt = null;
            }
        }
        em.persist(report);
        if (report.dueAt != null) {
            statuses.add(report.id);
        }
        return new Recorded(new TakeOver.Taken(row.id, false, List.of()), statuses);
    }

    private Effect apply(DeliveryRow delivery, NewStatus incoming, PackageRow row, StatusRow report, Instant now,
            List<UUID> statuses) {
        StatusCode status = incoming.status().orElseThrow();
        return switch (status) {
            case RETRACT_REQUESTED -> takeBack(delivery, incoming, row, report, now, statuses);
            case RETRACT_ACCEPTED -> givenBack(delivery, incoming, row, now);
            case RETRACT_REFUSED -> keptBack(delivery, incoming, row, now);
            case ARRIVED, REJECTED, ACCEPTED, ASSIGNED, PROCESSING, COMPLETED -> progress(delivery, incoming, row,
                    DeliveryState.reportedBy(status).orElseThrow(), now);
        };
    }

    /** 01 to 06: the receiver's own state follows; the delivery's too, unless a take-back is open. */
    private Effect progress(DeliveryRow delivery, NewStatus incoming, PackageRow row, DeliveryState to, Instant now) {
        boolean contradicts = VERDICTS.contains(to) && VERDICTS.contains(delivery.receiverState);
        boolean news = delivery.isNews(to)
                && (!contradicts || isLater(incoming.reportedAt(), delivery.reportedAt));
        if (news && delivery.state.mayBecome(to)) {
            move(delivery, to, incoming, row, now);
        } else {
            remark(delivery, incoming, row, now);
            if (!news || delivery.state != DeliveryState.RETRACT_REQUESTED) {
                return Effect.EVIDENCE;
            }
            delivery.reported(to, now);
        }
        delivery.reportedAt = incoming.reportedAt().orElse(now);
        return Effect.MOVED;
    }

    /** 13: what has not left is cancelled, and nobody is asked (contract §10.6). */
    private Effect takeBack(DeliveryRow delivery, NewStatus incoming, PackageRow row, StatusRow report, Instant now,
            List<UUID> statuses) {
        if (delivery.state.mayBecome(DeliveryState.CANCELLED)) {
            boolean left = withdrawal.hasLeft(delivery);
            move(delivery, DeliveryState.CANCELLED, incoming, row, now);
            withdrawal.lock(delivery);
            if (!left) {
                report.dueAt = null;
                statuses.add(say(delivery, StatusCode.RETRACT_ACCEPTED, "", now).id);
            }
            return Effect.MOVED;
        }
        if (!delivery.state.mayBecome(DeliveryState.RETRACT_REQUESTED)) {
            remark(delivery, incoming, row, now);
            return Effect.EVIDENCE;
        }
        boolean untouched = delivery.state == DeliveryState.ARRIVED;
        move(delivery, DeliveryState.RETRACT_REQUESTED, incoming, row, now);
        if (untouched && settings.retractAtOnce() && incoming.to().organization().line() == Line.LOCAL) {
            // nobody has acted on it yet: given back at once (decisions 12); the database sees both moves
            em.flush();
            em.persist(delivery.move(DeliveryState.RETRACTED, now, NODE_ACTOR, Protocol.NODE)
                    .status(StatusCode.RETRACT_ACCEPTED.wire()));
            withdrawal.lock(delivery);
            statuses.add(say(delivery, StatusCode.RETRACT_ACCEPTED, "", now).id);
        }
        return Effect.MOVED;
    }

    /** 15: the answer to a recall, where there is one, else to a take-back. */
    private Effect givenBack(DeliveryRow delivery, NewStatus incoming, PackageRow row, Instant now) {
        DeliveryState to = delivery.recallPackageId == null ? DeliveryState.RETRACTED : DeliveryState.RECALLED;
        if (!delivery.state.mayBecome(to)) {
            remark(delivery, incoming, row, now);
            return Effect.EVIDENCE;
        }
        move(delivery, to, incoming, row, now);
        withdrawal.lock(delivery);
        return Effect.MOVED;
    }

    /** 16: the delivery goes on to what the receiver reported while the take-back was open. */
    private Effect keptBack(DeliveryRow delivery, NewStatus incoming, PackageRow row, Instant now) {
        if (!delivery.state.mayBecome(DeliveryState.RETRACT_REFUSED)) {
            remark(delivery, incoming, row, now);
            return Effect.EVIDENCE;
        }
        Optional<DeliveryState> before = stateBeforeTakeBack(delivery);
        move(delivery, DeliveryState.RETRACT_REFUSED, incoming, row, now);
        Optional<DeliveryState> meanwhile = Optional.ofNullable(delivery.receiverState)
                .filter(reported -> !before.equals(Optional.of(reported)));
        if (meanwhile.isPresent()) {
            em.flush();
            em.persist(delivery.move(meanwhile.get(), now, NODE_ACTOR, Protocol.NODE));
        }
        return Effect.MOVED;
    }

    private Optional<DeliveryState> stateBeforeTakeBack(DeliveryRow delivery) {
        return em.createQuery("""
                              select e.fromState from EventRow e where e.deliveryId = :delivery and e.toState = :asked
                               and e.fromState <> :asked order by e.at desc, e.id desc""",
                DeliveryState.class)
                .setParameter("delivery", delivery.id).setParameter("asked", DeliveryState.RETRACT_REQUESTED)
                .setMaxResults(1).getResultStream().findFirst();
    }

    private void move(DeliveryRow delivery, DeliveryState to, NewStatus incoming, PackageRow row, Instant now) {
        em.persist(delivery.move(to, now, incoming.systemId(), incoming.via())
                .status(incoming.status().orElseThrow().wire()).note(incoming.description()).evidence(row.id));
    }

    private void remark(DeliveryRow delivery, NewStatus incoming, PackageRow row, Instant now) {
        em.persist(delivery.remark(now, incoming.systemId(), incoming.via())
                .status(incoming.status().orElseThrow().wire()).note(incoming.description()).evidence(row.id));
    }

    private static boolean isLater(Optional<Instant> reportedAt, Instant before) {
        return before == null || reportedAt.isPresent() && reportedAt.get().isAfter(before);
    }

    /** The delivery that a status speaks of: by identity, else by number, notation and date; locked. */
    private Optional<DeliveryRow> match(NewStatus incoming) {
        boolean fromSender = incoming.status().filter(s -> s == StatusCode.RETRACT_REQUESTED).isPresent();
        UUID sender = (fromSender ? incoming.from() : incoming.to()).organization().id();
        UUID recipient = (fromSender ? incoming.to() : incoming.from()).organization().id();
        Optional<UUID> found = DocumentId.parse(incoming.documentId()).flatMap(id -> em
                .createQuery(
                        """
                        select d.id from DeliveryRow d, DocumentRow c where c.id = d.documentId and c.senderId = :sender
                         and c.identityKey = :key and d.recipientId = :recipient""", UUID.class)
                .setParameter("sender", sender).setParameter("key", id.key()).setParameter("recipient", recipient)
                .getResultStream().findFirst());
        DocumentCode code = DocumentCode.parse(incoming.documentCode());
        if (found.isEmpty() && !code.isEmpty()) {
            found = em
                    .createQuery(
                            """
                            select d.id from DeliveryRow d, DocumentRow c where c.id = d.documentId and c.senderId = :sender
                             and c.codeKey = :code and d.recipientId = :recipient
                             and (cast(:date as LocalDate) is null or c.issueDate = :date) order by d.id desc""",
                            UUID.class)
                    .setParameter("sender", sender).setParameter("code", code.key())
                    .setParameter("recipient", recipient)
                    .setParameter("date", incoming.issueDate().orElse(null)).setMaxResults(1).getResultStream()
                    .findFirst();
        }
        return found.map(id -> em.find(DeliveryRow.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** What the recipient's own people did; within the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<UUID> answer(ActingPerson by, UUID deliveryId, StatusCode done, String description) {
        DeliveryState to = DeliveryState.reportedBy(done).filter(DeliveryState::isReceivers).orElseThrow();
        DeliveryRow delivery = em.find(DeliveryRow.class, deliveryId, LockModeType.PESSIMISTIC_WRITE);
        if (delivery == null || !delivery.recipientId.equals(by.organizationId()) || !waitsFor(delivery, to)
                || directory.byId(by.organizationId()).filter(own -> own.line() == Line.LOCAL).isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        boolean moves = delivery.state.mayBecome(to);
        em.persist((moves
                ? delivery.move(to, now, by.userName(), Protocol.DESK)
                : delivery.remark(now, by.userName(), Protocol.DESK)).status(done.wire()).note(description));
        if (!moves) {
            delivery.reported(to, now);
        }
        delivery.reportedAt = now;
        StatusRow status = say(delivery, done, description, now);
        status.staff = by.displayName();
        return Optional.of(status.id);
    }

    /** While a take-back is open, what the receiver does goes on behind it. */
    private static boolean waitsFor(DeliveryRow delivery, DeliveryState to) {
        return VERDICTS.contains(to)
                ? delivery.isWaiting()
                : delivery.isHandedOut() && delivery.isNews(to)
                        && (delivery.state.mayBecome(to) || delivery.state == DeliveryState.RETRACT_REQUESTED);
    }

    /** The node says something in the recipient's name; it is written and carried later. Within the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    StatusRow say(DeliveryRow delivery, StatusCode code, String description, Instant now) {
        DocumentRow document = em.find(DocumentRow.class, delivery.documentId);
        StatusRow status = new StatusRow();
        status.id = TimeOrderedId.next(clock);
        status.deliveryId = delivery.id;
        status.code = code.wire();
        status.fromId = delivery.recipientId;
        status.fromCode = delivery.recipientCode;
        status.toId = delivery.senderId;
        status.toCode = delivery.senderCode;
        status.documentIdentity = document.identity;
        status.documentCode = document.code();
        status.issueDate = document.issueDate;
        status.description = description;
        status.reportedAt = now;
        status.receivedAt = now;
        status.effect = Effect.MOVED;
        status.dueAt = now;
        em.persist(status);
        return status;
    }
}
