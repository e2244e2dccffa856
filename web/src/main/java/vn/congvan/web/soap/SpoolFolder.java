package vn.congvan.web.soap;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

import org.jboss.logging.Logger;

/**
 * Where the MIME parser puts parts that come before somebody reads them: attachments that nobody asked for, or that stand
 * before the envelope. It removes such files only when the garbage collector happens to find them; so this folder is
 * nobody else's, and what is older than the oldest request still running is removed when a request ends.
 */
final class SpoolFolder {

    private static final Logger LOG = Logger.getLogger(SpoolFolder.class);

    /** Clocks of file systems may be coarser than ours. */
    private static final Duration GRAIN = Duration.ofSeconds(2);

    private final Path folder;
    private final Clock clock;
    private final PriorityQueue<Instant> running = new PriorityQueue<>();

    /** Empties {@code folder}: what a killed server left behind belongs to nobody. */
    SpoolFolder(Path folder, Clock clock) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.clock = clock;
        removeBefore(Instant.MAX);
    }

    Path path() {
        return folder;
    }

    /** Marks that a request with attachments begins. */
    Instant enter() {
        Instant now = clock.instant();
        synchronized (running) {
            running.add(now);
        }
        return now;
    }

    /** Marks that it has ended, and removes what no running request can have made. */
    void leave(Instant entered) {
        Instant oldest;
        synchronized (running) {
            running.remove(entered);
            oldest = running.isEmpty() ? Instant.MAX : running.peek().minus(GRAIN);
        }
        try {
            removeBefore(oldest);
        } catch (IOException e) {
            LOG.warnf(e, "Temporary files of SOAP requests could not be removed from %s", folder);
        }
    }

    private void removeBefore(Instant limit) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (limit.equals(Instant.MAX) || isBefore(file, limit)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isBefore(Path file, Instant limit) throws IOException {
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            return changed.toInstant().isBefore(limit);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }
}
