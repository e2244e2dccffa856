package vn.congvan.receipt;

import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** Receipts as rows. */
@ApplicationScoped
class ReceiptBook {

    @PersistenceContext(unitName = "congvan")
    EntityManager em;

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void add(ReceiptRow receipt) {
        em.persist(receipt);
    }

    /** The newest one for one of these packages. */
    @Transactional(Transactional.TxType.SUPPORTS)
    Optional<String> newest(Collection<UUID> packages) {
        return em
                .createQuery("select r.signed from ReceiptRow r where r.packageId in :packages order by r.id desc",
                        String.class)
                .setParameter("packages", packages).setMaxResults(1).getResultStream().findFirst();
    }
}
