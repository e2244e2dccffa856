package vn.congvan.systemtest.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/** A document system, that of the Government Office unless said otherwise: sends over REST and watches what becomes of it. */
final class Sender {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http;
    private final URI node;
    private final String authorization;

    Sender(URI node, String secret) {
        this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), node, "vpcp", secret);
    }

    /** Another system, over connections as {@code http} makes them. */
    Sender(HttpClient http, URI node, String system, String secret) {
        this.http = http;
        this.node = node;
        authorization = "Basic "
                + Base64.getEncoder().encodeToString((system + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    void send(Letter letter) {
        HttpResponse<String> answer = trySending(letter);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    HttpResponse<String> trySending(Letter letter) {
        return post(letter.edxml());
    }

    /** Sends a letter in whose {@code Signature} block this stands. */
    void send(Letter letter, String signature) {
        String edxml = new String(letter.edxml(), StandardCharsets.UTF_8);
        HttpResponse<String> answer = post(edxml
                .replace("</edXML:edXMLHeader>", signature + "</edXML:edXMLHeader>").getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private HttpResponse<String> post(byte[] edxml) {
        return exchange(request("/api/v1/packages").header("Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofByteArray(edxml)).build());
    }

    /** What is said of a delivery now. */
    JsonObject delivery(String delivery) {
        HttpResponse<String> answer = exchange(request("/api/v1/deliveries/" + delivery).GET().build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.createReader(new StringReader(answer.body())).readObject();
    }

    /** Waits until the letter lies in that inbox; the answer is the delivery's id. */
    String arrived(Letter letter, String recipient) {
        return await().atMost(PATIENCE).until(() -> arrival(letter, recipient), Optional::isPresent).orElseThrow();
    }

    /** Waits until the files of a delivery have been looked into; the answer is what is said of the first. */
    JsonObject firstFile(String delivery) {
        return await().atMost(PATIENCE).until(() -> delivery(delivery).getJsonArray("files")
                .getValuesAs(JsonObject.class).stream().findFirst(), Optional::isPresent).orElseThrow();
    }

    /** What is answered to who asks for that delivery. */
    int status(String delivery) {
        return exchange(request("/api/v1/deliveries/" + delivery).GET().build()).statusCode();
    }

    private Optional<String> arrival(Letter letter, String recipient) {
        HttpResponse<String> answer = exchange(request("/api/v1/deliveries?documentId="
                + URLEncoder.encode(letter.identity(), StandardCharsets.UTF_8)).GET().build());
        return Json.createReader(new StringReader(answer.body())).readObject().getJsonArray("items")
                .getValuesAs(JsonObject.class).stream()
                .filter(d -> d.getString("to").equals(recipient) && d.getString("state").equals("ARRIVED"))
                .map(d -> d.getString("deliveryId")).findFirst();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(node.resolve(path)).timeout(PATIENCE).header("Authorization", authorization);
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }
}
