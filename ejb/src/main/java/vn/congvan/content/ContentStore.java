package vn.congvan.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.document.Sha256;

/**
 * The door of room {@code content}: takes bytes in as a stream, keeps them under their SHA-256, gives them back as a
 * stream.
 */
@ApplicationScoped
public class ContentStore {

    private static final int BUFFER = 1 << 16;
    private static final int QUESTION = 500;

    private Path incoming;
    private Path kept;
    private Path orphans;
    private ContentSettings settings;
    private Clock clock;

    protected ContentStore() {
        // for the container's proxy
    }

    @Inject
    public ContentStore(ContentSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.incoming = settings.directory().resolve("incoming");
        this.kept = settings.directory().resolve("kept");
        this.orphans = settings.directory().resolve("orphans");
        try {
            Files.createDirectories(incoming);
            Files.createDirectories(kept);
            Files.createDirectories(orphans);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the content folder " + settings.directory() + " cannot be used", e);
        }
    }

    /** Begins to take in bytes of at most {@code maxBytes}, or of the configured limit where that is lower. */
    public ReceivedContent begin(long maxBytes) throws IOException {
        if (Files.getFileStore(incoming).getUsableSpace() < settings.minFreeBytes()) {
            throw new RefusedException(Refusal.of(ErrorCode.DISK_FULL));
        }
        return new ReceivedContent(incoming.resolve(UUID.randomUUID() + ".part"),
                Math.min(maxBytes, settings.maxBytes()));
    }

    /** Begins to take in bytes of at most the configured limit. */
    public ReceivedContent begin() throws IOException {
        return begin(settings.maxBytes());
    }

    /**
     * Takes in all of {@code body}, as a stream.
     *
     * @throws RefusedException {@code BODY_TOO_LARGE} or {@code DISK_FULL}; nothing is left behind then
     */
    public ReceivedContent receive(InputStream body) throws IOException {
        ReceivedContent content = begin();
        try {
            byte[] buffer = new byte[BUFFER];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                content.write(buffer, 0, n);
            }
            return content;
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        }
    }

    /**
     * Takes received bytes over for good: flushed and renamed when this returns. The same bytes again are kept once.
     */
    public Sha256 keep(ReceivedContent content) throws IOException {
        Sha256 sha256 = content.sha256();
        Path target = file(sha256);
        Path folder = target.getParent();
        boolean there = isStillThere(target);
        boolean newFolder = !Files.isDirectory(folder);
        if (!there) {
            Files.createDirectories(folder);
            content.moveTo(target);
        }
        flush(folder);
        if (newFolder || there) {
            // whoever put the bytes there may not have come to flushing the folder's own name yet
            flush(kept);
        }
        return sha256;
    }

    /**
     * Whether the bytes are kept already; if so they are as young as new ones from now on, so that a sweep which found no
     * row for them leaves them to the row that is about to be written.
     */
    private boolean isStillThere(Path target) throws IOException {
        try {
            Files.setLastModifiedTime(target, FileTime.from(clock.instant()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /**
     * Clears away what is older than {@link ContentSettings#orphanAge()} and belongs to nothing: uploads that a crash cut
     * off are deleted, kept bytes to which no row points are laid aside in the folder {@code orphans}.
     *
     * @param referenced says which of the given digests a row points to; asked for at most {@value #QUESTION} at once
     * @return how many files were deleted or laid aside
     */
    public int sweep(UnaryOperator<Set<Sha256>> referenced) throws IOException {
        Instant before = clock.instant().minus(settings.orphanAge());
        int removed = 0;
        for (Path cutOff : files(incoming)) {
            if (isOlder(cutOff, before) && Files.deleteIfExists(cutOff)) {
                removed++;
            }
        }
        for (Path folder : folders(kept)) {
            removed += sweep(folder, referenced, before);
        }
        return removed;
    }

    /** One folder of 256; what is old in it is asked for in handfuls. */
    private int sweep(Path folder, UnaryOperator<Set<Sha256>> referenced, Instant before) throws IOException {
        int removed = 0;
        Map<Sha256, Path> old = new HashMap<>();
        for (Path file : files(folder)) {
            if (isOlder(file, before)) {
                old.put(new Sha256(file.getFileName().toString()), file);
            }
            if (old.size() == QUESTION) {
                removed += layAsideOrphans(old, referenced, before);
                old.clear();
            }
        }
        return removed + layAsideOrphans(old, referenced, before);
    }

    private int layAsideOrphans(Map<Sha256, Path> old, UnaryOperator<Set<Sha256>> referenced, Instant before)
            throws IOException {
        if (old.isEmpty()) {
            return 0;
        }
        Set<Sha256> needed = referenced.apply(Set.copyOf(old.keySet()));
        int removed = 0;
        for (Map.Entry<Sha256, Path> candidate : old.entrySet()) {
            if (!needed.contains(candidate.getKey()) && layAside(candidate.getValue(), before)) {
                removed++;
            }
        }
        return removed;
    }

    /**
     * Laid aside and never deleted: in front of a database that is empty or older than the folder, as after a restore,
     * everything looks like an orphan. Moved first, then looked at again, since somebody may be keeping the same bytes at
     * this very moment: who touched them before they moved gets them back; who comes after the move finds none and puts
     * its own in their place.
     */
    private boolean layAside(Path file, Instant before) throws IOException {
        Path aside = orphans.resolve(file.getFileName());
        try {
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // the sweep of another node on the same folder was faster
            return false;
        }
        if (isOlder(aside, before)) {
            return true;
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        flush(file.getParent());
        return false;
    }

    private static boolean isOlder(Path file, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** What else an administrator may have laid beside them is not ours. */
    private static List<Path> folders(Path parent) throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(f -> f.getFileName().toString().matches("[0-9a-f]{2}") && Files.isDirectory(f))
                    .toList();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches("[0-9a-f]{64}|.*\\.part")).toList();
        }
    }

    /** The kept bytes, as a stream that the caller closes. */
    public InputStream open(Sha256 sha256) throws IOException {
        return Files.newInputStream(file(sha256));
    }

    /** The kept bytes from {@code offset}, as a stream that the caller closes. */
    public InputStream open(Sha256 sha256, long offset) throws IOException {
        FileChannel channel = FileChannel.open(file(sha256), StandardOpenOption.READ);
        channel.position(offset);
        return java.nio.channels.Channels.newInputStream(channel);
    }

    /**
     * How many bytes are kept under {@code sha256}.
     *
     * @throws NoSuchFileException when there are none: a row points to missing bytes, which is a fault of the node
     */
    public long size(Sha256 sha256) throws IOException {
        return Files.size(file(sha256));
    }

    private Path file(Sha256 sha256) {
        // one level: a second would mean a new folder, and two more flushes, for nearly each of the first 65,536 packages
        return kept.resolve(sha256.hex().substring(0, 2)).resolve(sha256.hex());
    }

    /** A rename is durable only when the folder that holds the name is on the disk, too. */
    private static void flush(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
