package vn.congvan.web.axis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

import org.jvnet.mimepull.MIMEConfig;
import org.jvnet.mimepull.MIMEMessage;
import org.jvnet.mimepull.MIMEParsingException;
import org.jvnet.mimepull.MIMEPart;

import vn.congvan.content.ReceivedContent;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;

/**
 * The body of sendEdoc: the bytes of the file and, from the SDK, CR LF behind them, which belong to the wire and not to the
 * file. Which of the two a body is, its hash says.
 *
 * <p>Clients other than the SDK send {@code multipart/form-data} with a part {@code file_doc}. It is read with mimepull,
 * which Metro brings along: that parser can hand out one part as a stream and needs no temporary file, whereas the
 * container's own {@code getParts} would first write the whole body to a place of its choosing.
 */
final class PackageBody {

    private static final int BUFFER = 1 << 16;
    private static final String PART = "file_doc";
    private static final int MAX_PARTS = 16;
    private static final Pattern BOUNDARY = Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]+)\"|([^;\\s]+))");
    private static final Pattern PART_NAME = Pattern.compile("(?i);\\s*name=\"?" + PART + "\"?\\s*(;|$)");

    private PackageBody() {}

    /**
     * Streams the file into {@code content}.
     *
     * @param hash what the file's SHA-256 was signed to be, in either spelling
     * @throws RefusedException {@code BODY_EMPTY}, {@code BODY_INCOMPLETE}, {@code BODY_TOO_LARGE}, {@code HASH_MISMATCH},
     *         or {@code REQUEST_MALFORMED} for a form without its part
     * @throws IOException when the bytes cannot be stored
     */
    static void receive(HttpServletRequest request, String hash, ReceivedContent content) throws IOException {
        String type = request.getContentType() == null ? "" : request.getContentType();
        if (type.regionMatches(true, 0, "multipart/form-data", 0, 19)) {
            receivePart(request, type, hash, content);
        } else {
            receiveFile(new Counted(request), hash, content);
        }
    }

    /** Streams all but a final CR LF, and adds that only when the hash says that it belongs to the file. */
    private static void receiveFile(InputStream body, String hash, ReceivedContent content)
            throws IOException {
        byte[] buffer = new byte[BUFFER];
        int held = 0;
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer, held, buffer.length - held)) {
            int there = held + n;
            int safe = Math.max(0, there - 2);
            content.write(buffer, 0, safe);
            held = there - safe;
            System.arraycopy(buffer, safe, buffer, 0, held);
        }
        boolean lineEnd = held == 2 && buffer[0] == '\r' && buffer[1] == '\n';
        if (content.size() + (lineEnd ? 0 : held) == 0) {
            throw new RefusedException(Refusal.of(ErrorCode.BODY_EMPTY));
        }
        if (lineEnd && FileHash.matches(hash, content.sha256())) {
            return;
        }
        content.write(buffer, 0, held);
        if (!FileHash.matches(hash, content.sha256())) {
            throw new RefusedException(Refusal.of(ErrorCode.HASH_MISMATCH));
        }
    }

    private static void receivePart(HttpServletRequest request, String type, String hash,
            ReceivedContent content) throws IOException {
        Matcher boundary = BOUNDARY.matcher(type);
        if (!boundary.find()) {
            throw malformed();
        }
        MIMEConfig streaming = new MIMEConfig();
        streaming.setMemoryThreshold(-1);
        Counted body = new Counted(request);
        try (MIMEMessage form = new MIMEMessage(body,
                boundary.group(1) == null ? boundary.group(2) : boundary.group(1), streaming)) {
            for (int i = 0; i < MAX_PARTS; i++) {
                MIMEPart part = part(form, i);
                if (isTheFile(part)) {
                    try (InputStream file = part.readOnce()) {
                        receiveFile(file, hash, content);
                    }
                    return;
                }
                // read away, so that nothing of it is kept in memory
                try (InputStream other = part.readOnce()) {
                    other.transferTo(OutputStream.nullOutputStream());
                }
            }
        } catch (MIMEParsingException e) {
            if (body.failure != null) {
                throw body.failure;
            }
        }
        throw malformed();
    }

    /** The parser says in two ways that there is no such part, one of which it calls an internal error. */
    private static MIMEPart part(MIMEMessage form, int index) {
        try {
            MIMEPart part = form.getPart(index);
            part.getAllHeaders();
            return part;
        } catch (IllegalStateException e) {
            throw new MIMEParsingException("the form ends before part " + index, e);
        }
    }

    private static boolean isTheFile(MIMEPart part) {
        List<String> disposition = part.getHeader("Content-Disposition");
        return disposition != null && disposition.stream().anyMatch(d -> PART_NAME.matcher(d).find());
    }

    private static RefusedException malformed() {
        return new RefusedException(Refusal.of(ErrorCode.REQUEST_MALFORMED, "multipart/form-data: " + PART));
    }

    /** The body as it comes over the connection: a connection that breaks off is the client's fault and no store's. */
    private static final class Counted extends InputStream {

        private final HttpServletRequest request;
        private long count;
        private RefusedException failure;

        Counted(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                int n = request.getInputStream().read(buffer, offset, length);
                if (n < 0 && count < request.getContentLengthLong()) {
                    throw incomplete();
                }
                count += Math.max(0, n);
                return n;
            } catch (IOException e) {
                throw incomplete();
            }
        }

        private RefusedException incomplete() {
            long announced = request.getContentLengthLong();
            failure = new RefusedException(
                    Refusal.of(ErrorCode.BODY_INCOMPLETE, count, announced < 0 ? "?" : announced));
            return failure;
        }
    }
}
