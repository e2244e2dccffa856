package vn.congvan.register;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import vn.congvan.document.DocumentCode;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.document.RegisterClerk;
import vn.congvan.document.TimeOrderedId;

/** The door of room {@code register}. */
@ApplicationScoped
public class Registers {

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    @PersistenceContext(unitName = "congvan")
    EntityManager em;
    @Inject
    NumberSeries series;
    @Inject
    Clock clock;

    /**
     * Enters a line into the incoming register of the clerk's organization and gives it the next number of the year in which it is entered (NĐ
     * 30/2020, Điều 22.2). Within the caller's transaction: when that fails, the number was not given. Other clerks of the organization wait until
     * it ends, so this comes last in it.
     *
     * @param deliveryId the delivery with which it came; empty for what came on paper
     * @param another whether it is known to be another document than one that is entered with the same number, notation and date
     * @throws RefusedException {@code ENTRY_ALIKE}, unless {@code another}; see {@link #alike}
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public IncomingEntry enter(RegisterClerk by, NewIncomingEntry entry, Optional<UUID> deliveryId, boolean another) {
        Instant now = clock.instant();
        IncomingEntryRow row = new IncomingEntryRow();
        row.arrivalDate = today(now);
        // from here on nobody else enters anything, so nothing alike can come in between
        NumberSeries.Taken taken = series.nextArrival(by.organizationId(), row.arrivalDate.getYear());
        Optional<IncomingEntry> alike = another ? Optional.empty() : alike(by.organizationId(), entry);
        if (alike.isPresent()) {
            throw new RefusedException(Refusal.of(ErrorCode.ENTRY_ALIKE, alike.get().number(),
                    alike.get().arrivalDate().getYear()));
        }
        row.id = TimeOrderedId.next(clock);
        row.seriesId = taken.seriesId();
        row.number = taken.number();
        row.author = entry.author();
        row.documentCode = entry.documentCode();
        row.codeKey = key(entry);
        row.documentDate = entry.documentDate().orElse(null);
        row.typeName = entry.typeName();
        row.subject = entry.subject();
        row.addressee = entry.addressee();
        row.note = entry.note();
        row.registeredBy = by.userName();
        row.registeredByName = by.displayName();
        row.registeredAt = now;
        em.persist(row);
        em.flush();
        deliveryId.ifPresent(delivery -> link(by, row.id, delivery));
        return row.view(deliveryId.stream().toList());
    }

    /**
     * Notes that the document of a line came with this delivery, too; no number is given. Within the caller's transaction.
     *
     * @return whether the line is one of the clerk's organization; nothing is noted otherwise
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean alsoCameWith(RegisterClerk by, UUID entryId, UUID deliveryId) {
        boolean own = line(by.organizationId(), entryId).isPresent();
        if (own) {
            link(by, entryId, deliveryId);
        }
        return own;
    }

    private void link(RegisterClerk by, UUID entryId, UUID deliveryId) {
        EntryDeliveryRow link = new EntryDeliveryRow();
        link.deliveryId = deliveryId;
        link.entryId = entryId;
        link.linkedAt = clock.instant();
        link.linkedBy = by.userName();
        em.persist(link);
    }

    /**
     * The last line of the organization with the same number, notation and date: most likely the same document, which came by another way; empty
     * for what has no number. Authors are not compared, since everybody spells them differently.
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<IncomingEntry> alike(UUID organizationId, NewIncomingEntry entry) {
        String key = key(entry);
        return key.isEmpty()
                ? Optional.empty()
                : views(em.createNativeQuery("""
                                             select e.* from incoming_entry e join number_series s on s.id = e.series_id
                                              where s.organization_id = :organization and e.code_key = :key
                                                and e.document_date is not distinct from cast(:date as date)
                                              order by e.registered_at desc limit 1""", IncomingEntryRow.class)
                        .setParameter("organization", organizationId).setParameter("key", key)
                        .setParameter("date", entry.documentDate().orElse(null)).getResultList()).stream().findFirst();
    }

    /** A line of that organization, for who may read what came in for it. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<IncomingEntry> line(UUID organizationId, UUID entryId) {
        return views(em.createNativeQuery("""
                                          select e.* from incoming_entry e join number_series s on s.id = e.series_id
                                           where e.id = :entry and s.organization_id = :organization""",
                IncomingEntryRow.class).setParameter("entry", entryId).setParameter("organization", organizationId)
                .getResultList()).stream().findFirst();
    }

    /** Lines of an organization's incoming register, for who may read what came in for it. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<IncomingEntry> incoming(UUID organizationId, IncomingQuery query) {
        return views(em
                .createNativeQuery(
                        """
                        select e.* from incoming_entry e join number_series s on s.id = e.series_id
                         where s.organization_id = :organization and s.register = 'INCOMING' and s.year = :year
                           and e.number < :before order by e.number desc limit :limit""",
                        IncomingEntryRow.class)
                .setParameter("organization", organizationId).setParameter("year", query.year())
                .setParameter("before", query.before().orElse(Integer.MAX_VALUE)).setParameter("limit", query.limit())
                .getResultList());
    }

    /** The line under which a delivery was entered, for who may read what came in for its recipient. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<IncomingEntry> entered(UUID deliveryId) {
        return views(em.createQuery(
                "select e from IncomingEntryRow e, EntryDeliveryRow l where l.entryId = e.id and l.deliveryId = :delivery",
                IncomingEntryRow.class).setParameter("delivery", deliveryId).getResultList()).stream().findFirst();
    }

    private List<IncomingEntry> views(List<?> rows) {
        List<IncomingEntryRow> entries = rows.stream().map(IncomingEntryRow.class::cast).toList();
        if (entries.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<UUID>> deliveries = em.createQuery(
                "select l from EntryDeliveryRow l where l.entryId in :entries order by l.linkedAt, l.deliveryId",
                EntryDeliveryRow.class).setParameter("entries", entries.stream().map(row -> row.id).toList())
                .getResultStream().collect(Collectors.groupingBy(link -> link.entryId,
                        Collectors.mapping(link -> link.deliveryId, Collectors.toList())));
        return entries.stream().map(row -> row.view(deliveries.getOrDefault(row.id, List.of()))).toList();
    }

    /** The years for which an organization has an incoming register, the newest first; always with this year. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<Integer> incomingYears(UUID organizationId) {
        return em
                .createNativeQuery(
                        """
                        select year from number_series where organization_id = :organization and register = 'INCOMING'
                        union select cast(:now as integer) order by 1 desc""", Integer.class)
                .setParameter("organization", organizationId).setParameter("now", today(clock.instant()).getYear())
                .getResultStream().map(year -> ((Number) year).intValue()).toList();
    }

    private static String key(NewIncomingEntry entry) {
        return DocumentCode.parse(entry.documentCode()).key();
    }

    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, VIETNAM);
    }
}
