package vn.congvan.bench;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One target, one size, one number of callers, once.
 *
 * @param perSecond accepts a second, by the generator's clock
 * @param acceptMillis processor time of the server's process an accept, without the threads that carry afterwards
 * @param wholeMillis the same with them, until nothing was left to do
 */
record Round(double perSecond, double acceptMillis, double wholeMillis) {

    /** The median of an odd number of rounds; of an even number the mean of the middle two. */
    static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        List<Double> sorted = rounds.stream().map(figure::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
