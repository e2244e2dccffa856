package vn.congvan.web.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import vn.congvan.organization.ConnectedSystem;
import vn.congvan.server.NodeSettings;

/**
 * How often each system may call, over all protocols together, so that one that runs wild leaves room for the others. The
 * node's rate, or the system's own. Every node of a cluster counts for itself; a restart begins anew.
 */
@ApplicationScoped
class CallRates {

    @Inject
    NodeSettings node;
    @Inject
    Clock clock;

    /** By system id; only systems that have proven themselves come this far, so there are no more than are registered. */
    private final Map<String, Allowance> allowances = new ConcurrentHashMap<>();

    /** Counts a call; if it is one too many, it is not counted, and the answer says after which time to call again. */
    Optional<Duration> count(ConnectedSystem system) {
        Allowance.Rate rate = Allowance.Rate.perSecond(system.limits().callsPerSecond().orElse(node.callsPerSecond()),
                system.limits().callsAtOnce().orElse(node.callsAtOnce()));
        return allowances.computeIfAbsent(system.id(), id -> new Allowance()).take(rate, clock.instant());
    }
}
