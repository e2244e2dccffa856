package vn.congvan.online;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import vn.congvan.document.Sha256;
import vn.congvan.signature.RevocationSource;

/** The rows of what is fetched, shared by all nodes. A row is claimed by a later {@code due_at}, so one node at a time asks. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class Lookups {

    /** What was fetched is fetched again when a tenth of its time is left, and at these intervals at the least and the most. */
    private static final int TENTH = 10;
    private static final Duration AT_LEAST = Duration.ofMinutes(5);
    private static final Duration AT_MOST = Duration.ofDays(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int LONGEST_ERROR = 300;

    @PersistenceContext(unitName = "congvan")
    EntityManager em;
    @Inject
    Clock clock;

    /** Notes that it is wanted; what is wanted for the first time, or was given up, is due at once. */
    void want(RevocationSource source) {
        em.createNativeQuery(
                """
                insert into online_lookup as l (key, kind, address, question, wanted_at, due_at, failures, last_error)
                values (:key, :kind, :address, :question, :now, :now, 0, '')
                on conflict (key) do update set wanted_at = excluded.wanted_at, due_at = coalesce(l.due_at, excluded.due_at)""")
                .setParameter("key", key(source)).setParameter("kind", source.kind().name())
                .setParameter("address", source.address()).setParameter("question", source.question())
                .setParameter("now", clock.instant()).executeUpdate();
    }

    private static String key(RevocationSource source) {
        return Sha256.of((source.kind() + " " + source.address() + " " + Sha256.of(source.question()).hex())
                .getBytes(StandardCharsets.UTF_8)).hex();
    }

    List<Lookup> claim(int max, Duration lease) {
        Instant now = clock.instant();
        List<?> keys = em.createNativeQuery("""
                                            update online_lookup set due_at = :until
                                             where key in (select key from online_lookup where due_at <= :now
                                                            order by due_at limit :max for update skip locked)
                                            returning key""", String.class)
                .setParameter("until", now.plus(lease)).setParameter("now", now).setParameter("max", max)
                .getResultList();
        return keys.isEmpty()
                ? List.of()
                : em.createQuery("select l from LookupRow l where l.key in :keys", LookupRow.class)
                        .setParameter("keys", keys).getResultStream().map(row -> new Lookup(row.key, row.source()))
                        .toList();
    }

    /** @param until until when what was fetched says something */
    void fetched(String key, Optional<Instant> until) {
        LookupRow row = em.find(LookupRow.class, key, LockModeType.PESSIMISTIC_WRITE);
        Instant now = clock.instant();
        row.fetchedAt = now;
        row.nextUpdate = until.orElse(null);
        row.failures = 0;
        row.failedSince = null;
        row.lastError = "";
        // an answer about one certificate is asked for again when a verdict wants it, a list before it ends
        row.dueAt = row.kind == RevocationSource.Kind.LIST ? again(now, until) : null;
    }

    private static Instant again(Instant now, Optional<Instant> until) {
        Duration left = until.map(end -> Duration.between(now, end)).orElse(AT_MOST);
        Duration pause = left.minus(left.dividedBy(TENTH));
        return now.plus(pause.compareTo(AT_LEAST) < 0 ? AT_LEAST : pause.compareTo(AT_MOST) > 0 ? AT_MOST : pause);
    }

    /** Tries again later, and ever later. */
    void failed(String key, String error) {
        LookupRow row = em.find(LookupRow.class, key, LockModeType.PESSIMISTIC_WRITE);
        Instant now = clock.instant();
        row.failures++;
        row.failedSince = row.failedSince == null ? now : row.failedSince;
        row.lastError = error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR);
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(row.failures - 1, TENTH));
        row.dueAt = now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }

    OnlineState state() {
        List<LookupRow> failing = em.createQuery(
                "select l from LookupRow l where l.failedSince is not null order by l.failedSince", LookupRow.class)
                .setMaxResults(1).getResultList();
        long count = em.createQuery("select count(l) from LookupRow l where l.failedSince is not null", Long.class)
                .getSingleResult();
        return new OnlineState(count, failing.stream().map(row -> row.failedSince).findFirst(),
                failing.stream().map(row -> row.address + ": " + row.lastError).findFirst().orElse(""));
    }
}
