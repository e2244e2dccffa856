package vn.congvan.systemtest.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import vn.congvan.systemtest.GuardedNode;
import vn.congvan.systemtest.GuardedNode.Certificate;
import vn.congvan.systemtest.NodeExtension;
import vn.congvan.systemtest.Rows;
import vn.congvan.systemtest.RunningNode;
import vn.congvan.systemtest.rest.RestClient.Answer;

/** Who comes in over {@code /api/v1} in the production profile, how often, and who does not. */
@ExtendWith(NodeExtension.class)
class RestEntranceIT {

    private static final String VPCP = "000.00.00.G22";
    private static final String DANANG = "000.00.00.H17";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final GuardedNode guarded;
    private final RunningNode node;
    private final Rows rows;

    RestEntranceIT(GuardedNode guarded) {
        this.guarded = guarded;
        this.node = guarded.node();
        this.rows = new Rows(node);
    }

    // --- addresses

    @Test
    void aSystemThatCallsFromElsewhereIsToldSoOnceItHasProvenItself() {
        rows.execute("update connected_system set allowed_addresses = '192.0.2.0/24' where id = ?", "quangninh");
        try {
            RestClient known = basic("quangninh", node.secret("quangninh"));
            await().atMost(PATIENCE).until(() -> known.get("sent").status(), status -> status == 403);
            Answer answer = refusedAlone("ADDRESS_NOT_ALLOWED", "quangninh", () -> known.get("sent"));
            assertThat(answer.json().getString("hint")).isNotBlank();

            assertThat(basic("quangninh", "đoán mò").get("sent").problem()).isEqualTo("CREDENTIALS_INVALID");
        } finally {
            rows.execute("update connected_system set allowed_addresses = '' where id = ?", "quangninh");
        }
        await().atMost(PATIENCE)
                .until(() -> basic("quangninh", node.secret("quangninh")).get("sent").status() == 200);
    }

    // --- TLS

    @Test
    void withoutTlsNobodyIsLetInNotEvenFromLoopback() {
        RestClient plain = new RestClient(node.http(), "vpcp", node.secret("vpcp"));

        Answer answer = refusedAlone("TLS_REQUIRED", "vpcp", () -> plain.post("packages", "application/xml",
                edxml(VPCP, DANANG)));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("TLS_REQUIRED");
        assertThat(answer.json().getString("hint")).contains("https");
        assertThat(answer.header("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void overTlsASecretIsEnough() {
        Answer answer = basic("vpcp", node.secret("vpcp")).get("inbox");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
    }

    @Test
    void theDescriptionNeedsNoCredentialsAndSoNoTls() throws Exception {
        HttpResponse<String> answer = GuardedNode.http(Optional.empty()).send(
                HttpRequest.newBuilder(URI.create(node.http() + "/openapi")).build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("/api/v1/packages");
    }

    // --- certificates

    @Test
    void aRegisteredCertificateIsEnoughFromSendToConfirmation() {
        String identity = identity();
        Answer sent = certified(Certificate.VPCP).post("packages", "application/xml", edxml(identity, VPCP, DANANG));
        assertThat(sent.status()).as(sent.text()).isEqualTo(201);

        RestClient danang = certified(Certificate.DANANG);
        String transfer = waiting(danang, identity);
        assertThat(new String(danang.get("inbox/" + transfer + "/content").body(), UTF_8)).contains(identity);
        assertThat(danang.postJson("inbox/" + transfer + "/confirmation", "{\"outcome\":\"DONE\"}").status())
                .isEqualTo(200);
    }

    @Test
    void aCertificateOpensNothingOfAnothersOrganizations() {
        RestClient danang = certified(Certificate.DANANG);
        Answer sent = refusedAlone("SENDER_NOT_ALLOWED", "danang",
                () -> danang.post("packages", "application/xml", edxml(VPCP, DANANG)));
        assertThat(sent.status()).isEqualTo(403);

        String identity = identity();
        certified(Certificate.VPCP).post("packages", "application/xml", edxml(identity, VPCP, DANANG));
        String transfer = waiting(danang, identity);
        RestClient vpcp = certified(Certificate.VPCP);
        for (String path : List.of("inbox/" + transfer, "inbox/" + transfer + "/content")) {
            assertThat(refusedAlone("TRANSFER_UNKNOWN", "vpcp", () -> vpcp.get(path)).status()).isEqualTo(404);
        }
    }

    @Test
    void aTrustedCertificateThatNobodyRegisteredOpensNothing() {
        Answer answer = refusedAlone("CREDENTIALS_INVALID", "CN=unregistered",
                () -> certified(Certificate.UNREGISTERED).get("inbox"));
        assertThat(answer.status()).isEqualTo(401);

        assertThat(new RestClient(node.https(), http(Certificate.UNREGISTERED), "vpcp", node.secret("vpcp"))
                .get("inbox").status()).as("with a secret beside it").isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPIRED", "TOMORROW", "STRANGER"})
    void whatDoesNotLeadToTheTrustFileOrIsNotValidNowEndsTheHandshake(Certificate certificate) {
        assertThatThrownBy(() -> certified(certificate).get("inbox")).isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(IOException.class).rootCause()
                .hasMessageMatching("(?s).*(certificate|handshake|reset|closed|Broken pipe|bad_cert|unknown_ca).*");
    }

    @Test
    void aCertificateThatIsTrustedByItselfIsRefusedOnceItHasExpired() {
        assertThat(certified(Certificate.PINNED_EXPIRED).get("inbox").status()).isEqualTo(401);
    }

    // --- how often

    @Test
    void aSystemThatCallsTooOftenIsToldWhenToCallAgainAndTheOthersAreNotConcerned() {
        RestClient slow = basic(GuardedNode.SLOW, node.secret(GuardedNode.SLOW));
        RestClient danang = certified(Certificate.DANANG);
        rows.awaitQuiet();
        Map<String, Long> before = rows.footprint();
        long refusedBefore = rows.refusedInAll("RATE_LIMITED", GuardedNode.SLOW, "REST");

        Answer refused = firstRefused(slow);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem()).isEqualTo("RATE_LIMITED");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.json().getString("hint")).contains("1 giây");
        assertThat(danang.get("inbox").status()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> slow.get("inbox").status() == 200);
        assertThat(rows.footprint()).isEqualTo(before);
        await().atMost(PATIENCE).until(
                () -> rows.refusedInAll("RATE_LIMITED", GuardedNode.SLOW, "REST") > refusedBefore);
    }

    @Test
    void aFloodLeavesFewLinesThatCountAllOfIt() {
        RestClient slow = basic(GuardedNode.SLOW, node.secret(GuardedNode.SLOW));
        long linesBefore = rows.refusedLines("RATE_LIMITED", GuardedNode.SLOW, "REST");
        // what an earlier flood left to count has been counted by then
        await().during(Duration.ofSeconds(6)).atMost(PATIENCE)
                .until(() -> rows.refusedLines("RATE_LIMITED", GuardedNode.SLOW, "REST") == linesBefore);
        long before = rows.refusedInAll("RATE_LIMITED", GuardedNode.SLOW, "REST");

        int refused = 0;
        for (int i = 0; i < 300; i++) {
            refused += slow.get("inbox").status() == 429 ? 1 : 0;
        }

        assertThat(refused).isGreaterThan(5 * GuardedNode.LINES);
        long expected = before + refused;
        await().atMost(PATIENCE)
                .until(() -> rows.refusedInAll("RATE_LIMITED", GuardedNode.SLOW, "REST") == expected);
        // a flood that crosses a minute has the lines of two
        assertThat(rows.refusedLines("RATE_LIMITED", GuardedNode.SLOW, "REST") - linesBefore)
                .isLessThanOrEqualTo(2L * GuardedNode.LINES);
    }

    @Test
    void whoTriesSecretsIsSlowedDownAndTheSystemItselfIsNot() {
        RestClient danang = basic("danang", node.secret("danang"));
        assertThat(danang.get("inbox").status()).isEqualTo(200);

        List<Answer> slowed = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Answer answer = basic("danang", "thử " + i).get("inbox");
            if (answer.status() != 401) {
                slowed.add(answer);
            }
        }

        // now and then one is looked at; how many depends on how long the sixty take
        assertThat(slowed).hasSizeGreaterThan(20).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(429);
            assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 6);
        });
        assertThat(danang.get("inbox").status()).isEqualTo(200);
        assertThat(certified(Certificate.DANANG).get("inbox").status()).isEqualTo(200);
    }

    // --- words of these tests

    private static Answer firstRefused(RestClient client) {
        for (int i = 0; i < 100; i++) {
            Answer answer = client.get("inbox");
            if (answer.status() != 200) {
                assertThat(i).as("calls before").isLessThanOrEqualTo(50);
                return answer;
            }
        }
        throw new AssertionError("100 calls were answered");
    }

    private interface Attempt {
        Answer make();
    }

    /** A refusal that is written down and changes nothing else. */
    private Answer refusedAlone(String code, String claimed, Attempt attempt) {
        rows.awaitQuiet();
        Map<String, Long> before = rows.footprint();
        long refusedBefore = rows.refusedInAll(code, claimed, "REST");
        Answer answer = attempt.make();
        assertThat(answer.problem()).isEqualTo(code);
        assertThat(rows.footprint()).isEqualTo(before);
        assertThat(rows.refusedInAll(code, claimed, "REST")).isEqualTo(refusedBefore + 1);
        return answer;
    }

    private RestClient basic(String system, String secret) {
        return new RestClient(node.https(), GuardedNode.http(Optional.of(guarded.tls())), system, secret);
    }

    private RestClient certified(Certificate certificate) {
        return new RestClient(node.https(), http(certificate));
    }

    private HttpClient http(Certificate certificate) {
        return GuardedNode.http(Optional.of(guarded.tls(certificate)));
    }

    private static String waiting(RestClient client, String identity) {
        return await().atMost(PATIENCE).until(() -> client.get("inbox?limit=500").json().getJsonArray("items")
                .getValuesAs(JsonObject.class).stream().filter(i -> i.getString("documentId").equals(identity))
                .map(i -> i.getString("transferId")).findFirst(), Optional::isPresent).orElseThrow();
    }

    private static String identity() {
        return VPCP + ",2026/11/23," + UUID.randomUUID().toString().substring(0, 8) + "/CV-CUA";
    }

    private static byte[] edxml(String from, String to) {
        return edxml(identity(), from, to);
    }

    private static byte[] edxml(String identity, String from, String to) {
        String number = identity.substring(identity.lastIndexOf(',') + 1, identity.lastIndexOf('/'));
        return """
               <edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLHeader><edXML:MessageHeader>
               <edXML:From><edXML:OrganId>%s</edXML:OrganId></edXML:From><edXML:To><edXML:OrganId>%s</edXML:OrganId></edXML:To>
               <edXML:DocumentId>%s</edXML:DocumentId><edXML:Code><edXML:CodeNumber>%s</edXML:CodeNumber><edXML:CodeNotation>CV-CUA</edXML:CodeNotation></edXML:Code>
               <edXML:PromulgationInfo><edXML:Place>Hà Nội</edXML:Place><edXML:PromulgationDate>2026/11/23</edXML:PromulgationDate></edXML:PromulgationInfo>
               <edXML:Subject>V/v thử cửa vào</edXML:Subject>
               </edXML:MessageHeader></edXML:edXMLHeader></edXML:edXMLEnvelope></edXML>"""
                .formatted(from, to, identity, number).getBytes(UTF_8);
    }
}
