package vn.congvan.organization;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

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

    /** Any number, the same on every node: whose turn it is to change the directory. */
    private static final long TURN = 0x636f6e6776616eL;

    private static final int PAGE = 1000;
    /** How long a system waits for others who change the directory. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @PersistenceContext(unitName = "congvan")
    EntityManager em;
    @Inject
    Clock clock;
    @Inject
    SystemRegister systems;

    /** The agency is added, or what is known of it is changed; where it stands in the tree is not. */
    Change register(ConnectedSystem caller, AgencyForm form) {
        awaitTurn();
        Optional<OrganizationRow> named = OrganizationCode.parse(form.parentCode()).flatMap(this::byCode);
        if (!form.parentCode().isBlank() && named.isEmpty()) {
            return new Change.Refused(Refusal.of(ErrorCode.ORGANIZATION_UNKNOWN, form.parentCode()));
        }
        Optional<OrganizationRow> existing = byCode(form.code());
        return existing.isPresent()
                ? change(caller, form, existing.get(), named)
                : add(caller, form, named);
    }

    private Change add(ConnectedSystem caller, AgencyForm form, Optional<OrganizationRow> named) {
        if (form.code().key().length() > OrganizationCode.MAX_LENGTH) {
            // some letters become two in upper case
            return new Change.Refused(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "code", form.code()));
        }
        if (named.isEmpty() && caller.subtrees().size() != 1) {
            return new Change.Refused(caller.subtrees().isEmpty()
                    ? Refusal.of(ErrorCode.NOT_ALLOWED, form.code())
                    : Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, "pcode"));
        }
        OrganizationRow parent = named
                .orElseGet(() -> em.find(OrganizationRow.class, caller.subtrees().iterator().next()));
        // a new agency needs a parent below which the caller may act for everybody
        if (Arrays.stream(parent.path).noneMatch(caller.subtrees()::contains)) {
            return new Change.Refused(Refusal.of(ErrorCode.NOT_ALLOWED, parent.code));
        }
        if (parent.closedAt != null) {
            return new Change.Refused(Refusal.of(ErrorCode.ORGANIZATION_UNKNOWN, parent.code));
        }
        return new Change.Done(fill(create(form.code(), parent, Line.SYSTEM, caller.id()), form), false);
    }

    private Change change(ConnectedSystem caller, AgencyForm form, OrganizationRow row,
            Optional<OrganizationRow> named) {
        if (!caller.covers(row.organization())) {
            return new Change.Refused(Refusal.of(ErrorCode.ORGANIZATION_CODE_TAKEN, form.code()));
        }
        // others' scopes and the supervisors' view hang on the tree: moving a branch is the administrator's act
        if (named.isPresent() && !named.get().id.equals(row.parentId)) {
            return new Change.Refused(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "pcode", form.parentCode()));
        }
        boolean reopened = row.closedAt != null;
        if (reopened && row.successorCode != null) {
            return new Change.Refused(Refusal.of(ErrorCode.NOT_ALLOWED, row.code + " → " + row.successorCode));
        }
        if (reopened && row.parentId != null && em.find(OrganizationRow.class, row.parentId).closedAt != null) {
            return new Change.Refused(Refusal.of(ErrorCode.ORGANIZATION_UNKNOWN,
                    em.find(OrganizationRow.class, row.parentId).code));
        }
        row.closedAt = null;
        return new Change.Done(fill(row, form), reopened);
    }

    private Organization fill(OrganizationRow row, AgencyForm form) {
        row.name = form.name();
        row.email = form.email();
        row.telephone = form.telephone();
        row.fax = form.fax();
        touch(row);
        return row.organization();
    }

    Change close(ConnectedSystem caller, OrganizationCode code) {
        awaitTurn();
        Optional<OrganizationRow> found = byCode(code);
        boolean below = found.isPresent() && found.get().parentId != null
                && Arrays.stream(found.get().path).anyMatch(caller.subtrees()::contains)
                && !caller.subtrees().contains(found.get().id);
        if (!below) {
            // not telling a stranger which codes exist
            return new Change.Refused(Refusal.of(ErrorCode.ORGANIZATION_UNKNOWN, code));
        }
        OrganizationRow row = found.get();
        // what is below goes with it: nobody would answer for it any more
        em.createQuery("select o from OrganizationRow o where array_contains(o.path, :id) and o.closedAt is null",
                OrganizationRow.class).setParameter("id", row.id).getResultList().forEach(each -> {
                    each.closedAt = clock.instant();
                    touch(each);
                });
        return new Change.Done(row.organization(), false);
    }

    /** As {@link #takeTurns}, for somebody whose client waits: whoever changes the directory may be at it for minutes. */
    private void awaitTurn() {
        em.createNativeQuery("select set_config('lock_timeout', :patience, true)", String.class)
                .setParameter("patience", PATIENCE.toMillis() + "ms").getSingleResult();
        takeTurns();
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

    private Optional<OrganizationRow> byCode(OrganizationCode code) {
        return em.createQuery("select k.organizationId from OrganizationCodeRow k where k.codeKey = :key", UUID.class)
                .setParameter("key", code.key()).getResultStream().findFirst()
                .map(id -> em.find(OrganizationRow.class, id));
    }

    // --- what the administrator lays down: within the caller's transaction, all of it or nothing

    /** Nobody else changes the directory until the caller's transaction has ended. */
    @Transactional(Transactional.TxType.MANDATORY)
    void takeTurns() {
        em.createNativeQuery("select 1 from pg_advisory_xact_lock(:key)", Integer.class)
                .setParameter("key", TURN).getSingleResult();
    }

    /** Adds the organization, or makes what is known of it follow the entry; what is closed stays closed. */
    @Transactional(Transactional.TxType.MANDATORY)
    Change establish(AgencyEntry entry) {
        Optional<OrganizationRow> parent = entry.parent().flatMap(this::byCode);
        if (entry.parent().isPresent() && parent.isEmpty()) {
            return new Change.Refused(Refusal.of(ErrorCode.ORGANIZATION_UNKNOWN, entry.parent().get()));
        }
        if (entry.systemId().isPresent() && !systems.isRegistered(entry.systemId().get())) {
            return new Change.Refused(
                    Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "system", entry.systemId().get()));
        }
        List<OrganizationCode> codes = Stream
                .of(Stream.of(entry.code()), entry.formerCode().stream(), entry.olderCodes().stream())
                .flatMap(each -> each).toList();
        Optional<OrganizationRow> existing = codes.stream().map(this::byCode).flatMap(Optional::stream).findFirst();
        Optional<OrganizationCode> taken = codes.stream().filter(code -> byCode(code).isPresent()
                && !byCode(code).get().id.equals(existing.get().id)).findFirst();
        if (taken.isPresent()) {
            return new Change.Refused(Refusal.of(ErrorCode.ORGANIZATION_CODE_TAKEN, taken.get()));
        }
        if (existing.isPresent() && parent.isPresent()
                && Arrays.asList(parent.get().path).contains(existing.get().id)) {
            return new Change.Refused(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "parent", parent.get().code));
        }
        OrganizationRow row = existing.map(found -> below(found, parent)).orElseGet(
                () -> create(entry.code(), parent.orElse(null), entry.line(), entry.systemId().orElse(null)));
        Organization before = row.organization();
        follow(row, entry);
        codes.stream().filter(code -> byCode(code).isEmpty()).forEach(code -> alias(code, row));
        if (!row.organization().equals(before)) {
            touch(row);
        }
        em.flush();
        return new Change.Done(row.organization(), false);
    }

    private static void follow(OrganizationRow row, AgencyEntry entry) {
        row.code = entry.code().value();
        entry.formerCode().ifPresent(former -> row.formerCode = former.value());
        row.name = entry.name();
        row.line = entry.line();
        row.systemId = entry.systemId().orElse(null);
        row.supervising = entry.supervising();
        row.sample = entry.sample();
        Organization.Contact contact = entry.contact();
        row.address = contact.address().isEmpty() ? row.address : contact.address();
        row.email = contact.email().isEmpty() ? row.email : contact.email();
        row.telephone = contact.telephone().isEmpty() ? row.telephone : contact.telephone();
        row.fax = contact.fax().isEmpty() ? row.fax : contact.fax();
        row.website = contact.website().isEmpty() ? row.website : contact.website();
    }

    /** The organization under that parent, where it is put with all that is below it unless it stands there already. */
    private OrganizationRow below(OrganizationRow row, Optional<OrganizationRow> parent) {
        UUID parentId = parent.map(above -> above.id).orElse(null);
        if (Objects.equals(parentId, row.parentId)) {
            return row;
        }
        row.parentId = parentId;
        em.flush();
        em.createNativeQuery("""
                             update organization o set version = o.version + 1, changed_at = :now,
                               path = coalesce((select p.path from organization m, organization p
                                  where m.id = :id and p.id = m.parent_id), cast(array[] as uuid[]))
                                || array(select e from unnest(o.path) with ordinality as u (e, n)
                                    where n >= array_position(o.path, :id) order by n)
                              where :id = any (o.path)""").setParameter("id", row.id)
                .setParameter("now", clock.instant()).executeUpdate();
        // what this transaction has read so far holds the paths of before
        em.clear();
        return em.find(OrganizationRow.class, row.id);
    }

    /** The organizations that follow that depth and code, by depth and code. */
    List<OrganizationRow> page(Optional<Integer> depth, Optional<String> code) {
        return em.createNativeQuery("""
                                    select * from organization
                                     where (cardinality(path), code) > (:depth, :code)
                                     order by cardinality(path), code limit :most""", OrganizationRow.class)
                .setParameter("depth", depth.orElse(0)).setParameter("code", code.orElse(""))
                .setParameter("most", PAGE).getResultList();
    }

    @Transactional(Transactional.TxType.SUPPORTS)
    boolean isEmpty() {
        List<?> any = em.createNativeQuery("select 1 from organization limit 1", Integer.class).getResultList();
        return any.isEmpty();
    }
}
