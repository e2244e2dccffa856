package vn.congvan.journal;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;

import vn.congvan.document.Refusal;

/** The lines as rows, each written in a transaction of its own. */
@ApplicationScoped
class Writing {

    @PersistenceContext(unitName = "congvan")
    EntityManager em;
    @Inject
    Clock clock;
    @Inject
    JournalSettings settings;

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void write(UUID id, RefusedRequest request) {
        RefusedRow row = new RefusedRow();
        row.id = id;
        row.at = clock.instant();
        row.via = request.via();
        row.operation = cut(request.operation(), 100);
        row.claimedCaller = cut(request.claimedCaller(), 100);
        row.remoteAddress = cut(request.remoteAddress(), 64);
        row.code = request.refusal().code();
        row.about = cut(String.join("\n", request.refusal().about()), 2000);
        row.documentIdentity = cut(request.documentId().orElse(""), 512);
        row.bytes = request.bytes();
        row.correlation = cut(request.correlation(), 64);
        em.persist(row);
    }

    /** Adds to lines how many more requests they stand for. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void addRepeated(Map<UUID, Long> counts) {
        counts.forEach((id, more) -> em
                .createQuery("update RefusedRow r set r.repeated = r.repeated + :more where r.id = :id")
                .setParameter("more", more).setParameter("id", id).executeUpdate());
    }

    List<RefusedLine> search(RefusedQuery query) {
        StringBuilder text = new StringBuilder("select r from RefusedRow r where 1 = 1");
        query.from().ifPresent(from -> text.append(" and r.at >= :from"));
        query.to().ifPresent(to -> text.append(" and r.at <= :to"));
        query.code().ifPresent(code -> text.append(" and r.code = :code"));
        query.via().ifPresent(via -> text.append(" and r.via = :via"));
        query.words().ifPresent(words -> text.append(" and (lower(r.claimedCaller) = :words or r.remoteAddress = :words"
                + " or lower(r.documentIdentity) = :words or lower(r.correlation) = :words)"));
        query.after().ifPresent(after -> text.append(" and r.id < :after"));
        TypedQuery<RefusedRow> typed = em.createQuery(text.append(" order by r.id desc").toString(), RefusedRow.class);
        query.from().ifPresent(from -> typed.setParameter("from", from));
        query.to().ifPresent(to -> typed.setParameter("to", to));
        query.code().ifPresent(code -> typed.setParameter("code", code));
        query.via().ifPresent(via -> typed.setParameter("via", via));
        query.words().ifPresent(words -> typed.setParameter("words", words.strip().toLowerCase(Locale.ROOT)));
        query.after().ifPresent(after -> typed.setParameter("after", after));
        return typed.setMaxResults(query.limit()).getResultStream()
                .map(r -> new RefusedLine(r.id, r.at,
                        new RefusedRequest(r.via, r.operation, r.claimedCaller, r.remoteAddress,
                                new Refusal(r.code, List.of(r.about.split("\n", -1))),
                                r.documentIdentity.isEmpty() ? Optional.empty() : Optional.of(r.documentIdentity),
                                r.bytes,
                                r.correlation),
                        r.repeated))
                .toList();
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    int forgetOld() {
        return em.createQuery("delete from RefusedRow r where r.at < :before")
                .setParameter("before", clock.instant().minus(settings.refusedRequestsKept())).executeUpdate();
    }

    /** Hostile text may hold what PostgreSQL cannot store; what cannot be kept is shown as a replacement character. */
    private static String cut(String text, int length) {
        String clean = text.replace('\0', '\uFFFD');
        return clean.length() <= length ? clean : clean.substring(0, length - 1) + "…";
    }
}
