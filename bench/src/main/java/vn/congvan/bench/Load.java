package vn.congvan.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/** Callers that send one letter after the other. */
final class Load implements AutoCloseable {

    private final int callers;
    private final ExecutorService threads;

    Load(int callers) {
        this.callers = callers;
        this.threads = Executors.newFixedThreadPool(callers);
    }

    /** Sends {@code count} letters, shared among the callers, and measures nothing. */
    void warmUp(Target target, Letters letters, int count) throws InterruptedException {
        sendAll(target, letters, count);
        target.awaitQuiet();
    }

    /**
     * Sends {@code count} letters and says what it cost.
     *
     * @param carrying what the threads have used so far that do not accept, in milliseconds
     */
    Round measure(Target target, Letters letters, int count, DoubleSupplier carrying) throws InterruptedException {
        target.awaitQuiet();
        double cpu = target.process().cpuMillis();
        double carried = carrying.getAsDouble();
        long begun = System.nanoTime();
        sendAll(target, letters, count);
        double seconds = (System.nanoTime() - begun) / 1e9;
        target.awaitQuiet();
        double whole = target.process().cpuMillis() - cpu;
        return new Round(count / seconds, (whole - (carrying.getAsDouble() - carried)) / count, whole / count);
    }

    private void sendAll(Target target, Letters letters, int count) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(count);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            running.add(threads.submit(() -> {
                while (left.getAndDecrement() > 0) {
                    target.send(letters.next());
                }
                return null;
            }));
        }
        for (Future<?> caller : running) {
            try {
                caller.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(target.name() + " did not accept what it was sent", e.getCause());
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
