package vn.congvan.verification;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** What packages hold and say, as rows. */
@ApplicationScoped
class FileList {

    @PersistenceContext(unitName = "congvan")
    EntityManager em;

    /** Records the files of a package and what it says of itself, or what was found later. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void record(UUID packageId, List<PackageFileRow> files, Optional<PackageClaimRow> claims) {
        claims.ifPresent(this::record);
        // two may have looked, when one took longer than its claim held; both have found the same
        for (PackageFileRow file : files) {
            em.createNativeQuery(
                    """
                    insert into package_file as f (package_id, position, content_id, name, declared_type, size, sha256, signs, verdict_id)
                    values (:package, :position, :content, :name, :type, :size, cast(:sha as varchar), cast(:signs as integer), cast(:verdict as uuid))
                    on conflict (package_id, position) do update set verdict_id = excluded.verdict_id, signs = excluded.signs""")
                    .setParameter("package", packageId).setParameter("position", file.position)
                    .setParameter("content", file.contentId).setParameter("name", file.name)
                    .setParameter("type", file.declaredType).setParameter("size", file.size)
                    .setParameter("sha", file.sha256).setParameter("signs", file.signs)
                    .setParameter("verdict", file.verdictId == null ? null : file.verdictId.toString())
                    .executeUpdate();
        }
    }

    private void record(PackageClaimRow claim) {
        em.createNativeQuery(
                """
                insert into package_claim (package_id, signer, sender, signature_form, signature_reason, signature_signer)
                values (:package, :signer, :sender, :form, :reason, :by)
                on conflict (package_id) do update set signer = excluded.signer, sender = excluded.sender,
                  signature_form = excluded.signature_form, signature_reason = excluded.signature_reason,
                  signature_signer = excluded.signature_signer""")
                .setParameter("package", claim.packageId).setParameter("signer", claim.signer)
                .setParameter("sender", claim.sender).setParameter("form", claim.signatureForm.name())
                .setParameter("reason", claim.signatureReason).setParameter("by", claim.signatureSigner)
                .executeUpdate();
    }

    @Transactional(Transactional.TxType.SUPPORTS)
    List<PackageClaimRow> claims(Collection<UUID> packages) {
        return packages.isEmpty()
                ? List.of()
                : em.createQuery("select c from PackageClaimRow c where c.packageId in :packages",
                        PackageClaimRow.class).setParameter("packages", packages).getResultList();
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
