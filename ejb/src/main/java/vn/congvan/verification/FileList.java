package vn.congvan.verification;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** The files of packages as rows. */
@ApplicationScoped
class FileList {

    @PersistenceContext(unitName = "congvan")
    EntityManager em;

    /** Records the files of a package, or the newer verdicts on them. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void record(UUID packageId, List<PackageFileRow> files) {
        // two may have looked, when one took longer than its claim held; both have found the same
        for (PackageFileRow file : files) {
            em.createNativeQuery(
                    """
                    insert into package_file as f (package_id, position, content_id, name, declared_type, size, sha256, verdict_id)
                    values (:package, :position, :content, :name, :type, :size, cast(:sha as varchar), cast(:verdict as uuid))
                    on conflict (package_id, position) do update set verdict_id = excluded.verdict_id""")
                    .setParameter("package", packageId).setParameter("position", file.position)
                    .setParameter("content", file.contentId).setParameter("name", file.name)
                    .setParameter("type", file.declaredType).setParameter("size", file.size)
                    .setParameter("sha", file.sha256)
                    .setParameter("verdict", file.verdictId == null ? null : file.verdictId.toString())
                    .executeUpdate();
        }
    }

    @Transactional(Transactional.TxType.SUPPORTS)
    List<PackageFileRow> of(Collection<UUID> packages) {
        return packages.isEmpty()
                ? List.of()
                : em.createQuery("select f from PackageFileRow f where f.packageId in :packages"
                        + " order by f.packageId, f.position", PackageFileRow.class).setParameter("packages", packages)
                        .getResultList();
    }

    /** Packages with files whose last verdict left the signer open and was made under another trust than this. */
    @Transactional(Transactional.TxType.SUPPORTS)
    List<UUID> unconfirmed(String epoch, int max) {
        return em
                .createNativeQuery(
                        """
                        select distinct f.package_id from package_file f join file_verdict v on v.id = f.verdict_id
                           join package p on p.id = f.package_id
                         where v.state = 'INTACT_SIGNER_UNCONFIRMED' and v.trust_epoch <> :epoch
                           and p.files_due_at is null limit :max""", UUID.class)
                .setParameter("epoch", epoch).setParameter("max", max).getResultList();
    }
}
