package vn.congvan.signature;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** The rows of what is trusted, each change in a transaction of its own. What is let go is kept, with the day and by whom. */
@ApplicationScoped
class TrustRegister {

    @PersistenceContext(unitName = "congvan")
    EntityManager em;
    @Inject
    Clock clock;

    /** What counts now, anchors first. */
    @Transactional(Transactional.TxType.REQUIRED)
    List<TrustItemRow> items() {
        return em.createQuery("select t from TrustItemRow t where t.removedAt is null order by t.kind, t.sha256",
                TrustItemRow.class).getResultList();
    }

    /** Adds what is new in {@code rows}; what was taken away once and is loaded again counts again. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    int add(List<TrustItemRow> rows, String by) {
        Instant now = clock.instant();
        int added = 0;
        for (TrustItemRow row : rows) {
            TrustItemRow known = em.find(TrustItemRow.class, row.sha256);
            if (known != null && known.removedAt == null) {
                continue;
            }
            TrustItemRow kept = known == null ? row : known;
            kept.loadedAt = now;
            kept.loadedBy = by;
            kept.removedAt = null;
            kept.removedBy = null;
            if (known == null) {
                em.persist(row);
            }
            added++;
        }
        return added;
    }

    /** Lets an item go; false when it did not count. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    boolean remove(String fingerprint, String by) {
        return em.createQuery("update TrustItemRow t set t.removedAt = :now, t.removedBy = :by where t.sha256 = :sha"
                + " and t.removedAt is null").setParameter("now", clock.instant()).setParameter("by", by)
                .setParameter("sha", fingerprint).executeUpdate() == 1;
    }
}
