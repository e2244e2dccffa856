package vn.congvan.register;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import vn.congvan.document.TimeOrderedId;

/** Numbers, one after the other: whoever takes one holds the row of its series until the transaction ends, so none is lost and none given twice. */
@ApplicationScoped
class NumberSeries {

    @PersistenceContext(unitName = "congvan")
    EntityManager em;
    @Inject
    Clock clock;

    /** A number that was taken. */
    record Taken(UUID seriesId, int number) {}

    /** Takes the next number of arrival of that year; a rollback gives it back. */
    @Transactional(Transactional.TxType.MANDATORY)
    Taken nextArrival(UUID organizationId, int year) {
        em.createNativeQuery("""
                             insert into number_series (id, organization_id, register, year, last_number)
                             values (:id, :organization, 'INCOMING', :year, 0)
                             on conflict (organization_id, register, year) do nothing""")
                .setParameter("id", TimeOrderedId.next(clock)).setParameter("organization", organizationId)
                .setParameter("year", year).executeUpdate();
        List<?> taken = em
                .createNativeQuery("""
                                   update number_series set last_number = last_number + 1
                                    where organization_id = :organization and register = 'INCOMING' and year = :year
                                   returning id, last_number""")
                .setParameter("organization", organizationId).setParameter("year", year).getResultList();
        Object[] row = (Object[]) taken.get(0);
        return new Taken((UUID) row[0], ((Number) row[1]).intValue());
    }
}
