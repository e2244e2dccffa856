package vn.congvan.signature;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

/**
 * Processes of their own that look into files from outside. Such a file may fill a heap, overflow a stack or never end, and a
 * thread cannot be stopped: a process can. Each has its own heap limit, answers one question at a time, and is killed when it
 * does not answer in time; another one takes its place. They are started before somebody asks and stay between questions, since a JVM's
 * first look takes seconds.
 *
 * <p>Questions and answers are lines of text in UTF-8 that begin with the same number and a tab: no answer can be taken for that to another
 * question, whatever else found its way between them. A process has none of the server's environment, and so none of its secrets.
 */
final class Workers implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Workers.class);
    /** An answer lists every signature of a file with its certificates; what is longer is no answer. */
    static final int LONGEST_ANSWER = 16 << 20;
    private static final int LAST_WORDS = 4096;

    /**
     * How workers are started.
     *
     * @param command the program and its arguments
     * @param folder the folder in which they run, and where their temporary files are
     * @param count how many at most, and so how many files are looked into at once
     * @param patience how long one question may take
     * @param warmUp how long the first answer of a new process, to an empty question, may take
     */
    record Settings(List<String> command, Path folder, int count, Duration patience, Duration warmUp) {}

    /** What came of a question. */
    sealed interface Answer {

        /** One line. */
        record Said(String line) implements Answer {}

        /** Not in time; the process was killed. */
        record TooLate(Duration patience) implements Answer {}

        /** The process ended over it, for want of memory as a rule. */
        record Died(int exitStatus) implements Answer {}
    }

    private final Settings settings;
    private final ThreadFactory threads;
    private final BlockingQueue<Optional<Worker>> places;
    private volatile boolean closed;

    Workers(Settings settings, ThreadFactory threads) {
        this.settings = settings;
        this.threads = threads;
        this.places = new ArrayBlockingQueue<>(settings.count());
        for (int i = 0; i < settings.count(); i++) {
            places.add(Optional.empty());
        }
    }

    /**
     * Asks the next process that is free; waits for one if need be.
     *
     * @param question one line
     * @throws IOException when no process can be started, which says nothing about the file
     */
    Answer ask(String question) throws IOException, InterruptedException {
        Optional<Worker> place = places.take();
        Optional<Worker> left = Optional.empty();
        try {
            if (closed) {
                throw new IOException("the workers are being stopped");
            }
            Worker worker = place.filter(Worker::isAlive).isPresent() ? place.get() : ready();
            Answer answer = worker.ask(question, settings.patience());
            if (answer instanceof Answer.Said) {
                left = Optional.of(worker);
            } else {
                LOG.warnf("a worker was lost over a file: %s; its last words: %s", answer, worker.lastWords());
                worker.kill();
            }
            return answer;
        } catch (InterruptedException e) {
            place.ifPresent(Worker::kill);
            throw e;
        } finally {
            places.add(left);
            if (closed) {
                close();
            }
        }
    }

    /**
     * Starts processes where none is running and nobody asks just now, so that the next question need not wait for one.
     *
     * @return how many were started
     * @throws IOException when one cannot be started
     */
    int replenish() throws IOException, InterruptedException {
        int started = 0;
        for (int i = 0; i < settings.count() && !closed; i++) {
            Optional<Worker> place = places.poll();
            if (place == null) {
                // all are busy
                break;
            }
            Optional<Worker> left = place.filter(Worker::isAlive);
            try {
                if (left.isEmpty()) {
                    left = Optional.of(ready());
                    started++;
                }
            } finally {
                places.add(left);
                if (closed) {
                    close();
                }
            }
        }
        return started;
    }

    /** A new process that has answered once. */
    private Worker ready() throws IOException, InterruptedException {
        Worker worker = new Worker(settings, threads);
        if (!(worker.ask("", settings.warmUp()) instanceof Answer.Said)) {
            String why = worker.lastWords();
            worker.kill();
            throw new IOException("a worker does not start: " + String.join(" ", settings.command()) + ": " + why);
        }
        return worker;
    }

    /** How many processes live. */
    long living() {
        return places.stream().flatMap(Optional::stream).filter(Worker::isAlive).count();
    }

    @Override
    public void close() {
        closed = true;
        places.forEach(place -> place.ifPresent(Worker::kill));
    }

    /** One process. */
    private static final class Worker {

        private final Process process;
        private final Writer questions;
        private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
        private final byte[] words = new byte[LAST_WORDS];
        private int wordsLength;
        private long asked;

        Worker(Settings settings, ThreadFactory threads) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(settings.command()).directory(settings.folder().toFile());
            builder.environment().clear();
            builder.environment().put("LC_ALL", "C.UTF-8");
            process = builder.start();
            questions = process.outputWriter(StandardCharsets.UTF_8);
            threads.newThread(this::listen).start();
            threads.newThread(this::noteWords).start();
        }

        boolean isAlive() {
            return process.isAlive();
        }

        Answer ask(String question, Duration patience) throws InterruptedException {
            String number = ++asked + "\t";
            try {
                questions.write(number + question + "\n");
                questions.flush();
            } catch (IOException e) {
                // it is gone; the queue says so below
                LOG.debugf(e, "a worker does not hear");
            }
            Optional<String> answer = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (answer == null) {
                return new Answer.TooLate(patience);
            }
            if (answer.isPresent() && answer.get().startsWith(number)) {
                return new Answer.Said(answer.get().substring(number.length()));
            }
            // whoever says something else is not to be believed any more
            process.destroyForcibly();
            return new Answer.Died(process.waitFor());
        }

        /** Puts each line into the queue, and at the end, or when a line does not end, an empty answer. */
        private void listen() {
            try (InputStream in = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                for (int b = in.read(); b >= 0 && line.size() < LONGEST_ANSWER; b = in.read()) {
                    if (b == '\n') {
                        answers.add(Optional.of(line.toString(StandardCharsets.UTF_8)));
                        line.reset();
                    } else {
                        line.write(b);
                    }
                }
            } catch (IOException e) {
                LOG.debugf(e, "a worker was cut off");
            } finally {
                answers.add(Optional.empty());
            }
        }

        /** What it writes to its error stream; the end of it is kept. */
        private void noteWords() {
            byte[] buffer = new byte[LAST_WORDS];
            try (InputStream in = process.getErrorStream()) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    note(buffer, n);
                }
            } catch (IOException e) {
                LOG.debugf(e, "a worker was cut off");
            }
        }

        private synchronized void note(byte[] buffer, int length) {
            int kept = Math.min(wordsLength, LAST_WORDS - length);
            System.arraycopy(words, wordsLength - kept, words, 0, kept);
            System.arraycopy(buffer, 0, words, kept, length);
            wordsLength = kept + length;
        }

        synchronized String lastWords() {
            return new String(words, 0, wordsLength, StandardCharsets.UTF_8).strip();
        }

        void kill() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            try {
                questions.close();
            } catch (IOException e) {
                LOG.debugf(e, "a worker was cut off");
            } catch (UncheckedIOException e) {
                LOG.debugf(e, "a worker was cut off");
            }
        }
    }
}
