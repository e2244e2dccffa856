package vn.congvan.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Measures a node beside a bare server; {@code docs/performance.md} says how to read what it prints. */
public final class Bench {

    private final Choices choices;
    private final MeasuredNode node;
    private final List<Target> targets;

    private Bench(Choices choices, MeasuredNode node, Bare bare) {
        this.choices = choices;
        this.node = node;
        this.targets = List.of(bare, node.soap(), node.axis());
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 1 && arguments[0].equals("--help")) {
            System.out.println(Choices.HELP);
            return;
        }
        Choices choices = Choices.of(arguments);
        Path home = Path.of(System.getProperty("congvan.home")).toAbsolutePath();
        delete(home);
        Files.createDirectories(home);
        try (MeasuredNode node = new MeasuredNode(home, choices.heap());
                Bare bare = new Bare(node.database(), home.resolve("bare"), choices.heap())) {
            new Bench(choices, node, bare).run();
        } finally {
            delete(home);
        }
    }

    private void run() throws IOException, InterruptedException {
        System.out.printf(Locale.ROOT,
                "%d processors, JDK %s, largest heap %s, %d rounds after %d messages of warm-up%n",
                Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"), choices.heap(),
                choices.rounds(), choices.warmUp());
        warmUp();
        System.out.println();
        System.out.println(
                "| package | callers | target | accepts/s | of bare | CPU ms/accept | of bare | with carrying |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (int size : choices.sizes()) {
            Letters letters = new Letters(size);
            for (int callers : choices.callers()) {
                rows(size, callers, rounds(letters, size, callers));
            }
        }
        System.out.println();
        memory();
    }

    private void warmUp() throws InterruptedException {
        try (Load load = new Load(2)) {
            Letters small = new Letters(10 << 10);
            Letters medium = new Letters(1 << 20);
            for (Target target : targets) {
                load.warmUp(target, small, choices.warmUp() / 2);
                load.warmUp(target, medium, choices.warmUp() / 2);
            }
        }
    }

    /** Each target has its turn in each round, and another one begins each time. */
    private Map<Target, List<Round>> rounds(Letters letters, int size, int callers) throws InterruptedException {
        Map<Target, List<Round>> rounds = new LinkedHashMap<>();
        targets.forEach(target -> rounds.put(target, new ArrayList<>()));
        try (Load load = new Load(callers)) {
            for (int round = 0; round < choices.rounds(); round++) {
                for (int turn = 0; turn < targets.size(); turn++) {
                    Target target = targets.get((round + turn) % targets.size());
                    rounds.get(target).add(load.measure(target, letters, Choices.messages(size, callers),
                            target instanceof Bare ? () -> 0 : node::carryingMillis));
                }
            }
        }
        return rounds;
    }

    private void rows(int size, int callers, Map<Target, List<Round>> rounds) {
        List<Round> bare = rounds.get(targets.get(0));
        double bareRate = Round.median(bare, Round::perSecond);
        double bareCpu = Round.median(bare, Round::acceptMillis);
        rounds.forEach((target, measured) -> {
            double rate = Round.median(measured, Round::perSecond);
            double cpu = Round.median(measured, Round::acceptMillis);
            System.out.printf(Locale.ROOT, "| %s | %d | %s | %.1f | %.2f | %.2f (%.1f–%.1f) | %.2f | %.2f |%n",
                    Choices.written(size), callers, target.name(), rate, rate / bareRate, cpu,
                    measured.stream().mapToDouble(Round::acceptMillis).min().orElseThrow(),
                    measured.stream().mapToDouble(Round::acceptMillis).max().orElseThrow(), cpu / bareCpu,
                    Round.median(measured, Round::wholeMillis));
        });
    }

    /** How far the largest resident memory grows with one large package, after a thousand of 1 MB. */
    private void memory() throws IOException, InterruptedException {
        System.out.printf(Locale.ROOT, "peak RSS of the node after this: %.0f MB; of the bare server: %.0f MB%n",
                node.process().peakMegabytes(), targets.get(0).process().peakMegabytes());
        if (choices.large() == 0) {
            return;
        }
        Letters medium = new Letters(1 << 20);
        Letters large = new Letters(choices.large());
        for (Target target : targets.subList(1, targets.size())) {
            try (Load load = new Load(4)) {
                load.warmUp(target, medium, 1000);
            }
            double before = node.process().peakMegabytes();
            target.send(large.next());
            target.awaitQuiet();
            double after = node.process().peakMegabytes();
            System.out.printf(Locale.ROOT,
                    "%s: peak RSS %.0f MB after 1,000 packages of 1 MB, %.0f MB after one of %s: %.0f MB more%n",
                    target.name(), before, after, Choices.written(choices.large()), after - before);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
