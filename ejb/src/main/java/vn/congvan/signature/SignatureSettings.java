package vn.congvan.signature;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How signatures are checked; made and checked by room {@code server}.
 *
 * @param java the program that runs a worker process
 * @param program the runnable jar that workers run: the same that people run without a server
 * @param heap the largest heap of a worker, as {@code -Xmx} takes it
 * @param count how many files are looked into at once
 * @param patience how long one file may take before its process is killed
 * @param folder where files lie while they are looked into, and what workers are told to trust
 * @param trust the folder from which an administrator's certificates and lists are loaded; empty where there is none
 */
public record SignatureSettings(Path java, Path program, String heap, int count, Duration patience, Path folder,
        Optional<Path> trust) {

    /** A process says its first word, with everything loaded, within this time on a slow machine. */
    private static final Duration WARM_UP = Duration.ofMinutes(2);

    Workers.Settings workers() {
        return new Workers.Settings(List.of(java.toString(), "-Xmx" + heap, "-Xss1m", "-XX:+ExitOnOutOfMemoryError",
                "-XX:+DisplayVMOutputToStderr",
                "-XX:+UseSerialGC", "-Djava.awt.headless=true", "-Djava.io.tmpdir=" + folder,
                "--add-opens=java.base/java.nio=ALL-UNNAMED", "-jar", program.toString(), "worker"), folder, count,
                patience, WARM_UP);
    }
}
