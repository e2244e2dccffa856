package vn.congvan.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

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

    private Path incoming;
    private Path kept;
    private ContentSettings settings;

    protected ContentStore() {
        // for the container's proxy
    }

    @Inject
    public ContentStore(ContentSettings settings) {
        this.settings = settings;
        this.incoming = settings.directory().resolve("incoming");
        this.kept = settings.directory().resolve("kept");
        try {
            Files.createDirectories(incoming);
            Files.createDirectories(kept);
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
        if (!Files.exists(target)) {
            Path folder = target.getParent();
            boolean newFolder = !Files.isDirectory(folder);
            Files.createDirectories(folder);
            content.moveTo(target);
            flush(folder);
            if (newFolder) {
                flush(folder.getParent());
                flush(kept);
            }
        }
        return sha256;
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
        return kept.resolve(sha256.hex().substring(0, 2)).resolve(sha256.hex().substring(2, 4)).resolve(sha256.hex());
    }

    /** A rename is durable only when the folder that holds the name is on the disk, too. */
    private static void flush(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
