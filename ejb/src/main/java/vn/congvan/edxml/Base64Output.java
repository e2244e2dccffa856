package vn.congvan.edxml;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;

/** Writes what it is given as base64, in one line; closing it ends the base64 and leaves what is below open. */
final class Base64Output extends OutputStream {

    private static final Base64.Encoder ENCODER = Base64.getEncoder();

    private final OutputStream out;
    /** A multiple of three, so that only the last one is padded. */
    private final byte[] plain = new byte[12 * 1024];
    private final byte[] encoded = new byte[16 * 1024];
    private int length;
    private boolean ended;

    Base64Output(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        plain[length++] = (byte) b;
        if (length == plain.length) {
            encode();
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int at = offset;
        int left = count;
        while (left > 0) {
            int n = Math.min(left, plain.length - length);
            System.arraycopy(bytes, at, plain, length, n);
            length += n;
            at += n;
            left -= n;
            if (length == plain.length) {
                encode();
            }
        }
    }

    private void encode() throws IOException {
        int n = ENCODER.encode(length == plain.length ? plain : Arrays.copyOf(plain, length), encoded);
        out.write(encoded, 0, n);
        length = 0;
    }

    @Override
    public void close() throws IOException {
        if (!ended) {
            ended = true;
            encode();
        }
    }
}
