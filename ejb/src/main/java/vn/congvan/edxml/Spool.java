package vn.congvan.edxml;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A payload that has to wait: until its head is known, or because a zip says only at its end what is in it. A little of it
 * in memory, then a temporary file, which is gone when this is closed.
 */
final class Spool implements Closeable {

    private final int inMemory;
    private final Optional<Path> directory;
    private ByteArrayOutputStream memory;
    private byte[] kept;
    private Path file;
    private FileChannel channel;
    private long length;

    Spool(int inMemory, Optional<Path> directory) {
        this.inMemory = inMemory;
        this.directory = directory;
    }

    void write(byte[] bytes, int offset, int count) throws IOException {
        if (channel == null && length + count > inMemory) {
            file = directory.isPresent()
                    ? Files.createTempFile(directory.get(), "edxml-", ".part")
                    : Files.createTempFile("edxml-", ".part");
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (memory != null) {
                append(memory.toByteArray(), 0, memory.size());
                memory = null;
            }
        }
        if (channel != null) {
            append(bytes, offset, count);
        } else {
            if (memory == null) {
                memory = new ByteArrayOutputStream(Math.min(inMemory, 4096));
            }
            memory.write(bytes, offset, count);
        }
        length += count;
    }

    private void append(byte[] bytes, int offset, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, count);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    long length() {
        return length;
    }

    /** Fills {@code into} from {@code position}; only after the last write. */
    void readFully(long position, byte[] into, int offset, int count) throws IOException {
        if (position < 0 || position + count > length) {
            throw new EOFException();
        }
        if (channel == null) {
            if (kept == null) {
                kept = memory == null ? new byte[0] : memory.toByteArray();
            }
            System.arraycopy(kept, (int) position, into, offset, count);
            return;
        }
        ByteBuffer buffer = ByteBuffer.wrap(into, offset, count);
        while (buffer.hasRemaining()) {
            int n = channel.read(buffer, position + buffer.position() - offset);
            if (n < 0) {
                throw new EOFException();
            }
        }
    }

    /** The bytes from {@code position}, {@code count} of them; only after the last write. */
    InputStream open(long position, long count) {
        return new InputStream() {
            private long at = position;
            private final long end = position + count;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int wanted) throws IOException {
                if (wanted == 0) {
                    return 0;
                }
                int n = (int) Math.min(wanted, end - at);
                if (n <= 0) {
                    return -1;
                }
                readFully(at, into, offset, n);
                at += n;
                return n;
            }
        };
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
