package vn.congvan.web.body;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;

/**
 * Reads {@code multipart/form-data} (RFC 7578) part by part while it arrives, so that a file goes straight to where it is
 * kept: nothing is spooled in between, memory holds one buffer whatever the size, and the headers of a part may have 16 KiB
 * together.
 */
public final class MultipartReader {

    private static final int BUFFER = 1 << 16;
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_BOUNDARY = 70;
    private static final int SHOWN = 100;

    /**
     * What stands above a part.
     *
     * @param name the name of the form field
     * @param fileName the file name without any path; empty when it is no file
     */
    public record Head(String name, String fileName) {}

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private boolean inPart = true;
    private boolean ended;

    /** @throws RefusedException {@code REQUEST_MALFORMED} when {@code contentType} names no usable boundary */
    public MultipartReader(InputStream in, String contentType) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary(contentType)).getBytes(StandardCharsets.US_ASCII);
        // as if a line had ended before the body: then the first delimiter is like every other
        buffer[0] = '\r';
        buffer[1] = '\n';
        limit = 2;
    }

    static String boundary(String contentType) {
        String boundary = parameters(contentType).getOrDefault("boundary", "");
        if (boundary.isEmpty() || boundary.length() > MAX_BOUNDARY
                || !boundary.chars().allMatch(c -> c > 31 && c < 127)) {
            throw malformed("boundary");
        }
        return boundary;
    }

    /**
     * Goes to the next part, over what is left of the present one; empty at the end of the form.
     *
     * @throws RefusedException {@code REQUEST_MALFORMED} when this is no form, {@code REQUEST_FIELD_INVALID} when a part is
     *         encoded in a way that is not taken
     */
    public Optional<Head> next() throws IOException {
        if (inPart) {
            copyTo(OutputStream.nullOutputStream());
        }
        if (ended) {
            return Optional.empty();
        }
        int first = required();
        int second = required();
        if (first == '-' && second == '-') {
            ended = true;
            drain();
            return Optional.empty();
        }
        while (first == ' ' || first == '\t') {
            first = second;
            second = required();
        }
        if (first != '\r' || second != '\n') {
            throw malformed("multipart");
        }
        inPart = true;
        return Optional.of(head());
    }

    /** Writes the present part's bytes to {@code sink}. */
    public void copyTo(OutputStream sink) throws IOException {
        while (true) {
            int found = find();
            if (found >= 0) {
                sink.write(buffer, position, found - position);
                position = found + delimiter.length;
                inPart = false;
                return;
            }
            // the tail may be the beginning of a delimiter
            int safe = Math.max(position, limit - (delimiter.length - 1));
            sink.write(buffer, position, safe - position);
            position = safe;
            if (!fill()) {
                throw malformed("multipart");
            }
        }
    }

    private Head head() throws IOException {
        Map<String, String> headers = new HashMap<>();
        int budget = MAX_HEADER_BYTES;
        for (String line = line(budget); !line.isEmpty(); line = line(budget)) {
            budget -= line.length();
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        String encoding = headers.getOrDefault("content-transfer-encoding", "binary").toLowerCase(Locale.ROOT);
        if (!encoding.equals("binary") && !encoding.equals("8bit") && !encoding.equals("7bit")) {
            throw invalid("Content-Transfer-Encoding", encoding);
        }
        Map<String, String> parameters = parameters(headers.getOrDefault("content-disposition", ""));
        String name = parameters.getOrDefault("name", "");
        if (name.isEmpty()) {
            throw malformed("Content-Disposition: form-data; name=\"\"");
        }
        String fileName = parameters.containsKey("filename*")
                ? extended(parameters.get("filename*"))
                : parameters.getOrDefault("filename", "");
        return new Head(name, withoutPath(fileName));
    }

    private String line(int budget) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = required(); c != '\n'; c = required()) {
            line.write(c);
            if (line.size() > budget) {
                throw malformed("multipart header");
            }
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private int required() throws IOException {
        if (position == limit && !fill()) {
            throw malformed("multipart");
        }
        return buffer[position++] & 0xFF;
    }

    private boolean fill() throws IOException {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        int n = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(n, 0);
        return n > 0;
    }

    private int find() {
        int last = limit - delimiter.length;
        for (int i = position; i <= last; i++) {
            if (buffer[i] == '\r'
                    && Arrays.equals(buffer, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
                return i;
            }
        }
        return -1;
    }

    private void drain() throws IOException {
        do {
            position = limit;
        } while (fill());
    }

    /** {@code value; name=token; name="quoted"}: the parameters, names in lower case. */
    static Map<String, String> parameters(String header) {
        Map<String, String> parameters = new HashMap<>();
        String text = header == null ? "" : header;
        int at = text.indexOf(';');
        while (at >= 0 && at < text.length()) {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = text.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder value = new StringBuilder();
            int i = equals + 1;
            while (i < text.length() && text.charAt(i) == ' ') {
                i++;
            }
            if (i < text.length() && text.charAt(i) == '"') {
                for (i++; i < text.length() && text.charAt(i) != '"'; i++) {
                    boolean escape = text.charAt(i) == '\\' && i + 1 < text.length()
                            && (text.charAt(i + 1) == '"' || text.charAt(i + 1) == '\\');
                    value.append(text.charAt(escape ? ++i : i));
                }
                at = text.indexOf(';', Math.min(i, text.length()));
            } else {
                at = text.indexOf(';', i);
                value.append(text.substring(i, at < 0 ? text.length() : at).strip());
            }
            parameters.putIfAbsent(name, value.toString());
        }
        return parameters;
    }

    /** RFC 8187: {@code UTF-8''C%C3%B4ng%20v%C4%83n.pdf}. */
    private static String extended(String value) {
        int language = value.indexOf('\'');
        int text = language < 0 ? -1 : value.indexOf('\'', language + 1);
        if (text < 0 || !value.substring(0, language).equalsIgnoreCase("UTF-8")) {
            throw invalid("filename*", value);
        }
        try {
            return URLDecoder.decode(value.substring(text + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid("filename*", value);
        }
    }

    private static String withoutPath(String fileName) {
        int slash = Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\'));
        return fileName.substring(slash + 1).replaceAll("\\p{Cntrl}", "").strip();
    }

    private static RefusedException invalid(String name, String value) {
        String text = value.replaceAll("\\p{Cntrl}", " ").strip();
        return new RefusedException(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, name,
                text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…"));
    }

    private static RefusedException malformed(String what) {
        return new RefusedException(Refusal.of(ErrorCode.REQUEST_MALFORMED, what));
    }
}
