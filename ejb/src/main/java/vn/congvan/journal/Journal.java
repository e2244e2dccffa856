package vn.congvan.journal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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
    JournalSettings settings;
    @Inject
    LineRation ration;
    @Inject
    Metrics metrics;

    /**
     * Counts the request ({@code congvan_refused_total}) and writes one line, in a transaction of its own; in a flood only
     * some have a line, and the others are counted on it. Never fails the answer: a fault is logged.
     */
    public void refused(RefusedRequest request) {
        metrics.count("congvan.refused", "via", request.via().name().toLowerCase(Locale.ROOT), "code",
                request.refusal().code().name());
        try {
            Optional<LineRation.Line> line = ration.claim(request);
            if (line.isPresent()) {
                writing.write(line.get().id(), line.get().request());
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "a refused request could not be written down: %s", request.refusal().code());
        }
    }

    /** Adds to the lines of a flood what was counted since the last time. */
    public void settle() {
        Map<UUID, Long> counts = ration.drain();
        if (counts.isEmpty()) {
            return;
        }
        try {
            writing.addRepeated(counts);
        } catch (RuntimeException e) {
            LOG.errorf(e, "%d refused requests could not be counted on their lines",
                    counts.values().stream().mapToLong(Long::longValue).sum());
        }
    }

    /** Searches the refused requests, the newest first. */
    public List<RefusedLine> refusedRequests(RefusedQuery query) {
        return writing.search(query);
    }

    /** How long a line is kept. */
    public Duration kept() {
        return settings.refusedRequestsKept();
    }

    /** Forgets the lines that are older than they have to be kept; returns how many. */
    public int forgetOld() {
        return writing.forgetOld();
    }
}
