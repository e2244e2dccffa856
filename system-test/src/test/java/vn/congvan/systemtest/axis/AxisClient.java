package vn.congvan.systemtest.axis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.SocketFactory;

/**
 * One service object of the SDK, with a socket under it. As there: the time stamp is that of construction, headers are
 * never cleared, sendEdoc goes one way (whole body, CR LF behind it, answer read as US-ASCII) and everything else another
 * (gzip taken, {@code Expect: 100-continue} in front of every body, answer read as UTF-8), and each call has a connection
 * of its own.
 */
final class AxisClient {

    /** How the SDK's HTTP stack writes a header value that is not ASCII. */
    enum Address {
        /** The address names a port: every character is cut to its low byte. */
        NAMES_A_PORT,
        /** The address names none: UTF-8. sendEdoc, on its other stack, cuts all the same. */
        HAS_THE_DEFAULT_PORT
    }

    static final String EDOC = "edoc";
    static final String STATUS = "status";

    private static final String PREFIX = "XroadVnpt-";
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("ddMMyyyy'T'HHmmss'+'");
    private static final int EXPECT_MILLIS = 3000;
    private static final int ANSWER_MILLIS = 120_000;

    private final URI base;
    private final String secret;
    private final Address address;
    private final SocketFactory sockets;
    /** A hash map, as in the SDK: the order of headers means nothing. */
    private final Map<String, String> sticky = new HashMap<>();

    /** @param base for example {@code http://localhost:8080/axis} */
    AxisClient(URI base, String systemId, String secret) {
        this(base, systemId, secret, Address.NAMES_A_PORT,
                timestamp(LocalDateTime.now(ZoneId.of("Asia/Ho_Chi_Minh"))));
    }

    AxisClient(URI base, String systemId, String secret, Address address, String timestamp) {
        this(base, systemId, secret, address, timestamp, SocketFactory.getDefault());
    }

    AxisClient(URI base, String systemId, String secret, Address address, String timestamp, SocketFactory sockets) {
        this.base = base;
        this.secret = secret;
        this.address = address;
        this.sockets = sockets;
        sticky.put("systemid", systemId);
        sticky.put("timestamp", timestamp);
    }

    String systemId() {
        return sticky.get("systemid");
    }

    /** What looks like a zone is the milliseconds, padded to four digits. */
    static String timestamp(LocalDateTime local) {
        return TIMESTAMP.format(local) + "%04d".formatted(local.getNano() / 1_000_000);
    }

    /** What came back, as bytes and as the SDK sees it. */
    record Answer(int status, Map<String, String> headers, byte[] body, String text, boolean continued,
            boolean compressed) {

        Answer {
            body = body.clone();
        }
    }

    /** One request as it is about to leave, for tests that break something on purpose. */
    record Request(String method, String path, Map<String, String> headers, byte[] body, boolean expectContinue,
            Charset answerCharset) {

        Request {
            headers = new LinkedHashMap<>(headers);
            body = body.clone();
        }

        Request with(String header, String value) {
            Map<String, String> changed = new LinkedHashMap<>(headers);
            changed.put(header, value);
            return new Request(method, path, changed, body, expectContinue, answerCharset);
        }

        Request without(String header) {
            Map<String, String> changed = new LinkedHashMap<>(headers);
            changed.remove(header);
            return new Request(method, path, changed, body, expectContinue, answerCharset);
        }

        Request withBody(byte[] other) {
            return new Request(method, path, headers, other, expectContinue, answerCharset);
        }

        Request withMethod(String other) {
            return new Request(other, path, headers, body, expectContinue, answerCharset);
        }

        Request withPath(String other) {
            return new Request(method, other, headers, body, expectContinue, answerCharset);
        }
    }

    Answer sendEdoc(Map<String, String> parameters, byte[] file) throws IOException {
        return exchange(sendEdocRequest(parameters, file));
    }

    Request sendEdocRequest(Map<String, String> parameters, byte[] file) {
        return sendEdocRequest(parameters, file, quirkyHash(file));
    }

    Request sendEdocRequest(Map<String, String> parameters, byte[] file, String hash) {
        sticky.put("Content-Type", "application/octet-stream");
        sticky.putAll(parameters);
        sticky.put("hash-file", hash);
        Map<String, String> headers = signed();
        headers.put("Host", base.getRawAuthority());
        headers.put("Accept", "text/html, image/gif, image/jpeg, */*; q=0.2");
        headers.put("Connection", "keep-alive");
        return new Request("POST", path("sendEdoc"), headers, withLineEnd(file), false, StandardCharsets.US_ASCII);
    }

    /** Every other operation. */
    Answer call(String operation, Map<String, String> parameters, String body) throws IOException {
        return exchange(request("POST", operation, parameters, body));
    }

    Answer get(String operation, Map<String, String> parameters) throws IOException {
        return exchange(request("GET", operation, parameters, ""));
    }

    Request request(String method, String operation, Map<String, String> parameters, String body) {
        sticky.put("Content-Type", "application/json");
        sticky.putAll(parameters);
        Map<String, String> headers = signed();
        headers.put("Host", base.getRawAuthority());
        headers.put("Connection", "Keep-Alive");
        headers.put("Accept-Encoding", "gzip,deflate");
        return new Request(method, path(operation), headers, body.getBytes(StandardCharsets.UTF_8), !body.isEmpty(),
                StandardCharsets.UTF_8);
    }

    private String path(String operation) {
        return base.getRawPath() + "/" + operation;
    }

    private Map<String, String> signed() {
        String json = sticky.entrySet().stream()
                .map(e -> quoted(PREFIX + e.getKey()) + ":" + quoted(e.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        Map<String, String> headers = new LinkedHashMap<>();
        sticky.forEach((name, value) -> headers.put(PREFIX + name, value));
        headers.put("Content-Type", sticky.get("Content-Type"));
        headers.put(PREFIX + "sign-header-key", String.join(";", sticky.keySet()));
        headers.put(PREFIX + "sign-header", json);
        headers.put(PREFIX + "hash-header", hmac(secret, json));
        headers.put("User-Agent", "JAVASDKAgent/1.0.0 XRoad/VPCP");
        headers.put(PREFIX + "version", "3.0.201608");
        return headers;
    }

    static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    static byte[] sha256(byte[] file) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(file);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** No zero padding: a byte below 0x10 gives one digit. */
    static String quirkyHash(byte[] file) {
        StringBuilder text = new StringBuilder();
        for (byte b : sha256(file)) {
            text.append(Integer.toHexString(b & 0xFF));
        }
        return text.toString();
    }

    static byte[] withLineEnd(byte[] file) {
        byte[] body = java.util.Arrays.copyOf(file, file.length + 2);
        body[file.length] = '\r';
        body[file.length + 1] = '\n';
        return body;
    }

    /** As Gson's JsonObject writes it: nothing but quotes, backslashes and control characters escaped. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < 0x20 ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }

    /** Opens the connection of a request that the test itself carries on. */
    Socket open(Request request, long contentLength) throws IOException {
        Socket socket = sockets.createSocket(base.getHost(), base.getPort());
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(head(request, contentLength));
            socket.getOutputStream().flush();
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    Answer exchange(Request request) throws IOException {
        try (Socket socket = open(request, request.body().length)) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean continued = false;
            if (request.expectContinue()) {
                continued = awaitContinue(socket, in);
            }
            OutputStream out = socket.getOutputStream();
            out.write(request.body());
            out.flush();
            return read(in, request.answerCharset(), continued);
        }
    }

    /** Waits as long as the SDK would, so that a test can say that the server made nobody wait. */
    private static boolean awaitContinue(Socket socket, InputStream in) throws IOException {
        in.mark(1 << 13);
        socket.setSoTimeout(EXPECT_MILLIS);
        try {
            String statusLine = line(in);
            if (statusLine.split(" ")[1].equals("100")) {
                while (!line(in).isEmpty()) {
                    // the headers of an interim answer mean nothing
                }
                return true;
            }
            in.reset();
            return false;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(ANSWER_MILLIS);
        }
    }

    private byte[] head(Request request, long contentLength) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write((request.method() + " " + request.path() + " HTTP/1.1\r\n").getBytes(StandardCharsets.US_ASCII));
        boolean cut = address == Address.NAMES_A_PORT || request.path().endsWith("sendEdoc");
        UnaryOperator<String> low = text -> cut ? lowBytes(text) : text;
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            head.write((header.getKey() + ": ").getBytes(StandardCharsets.US_ASCII));
            head.write(low.apply(header.getValue())
                    .getBytes(cut ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
            head.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        if (!request.method().equals("GET")) {
            head.write(("Content-Length: " + contentLength + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        if (request.expectContinue()) {
            head.write("Expect: 100-continue\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        head.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        return head.toByteArray();
    }

    private static String lowBytes(String text) {
        StringBuilder cut = new StringBuilder();
        for (char c : text.toCharArray()) {
            cut.append((char) (c & 0xFF));
        }
        return cut.toString();
    }

    static Answer read(InputStream in, Charset charset, boolean continued) throws IOException {
        String statusLine = line(in);
        int status = Integer.parseInt(statusLine.split(" ")[1]);
        Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        byte[] body;
        if (headers.getOrDefault("Transfer-Encoding", "").equalsIgnoreCase("chunked")) {
            body = chunks(in);
        } else if (Set.of(204, 304).contains(status)) {
            body = new byte[0];
        } else {
            int length = Integer.parseInt(headers.getOrDefault("Content-Length", "-1"));
            body = length < 0 ? in.readAllBytes() : in.readNBytes(length);
            if (length > body.length) {
                throw new IOException("the answer broke off after " + body.length + " of " + length + " bytes");
            }
        }
        boolean compressed = headers.getOrDefault("Content-Encoding", "").equals("gzip");
        if (compressed) {
            body = new GZIPInputStream(new java.io.ByteArrayInputStream(body)).readAllBytes();
        }
        return new Answer(status, headers, body, new String(body, charset), continued, compressed);
    }

    /** The body of an answer as it comes, for one that is too large to be held. */
    static InputStream body(InputStream in) throws IOException {
        String statusLine = line(in);
        if (!statusLine.split(" ")[1].equals("200")) {
            throw new IOException("answered with " + statusLine);
        }
        boolean chunked = false;
        long length = -1;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(java.util.Locale.ROOT);
            chunked |= lower.equals("transfer-encoding: chunked");
            length = lower.startsWith("content-length:") ? Long.parseLong(header.substring(15).strip()) : length;
        }
        return new AnswerBody(in, chunked, chunked ? 0 : length);
    }

    /** Announced with its length, or in chunks. */
    private static final class AnswerBody extends InputStream {

        private final InputStream in;
        private final boolean chunked;
        private long left;
        private boolean ended;

        AnswerBody(InputStream in, boolean chunked, long left) {
            this.in = in;
            this.chunked = chunked;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0 && chunked && !ended) {
                left = Integer.parseInt(line(in), 16);
                ended = left == 0;
            }
            if (left == 0) {
                return -1;
            }
            int count = in.read(bytes, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new IOException("the answer broke off, " + left + " bytes too early");
            }
            left -= count;
            if (left == 0 && chunked) {
                line(in);
            }
            return count;
        }
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            byte[] chunk = in.readNBytes(size);
            if (chunk.length < size) {
                throw new IOException("the answer broke off");
            }
            body.write(chunk);
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection was closed" + (line.isEmpty() ? "" : " after: " + line));
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** How long the SDK would have waited for 100-continue in vain. */
    static Duration expectTimeout() {
        return Duration.ofMillis(EXPECT_MILLIS);
    }
}
