package vn.congvan.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What the kernel knows of a process (Linux {@code /proc}). */
final class ServerProcess {

    /** Clock ticks a second, as every Linux on x86-64 has it ({@code getconf CLK_TCK}). */
    private static final double TICKS = 100;

    private final Path directory;

    ServerProcess(long pid) {
        directory = Path.of("/proc", Long.toString(pid));
    }

    /** Processor time since its start, in milliseconds, of all its threads, living and ended. */
    double cpuMillis() {
        return ticks(read(directory.resolve("stat"))) * 1000 / TICKS;
    }

    /** Of that, what living threads have used whose name begins so. */
    double cpuMillisOf(String... threadNames) {
        double ticks = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(directory.resolve("task"))) {
            for (Path thread : threads) {
                try {
                    String stat = Files.readString(thread.resolve("stat"));
                    String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
                    for (String wanted : threadNames) {
                        if (name.startsWith(wanted)) {
                            ticks += ticks(stat);
                        }
                    }
                } catch (NoSuchFileException ended) {
                    // it had nothing more to tell
                    continue;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ticks * 1000 / TICKS;
    }

    /** The largest resident memory so far, in megabytes. */
    double peakMegabytes() {
        return read(directory.resolve("status")).lines().filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow() / 1024.0;
    }

    /** The sum of the columns utime and stime; the name in front of them may hold blanks. */
    static double ticks(String stat) {
        String[] columns = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Double.parseDouble(columns[11]) + Double.parseDouble(columns[12]);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the process has ended", e);
        }
    }
}
