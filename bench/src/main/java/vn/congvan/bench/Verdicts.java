package vn.congvan.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import vn.congvan.bench.SignedSamples.Sample;
import vn.congvan.signature.FileExaminer;
import vn.congvan.signature.ReasonCode;
import vn.congvan.signature.SignaturePolicy;
import vn.congvan.signature.TrustMaterial;

/**
 * Measures what a verdict on a signed PDF costs a worker, warm, beside the bare library. The measure is the processor time of the one thread that
 * looks into the file; collecting garbage and compiling are done by others and not in it.
 */
public final class Verdicts {

    static final String HELP = """
                               bench/run-verdicts [--rounds 9] [--verdicts 20] [--warm-up 150]
                               bench/run-verdicts --quick    one round of a few verdicts: shows that it works, measures nothing""";

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Who says whether a file is good. */
    interface Judge {

        /** Whether the file is good; it takes its time for that. */
        boolean passes(Path file) throws IOException;
    }

    /**
     * What is measured.
     *
     * @param rounds how often each judge has its turn
     * @param verdicts how many make a turn
     * @param warmUp how many each judge gives before anything is measured
     */
    record Extent(int rounds, int verdicts, int warmUp) {

        static Extent of(String... arguments) {
            Extent chosen = new Extent(9, 20, 150);
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i].equals("--quick")) {
                    chosen = new Extent(1, 2, 3);
                    continue;
                }
                if (i + 1 == arguments.length) {
                    throw new IllegalArgumentException(HELP);
                }
                int value = Integer.parseInt(arguments[i + 1]);
                chosen = switch (arguments[i]) {
                    case "--rounds" -> new Extent(value, chosen.verdicts, chosen.warmUp);
                    case "--verdicts" -> new Extent(chosen.rounds, value, chosen.warmUp);
                    case "--warm-up" -> new Extent(chosen.rounds, chosen.verdicts, value);
                    default -> throw new IllegalArgumentException(HELP);
                };
                i++;
            }
            return chosen;
        }
    }

    private final Extent extent;
    private final Map<String, Judge> judges = new LinkedHashMap<>();

    private Verdicts(Extent extent, TrustMaterial trust, Instant now) {
        this.extent = extent;
        BareDss dss = new BareDss(trust);
        FileExaminer full = FileExaminer.thorough(SignaturePolicy.current(), trust);
        FileExaminer fast = new FileExaminer(SignaturePolicy.current(), trust);
        judges.put("bare DSS", file -> dss.passes(file, now));
        judges.put("full path", file -> full.examine(file, now, now).reason() == ReasonCode.ALL_HOLDS);
        judges.put("fast path", file -> fast.examine(file, now, now).reason() == ReasonCode.ALL_HOLDS);
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 1 && arguments[0].equals("--help")) {
            System.out.println(HELP);
            return;
        }
        Extent extent = Extent.of(arguments);
        Instant now = Clock.systemUTC().instant();
        Path folder = Files.createTempDirectory("verdicts");
        try {
            SignedSamples samples = SignedSamples.in(folder, now);
            System.out.printf(Locale.ROOT, "%d processors, JDK %s, %d rounds of %d verdicts after %d of warm-up%n%n",
                    Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"), extent.rounds,
                    extent.verdicts, extent.warmUp);
            System.out.println("| file | size | by | CPU ms/verdict | of bare DSS | allocated MB |");
            System.out.println("|---|---|---|---|---|---|");
            Verdicts verdicts = new Verdicts(extent, TrustMaterial.in(samples.trust()), now);
            for (Sample sample : samples.files()) {
                verdicts.measure(sample);
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    /** Each judge has its turn in each round, and another one begins each time. */
    private void measure(Sample sample) throws IOException {
        for (Map.Entry<String, Judge> judge : judges.entrySet()) {
            turn(judge.getKey(), judge.getValue(), sample.file(), extent.warmUp);
        }
        List<String> names = List.copyOf(judges.keySet());
        Map<String, List<Turn>> turns = new LinkedHashMap<>();
        names.forEach(name -> turns.put(name, new ArrayList<>()));
        for (int round = 0; round < extent.rounds; round++) {
            for (int i = 0; i < names.size(); i++) {
                String name = names.get((round + i) % names.size());
                turns.get(name).add(turn(name, judges.get(name), sample.file(), extent.verdicts));
            }
        }
        double bare = median(turns.get(names.get(0)).stream().map(Turn::millis).toList());
        for (String name : names) {
            List<Double> millis = turns.get(name).stream().map(Turn::millis).sorted().toList();
            System.out.printf(Locale.ROOT, "| %s | %.2f MB | %s | %.2f (%.1f–%.1f) | %.2f | %.1f |%n", sample.name(),
                    Files.size(sample.file()) / 1048576.0, name, median(millis), millis.get(0),
                    millis.get(millis.size() - 1), median(millis) / bare,
                    median(turns.get(name).stream().map(Turn::megabytes).toList()));
        }
    }

    /** Processor time, and what was taken of the heap, for each verdict of a turn. */
    private record Turn(double millis, double megabytes) {}

    private static Turn turn(String name, Judge judge, Path file, int verdicts) throws IOException {
        com.sun.management.ThreadMXBean allocations = (com.sun.management.ThreadMXBean) THREADS;
        long allocated = allocations.getCurrentThreadAllocatedBytes();
        long begin = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < verdicts; i++) {
            if (!judge.passes(file)) {
                throw new IllegalStateException(name + " does not find " + file.getFileName() + " good");
            }
        }
        return new Turn((THREADS.getCurrentThreadCpuTime() - begin) / 1e6 / verdicts,
                (allocations.getCurrentThreadAllocatedBytes() - allocated) / 1048576.0 / verdicts);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
