package vn.congvan.systemtest.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.json.JsonObject;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.signature.TestPki;
import vn.congvan.systemtest.RunningNode;
import vn.congvan.systemtest.rest.RestClient.Answer;
import vn.congvan.systemtest.rest.RestClient.Upload;

/** Signatures of a node with an authority for time stamps, which answers, and then does not. */
class TimeStampIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String VPCP = "000.00.00.G22";
    private static final String BOUNDARY = "border-of-parts";

    @TempDir
    static Path trust;

    private static HttpServer authority;
    private static volatile boolean answers = true;
    private static RunningNode node;

    @BeforeAll
    static void start() throws Exception {
        Clock clock = Clock.systemUTC();
        TestPki pki = new TestPki(clock.instant());
        TestPki.Signer stamper = pki.timeStamper("CN=Dấu thời gian thử,C=VN");
        pki.lay(trust);
        authority = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        authority.createContext("/tsr", exchange -> {
            byte[] answer = answers
                    ? pki.timeStampAnswer(exchange.getRequestBody().readAllBytes(), stamper, clock.instant())
                    : new byte[0];
            exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
            exchange.sendResponseHeaders(answers ? 200 : 503, answers ? answer.length : -1);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        authority.start();
        String address = "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + authority.getAddress().getPort() + "/tsr";
        node = RunningNode.start("time-stamps", List.of(),
                Map.of("CONGVAN_ONLINE_ALLOWED", address, "CONGVAN_TSA",
                        address, "CONGVAN_TRUST", trust.toString()));
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
        if (authority != null) {
            authority.stop(0);
        }
    }

    private static RestClient vpcp() {
        return new RestClient(node.http(), "vpcp", node.secret("vpcp"));
    }

    @Test
    void aSignatureBearsATimeStampOfTheAuthorityAndNoneWhenItIsSilent() throws Exception {
        Answer stamped = sign();
        assertThat(stamped.status()).as(stamped.text()).isEqualTo(200);
        assertThat(stamped.header("Time-Stamped")).isEqualTo("true");
        String delivery = sent(stamped.body());
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonObject signature = signature(delivery);
            assertThat(signature.getString("provenBy", "")).as(signature.toString()).isEqualTo("Dấu thời gian thử");
            assertThat(signature.getBoolean("intact")).isTrue();
        });

        answers = false;
        Answer plain = sign();
        assertThat(plain.status()).as(plain.text()).isEqualTo(200);
        assertThat(plain.header("Time-Stamped")).isEqualTo("false");
    }

    private static Answer sign() throws IOException {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        part(parts, "metadata", "", "application/json", ("{\"organization\":\"" + VPCP
                + "\",\"look\":\"ATTACHMENT\",\"documentCode\":\"1/CV\"}").getBytes(UTF_8));
        part(parts, "file", "a.pdf", "application/pdf", TestPki.page("Van ban " + UUID.randomUUID()));
        parts.write(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        return vpcp().post("signatures", "multipart/form-data; boundary=" + BOUNDARY, parts.toByteArray());
    }

    private static void part(ByteArrayOutputStream parts, String name, String file, String type, byte[] content)
            throws IOException {
        parts.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
                + (file.isEmpty() ? "" : "; filename=\"" + file + "\"") + "\r\nContent-Type: " + type + "\r\n\r\n")
                .getBytes(UTF_8));
        parts.write(content);
        parts.write("\r\n".getBytes(UTF_8));
    }

    private static String sent(byte[] pdf) {
        String id = UUID.randomUUID().toString();
        Answer sent = vpcp().postDocument(
                """
                {"from":"%s","to":["000.00.00.H47"],"number":"%d","notation":"TS-%s","issueDate":"2026-11-23","place":"Hà Nội",
                 "typeName":"Công văn","subject":"V/v dấu thời gian","signer":{"position":"Chức vụ mẫu","name":"Lãnh Đạo Mẫu"}}"""
                        .formatted(VPCP, 1 + Math.abs(id.hashCode() % 9_999), id.substring(0, 8)),
                "", new Upload("van-ban.pdf", pdf));
        assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        return sent.json().getJsonArray("deliveries").getJsonObject(0).getString("deliveryId");
    }

    private static JsonObject signature(String delivery) {
        return await().atMost(PATIENCE).until(() -> {
            JsonObject said = vpcp().get("deliveries/" + delivery).json();
            return said.containsKey("signatures")
                    ? said.getJsonArray("files").getJsonObject(0).getJsonArray("signatures").getJsonObject(0)
                    : null;
        }, Objects::nonNull);
    }
}
