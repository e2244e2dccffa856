package vn.congvan.web.body;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;

/**
 * Stands between the network and a reader of {@code multipart} that knows no bounds itself: what stands before the first
 * part, and the headers of each part, may have 16 KiB, and a body {@value #MAX_PARTS} parts. The bytes pass unchanged.
 *
 * <p>It takes the delimiter wherever it stands, also in the middle of a line, where a strict reader would not; a boundary
 * that occurs in the content of a part is the sender's mistake anyway.
 */
public final class MimeBounds extends FilterInputStream {

    /** The most parts that a body may have. */
    public static final int MAX_PARTS = 16;

    private static final int MAX_HEADER_BYTES = 16 * 1024;
    /** Blanks behind a delimiter: mimepull never gets on where more follow than its buffer holds. */
    private static final int MAX_PADDING = 100;

    private enum Place {
        PREAMBLE,
        HEADERS,
        CONTENT,
        EPILOGUE
    }

    private final byte[] delimiter;
    /** How far the search may jump when the byte under the delimiter's end is this one. */
    private final int[] jump = new int[256];
    /** The last bytes that passed, at most one fewer than the delimiter has: it may lie across two readings. */
    private byte[] tail = new byte[0];
    private Place place = Place.PREAMBLE;
    private int parts;
    private int headerBytes;
    /** Of the headers: the line of the delimiter itself has not ended yet. */
    private boolean delimiterLine;
    /** Of the headers: the line that is being read is empty so far. */
    private boolean emptyLine;
    /** Of the headers: the first bytes after the delimiter; two hyphens end the body. */
    private int hyphens;

    /** @throws RefusedException {@code REQUEST_MALFORMED} when {@code contentType} names no usable boundary */
    public MimeBounds(InputStream in, String contentType) {
        super(in);
        delimiter = ("--" + MultipartReader.boundary(contentType)).getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(jump, delimiter.length);
        for (int i = 0; i < delimiter.length - 1; i++) {
            jump[delimiter[i] & 0xFF] = delimiter.length - 1 - i;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count > 0 && place != Place.EPILOGUE) {
            look(bytes, offset, offset + count);
        }
        return count;
    }

    private void look(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && place != Place.EPILOGUE) {
            if (place == Place.HEADERS) {
                header(bytes[at++]);
            } else {
                at = skipToDelimiter(bytes, at, end);
            }
        }
    }

    /** Goes over content; returns where the headers of the next part begin, or {@code end}. */
    private int skipToDelimiter(byte[] bytes, int from, int end) {
        byte[] joined = bytes;
        int start = from;
        int stop = end;
        int shift = 0;
        if (tail.length > 0) {
            // only so far as a delimiter that began before can reach
            int more = Math.min(end - from, delimiter.length - 1);
            joined = Arrays.copyOf(tail, tail.length + more);
            System.arraycopy(bytes, from, joined, tail.length, more);
            start = 0;
            stop = joined.length;
            shift = from - tail.length;
        }
        int found = find(joined, start, stop);
        if (found < 0 && tail.length > 0) {
            tail = new byte[0];
            if (end - from >= delimiter.length) {
                return skipToDelimiter(bytes, from, end);
            }
            remember(joined, 0, joined.length);
            countPreamble(end - from);
            return end;
        }
        if (found < 0) {
            remember(bytes, from, end);
            countPreamble(end - from);
            return end;
        }
        tail = new byte[0];
        if (++parts > MAX_PARTS + 1) {
            throw malformed("MIME: " + MAX_PARTS);
        }
        place = Place.HEADERS;
        headerBytes = 0;
        hyphens = 0;
        delimiterLine = true;
        emptyLine = false;
        return shift + found + delimiter.length;
    }

    private void countPreamble(int count) {
        if (place == Place.PREAMBLE) {
            headerBytes += count;
            if (headerBytes > MAX_HEADER_BYTES) {
                throw malformed("MIME");
            }
        }
    }

    private void remember(byte[] bytes, int from, int end) {
        tail = Arrays.copyOfRange(bytes, Math.max(from, end - (delimiter.length - 1)), end);
    }

    /** Boyer, Moore and Horspool: a delimiter of forty bytes is looked for with a fortieth of the comparisons. */
    private int find(byte[] bytes, int from, int end) {
        int last = delimiter.length - 1;
        for (int i = from + last; i < end; i += jump[bytes[i] & 0xFF]) {
            int begin = i - last;
            if (bytes[i] == delimiter[last]
                    && Arrays.equals(bytes, begin, i + 1, delimiter, 0, delimiter.length)) {
                return begin;
            }
        }
        return -1;
    }

    private void header(byte b) {
        if (headerBytes == hyphens && b == '-' && ++hyphens == 2) {
            place = Place.EPILOGUE;
            return;
        }
        if (++headerBytes > MAX_HEADER_BYTES || delimiterLine && headerBytes > MAX_PADDING) {
            throw malformed("MIME");
        }
        if (b == '\n') {
            delimiterLine = false;
            if (emptyLine) {
                place = Place.CONTENT;
            }
            emptyLine = true;
        } else if (b != '\r') {
            emptyLine = false;
        }
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] passed = new byte[(int) Math.max(0, Math.min(count, 8192))];
        return passed.length == 0 ? 0 : Math.max(0, read(passed, 0, passed.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private static RefusedException malformed(String what) {
        return new RefusedException(Refusal.of(ErrorCode.REQUEST_MALFORMED, what));
    }
}
