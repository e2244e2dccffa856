package vn.congvan.signature;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;

import vn.congvan.document.TimeOrderedId;

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
    int add(List<TrustItemRow> rows, String by, String reason) {
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
            em.flush();
            note(TrustChange.Act.LOADED, row.sha256, by, reason);
            added++;
        }
        return added;
    }

    /** Puts what was fetched in the place of what came from the same source before. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void replace(TrustItemRow row, String source) {
        for (TrustItemRow old : em.createQuery(
                "select t from TrustItemRow t where t.loadedBy = :source and t.removedAt is null and t.sha256 <> :sha",
                TrustItemRow.class).setParameter("source", source).setParameter("sha", row.sha256).getResultList()) {
            remove(old.sha256, source, "");
        }
        add(List.of(row), source, "");
    }

    /** Lets an item go; false when it did not count. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    boolean remove(String fingerprint, String by, String reason) {
        boolean counted = em
                .createQuery("update TrustItemRow t set t.removedAt = :now, t.removedBy = :by where t.sha256 = :sha"
                        + " and t.removedAt is null")
                .setParameter("now", clock.instant()).setParameter("by", by)
                .setParameter("sha", fingerprint).executeUpdate() == 1;
        if (counted) {
            note(TrustChange.Act.REMOVED, fingerprint, by, reason);
        }
        return counted;
    }

    private void note(TrustChange.Act act, String fingerprint, String by, String reason) {
        TrustChangeRow row = new TrustChangeRow();
        row.id = TimeOrderedId.next(clock);
        row.at = clock.instant();
        row.act = act;
        row.sha256 = fingerprint;
        row.by = by;
        row.reason = reason;
        em.persist(row);
    }

    /** An item, whether it counts or did once. */
    @Transactional(Transactional.TxType.REQUIRED)
    Optional<TrustItemRow> find(String fingerprint) {
        return Optional.ofNullable(em.find(TrustItemRow.class, fingerprint));
    }

    /** The log, newest first, from before one line on. */
    @Transactional(Transactional.TxType.REQUIRED)
    List<TrustChange> changes(Optional<UUID> before, int limit) {
        TypedQuery<Object[]> query = em
                .createQuery("select c, t from TrustChangeRow c join TrustItemRow t on t.sha256 = c.sha256"
                        + (before.isPresent() ? " where c.id < :before" : "") + " order by c.id desc", Object[].class);
        before.ifPresent(id -> query.setParameter("before", id));
        return query.setMaxResults(limit).getResultList().stream()
                .map(pair -> change((TrustChangeRow) pair[0], (TrustItemRow) pair[1])).toList();
    }

    private static TrustChange change(TrustChangeRow row, TrustItemRow item) {
        return new TrustChange(row.id, row.at, row.act, row.sha256, item.kind, item.name, row.by, row.reason);
    }
}
