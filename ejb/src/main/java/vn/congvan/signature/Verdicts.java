package vn.congvan.signature;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import vn.congvan.document.Sha256;

/** The verdicts that stand. */
@ApplicationScoped
class Verdicts {

    @PersistenceContext(unitName = "congvan")
    EntityManager em;

    /** What was found for the same bytes by the same policy and trust, if it also holds for this instant of receipt. */
    @Transactional(Transactional.TxType.SUPPORTS)
    Optional<FileVerdictRow> standing(Sha256 file, String policy, String epoch, Instant receivedAt) {
        return em.createQuery("""
                              select v from FileVerdictRow v where v.sha256 = :file and v.policyVersion = :policy
                               and v.trustEpoch = :epoch and v.standsFrom <= :received and v.standsUntil > :received
                               order by v.judgedAt desc""", FileVerdictRow.class)
                .setParameter("file", file.hex()).setParameter("policy", policy).setParameter("epoch", epoch)
                .setParameter("received", receivedAt).setMaxResults(1).getResultStream()
                .findFirst();
    }

    @Transactional(Transactional.TxType.SUPPORTS)
    List<FileVerdictRow> byId(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : em.createQuery("select v from FileVerdictRow v where v.id in :ids", FileVerdictRow.class)
                        .setParameter("ids", ids).getResultList();
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void add(FileVerdictRow row) {
        em.persist(row);
    }
}
