package vn.congvan.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;

import vn.congvan.delivery.Backlog;
import vn.congvan.delivery.Deliveries;
import vn.congvan.delivery.DocumentArrived;
import vn.congvan.metric.Metrics;

/** How things stand, for whoever watches over the node: what is open, what is due, and how long documents were on the way. */
@ApplicationScoped
class Figures {

    @Inject
    Metrics metrics;
    @Inject
    Deliveries deliveries;
    @Inject
    Clock clock;

    /** Reads the figures anew; between two readings the meters show what the last one found. */
    void refresh() {
        Instant now = clock.instant();
        Backlog backlog = deliveries.backlog();
        backlog.openByState().forEach((state, count) -> metrics.show("congvan.deliveries.open", count, "state",
                state.name().toLowerCase(Locale.ROOT)));
        metrics.show("congvan.due", backlog.documentsDue(), "type", "edoc");
        metrics.show("congvan.due", backlog.statusesDue(), "type", "status");
        metrics.show("congvan.due.oldest.seconds",
                backlog.oldestDue().map(at -> Duration.between(at, now).toMillis() / 1000.0).orElse(0.0));
    }

    /** Only what was committed counts. */
    void arrived(@Observes(during = TransactionPhase.AFTER_SUCCESS) DocumentArrived arrived) {
        metrics.took("congvan.delivery.arrival", Duration.between(arrived.takenOver(), arrived.at()));
    }
}
