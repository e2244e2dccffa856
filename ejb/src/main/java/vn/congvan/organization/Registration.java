package vn.congvan.organization;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Line;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.TimeOrderedId;

/** Changes to the directory, each in one transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class Registration {

    @PersistenceContext(unitName = "congvan")
    EntityManager em;
    @Inject
    Clock clock;

    Change register(ConnectedSystem caller, AgencyForm form) {
        Optional<OrganizationRow> existing = byCode(form.code());
        if (existing.isPresent() && !caller.mayActFor(existing.get().organization())) {
            return new Change.Refused(Refusal.of(ErrorCode.NOT_ALLOWED, form.code()));
        }
        Optional<OrganizationRow> parent = form.parentCode().isBlank()
                ? root(caller)
                : OrganizationCode.parse(form.parentCode()).flatMap(this::byCode);
        if (existing.isEmpty() && parent.isEmpty()) {
            return new Change.Refused(Refusal.of(ErrorCode.ORGANIZATION_UNKNOWN, form.parentCode()));
        }
        // a new agency needs a parent below which the caller may act for everybody
        if (existing.isEmpty() && Arrays.stream(parent.get().path).noneMatch(caller.subtrees()::contains)) {
            return new Change.Refused(Refusal.of(ErrorCode.NOT_ALLOWED, parent.get().code));
        }
        OrganizationRow row = existing.orElseGet(() -> create(form.code(), parent.get(), Line.SYSTEM, caller.id()));
        row.name = form.name();
        row.email = form.email();
        row.telephone = form.telephone();
        row.fax = form.fax();
        row.closedAt = null;
        touch(row);
        return new Change.Done(row.organization());
    }

    Change close(ConnectedSystem caller, OrganizationCode code) {
        Optional<OrganizationRow> found = byCode(code);
        boolean below = found.isPresent() && found.get().parentId != null
                && Arrays.stream(found.get().path).anyMatch(caller.subtrees()::contains)
                && !caller.subtrees().contains(found.get().id);
        if (!below) {
            // not telling a stranger which codes exist
            return new Change.Refused(Refusal.of(ErrorCode.ORGANIZATION_UNKNOWN, code));
        }
        OrganizationRow row = found.get();
        row.closedAt = clock.instant();
        touch(row);
        return new Change.Done(row.organization());
    }

    private OrganizationRow create(OrganizationCode code, OrganizationRow parent, Line line, String systemId) {
        OrganizationRow row = new OrganizationRow();
        row.id = TimeOrderedId.next(clock);
        row.code = code.value();
        row.name = "";
        row.parentId = parent == null ? null : parent.id;
        row.path = parent == null ? new UUID[] {row.id} : append(parent.path, row.id);
        row.line = line;
        row.systemId = line == Line.SYSTEM ? systemId : null;
        touch(row);
        em.persist(row);
        em.flush();
        alias(code, row);
        return row;
    }

    private void alias(OrganizationCode code, OrganizationRow row) {
        em.createNativeQuery("insert into organization_code (code_key, code, organization_id, valid_from)"
                + " values (:key, :code, :id, :now)").setParameter("key", code.key()).setParameter("code", code.value())
                .setParameter("id", row.id).setParameter("now", clock.instant()).executeUpdate();
    }

    private void touch(OrganizationRow row) {
        Instant now = clock.instant();
        row.version++;
        row.changedAt = now;
        row.index();
    }

    private static UUID[] append(UUID[] path, UUID id) {
        UUID[] longer = Arrays.copyOf(path, path.length + 1);
        longer[path.length] = id;
        return longer;
    }

    private Optional<OrganizationRow> root(ConnectedSystem caller) {
        return caller.subtrees().stream().findFirst().map(id -> em.find(OrganizationRow.class, id));
    }

    private Optional<OrganizationRow> byCode(OrganizationCode code) {
        return em.createQuery("select k.organizationId from OrganizationCodeRow k where k.codeKey = :key", UUID.class)
                .setParameter("key", code.key()).getResultStream().findFirst()
                .map(id -> em.find(OrganizationRow.class, id));
    }

    // --- the sample directory of the demo profile

    /** Adds an organization of the sample directory; its parent stands already. Within the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    void addSample(SampleDirectory.Agency agency, Secrets secrets) {
        OrganizationRow parent = agency.parent().flatMap(this::byCode).orElse(null);
        if (agency.system().isPresent()) {
            system(agency, secrets);
        }
        OrganizationRow row = create(agency.code(), parent, agency.line(),
                agency.system().map(SampleDirectory.SampleSystem::id).orElse(null));
        row.name = agency.name();
        row.email = agency.email();
        row.supervising = agency.supervising();
        row.sample = true;
        agency.formerCode().ifPresent(former -> {
            row.formerCode = former.value();
            alias(former, row);
        });
        row.index();
        em.flush();
        agency.system().ifPresent(system -> em.createNativeQuery(
                "insert into system_scope (system_id, organization_id, subtree) values (:system, :organization, true)")
                .setParameter("system", system.id()).setParameter("organization", row.id).executeUpdate());
    }

    private void system(SampleDirectory.Agency agency, Secrets secrets) {
        SampleDirectory.SampleSystem system = agency.system().orElseThrow();
        em.createNativeQuery("insert into connected_system (id, name, active, allowed_addresses, created_at)"
                + " values (:id, :name, true, '', :now)").setParameter("id", system.id())
                .setParameter("name", agency.name()).setParameter("now", clock.instant()).executeUpdate();
        em.createNativeQuery("insert into system_secret (id, system_id, ciphertext, created_at)"
                + " values (:id, :system, :sealed, :now)").setParameter("id", TimeOrderedId.next(clock))
                .setParameter("system", system.id())
                .setParameter("sealed", secrets.seal(system.id(), system.secret()))
                .setParameter("now", clock.instant()).executeUpdate();
    }

    @Transactional(Transactional.TxType.SUPPORTS)
    boolean isEmpty() {
        List<?> any = em.createNativeQuery("select 1 from organization limit 1", Integer.class).getResultList();
        return any.isEmpty();
    }
}
