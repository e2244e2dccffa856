package vn.congvan.content;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.document.Sha256;

/**
 * Bytes that have arrived and are not yet promised to anybody: in a temporary file, hashed as they came.
 * {@link #close()} discards them unless {@link ContentStore#keep} took them over, so a refused or aborted upload leaves
 * nothing behind. For one thread at a time.
 */
public final class ReceivedContent extends OutputStream {

    private Path file;
    private final FileChannel channel;
    private final MessageDigest digest = Sha256.digester();
    private final long maxBytes;
    private long size;
    private boolean kept;

    ReceivedContent(Path file, long maxBytes) throws IOException {
        this.file = file;
        this.maxBytes = maxBytes;
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
                StandardOpenOption.READ);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** @throws RefusedException {@code BODY_TOO_LARGE} as soon as the limit is passed */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (size + length > maxBytes) {
            throw new RefusedException(Refusal.of(ErrorCode.BODY_TOO_LARGE, maxBytes));
        }
        digest.update(bytes, offset, length);
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        size += length;
    }

    /** How many bytes have come so far. */
    public long size() {
        return size;
    }

    /** The digest of the bytes that have come so far; more may follow. */
    public Sha256 sha256() {
        try {
            return Sha256.ofDigest(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
        }
    }

    /** The bytes from the beginning, wherever they lie by now. The caller closes the stream. */
    public InputStream open() throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /** Flushes to the disk and hands the file over to {@code target}. */
    void moveTo(Path target) throws IOException {
        channel.force(false);
        Files.move(file, target, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        file = target;
        kept = true;
    }

    /** Closes, and removes the temporary file unless its content was kept. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (!kept) {
            Files.deleteIfExists(file);
        }
    }
}
