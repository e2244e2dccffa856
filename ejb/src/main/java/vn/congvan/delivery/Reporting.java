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
import vn.congvan.document.DocumentCode;
import vn.congvan.document.DocumentId;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Line;
import vn.congvan.document.MessageType;
import vn.congvan.document.Protocol;
import vn.congvan.document.Refusal;
import vn.congvan.document.StatusCode;
import vn.congvan.document.TimeOrderedId;

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
    DeliverySettings settings;

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
            report.effect = apply(delivery.get(), incoming, row, now, statuses);
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

    private Effect apply(DeliveryRow delivery, NewStatus incoming, PackageRow row, Instant now, List<UUID> statuses) {
        StatusCode status = incoming.status().orElseThrow();
        Optional<DeliveryState> to = target(delivery, status, incoming.reportedAt());
        EventRow event = to.isPresent()
                ? delivery.move(to.get(), now, incoming.systemId(), incoming.via())
                : delivery.remark(now, incoming.systemId(), incoming.via());
        em.persist(event.status(status.wire()).note(incoming.description()).evidence(row.id));
        if (to.isEmpty()) {
            return Effect.EVIDENCE;
        }
        delivery.reportedAt = incoming.reportedAt().orElse(now);
        if (to.get() == DeliveryState.RECALLED) {
            delivery.recallPackageId = null;
        }
        if (status == StatusCode.RETRACT_REQUESTED && to.get() == DeliveryState.CANCELLED) {
            em.createQuery("update TransferRow t set t.dueAt = null, t.listedAt = null where t.deliveryId = :id")
                    .setParameter("id", delivery.id).executeUpdate();
        }
        if (to.get() == DeliveryState.RETRACT_REQUESTED && event.fromState == DeliveryState.ARRIVED
                && settings.retractAtOnce() && incoming.to().organization().line() == Line.LOCAL) {
            // nobody has acted on it yet: given back at once (decisions 12); the database sees both moves
            em.flush();
            em.persist(delivery.move(DeliveryState.RETRACTED, now, NODE_ACTOR, Protocol.NODE)
                    .status(StatusCode.RETRACT_ACCEPTED.wire()));
            statuses.add(say(delivery, StatusCode.RETRACT_ACCEPTED, "", now).id);
        }
        return Effect.MOVED;
    }

    /** The state that this report leads to, or empty when it only adds to the history. */
    private static Optional<DeliveryState> target(DeliveryRow delivery, StatusCode status,
            Optional<Instant> reportedAt) {
        Optional<DeliveryState> target = switch (status) {
            case RETRACT_ACCEPTED -> Optional.of(
                    delivery.recallPackageId != null ? DeliveryState.RECALLED : DeliveryState.RETRACTED);
            case RETRACT_REFUSED -> Optional.of(DeliveryState.RETRACT_REFUSED);
            case RETRACT_REQUESTED -> Optional.of(delivery.state == DeliveryState.QUEUED
                    ? DeliveryState.CANCELLED
                    : DeliveryState.RETRACT_REQUESTED);
            default -> DeliveryState.reportedBy(status);
        };
        return target.filter(delivery.state::mayBecome)
                .filter(to -> !(VERDICTS.contains(to) && VERDICTS.contains(delivery.state))
                        || isLater(reportedAt, delivery.reportedAt));
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
                             and c.codeNumber = :number and c.codeNotation = :notation and d.recipientId = :recipient
                             and (cast(:date as LocalDate) is null or c.issueDate = :date) order by d.id desc""",
                            UUID.class)
                    .setParameter("sender", sender).setParameter("number", code.number())
                    .setParameter("notation", code.notation()).setParameter("recipient", recipient)
                    .setParameter("date", incoming.issueDate().orElse(null)).setMaxResults(1).getResultStream()
                    .findFirst();
        }
        return found.map(id -> em.find(DeliveryRow.class, id, LockModeType.PESSIMISTIC_WRITE));
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
