package vn.congvan.processing;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import vn.congvan.delivery.Deliveries;
import vn.congvan.document.ActingPerson;
import vn.congvan.document.AssigningLeader;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.OrganizationMember;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.document.TimeOrderedId;
import vn.congvan.register.IncomingEntry;
import vn.congvan.register.Registers;

/** The one transaction of each step of the work: the row, the step, and what the sender is to be told. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class Working {

    private static final int LONGEST_NAMES = 2000;

    @PersistenceContext(unitName = "congvan")
    EntityManager em;
    @Inject
    Registers registers;
    @Inject
    Deliveries deliveries;
    @Inject
    Clock clock;

    /** @return the statuses that senders are to get */
    List<UUID> assign(AssigningLeader by, UUID entryId, Assignment what, Map<String, OrganizationMember> members) {
        IncomingEntry entry = registers.line(by.organizationId(), entryId).orElseThrow(Working::notYours);
        OrganizationMember lead = member(members, what.lead());
        Instant now = clock.instant();
        WorkRow row = em.find(WorkRow.class, entryId, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            row = new WorkRow();
            row.entryId = entryId;
            row.organizationId = by.organizationId();
            row.state = WorkState.ASSIGNED;
            fill(row, lead, what, now);
            em.persist(row);
        } else if (row.state == WorkState.COMPLETED) {
            throw new RefusedException(Refusal.of(ErrorCode.WORK_COMPLETED));
        } else {
            fill(row, lead, what, now);
        }
        em.flush();
        em.createQuery("delete from CooperatorRow c where c.entryId = :entry").setParameter("entry", entryId)
                .executeUpdate();
        List<String> names = new ArrayList<>(List.of(lead.displayName()));
        for (String userName : what.cooperators()) {
            OrganizationMember member = member(members, userName);
            CooperatorRow cooperator = new CooperatorRow();
            cooperator.entryId = entryId;
            cooperator.userName = member.userName();
            cooperator.displayName = member.displayName();
            em.persist(cooperator);
            names.add(member.displayName());
        }
        String all = String.join(", ", names);
        note(by, entryId, WorkState.ASSIGNED,
                all.length() <= LONGEST_NAMES ? all : all.substring(0, LONGEST_NAMES - 1) + "…", what.direction(), now);
        return tell(by, entry, WorkState.ASSIGNED);
    }

    private static void fill(WorkRow row, OrganizationMember lead, Assignment what, Instant now) {
        row.leadUser = lead.userName();
        row.leadName = lead.displayName();
        row.dueOn = what.dueOn().orElse(null);
        row.changedAt = now;
    }

    private static OrganizationMember member(Map<String, OrganizationMember> members, String userName) {
        return Optional.ofNullable(members.get(userName)).orElseThrow(Working::notYours);
    }

    /** @return the statuses that senders are to get */
    List<UUID> progress(OrganizationMember by, UUID entryId, WorkState to, String note) {
        WorkRow row = em.find(WorkRow.class, entryId, LockModeType.PESSIMISTIC_WRITE);
        if (row == null || !row.organizationId.equals(by.organizationId()) || !row.leadUser.equals(by.userName())) {
            throw notYours();
        }
        if (row.state.compareTo(to) >= 0) {
            throw new RefusedException(Refusal.of(ErrorCode.WORK_COMPLETED));
        }
        Instant now = clock.instant();
        row.state = to;
        row.changedAt = now;
        note(by, entryId, to, "", note, now);
        return tell(by, registers.line(by.organizationId(), entryId).orElseThrow(), to);
    }

    private List<UUID> tell(ActingPerson by, IncomingEntry entry, WorkState state) {
        // of what was recalled or given back meanwhile nobody is told anything any more
        return entry.deliveries().stream()
                .flatMap(delivery -> deliveries.answer(by, delivery, state.told(), "").stream()).toList();
    }

    private void note(ActingPerson by, UUID entryId, WorkState act, String to, String note, Instant now) {
        ActRow row = new ActRow();
        row.id = TimeOrderedId.next(clock);
        row.entryId = entryId;
        row.at = now;
        row.act = act;
        row.byUser = by.userName();
        row.byName = by.displayName();
        row.toNames = to;
        row.note = note;
        em.persist(row);
    }

    private static RefusedException notYours() {
        return new RefusedException(Refusal.of(ErrorCode.WORK_NOT_YOURS));
    }

    Map<UUID, Work> of(List<UUID> entries) {
        if (entries.isEmpty()) {
            return Map.of();
        }
        Map<UUID, List<Work.Worker>> cooperators = em.createQuery(
                "select c from CooperatorRow c where c.entryId in :entries order by c.displayName, c.userName",
                CooperatorRow.class).setParameter("entries", entries).getResultStream()
                .collect(Collectors.groupingBy(c -> c.entryId, Collectors
                        .mapping(c -> new Work.Worker(c.userName, c.displayName), Collectors.toList())));
        Map<UUID, List<Work.Act>> acts = em
                .createQuery("select a from ActRow a where a.entryId in :entries order by a.at, a.id", ActRow.class)
                .setParameter("entries", entries).getResultStream()
                .collect(Collectors.groupingBy(a -> a.entryId, Collectors.mapping(
                        a -> new Work.Act(a.at, a.act, a.byName, a.toNames, a.note), Collectors.toList())));
        return em.createQuery("select w from WorkRow w where w.entryId in :entries", WorkRow.class)
                .setParameter("entries", entries).getResultStream()
                .collect(Collectors.toMap(w -> w.entryId, w -> new Work(w.entryId, w.state,
                        new Work.Worker(w.leadUser, w.leadName), cooperators.getOrDefault(w.entryId, List.of()),
                        Optional.ofNullable(w.dueOn), acts.getOrDefault(w.entryId, List.of()))));
    }

    /** The lines whose work is not done and that this person leads or cooperates on, the most pressing first. */
    List<UUID> open(OrganizationMember of, int limit) {
        return ids(em.createNativeQuery("""
                                        select w.entry_id from incoming_work w
                                         where w.organization_id = :organization and w.state <> 'COMPLETED'
                                           and (w.lead_user = :user or exists (select 1 from incoming_work_cooperator c
                                                where c.entry_id = w.entry_id and c.user_name = :user))
                                         order by w.due_on nulls last, w.entry_id limit :limit""", UUID.class)
                .setParameter("organization", of.organizationId()).setParameter("user", of.userName())
                .setParameter("limit", limit).getResultList());
    }

    /** The lines of an organization that nobody was told to handle, the oldest first. */
    List<UUID> unassigned(UUID organizationId, int limit) {
        return ids(em.createNativeQuery("""
                                        select e.id from incoming_entry e join number_series s on s.id = e.series_id
                                         where s.organization_id = :organization and s.register = 'INCOMING'
                                           and not exists (select 1 from incoming_work w where w.entry_id = e.id)
                                         order by e.id limit :limit""", UUID.class)
                .setParameter("organization", organizationId).setParameter("limit", limit).getResultList());
    }

    private static List<UUID> ids(List<?> found) {
        return found.stream().map(UUID.class::cast).toList();
    }

    boolean concerns(OrganizationMember member, UUID entryId) {
        return !em
                .createNativeQuery(
                        """
                        select 1 from incoming_work w where w.entry_id = :entry and w.organization_id = :organization
                           and (w.lead_user = :user or exists (select 1 from incoming_work_cooperator c
                                where c.entry_id = w.entry_id and c.user_name = :user))""")
                .setParameter("entry", entryId).setParameter("organization", member.organizationId())
                .setParameter("user", member.userName()).getResultList().isEmpty();
    }
}
