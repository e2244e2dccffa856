package vn.congvan.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import vn.congvan.document.BusinessKind;
import vn.congvan.document.MessageType;

/** What a recipient no longer gets; works within the transaction of whoever asks, which holds the delivery's lock. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class Withdrawal {

    private static final UUID NONE = new UUID(0, 0);
    private static final Short RECALL = (short) BusinessKind.RECALL.wire();

    @PersistenceContext(unitName = "congvan")
    EntityManager em;
    @Inject
    Evidence evidence;

    /**
     * Takes the document away from one recipient (kind 1, or kind 2 that removes it).
     *
     * @param standing the recipient's delivery, where it has one
     * @return the transfer that tells the recipient, where it has to be told
     */
    Optional<UUID> recall(NewPackage.Party to, Optional<DeliveryRow> standing, NewPackage incoming, PackageRow row,
            Instant now) {
        if (standing.isEmpty()) {
            // it never got the document; the recall is carried all the same, it may know it by another route
            return Optional.of(evidence.transfer(incoming, row, null, to, now));
        }
        DeliveryRow delivery = standing.get();
        boolean over = delivery.state == DeliveryState.CANCELLED || delivery.state == DeliveryState.RECALLED;
        boolean left = hasLeft(delivery);
        boolean cancelled = delivery.state.mayBecome(DeliveryState.CANCELLED)
                && !(left && delivery.state.mayBecome(DeliveryState.RECALLED));
        EventRow event = cancelled
                ? delivery.move(DeliveryState.CANCELLED, now, incoming.systemId(), incoming.via())
                : delivery.remark(now, incoming.systemId(), incoming.via());
        em.persist(event.note(incoming.reason()).evidence(row.id));
        delivery.recallPackageId = row.id;
        lock(delivery);
        return over || cancelled && !left
                ? Optional.empty()
                : Optional.of(evidence.transfer(incoming, row, delivery.id, to, now));
    }

    /** Takes the document off the carrier's and the recipient's lists; a recall of it stays there. */
    void lock(DeliveryRow delivery) {
        em.createQuery("""
                       update TransferRow t set t.dueAt = null, t.listedAt = null where t.deliveryId = :delivery
                        and t.type = :type and t.state <> :done and t.packageId <> :recall and t.packageId not in
                          (select p.id from PackageRow p where p.documentId = :document and p.kind = :kind)""")
                .setParameter("delivery", delivery.id).setParameter("type", MessageType.EDOC)
                .setParameter("done", TransferState.DONE)
                .setParameter("recall", Optional.ofNullable(delivery.recallPackageId).orElse(NONE))
                .setParameter("document", delivery.documentId).setParameter("kind", RECALL).executeUpdate();
    }

    /** Whether that transfer tells the recipient to give the document up, and does not bring it. */
    boolean isRecall(TransferRow transfer, DeliveryRow delivery) {
        return transfer.packageId.equals(delivery.recallPackageId)
                || RECALL.equals(em.find(PackageRow.class, transfer.packageId).kind);
    }

    /** Whether the recipient may have got hold of the document. */
    boolean hasLeft(DeliveryRow delivery) {
        return !em.createQuery("select t.id from TransferRow t where t.deliveryId = :delivery and t.type = :type"
                + " and (t.systemId is not null or t.state = :done)", UUID.class).setParameter("delivery", delivery.id)
                .setParameter("type", MessageType.EDOC).setParameter("done", TransferState.DONE).setMaxResults(1)
                .getResultList().isEmpty();
    }
}
