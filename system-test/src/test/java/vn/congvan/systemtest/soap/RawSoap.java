package vn.congvan.systemtest.soap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Requests as bytes: what a generated client would not send. */
final class RawSoap {

    static final String SOAP11 = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String SOAP12 = "http://www.w3.org/2003/05/soap-envelope";
    static final String BOUNDARY = "ranh-gioi";
    static final String MTOM = "multipart/related; type=\"application/xop+xml\"; boundary=\"" + BOUNDARY
            + "\"; start=\"<root@test>\"; start-info=\"text/xml\"";
    static final String XOP = "<xop:Include xmlns:xop=\"http://www.w3.org/2004/08/xop/include\" href=\"cid:package@test\"/>";

    private final HttpClient http;
    private final URI address;
    private final Optional<String> authorization;

    RawSoap(URI node, String system, String secret) {
        this(node, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), system, secret);
    }

    RawSoap(URI node, HttpClient http, String system, String secret) {
        this(node, http, Optional.of("Basic "
                + Base64.getEncoder().encodeToString((system + ":" + secret).getBytes(StandardCharsets.UTF_8))));
    }

    /** One that says nothing of who it is; its connection may. */
    RawSoap(URI node, HttpClient http) {
        this(node, http, Optional.empty());
    }

    private RawSoap(URI node, HttpClient http, Optional<String> authorization) {
        this.address = node.resolve("/soap/exchange");
        this.http = http;
        this.authorization = authorization;
    }

    static String envelope(String namespace, String body) {
        return "<S:Envelope xmlns:S=\"" + namespace + "\" xmlns:x=\"urn:vn:congvan:exchange:1\"><S:Body>" + body
                + "</S:Body></S:Envelope>";
    }

    static String envelope(String body) {
        return envelope(SOAP11, body);
    }

    HttpResponse<String> post(String contentType, String body) throws IOException, InterruptedException {
        return post(contentType, HttpRequest.BodyPublishers.ofString(body));
    }

    /** With {@code Transfer-Encoding: chunked}. */
    HttpResponse<String> postChunked(String contentType, InputStream body) throws IOException, InterruptedException {
        return post(contentType, HttpRequest.BodyPublishers.ofInputStream(() -> body));
    }

    HttpResponse<String> post(String contentType, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Content-Type", contentType).POST(body);
        authorization.ifPresent(value -> request.header("Authorization", value));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** With any method. */
    HttpResponse<String> call(String method, String body) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).header("Content-Type", "text/xml")
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    HttpResponse<String> get(String query) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address + query)).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Begins a request and goes away in the middle of it. */
    void breakOff(String contentType, long announced, byte[] beginning) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + address.getPath() + " HTTP/1.1\r\nHost: " + address.getAuthority()
                    + "\r\nContent-Type: " + contentType + "\r\nAuthorization: " + authorization.orElseThrow()
                    + "\r\nContent-Length: " + announced + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.write(beginning);
            out.flush();
        }
    }

    /** The parts of a message, the root as {@code <root@test>}, the attachment as {@code <package@test>}. */
    static InputStream multipart(boolean rootFirst, String envelope, InputStream attachment) {
        InputStream root = text("--" + BOUNDARY
                + "\r\nContent-ID: <root@test>\r\nContent-Type: application/xop+xml;charset=UTF-8;type=\"text/xml\"\r\n"
                + "Content-Transfer-Encoding: binary\r\n\r\n" + envelope + "\r\n");
        InputStream part = new SequenceInputStream(
                text("--" + BOUNDARY + "\r\nContent-ID: <package@test>\r\nContent-Type: application/octet-stream\r\n"
                        + "Content-Transfer-Encoding: binary\r\n\r\n"),
                attachment);
        InputStream end = text("\r\n--" + BOUNDARY + "--\r\n");
        return new SequenceInputStream(Collections.enumeration(
                rootFirst ? List.of(root, part, end) : List.of(part, text("\r\n"), root, end)));
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
