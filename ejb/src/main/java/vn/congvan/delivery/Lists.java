package vn.congvan.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;

import vn.congvan.document.BusinessKind;
import vn.congvan.document.MessageType;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Sha256;
import vn.congvan.document.Urgency;
import vn.congvan.organization.Organization;
import vn.congvan.organization.OrganizationDirectory;

/** Reads; every list is a keyset or a small open set, never a count of everything. */
@ApplicationScoped
class Lists {

    private static final String VIEW = """
                                       select d.id as id, d.packageId as packageId, c.identity as identity, c.codeNumber as number,
                                         c.codeNotation as notation, c.subject as subject, c.typeName as typeName, c.urgency as urgency,
                                         c.issueDate as issueDate, d.senderCode as senderCode, d.senderId as senderId,
                                         d.recipientCode as recipientCode, d.recipientId as recipientId, d.state as state,
                                         d.createdAt as createdAt, d.sentAt as sentAt, d.arrivedAt as arrivedAt, d.updatedAt as updatedAt,
                                         d.attempts as attempts, d.lastError as lastError
                                       from DeliveryRow d, DocumentRow c where c.id = d.documentId""";

    // one array, however many they are: a statement takes no more than 65,535 parameters
    private static final String OF_SENDER = "cast(sql('? = any(?)', d.senderId, :organizations) as Boolean) = true";
    private static final String OF_RECIPIENT = "cast(sql('? = any(?)', d.recipientId, :organizations) as Boolean) = true";

    /** What has not left yet does not exist for its recipient. */
    private static final Set<DeliveryState> NOT_YET_THERE = EnumSet.of(DeliveryState.QUEUED, DeliveryState.SENDING,
            DeliveryState.SEND_FAILED, DeliveryState.CANCELLED);
    private static final Set<DeliveryState> WITHDRAWN = states(DeliveryState::isWithdrawn);
    /** What was taken back or recalled is locked at its recipient (decisions 12). */
    private static final Set<DeliveryState> LOCKED = states(
            state -> state.isWithdrawn() || NOT_YET_THERE.contains(state));

    /** The index {@code delivery_open_ix} is over the same. */
    private static final Set<DeliveryState> OPEN = EnumSet.of(DeliveryState.QUEUED, DeliveryState.SENDING,
            DeliveryState.SENT, DeliveryState.SEND_FAILED, DeliveryState.RETRACT_REQUESTED);

    @PersistenceContext(unitName = "congvan")
    EntityManager em;
    @Inject
    OrganizationDirectory directory;

    private static Set<DeliveryState> states(Predicate<DeliveryState> which) {
        return EnumSet.copyOf(Stream.of(DeliveryState.values()).filter(which).toList());
    }

    List<PendingTransfer> pending(String systemId, PendingQuery query, Instant now) {
        return em
                .createQuery(
                        """
                        select t.id as id, t.senderCode as sender, t.recipientCode as recipient, t.state as state,
                          t.createdAt as createdAt, t.updatedAt as updatedAt, p.size as size, c.identity as identity,
                          c.codeNumber as number, c.codeNotation as notation, c.subject as subject, s.code as code,
                          s.description as description, s.reportedAt as reportedAt, s.documentIdentity as statusIdentity,
                          s.documentCode as statusCode
                        from TransferRow t join PackageRow p on p.id = t.packageId
                          left join DocumentRow c on c.id = p.documentId
                          left join StatusRow s on s.packageId = p.id
                        where t.systemId = :system and t.type = :type and t.listedAt <= :now and t.state <> :done
                          and t.createdAt >= :from and t.createdAt <= :to
                        order by case when t.state = :fail then 1 else 0 end, t.listedAt, t.id""",
                        Tuple.class)
                .setParameter("system", systemId).setParameter("type", query.type()).setParameter("now", now)
                .setParameter("done", TransferState.DONE).setParameter("fail", TransferState.FAIL)
                .setParameter("from", query.from().orElse(Instant.EPOCH)).setParameter("to", query.to().orElse(now))
                .setFirstResult(query.offset()).setMaxResults(query.limit()).getResultStream()
                .map(Lists::pendingTransfer)
                .toList();
    }

    private static PendingTransfer pendingTransfer(Tuple row) {
        Optional<PendingTransfer.StatusReport> status = Optional.ofNullable(row.get("code", String.class))
                .map(code -> new PendingTransfer.StatusReport(code, row.get("description", String.class),
                        Optional.ofNullable(row.get("reportedAt", Instant.class))));
        boolean document = row.get("identity") != null;
        return new PendingTransfer(row.get("id", UUID.class),
                status.isPresent() ? MessageType.STATUS : MessageType.EDOC,
                new OrganizationCode(row.get("sender", String.class)),
                new OrganizationCode(row.get("recipient", String.class)), row.get("state", TransferState.class),
                row.get("createdAt", Instant.class), row.get("updatedAt", Instant.class), row.get("size", Long.class),
                document ? row.get("identity", String.class) : row.get("statusIdentity", String.class),
                document ? code(row) : row.get("statusCode", String.class),
                document ? row.get("subject", String.class) : "", status);
    }

    long countPending(String systemId, MessageType type, Instant now) {
        return em.createQuery("""
                              select count(t) from TransferRow t where t.systemId = :system and t.type = :type
                               and t.listedAt <= :now and t.state <> :done""", Long.class)
                .setParameter("system", systemId)
                .setParameter("type", type).setParameter("now", now).setParameter("done", TransferState.DONE)
                .getSingleResult();
    }

    Optional<TransferState> transferState(String systemId, UUID transferId) {
        return em.createQuery("select t.state from TransferRow t where t.id = :id and t.systemId = :system",
                TransferState.class).setParameter("id", transferId).setParameter("system", systemId).getResultStream()
                .findFirst();
    }

    boolean isSentBy(String systemId, UUID packageId) {
        return !em.createQuery("select p.id from PackageRow p where p.id = :id and p.systemId = :system", UUID.class)
                .setParameter("id", packageId).setParameter("system", systemId).getResultList().isEmpty();
    }

    List<SentRow> sent(String systemId, SentQuery query, Instant now) {
        return em
                .createQuery(
                        """
                        select p.id as packageId, t.id as id, t.senderCode as sender, t.recipientCode as recipient,
                          c.identity as identity, c.codeNumber as number, c.codeNotation as notation, c.subject as subject,
                          p.receivedAt as sentAt, t.updatedAt as updatedAt, t.state as transferState, d.state as deliveryState,
                          s.documentIdentity as statusIdentity, s.documentCode as statusCode
                        from PackageRow p join TransferRow t on t.packageId = p.id
                          left join DocumentRow c on c.id = p.documentId
                          left join DeliveryRow d on d.id = t.deliveryId
                          left join StatusRow s on s.packageId = p.id
                        where p.systemId = :system and p.type = :type and p.receivedAt >= :from and p.receivedAt <= :to
                          and (:every = true or p.id = :package)
                          and (:first = true or exists (select a.id from TransferRow a where a.id = :after
                            and (p.id < a.packageId or p.id = a.packageId and t.id > a.id)))
                        order by p.id desc, t.id""",
                        Tuple.class)
                .setParameter("system", systemId)
                .setParameter("type", query.type()).setParameter("from", query.from().orElse(Instant.EPOCH))
                .setParameter("to", query.to().orElse(now)).setParameter("every", query.packageId().isEmpty())
                .setParameter("package", query.packageId().orElse(NONE))
                .setParameter("first", query.after().isEmpty()).setParameter("after", query.after().orElse(NONE))
                .setMaxResults(query.limit())
                .getResultStream().map(row -> sentRow(row, query.type())).toList();
    }

    private static SentRow sentRow(Tuple row, MessageType type) {
        boolean document = row.get("identity") != null;
        TransferState state = row.get("transferState", TransferState.class);
        return new SentRow(row.get("packageId", UUID.class), row.get("id", UUID.class), type,
                new OrganizationCode(row.get("sender", String.class)),
                new OrganizationCode(row.get("recipient", String.class)),
                document ? row.get("identity", String.class) : row.get("statusIdentity", String.class),
                document ? code(row) : row.get("statusCode", String.class),
                document ? row.get("subject", String.class) : "", row.get("sentAt", Instant.class),
                state == TransferState.DONE ? Optional.of(row.get("updatedAt", Instant.class)) : Optional.empty(),
                state,
                type == MessageType.EDOC
                        ? Optional.ofNullable(row.get("deliveryState", DeliveryState.class))
                        : Optional.empty());
    }

    List<UnmatchedStatus> unmatched(Collection<UUID> organizations, Optional<UUID> after, int limit) {
        if (organizations.isEmpty()) {
            return List.of();
        }
        Map<UUID, String> names = new HashMap<>();
        return em.createQuery("select s from StatusRow s where s.effect in :effects and s.id < :after and"
                + " (cast(sql('? = any(?)', s.fromId, :organizations) as Boolean) = true"
                + " or cast(sql('? = any(?)', s.toId, :organizations) as Boolean) = true) order by s.id desc",
                StatusRow.class)
                .setParameter("effects", List.of(StatusRow.Effect.UNMATCHED, StatusRow.Effect.UNKNOWN))
                .setParameter("after", after.orElse(LAST)).setParameter("organizations", ids(organizations))
                .setMaxResults(Math.max(1, Math.min(limit, 500))).getResultStream()
                .map(s -> new UnmatchedStatus(s.id, s.receivedAt, s.effect == StatusRow.Effect.UNMATCHED, s.code,
                        new OrganizationCode(s.fromCode), name(names, s.fromId), new OrganizationCode(s.toCode),
                        name(names, s.toId), s.documentIdentity, s.documentCode, s.description))
                .toList();
    }

    List<DeliveryView> bySender(Collection<UUID> organizations, DeliveryQuery query, boolean withHistory) {
        return organizations.isEmpty()
                ? List.of()
                : views(OF_SENDER, organizations, query, withHistory);
    }

    List<DeliveryView> byRecipient(Collection<UUID> organizations, DeliveryQuery query) {
        return organizations.isEmpty()
                ? List.of()
                : views(OF_RECIPIENT + " and d.state not in :hidden", organizations, query, false);
    }

    private List<DeliveryView> views(String whose, Collection<UUID> organizations, DeliveryQuery query,
            boolean withHistory) {
        StringBuilder text = new StringBuilder(VIEW).append(" and ").append(whose);
        query.documentId().ifPresent(id -> text.append(" and c.identityKey = :identity"));
        query.packageId().ifPresent(id -> text
                .append(" and d.id in (select t.deliveryId from TransferRow t where t.packageId = :package)"));
        query.state().ifPresent(state -> text.append(" and d.state = :state"));
        query.after().ifPresent(id -> text.append(" and d.id < :after"));
        text.append(" order by d.id desc");
        TypedQuery<Tuple> typed = em.createQuery(text.toString(), Tuple.class).setParameter("organizations",
                ids(organizations));
        if (whose.contains(":hidden")) {
            typed.setParameter("hidden", NOT_YET_THERE);
        }
        query.documentId().ifPresent(id -> typed.setParameter("identity", id.key()));
        query.packageId().ifPresent(id -> typed.setParameter("package", id));
        query.state().ifPresent(state -> typed.setParameter("state", state));
        query.after().ifPresent(id -> typed.setParameter("after", id));
        return complete(typed.setMaxResults(query.limit()).getResultList(), withHistory);
    }

    private static final UUID NONE = new UUID(0, 0);
    /** After every id that is handed out. */
    private static final UUID LAST = new UUID(-1, -1);

    private static UUID[] ids(Collection<UUID> organizations) {
        return organizations.toArray(UUID[]::new);
    }

    Optional<DeliveryView> view(Collection<UUID> organizations, UUID deliveryId) {
        if (organizations.isEmpty()) {
            return Optional.empty();
        }
        List<Tuple> rows = em.createQuery(VIEW + " and d.id = :id and (" + OF_SENDER + " or " + OF_RECIPIENT
                + " and d.state not in :hidden)", Tuple.class)
                .setParameter("id", deliveryId).setParameter("organizations", ids(organizations))
                .setParameter("hidden", NOT_YET_THERE)
                .getResultList();
        return complete(rows, true).stream().findFirst();
    }

    Optional<TransferContent> content(String systemId, UUID transferId) {
        return em
                .createQuery("""
                             select p from TransferRow t join PackageRow p on p.id = t.packageId
                               left join DeliveryRow d on d.id = t.deliveryId
                             where t.id = :id and t.systemId = :system and (t.type = :status or d.id is null
                               or p.kind = :recall or p.id = d.recallPackageId
                               or d.recallPackageId is null and d.state not in :withdrawn)""", PackageRow.class)
                .setParameter("id", transferId).setParameter("system", systemId)
                .setParameter("status", MessageType.STATUS)
                .setParameter("recall", (short) BusinessKind.RECALL.wire()).setParameter("withdrawn", WITHDRAWN)
                .getResultStream().findFirst()
                .map(p -> content(transferId, p));
    }

    private static TransferContent content(UUID id, PackageRow p) {
        return new TransferContent(id, p.id, p.type, new Sha256(p.sha256), p.size, p.encoding);
    }

    Optional<TransferContent> content(Collection<UUID> organizations, UUID deliveryId) {
        return organizations.isEmpty()
                ? Optional.empty()
                : em.createQuery(
                        "select p from DeliveryRow d, PackageRow p where p.id = d.packageId and d.id = :id and ("
                                + OF_SENDER + " or " + OF_RECIPIENT + " and d.state not in :locked)",
                        PackageRow.class)
                        .setParameter("id", deliveryId).setParameter("locked", LOCKED)
                        .setParameter("organizations", ids(organizations)).getResultStream()
                        .findFirst()
                        .map(p -> content(deliveryId, p));
    }

    private List<DeliveryView> complete(List<Tuple> rows, boolean withHistory) {
        Map<UUID, List<DeliveryView.HistoryLine>> histories = withHistory
                ? histories(rows.stream().map(r -> r.get("id", UUID.class)).toList())
                : Map.of();
        Map<UUID, String> names = new HashMap<>();
        return rows.stream().map(row -> new DeliveryView(row.get("id", UUID.class), row.get("packageId", UUID.class),
                row.get("identity", String.class), code(row), row.get("subject", String.class),
                row.get("typeName", String.class), Urgency.values()[row.get("urgency", Short.class)],
                Optional.ofNullable(row.get("issueDate", LocalDate.class)),
                new OrganizationCode(row.get("senderCode", String.class)), name(names, row.get("senderId", UUID.class)),
                new OrganizationCode(row.get("recipientCode", String.class)),
                name(names, row.get("recipientId", UUID.class)), row.get("state", DeliveryState.class),
                row.get("createdAt", Instant.class), Optional.ofNullable(row.get("sentAt", Instant.class)),
                Optional.ofNullable(row.get("arrivedAt", Instant.class)), row.get("updatedAt", Instant.class),
                row.get("attempts", Integer.class), row.get("lastError", String.class),
                histories.getOrDefault(row.get("id", UUID.class), List.of()))).toList();
    }

    private Map<UUID, List<DeliveryView.HistoryLine>> histories(List<UUID> deliveryIds) {
        Map<UUID, List<DeliveryView.HistoryLine>> histories = new HashMap<>();
        if (!deliveryIds.isEmpty()) {
            em.createQuery("select e from EventRow e where e.deliveryId in :ids order by e.at, e.id", EventRow.class)
                    .setParameter("ids", deliveryIds).getResultStream()
                    .forEach(e -> histories.computeIfAbsent(e.deliveryId, id -> new ArrayList<>())
                            .add(new DeliveryView.HistoryLine(e.at, Optional.ofNullable(e.fromState), e.toState,
                                    e.actor,
                                    e.via, e.statusCode, e.note)));
        }
        return histories;
    }

    private String name(Map<UUID, String> names, UUID organizationId) {
        return names.computeIfAbsent(organizationId,
                id -> directory.byId(id).map(Organization::name).orElse(""));
    }

    private static String code(Tuple row) {
        String notation = row.get("notation", String.class);
        String number = row.get("number", String.class);
        return notation.isEmpty() ? number : number + "/" + notation;
    }

    /** By indexes over what is open or due; as quick with ten million finished deliveries as with none. */
    Backlog backlog(Instant now) {
        Map<DeliveryState, Long> open = new EnumMap<>(DeliveryState.class);
        OPEN.forEach(state -> open.put(state, 0L));
        // literals, and not parameters: only so does the database see that its partial index fits
        for (Object row : em.createNativeQuery("select state, count(*) from delivery where state in ("
                + OPEN.stream().map(state -> "'" + state + "'").collect(Collectors.joining(", ")) + ") group by state",
                Tuple.class).getResultList()) {
            Tuple counted = (Tuple) row;
            open.put(DeliveryState.valueOf(counted.get(0, String.class)), counted.get(1, Long.class));
        }
        Tuple documents = due("TransferRow", now);
        Tuple statuses = due("StatusRow", now);
        return new Backlog(open, documents.get(0, Long.class), statuses.get(0, Long.class),
                Stream.of(documents, statuses).map(row -> row.get(1, Instant.class)).filter(Objects::nonNull)
                        .min(Comparator.naturalOrder()));
    }

    private Tuple due(String rows, Instant now) {
        return em.createQuery("select count(r), min(r.dueAt) from " + rows + " r where r.dueAt <= :now", Tuple.class)
                .setParameter("now", now).getSingleResult();
    }
}
