package vn.congvan.web.soap;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import vn.congvan.document.ErrorCode;

/** The body of a request: counted, and cut off with {@code BODY_TOO_LARGE} where it passes its limit. */
final class CappedBody extends FilterInputStream {

    private final Conversation conversation;
    private final long limit;
    private final long shown;

    /**
     * @param limit how many bytes may come
     * @param shown the limit to name in the refusal: that of the package, without the envelope around it
     */
    CappedBody(InputStream in, Conversation conversation, long limit, long shown) {
        super(in);
        this.conversation = conversation;
        this.limit = limit;
        this.shown = shown;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count;
        try {
            count = super.read(bytes, offset, length);
        } catch (IOException brokenOff) {
            conversation.refuse(ErrorCode.BODY_INCOMPLETE, conversation.bytes(),
                    conversation.announced() < 0 ? "?" : conversation.announced());
            throw brokenOff;
        }
        if (count > 0) {
            conversation.hasRead(count);
            if (conversation.bytes() > limit) {
                conversation.refuse(ErrorCode.BODY_TOO_LARGE, shown);
                throw new IOException("the body passes " + limit + " bytes");
            }
        }
        return count;
    }

    @Override
    public long skip(long count) {
        // nothing passes uncounted
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
