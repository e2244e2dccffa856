package vn.congvan.systemtest.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import vn.congvan.signature.HostileFiles;
import vn.congvan.signature.TestPki;
import vn.congvan.systemtest.NodeExtension;
import vn.congvan.systemtest.RunningNode;
import vn.congvan.systemtest.rest.RestClient.Answer;
import vn.congvan.systemtest.rest.RestClient.Upload;

/** Files that are made to bring down whoever looks into them, sent to a running node. */
@ExtendWith(NodeExtension.class)
class HostileFilesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RunningNode node;
    private final RestClient vpcp;

    HostileFilesIT(RunningNode node) {
        this.node = node;
        this.vpcp = new RestClient(node.http(), "vpcp", node.secret("vpcp"));
    }

    @Test
    void theNodeOutlivesThemAndSaysOfNoneThatItIsGoodOrUnsigned() throws Exception {
        Map<String, String> deliveries = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> file : HostileFiles.all().entrySet()) {
            Answer sent = send(file.getKey(), file.getValue());
            assertThat(sent.status()).as("%s: %s", file.getKey(), sent.text()).isEqualTo(201);
            deliveries.put(file.getKey(), delivery(sent));
        }

        deliveries.forEach((name, delivery) -> assertThat(state(delivery)).as(name).isIn("CANNOT_CHECK",
                "CHANGED_AFTER_SIGNING"));
        assertThat(state(delivery(send("trang.pdf", TestPki.page("Van ban sau cung"))))).isEqualTo("UNSIGNED");
        Answer health = RestClient
                .send(HttpRequest.newBuilder(URI.create(node.management() + "/health/ready")).build());
        assertThat(health.status()).as(health.text()).isEqualTo(200);
    }

    private Answer send(String name, byte[] file) throws IOException {
        String id = UUID.randomUUID().toString();
        return vpcp.postDocument(
                """
                {"from":"000.00.00.G22","to":["000.00.00.H47"],"number":"%d","notation":"TN-%s","issueDate":"2026-11-23",
                 "place":"Hà Nội","typeName":"Công văn","subject":"V/v thử tệp","signer":{"position":"Chức vụ mẫu","name":"Người Ký Mẫu"}}"""
                        .formatted(1 + Math.abs(id.hashCode() % 9_999), id.substring(0, 8)),
                "", new Upload(name, file));
    }

    private static String delivery(Answer sent) {
        return sent.json().getJsonArray("deliveries").getJsonObject(0).getString("deliveryId");
    }

    private String state(String delivery) {
        AtomicReference<JsonObject> said = new AtomicReference<>();
        await().atMost(PATIENCE).untilAsserted(() -> {
            said.set(vpcp.get("deliveries/" + delivery).json());
            assertThat(said.get()).containsKey("signatures");
        });
        return said.get().getJsonArray("files").getJsonObject(0).getString("state");
    }
}
