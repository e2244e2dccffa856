package vn.congvan.journal;

import java.util.List;
import java.util.Locale;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import vn.congvan.metric.Metrics;

/** The door of room {@code journal}. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Journal {

    private static final Logger LOG = Logger.getLogger(Journal.class);

    @Inject
    Writing writing;
    @Inject
    Metrics metrics;

    /** Counts the request ({@code congvan_refused_total}) and writes one line, in a transaction of its own. Never fails the answer: a fault is logged. */
    public void refused(RefusedRequest request) {
        metrics.count("congvan.refused", "via", request.via().name().toLowerCase(Locale.ROOT), "code",
                request.refusal().code().name());
        try {
            writing.write(request);
        } catch (RuntimeException e) {
            LOG.errorf(e, "a refused request could not be written down: %s", request.refusal().code());
        }
    }

    /** Searches the refused requests, the newest first. */
    public List<RefusedLine> refusedRequests(RefusedQuery query) {
        return writing.search(query);
    }

    /** Forgets the lines that are older than they have to be kept; returns how many. */
    public int forgetOld() {
        return writing.forgetOld();
    }
}
