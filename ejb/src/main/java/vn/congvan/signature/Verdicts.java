package vn.congvan.signature;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /**
     * Adds a verdict, and what of it is trusted here and does not lie in the file itself.
     *
     * @param proof fingerprints of certificates and lists, wherever they came from
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void add(FileVerdictRow row, Set<String> proof) {
        em.persist(row);
        if (!proof.isEmpty()) {
            em.flush();
            em.createNativeQuery("""
                                 insert into file_verdict_proof (verdict_id, sha256)
                                 select :verdict, t.sha256 from trust_item t where t.sha256 in (:proof)""")
                    .setParameter("verdict", row.id).setParameter("proof", proof).executeUpdate();
        }
    }

    /** What these verdicts rest on of what is, or was, trusted here. */
    @Transactional(Transactional.TxType.SUPPORTS)
    List<TrustItemRow> proof(Collection<UUID> verdicts) {
        return verdicts.isEmpty()
                ? List.of()
                : em.createNativeQuery(
                        """
                        select t.* from trust_item t
                         where t.sha256 in (select p.sha256 from file_verdict_proof p where p.verdict_id in (:verdicts))
                         order by t.kind, t.sha256""", TrustItemRow.class)
                        .setParameter("verdicts", verdicts).getResultList();
    }
}
