package vn.congvan.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import vn.congvan.document.Sha256;

/** Packages whose files wait to be looked into; claimed as {@link Carrying} claims, by a later instant. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class Looking {

    @PersistenceContext(unitName = "congvan")
    EntityManager em;
    @Inject
    Clock clock;

    List<FilesErrand> claim(int max, Duration lease) {
        Instant now = clock.instant();
        List<?> ids = em.createNativeQuery("""
                                           update package set files_due_at = :until, files_attempts = files_attempts + 1
                                            where id in (select id from package where files_due_at <= :now
                                                          order by files_due_at limit :max for update skip locked)
                                            returning id""", UUID.class)
                .setParameter("until", now.plus(lease)).setParameter("now", now).setParameter("max", max)
                .getResultList();
        return ids.isEmpty()
                ? List.of()
                : em.createQuery("select p from PackageRow p where p.id in :ids order by p.id", PackageRow.class)
                        .setParameter("ids", ids).getResultStream()
                        .map(p -> new FilesErrand(p.id, new Sha256(p.sha256), p.fromId,
                                p.receivedAt, p.filesAttempts, p.correlation))
                        .toList();
    }

    void seen(UUID packageId) {
        em.createQuery("update PackageRow p set p.filesDueAt = null, p.filesAttempts = 0 where p.id = :id")
                .setParameter("id", packageId).executeUpdate();
    }

    void again(Collection<UUID> packageIds, Instant at) {
        if (!packageIds.isEmpty()) {
            em.createNativeQuery("update package set files_due_at = :at where id = any(:ids)").setParameter("at", at)
                    .setParameter("ids", packageIds.toArray(UUID[]::new)).executeUpdate();
        }
    }

    List<UUID> overlooked(Instant before, int max) {
        return em.createQuery("select p.id from PackageRow p where p.filesDueAt <= :before order by p.filesDueAt",
                UUID.class).setParameter("before", before).setMaxResults(max).getResultList();
    }
}
