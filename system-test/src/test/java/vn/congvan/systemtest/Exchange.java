package vn.congvan.systemtest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;

/** One agency's system, speaking REST and JSON with a node. */
final class Exchange {

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20)).build();
    private final URI node;
    private final String systemId;
    private final String secret;

    Exchange(RunningNode node, String systemId) {
        this(node, systemId, node.secret(systemId));
    }

    Exchange(RunningNode node, String systemId, String secret) {
        this(node.http(), systemId, secret);
    }

    Exchange(URI node, String systemId, String secret) {
        this.node = node;
        this.systemId = systemId;
        this.secret = secret;
    }

    record Answer(int status, String body) {

        JsonObject json() {
            try (JsonReader reader = Json.createReader(new StringReader(body))) {
                return reader.readObject();
            }
        }
    }

    Answer send(byte[] edxml, String... limitedTo) throws IOException, InterruptedException {
        String to = limitedTo.length == 0 ? "" : "?to=" + String.join(",", limitedTo);
        return call(request("/packages" + to).header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(edxml)));
    }

    Answer send(HttpRequest.BodyPublisher edxml) throws IOException, InterruptedException {
        return call(request("/packages").header("Content-Type", "application/octet-stream").POST(edxml));
    }

    Answer post(String path, String json) throws IOException, InterruptedException {
        return call(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer get(String path) throws IOException, InterruptedException {
        return call(request(path).GET());
    }

    /** All that waits for this system, however much other tests have left there. */
    List<JsonObject> inbox(String type) throws IOException, InterruptedException {
        List<JsonObject> all = new ArrayList<>();
        JsonObject page;
        do {
            page = get("/inbox?limit=500&type=" + type + "&offset=" + all.size()).json();
            page.getJsonArray("items").stream().map(JsonValue::asJsonObject).forEach(all::add);
        } while (page.containsKey("nextOffset"));
        return all;
    }

    /** What waits and is about that document. */
    List<JsonObject> inbox(String type, String documentId) throws IOException, InterruptedException {
        return inbox(type).stream().filter(i -> documentId.equals(i.getString("documentId", ""))).toList();
    }

    /** Waits until a package about that document lies ready, and gives its transfer's id. */
    String waiting(String type, String documentId) {
        return await().atMost(30, SECONDS).until(() -> inbox(type, documentId), list -> !list.isEmpty()).get(0)
                .getString("transferId");
    }

    byte[] fetch(String transferId) throws IOException, InterruptedException {
        try (InputStream content = open(transferId)) {
            return content.readAllBytes();
        }
    }

    /** The package as it comes; the caller closes it. */
    InputStream open(String transferId) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request("/inbox/" + transferId + "/content").GET().build(),
                HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            response.body().close();
            throw new IOException("fetching " + transferId + " was answered with " + response.statusCode());
        }
        return response.body();
    }

    /** @param outcome {@code PROCESSING}, {@code DONE}, or {@code FAIL}, which is given a reason */
    Answer confirm(String transferId, String outcome) throws IOException, InterruptedException {
        String reason = outcome.equals("FAIL") ? ",\"description\":\"Ổ đĩa đầy\"" : "";
        return post("/inbox/" + transferId + "/confirmation", "{\"outcome\":\"" + outcome + "\"" + reason + "}");
    }

    /** The sender's view of that document, one object per recipient, with history. */
    List<JsonObject> deliveries(String documentId) throws IOException, InterruptedException {
        JsonArray items = get("/deliveries?documentId=" + URLEncoder.encode(documentId, StandardCharsets.UTF_8)).json()
                .getJsonArray("items");
        return items.stream().map(JsonValue::asJsonObject).toList();
    }

    /** The state of that document at that recipient, or an empty text. */
    String state(String documentId, String recipient) throws IOException, InterruptedException {
        return deliveries(documentId).stream().filter(d -> d.getString("to").equals(recipient))
                .map(d -> d.getString("state")).findFirst().orElse("");
    }

    private HttpRequest.Builder request(String path) {
        String pair = systemId + ":" + secret;
        return HttpRequest.newBuilder(URI.create(node + "/api/v1" + path)).timeout(Duration.ofSeconds(120))
                .header("Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    private Answer call(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }
}
