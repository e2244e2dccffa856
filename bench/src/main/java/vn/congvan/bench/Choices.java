package vn.congvan.bench;

import java.util.Arrays;
import java.util.List;

/**
 * What is measured.
 *
 * @param sizes of one package as it travels, in bytes
 * @param callers how many send at once
 * @param rounds how often each target has its turn
 * @param warmUp messages of 1 MB and less that each target gets before anything is measured
 * @param large the size of the package whose memory is looked at, in bytes; 0 leaves it out
 * @param heap the largest heap of both servers
 */
record Choices(List<Integer> sizes, List<Integer> callers, int rounds, int warmUp, int large, String heap) {

    static final String HELP = """
                               bench/run [--sizes 10KB,1MB,50MB] [--callers 1,4] [--rounds 3] [--warm-up 1000] [--large 200MB] [--heap 512m]
                               bench/run --quick    one round of a few messages: shows that it works, measures nothing""";

    static Choices of(String... arguments) {
        Choices chosen = new Choices(List.of(10 << 10, 1 << 20, 50 << 20), List.of(1, 4), 3, 1000, 200 << 20, "512m");
        for (int i = 0; i < arguments.length; i++) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            chosen = switch (arguments[i]) {
                case "--quick" -> new Choices(List.of(10 << 10, 1 << 20), List.of(1), 1, 20, 0, chosen.heap);
                case "--sizes" -> chosen.withSizes(Arrays.stream(value.split(",")).map(Choices::bytes).toList());
                case "--callers" -> chosen.withCallers(Arrays.stream(value.split(",")).map(Integer::valueOf).toList());
                case "--rounds" -> new Choices(chosen.sizes, chosen.callers, Integer.parseInt(value), chosen.warmUp,
                        chosen.large, chosen.heap);
                case "--warm-up" -> new Choices(chosen.sizes, chosen.callers, chosen.rounds, Integer.parseInt(value),
                        chosen.large, chosen.heap);
                case "--large" -> new Choices(chosen.sizes, chosen.callers, chosen.rounds, chosen.warmUp, bytes(value),
                        chosen.heap);
                case "--heap" -> new Choices(chosen.sizes, chosen.callers, chosen.rounds, chosen.warmUp, chosen.large,
                        value);
                default -> throw new IllegalArgumentException(HELP);
            };
            if (!arguments[i].equals("--quick")) {
                i++;
            }
        }
        return chosen;
    }

    private Choices withSizes(List<Integer> other) {
        return new Choices(other, callers, rounds, warmUp, large, heap);
    }

    private Choices withCallers(List<Integer> other) {
        return new Choices(sizes, other, rounds, warmUp, large, heap);
    }

    /** {@code 10KB}, {@code 1MB}, or a plain number. */
    static int bytes(String text) {
        String number = text.replaceAll("[KM]B$", "");
        int unit = text.endsWith("KB") ? 1 << 10 : text.endsWith("MB") ? 1 << 20 : 1;
        return Integer.parseInt(number) * unit;
    }

    /** As it was written. */
    static String written(int bytes) {
        return bytes % (1 << 20) == 0
                ? (bytes >> 20) + " MB"
                : bytes % (1 << 10) == 0 ? (bytes >> 10) + " KB" : bytes + " B";
    }

    /** How many messages of one size make a round: some seconds' work, and not too much for the disk. */
    static int messages(int size, int callers) {
        return size <= 64 << 10 ? 300 * Math.min(callers, 2) : size <= 4 << 20 ? 300 : 12;
    }
}
