package vn.congvan.metric;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * The door of room {@code metric}. Labels come as name, value, name, value; their values must be few, since each
 * combination is a row that is kept for as long as the server runs.
 */
@ApplicationScoped
public class Metrics {

    private record Meter(String name, List<String> labels) {}

    // the server's registry searches through all its meters at every call; what was found once is remembered here
    private final ConcurrentMap<Meter, Counter> counters = new ConcurrentHashMap<>();
    private final ConcurrentMap<Meter, Timer> timers = new ConcurrentHashMap<>();
    private final ConcurrentMap<Meter, AtomicReference<Double>> gauges = new ConcurrentHashMap<>();

    private MeterRegistry registry;

    protected Metrics() {
        // for the container's proxy
    }

    @Inject
    public Metrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts one more. */
    public void count(String name, String... labels) {
        counters.computeIfAbsent(new Meter(name, List.of(labels)), m -> registry.counter(name, Tags.of(labels)))
                .increment();
    }

    /** Notes how long something took. */
    public void took(String name, Duration duration, String... labels) {
        timers.computeIfAbsent(new Meter(name, List.of(labels)), m -> registry.timer(name, Tags.of(labels)))
                .record(duration);
    }

    /** Shows a figure until it is shown anew. */
    public void show(String name, double value, String... labels) {
        gauges.computeIfAbsent(new Meter(name, List.of(labels)), m -> registry.gauge(name, Tags.of(labels),
                new AtomicReference<>(value), AtomicReference::get)).set(value);
    }

    /** Begins to measure. */
    public Running start() {
        return new Running(System.nanoTime());
    }

    /** Something that is under way. */
    public final class Running {

        private final long begun;

        private Running(long begun) {
            this.begun = begun;
        }

        /** Notes how long it took. */
        public void took(String name, String... labels) {
            Metrics.this.took(name, Duration.ofNanos(System.nanoTime() - begun), labels);
        }
    }
}
