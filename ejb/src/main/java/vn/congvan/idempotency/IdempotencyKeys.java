package vn.congvan.idempotency;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;

import vn.congvan.document.Sha256;
import vn.congvan.organization.ConnectedSystem;

/**
 * The door of room {@code idempotency}: remembers what a request was answered that its caller gave a name, for as long as
 * {@link IdempotencySettings} says. A name stands for one request of one system; whoever claims it first, in whichever thread or node,
 * decides for which. No name is ever locked: a request that is under way, or whose answer was lost in a crash, may be made
 * again at once, since intake takes the same package only once.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class IdempotencyKeys {

    @PersistenceContext(unitName = "congvan")
    EntityManager em;
    @Inject
    Clock clock;
    @Inject
    IdempotencySettings settings;

    /** What a name stands for. */
    public sealed interface Claim {

        /**
         * For this request, which has no answer yet.
         *
         * @param since when it was first made, in whole seconds; the same for every attempt
         */
        record Mine(Instant since) implements Claim {}

        /** For this request, which was answered. */
        record Answered(int status, String answer) implements Claim {}

        /** For another request. */
        record Taken() implements Claim {}
    }

    /** Claims {@code key} for the request with this fingerprint. */
    public Claim claim(ConnectedSystem caller, String key, Sha256 fingerprint) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        // an answer past its time counts as forgotten, whether the purge has come by or not; a rival's insert is waited for
        em.createNativeQuery(
                """
                insert into idempotency_key as k (system_id, key, fingerprint, created_at)
                values (:system, :key, :fingerprint, :now)
                on conflict (system_id, key) do update
                   set fingerprint = excluded.fingerprint, status = null, answer = null, created_at = excluded.created_at
                 where k.created_at < :forgotten""")
                .setParameter("system", caller.id()).setParameter("key", key)
                .setParameter("fingerprint", fingerprint.hex()).setParameter("now", now)
                .setParameter("forgotten", now.minus(settings.kept())).executeUpdate();
        Tuple row = (Tuple) em
                .createNativeQuery("""
                                   select fingerprint as f, cast(status as integer) as s, answer as a,
                                          cast(extract(epoch from created_at) as bigint) as c
                                     from idempotency_key where system_id = :system and key = :key""", Tuple.class)
                .setParameter("system", caller.id()).setParameter("key", key).getSingleResult();
        if (!fingerprint.hex().equals(row.get("f", String.class))) {
            return new Claim.Taken();
        }
        Integer status = row.get("s", Integer.class);
        return status == null
                ? new Claim.Mine(Instant.ofEpochSecond(row.get("c", Long.class)))
                : new Claim.Answered(status, row.get("a", String.class));
    }

    /** Remembers the answer; the first one stays. */
    public void answered(ConnectedSystem caller, String key, Sha256 fingerprint, int status, String answer) {
        em.createNativeQuery(
                """
                update idempotency_key set status = :status, answer = :answer
                 where system_id = :system and key = :key and fingerprint = :fingerprint and status is null""")
                .setParameter("status", status).setParameter("answer", answer).setParameter("system", caller.id())
                .setParameter("key", key).setParameter("fingerprint", fingerprint.hex()).executeUpdate();
    }

    /** Frees a name whose request was refused, so that the mended request may bear it. */
    public void release(ConnectedSystem caller, String key, Sha256 fingerprint) {
        em.createNativeQuery(
                """
                delete from idempotency_key
                 where system_id = :system and key = :key and fingerprint = :fingerprint and status is null""")
                .setParameter("system", caller.id()).setParameter("key", key)
                .setParameter("fingerprint", fingerprint.hex()).executeUpdate();
    }

    /**
     * Forgets what is older than it has to be remembered.
     *
     * @return how many were forgotten
     */
    public int purge() {
        return em.createNativeQuery("delete from idempotency_key where created_at < :forgotten")
                .setParameter("forgotten", clock.instant().minus(settings.kept())).executeUpdate();
    }
}
