package vn.congvan.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the node says of itself on the management port, without a login. */
@ExtendWith(NodeExtension.class)
class HealthIT {

    private final HttpClient client = HttpClient.newHttpClient();
    private final RunningNode node;

    HealthIT(RunningNode node) {
        this.node = node;
    }

    @Test
    void aReadyNodeNamesWhatItLookedAt() throws Exception {
        HttpResponse<String> health = get("/health/ready");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(checks(health)).containsEntry("database", "UP").containsEntry("content", "UP")
                .containsEntry("disk", "UP").containsEntry("broker", "UP");
    }

    @Test
    void aContentFolderThatIsGoneIsNoticed() throws Exception {
        Path content = node.home().resolve("content");
        Path aside = node.home().resolve("content-aside");
        Files.move(content, aside, StandardCopyOption.ATOMIC_MOVE);
        try {
            HttpResponse<String> health = get("/health/ready");
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(checks(health)).containsEntry("content", "DOWN").containsEntry("database", "UP");
        } finally {
            Files.move(aside, content, StandardCopyOption.ATOMIC_MOVE);
        }
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void metricsAreThereForWhoeverScrapesThem() throws Exception {
        HttpResponse<String> metrics = get("/metrics");
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body()).contains("memory");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(node.management() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Map<String, String> checks(HttpResponse<String> health) {
        try (JsonReader reader = Json.createReader(new StringReader(health.body()))) {
            return reader.readObject().getJsonArray("checks").stream().map(JsonValue::asJsonObject)
                    .collect(Collectors.toMap(c -> c.getString("name"), c -> c.getString("status"), (a, b) -> a));
        }
    }
}
