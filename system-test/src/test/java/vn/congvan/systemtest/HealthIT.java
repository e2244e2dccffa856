package vn.congvan.systemtest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.congvan.systemtest.Edxml.DANANG;
import static vn.congvan.systemtest.Edxml.QUANGNAM;
import static vn.congvan.systemtest.Edxml.VPCP;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private final Exchange vpcp;

    HealthIT(RunningNode node) {
        this.node = node;
        this.vpcp = new Exchange(node, "vpcp");
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
    void whatWasAcceptedIsCountedByProtocol() throws Exception {
        String[] meter = {"congvan_accept_seconds_count", "repeated=\"false\"", "type=\"edoc\"", "via=\"rest\""};
        double before = meter(meter);

        vpcp.send(Edxml.document(Edxml.newIdentity(VPCP), VPCP, QUANGNAM));

        assertThat(meter(meter)).isGreaterThanOrEqualTo(before + 1);
    }

    @Test
    void whatWasRefusedIsCountedByItsCode() throws Exception {
        String[] meter = {"congvan_refused_total", "code=\"XML_NOT_WELL_FORMED\"", "via=\"rest\""};
        double before = meter(meter);

        vpcp.send("<edXML".getBytes(StandardCharsets.UTF_8));

        assertThat(meter(meter)).isGreaterThanOrEqualTo(before + 1);
    }

    @Test
    void theTimeToArrivalAndTheCarryingAreMeasured() throws Exception {
        String arrivals = "congvan_delivery_arrival_seconds_count";
        String[] carried = {"congvan_carry_seconds_count", "outcome=\"delivered\"", "type=\"edoc\""};
        double arrivedBefore = meter(arrivals);
        double carriedBefore = meter(carried);

        vpcp.send(Edxml.document(Edxml.newIdentity(VPCP), VPCP, QUANGNAM));

        await().atMost(30, SECONDS).untilAsserted(() -> {
            assertThat(meter(arrivals)).isGreaterThanOrEqualTo(arrivedBefore + 1);
            assertThat(meter(carried)).isGreaterThanOrEqualTo(carriedBefore + 1);
        });
    }

    @Test
    void whatIsOpenAndWhatIsDueCanBeWatched() throws Exception {
        String[] sent = {"congvan_deliveries_open", "state=\"sent\""};
        double before = meter(sent);
        // nobody fetches at Đà Nẵng in this test, so it stays sent
        vpcp.send(Edxml.document(Edxml.newIdentity(VPCP), VPCP, DANANG));

        await().atMost(60, SECONDS).untilAsserted(() -> assertThat(meter(sent)).isNotEqualTo(before));
        assertThat(get("/metrics").body()).contains("congvan_due{", "congvan_due_oldest_seconds",
                "messaging_activemq_message_count");
    }

    /** The sum of all rows of that name that carry all those labels. */
    private double meter(String name, String... labels) throws IOException, InterruptedException {
        return get("/metrics").body().lines().filter(line -> line.startsWith(name + "{"))
                .filter(line -> Stream.of(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    private double meter(String[] nameAndLabels) throws IOException, InterruptedException {
        return meter(nameAndLabels[0], Arrays.copyOfRange(nameAndLabels, 1, nameAndLabels.length));
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
