package vn.congvan.online;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The two messages of a time stamp (RFC 3161) as far as they are needed here: the question, and where in the answer the token stands. What the token
 * says is not looked at: whoever puts it into a signature does that.
 */
final class TimeStampMessages {

    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 2;
    private static final int DIGEST = 32;
    private static final int LONG_FORM = 0x80;
    private static final int GRANTED_WITH_CHANGES = 1;
    /** Version 1, SHA-256 as an algorithm with its parameters, and an octet string of 32 bytes. */
    private static final byte[] BEFORE_DIGEST = HexFormat.of().parseHex("0201013031300d060960864801650304020105000420");
    /** That the certificate of who stamps shall come along. */
    private static final byte[] BEHIND_DIGEST = HexFormat.of().parseHex("0101ff");

    private TimeStampMessages() {}

    /** TimeStampReq for a digest, without a nonce: the digest of a signature's value comes but once. */
    static byte[] question(byte[] sha256) {
        if (sha256.length != DIGEST) {
            throw new IllegalArgumentException(sha256.length + " bytes are no SHA-256");
        }
        int length = BEFORE_DIGEST.length + DIGEST + BEHIND_DIGEST.length;
        return ByteBuffer.allocate(2 + length).put((byte) SEQUENCE).put((byte) length).put(BEFORE_DIGEST).put(sha256)
                .put(BEHIND_DIGEST).array();
    }

    /**
     * The token in a TimeStampResp.
     *
     * @throws IOException it is none, or says that the time stamp was not granted
     */
    static byte[] token(byte[] answer) throws IOException {
        try {
            ByteBuffer all = ByteBuffer.wrap(answer);
            ByteBuffer response = value(all, SEQUENCE);
            ByteBuffer status = value(response, SEQUENCE);
            ByteBuffer code = value(status, INTEGER);
            int granted = code.remaining() == 1 ? code.get() : -1;
            if (granted < 0 || granted > GRANTED_WITH_CHANGES) {
                throw new IOException("no time stamp was granted: status " + granted);
            }
            if (!response.hasRemaining() || all.hasRemaining()) {
                throw new IOException("an answer without a time stamp");
            }
            byte[] token = Arrays.copyOfRange(answer, response.position(), response.limit());
            value(response, SEQUENCE);
            if (response.hasRemaining()) {
                throw new IOException("an answer with more than a time stamp");
            }
            return token;
        } catch (java.nio.BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException("what was answered is no time stamp", e);
        }
    }

    /** The value that begins here; behind it what contains it goes on. Positions are those in the whole answer. */
    private static ByteBuffer value(ByteBuffer from, int type) throws IOException {
        if ((from.get() & 0xff) != type) {
            throw new IOException("what was answered is no time stamp");
        }
        int length = from.get() & 0xff;
        if (length >= LONG_FORM) {
            int bytes = length - LONG_FORM;
            if (bytes == 0 || bytes > 3) {
                throw new IOException("what was answered is no time stamp");
            }
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = length << 8 | from.get() & 0xff;
            }
        }
        int end = from.position() + length;
        ByteBuffer value = from.duplicate().limit(end);
        from.position(end);
        return value;
    }
}
