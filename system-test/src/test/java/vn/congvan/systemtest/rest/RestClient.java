package vn.congvan.systemtest.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

/** One system's way of calling {@code /api/v1}. */
final class RestClient {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10)).build();

    private final URI base;
    private final HttpClient http;
    private final Optional<String> authorization;

    RestClient(URI node, String systemId, String secret) {
        this(node, HTTP, systemId, secret);
    }

    RestClient(URI node, HttpClient http, String systemId, String secret) {
        this(node, http, Optional.of("Basic "
                + Base64.getEncoder().encodeToString((systemId + ":" + secret).getBytes(UTF_8))));
    }

    /** One that says nothing of who it is; its connection may. */
    RestClient(URI node, HttpClient http) {
        this(node, http, Optional.empty());
    }

    private RestClient(URI node, HttpClient http, Optional<String> authorization) {
        this.base = node.resolve("/api/v1/");
        this.http = http;
        this.authorization = authorization;
    }

    /** An answer with its body in memory. */
    record Answer(int status, java.net.http.HttpHeaders headers, byte[] body) {

        JsonObject json() {
            try (JsonReader reader = Json.createReader(new StringReader(text()))) {
                return reader.readObject();
            }
        }

        String text() {
            return new String(body, UTF_8);
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The code of the problem that the answer is; empty when it is none. */
        String problem() {
            return header("Content-Type").startsWith("application/problem+json") ? json().getString("code") : "";
        }
    }

    /** A file of an upload. */
    record Upload(String name, byte[] bytes) {}

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    Answer get(String path, String... headers) {
        return send(http, with(request(path), headers).GET().build());
    }

    Answer head(String path, String... headers) {
        return send(http, with(request(path), headers).method("HEAD", BodyPublishers.noBody()).build());
    }

    Answer post(String path, String contentType, byte[] body, String... headers) {
        return send(http, with(request(path), headers).header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body)).build());
    }

    Answer postJson(String path, String json, String... headers) {
        return post(path, "application/json", json.getBytes(UTF_8), headers);
    }

    Answer postDocument(String metadata, String key, Upload... files) {
        String boundary = "ranh-gioi-7f3a";
        HttpRequest.Builder request = request("documents").header("Content-Type",
                "multipart/form-data; boundary=" + boundary);
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        return send(http, request.POST(form(boundary, metadata, files)).build());
    }

    private static BodyPublisher form(String boundary, String metadata, Upload... files) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"metadata\"\r\n"
                + "Content-Type: application/json\r\n\r\n" + metadata + "\r\n").getBytes(UTF_8));
        for (Upload file : files) {
            body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                    + file.name() + "\"\r\nContent-Type: application/octet-stream\r\n\r\n").getBytes(UTF_8));
            body.writeBytes(file.bytes());
            body.writeBytes("\r\n".getBytes(UTF_8));
        }
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(UTF_8));
        return BodyPublishers.ofByteArray(body.toByteArray());
    }

    static Answer send(HttpRequest request) {
        return send(HTTP, request);
    }

    private static Answer send(HttpClient http, HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }
}
