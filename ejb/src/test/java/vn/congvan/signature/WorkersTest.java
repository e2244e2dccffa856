package vn.congvan.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.congvan.signature.Workers.Answer;

/** Real processes, of which some do what files can do to a process. */
class WorkersTest {

    @TempDir
    Path folder;

    private Workers workers;

    private Workers start(int count, Duration patience) {
        workers = new Workers(new Workers.Settings(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m", "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError", "-cp", System.getProperty("java.class.path"),
                UnrulyWorker.class.getName()), folder, count, patience, Duration.ofMinutes(1)), runnable -> {
                    Thread thread = new Thread(runnable);
                    thread.setDaemon(true);
                    return thread;
                });
        return workers;
    }

    @AfterEach
    void stop() {
        workers.close();
    }

    @Test
    void theSameProcessAnswersOneQuestionAfterTheOther() throws Exception {
        start(1, Duration.ofSeconds(30));
        Answer first = workers.ask("pid");

        assertThat(workers.ask("Tiếng Việt")).isEqualTo(new Answer.Said("heard Tiếng Việt"));
        assertThat(workers.ask("pid")).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fill the heap", "overflow the stack", "leave", "never end the line", "chatter"})
    void whoeverDiesOverAFileIsReplaced(String question) throws Exception {
        start(1, Duration.ofSeconds(30));

        assertThat(workers.ask(question)).isInstanceOf(Answer.Died.class);
        assertThat(workers.ask("next")).isEqualTo(new Answer.Said("heard next"));
    }

    @Test
    void processesAreStartedAndReplacedBeforeSomebodyAsks() throws Exception {
        start(2, Duration.ofSeconds(30));

        assertThat(workers.replenish()).isEqualTo(2);
        assertThat(workers.living()).isEqualTo(2);
        assertThat(workers.ask("leave")).isInstanceOf(Answer.Died.class);
        assertThat(workers.living()).isEqualTo(1);
        assertThat(workers.replenish()).isEqualTo(1);
        assertThat(workers.replenish()).isZero();
        assertThat(workers.living()).isEqualTo(2);
    }

    @Test
    void whoeverNeverEndsIsKilledInTime() throws Exception {
        start(1, Duration.ofSeconds(3));
        long pid = Long.parseLong(((Answer.Said) workers.ask("pid")).line());

        assertThat(workers.ask("for ever")).isEqualTo(new Answer.TooLate(Duration.ofSeconds(3)));
        ProcessHandle.of(pid).ifPresent(killed -> killed.onExit().join());
        assertThat(workers.ask("next")).isEqualTo(new Answer.Said("heard next"));
    }

    @Test
    void aWorkerKnowsNothingOfTheServersEnvironment() throws Exception {
        start(1, Duration.ofSeconds(30));

        assertThat(System.getenv()).containsKey("PATH");
        assertThat(workers.ask("environment")).isEqualTo(new Answer.Said("[LC_ALL]"));
    }

    @Test
    void manyWhoAskAtOnceShareTheProcesses() throws Exception {
        start(2, Duration.ofSeconds(30));
        ExecutorService callers = Executors.newFixedThreadPool(8);
        List<Future<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            answers.add(callers.submit(() -> workers.ask("pid")));
        }
        Set<Answer> processes = new java.util.HashSet<>();
        for (Future<Answer> answer : answers) {
            processes.add(answer.get());
        }
        callers.shutdown();

        assertThat(processes).hasSizeBetween(1, 2).allMatch(Answer.Said.class::isInstance);
        assertThat(workers.living()).isEqualTo(processes.size());
    }

    @Test
    void whoStopsTakesItsProcessesAlong() throws Exception {
        start(2, Duration.ofSeconds(30));
        Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
        workers.ask("pid");
        Set<ProcessHandle> started = ProcessHandle.current().children().filter(child -> !before.contains(child))
                .collect(Collectors.toSet());
        assertThat(started).isNotEmpty();

        workers.close();

        started.forEach(process -> process.onExit().join());
        assertThatThrownBy(() -> workers.ask("pid")).isInstanceOf(IOException.class);
    }

    @Test
    void aProgramThatDoesNotStartIsNobodysVerdict() {
        workers = new Workers(new Workers.Settings(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "no.such.Program"), folder, 1,
                Duration.ofSeconds(5), Duration.ofSeconds(30)), Thread::new);

        assertThatThrownBy(() -> workers.ask("x")).isInstanceOf(IOException.class)
                .hasMessageContaining("no.such.Program");
    }
}
