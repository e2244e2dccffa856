package vn.congvan.web.axis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import vn.congvan.content.ReceivedContent;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.web.body.ArrivingBody;
import vn.congvan.web.body.MultipartReader;

/**
 * The body of sendEdoc: the bytes of the file and, from the SDK, CR LF behind them, which belong to the wire and not to the
 * file. Which of the two a body is, its hash says. Clients other than the SDK send {@code multipart/form-data} with a part
 * {@code file_doc}.
 */
final class PackageBody {

    /** What may stand around the file, in bytes: CR LF, or the headers and the small fields of a form. */
    static final int AROUND = 1 << 20;

    private static final int BUFFER = 1 << 16;
    private static final String FORM = "multipart/form-data";
    private static final String PART = "file_doc";
    private static final int MAX_PARTS = 16;

    private final InputStream body;
    private final String type;

    private PackageBody(InputStream body, String type) {
        this.body = body;
        this.type = type;
    }

    static PackageBody of(HttpServletRequest request, long maxPackageBytes) throws IOException {
        return of(request.getInputStream(), request.getContentLengthLong(), request.getContentType(), maxPackageBytes);
    }

    /**
     * @param announced the declared length in bytes, -1 when there is none
     * @param contentType the media type, null when none is said
     * @throws RefusedException {@code BODY_TOO_LARGE} when the declared length says so already
     */
    static PackageBody of(InputStream in, long announced, String contentType, long maxPackageBytes) {
        String type = contentType == null ? "" : contentType;
        // the CR LF behind the file does not count
        if (!isForm(type) && announced - 2 > maxPackageBytes) {
            throw new RefusedException(Refusal.of(ErrorCode.BODY_TOO_LARGE, maxPackageBytes));
        }
        return new PackageBody(new ArrivingBody(in, announced, maxPackageBytes + AROUND), type);
    }

    /**
     * Streams the file into {@code content}.
     *
     * @param hash what the file's SHA-256 was signed to be, in either spelling
     * @throws RefusedException {@code BODY_EMPTY}, {@code BODY_INCOMPLETE}, {@code BODY_TOO_LARGE}, {@code HASH_MISMATCH},
     *         or {@code REQUEST_MALFORMED} for what is no form or one without its part
     * @throws IOException when the bytes cannot be stored
     */
    void receive(String hash, ReceivedContent content) throws IOException {
        FileSink file = new FileSink(content);
        if (isForm(type)) {
            receivePart(file);
        } else {
            file.takeAll(body);
        }
        file.end(hash);
    }

    private static boolean isForm(String type) {
        return type.regionMatches(true, 0, FORM, 0, FORM.length());
    }

    private void receivePart(FileSink file) throws IOException {
        MultipartReader form = new MultipartReader(body, type);
        for (int i = 0; i < MAX_PARTS; i++) {
            Optional<MultipartReader.Head> part = form.next();
            if (part.isEmpty()) {
                break;
            }
            if (part.get().name().equalsIgnoreCase(PART)) {
                form.copyTo(file);
                return;
            }
        }
        throw new RefusedException(Refusal.of(ErrorCode.REQUEST_MALFORMED, FORM + ": " + PART));
    }

    /** Passes on all but the last two bytes, and those only when they turn out to belong to the file. */
    private static final class FileSink extends OutputStream {

        private final ReceivedContent content;
        private final byte[] buffer = new byte[BUFFER];
        private int filled;

        FileSink(ReceivedContent content) {
            this.content = content;
        }

        void takeAll(InputStream in) throws IOException {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer, filled, buffer.length - filled)) {
                filled += n;
                release();
            }
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int at = offset;
            while (at < offset + length) {
                int n = Math.min(offset + length - at, buffer.length - filled);
                System.arraycopy(bytes, at, buffer, filled, n);
                filled += n;
                at += n;
                if (filled == buffer.length) {
                    release();
                }
            }
        }

        private void release() throws IOException {
            int safe = Math.max(0, filled - 2);
            content.write(buffer, 0, safe);
            filled -= safe;
            System.arraycopy(buffer, safe, buffer, 0, filled);
        }

        void end(String hash) throws IOException {
            release();
            boolean lineEnd = filled == 2 && buffer[0] == '\r' && buffer[1] == '\n';
            if (content.size() + (lineEnd ? 0 : filled) == 0) {
                throw new RefusedException(Refusal.of(ErrorCode.BODY_EMPTY));
            }
            if (lineEnd && FileHash.matches(hash, content.sha256())) {
                return;
            }
            content.write(buffer, 0, filled);
            if (!FileHash.matches(hash, content.sha256())) {
                throw new RefusedException(Refusal.of(ErrorCode.HASH_MISMATCH));
            }
        }
    }
}
