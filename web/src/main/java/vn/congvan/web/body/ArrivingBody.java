package vn.congvan.web.body;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;

/**
 * The body of a request while it arrives: bounded, and with a broken connection told apart from a broken disk, which would
 * otherwise both be an {@link IOException}.
 */
public final class ArrivingBody extends FilterInputStream {

    private final long announced;
    private final long maxBytes;
    private long arrived;

    /**
     * @param announced the declared length in bytes, -1 when there is none
     * @param maxBytes the most that is read
     * @throws RefusedException {@code BODY_TOO_LARGE} when the declared length says so already
     */
    public ArrivingBody(InputStream body, long announced, long maxBytes) {
        super(body);
        if (announced > maxBytes) {
            throw tooLarge(maxBytes);
        }
        this.announced = announced;
        this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int n = read(one, 0, 1);
        return n < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n;
        try {
            n = in.read(buffer, offset, length);
        } catch (IOException e) {
            throw incomplete();
        }
        if (n < 0 && arrived < announced) {
            throw incomplete();
        }
        arrived += Math.max(n, 0);
        if (arrived > maxBytes) {
            throw tooLarge(maxBytes);
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        byte[] buffer = new byte[(int) Math.max(0, Math.min(n, 8192))];
        return buffer.length == 0 ? 0 : Math.max(0, read(buffer, 0, buffer.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** How many bytes have been read. */
    public long arrived() {
        return arrived;
    }

    private RefusedException incomplete() {
        return new RefusedException(Refusal.of(ErrorCode.BODY_INCOMPLETE, arrived, announced < 0 ? "?" : announced));
    }

    private static RefusedException tooLarge(long maxBytes) {
        return new RefusedException(Refusal.of(ErrorCode.BODY_TOO_LARGE, maxBytes));
    }
}
