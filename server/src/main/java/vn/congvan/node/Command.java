package vn.congvan.node;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end and keeps what it said. */
record Command(int exit, String output) {

    boolean succeeded() {
        return exit == 0;
    }

    /** The last line that was said, for a sentence. */
    String lastLine() {
        List<String> lines = output.lines().filter(l -> !l.isBlank()).toList();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip();
    }

    /**
     * @param directory where the program runs
     * @param output a file into which it speaks; what stays in the background keeps the file and not a pipe to us
     * @throws IOException when there is no such program, or it did not end in time
     */
    static Command run(Path directory, Path output, Duration patience, List<String> words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Platform.nothing()))
                .redirectOutput(ProcessBuilder.Redirect.to(output.toFile()));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException(words.get(0) + " did not end within " + patience.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + words.get(0) + " was running", e);
        }
        return new Command(process.exitValue(),
                new String(java.nio.file.Files.readAllBytes(output), Charset.defaultCharset()));
    }
}
