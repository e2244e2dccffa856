package vn.congvan.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import vn.congvan.document.MessageType;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Sha256;

/** Packages that wait for their receipt; claimed as {@link Carrying} claims, by a later instant. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class Vouching {

    @PersistenceContext(unitName = "congvan")
    EntityManager em;
    @Inject
    Clock clock;

    /** A receipt names the files, so it waits until they have been looked into. */
    List<ReceiptErrand> claim(int max, Duration lease) {
        Instant now = clock.instant();
        List<?> ids = em.createNativeQuery("""
                                           update package set receipt_due_at = :until
                                            where id in (select id from package
                                                          where receipt_due_at <= :now and files_due_at is null
                                                          order by receipt_due_at limit :max for update skip locked)
                                            returning id""", UUID.class)
                .setParameter("until", now.plus(lease)).setParameter("now", now).setParameter("max", max)
                .getResultList();
        return ids.isEmpty()
                ? List.of()
                : em.createQuery("select p from PackageRow p where p.id in :ids order by p.id", PackageRow.class)
                        .setParameter("ids", ids).getResultStream().map(this::errand).toList();
    }

    private ReceiptErrand errand(PackageRow row) {
        List<TransferRow> transfers = em
                .createQuery("select t from TransferRow t where t.packageId = :id order by t.id", TransferRow.class)
                .setParameter("id", row.id).getResultList();
        DocumentRow document = em.find(DocumentRow.class, row.documentId);
        String sender = transfers.isEmpty()
                ? (String) em.createNativeQuery("select code from organization where id = :id", String.class)
                        .setParameter("id", row.fromId).getSingleResult()
                : transfers.get(0).senderCode;
        return new ReceiptErrand(row.id, new Sha256(row.sha256), document.identity, document.code(),
                new OrganizationCode(sender),
                transfers.stream().map(t -> new OrganizationCode(t.recipientCode)).toList(),
                transfers.stream().map(t -> t.createdAt).max(Comparator.naturalOrder()).orElse(row.receivedAt),
                row.correlation);
    }

    /** A receipt that vouches for less than stands there now is followed by another one. */
    void made(UUID packageId, Instant acceptedAt) {
        em.createNativeQuery(
                """
                update package p set receipt_due_at = null
                 where p.id = :id
                   and not exists (select 1 from transfer t where t.package_id = p.id and t.created_at > :accepted)""")
                .setParameter("id", packageId).setParameter("accepted", acceptedAt).executeUpdate();
    }

    /** The document package, and those that said the same in other bytes and were answered with its id. */
    @Transactional(Transactional.TxType.SUPPORTS)
    List<UUID> sameAs(UUID packageId) {
        return em.createQuery("select p.id from PackageRow p where p.type = :edoc"
                + " and (p.id = :id or p.repeatsPackageId = :id)", UUID.class).setParameter("edoc", MessageType.EDOC)
                .setParameter("id", packageId).getResultList();
    }
}
