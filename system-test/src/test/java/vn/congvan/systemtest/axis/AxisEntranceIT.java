package vn.congvan.systemtest.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.congvan.systemtest.axis.SamplePackages.DANANG;
import static vn.congvan.systemtest.axis.SamplePackages.VPCP;
import static vn.congvan.systemtest.axis.SamplePackages.document;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.net.SocketFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.congvan.systemtest.GuardedNode;
import vn.congvan.systemtest.NodeExtension;
import vn.congvan.systemtest.Rows;
import vn.congvan.systemtest.RunningNode;
import vn.congvan.systemtest.axis.AxisClient.Address;
import vn.congvan.systemtest.axis.AxisClient.Answer;
import vn.congvan.systemtest.axis.SamplePackages.Document;

/** Who comes in over the axis protocol in the production profile, how often, with how old a signature, and who does not. */
@ExtendWith(NodeExtension.class)
class AxisEntranceIT {

    private static final Sdk SDK = Sdk.V2_0_1;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final GuardedNode guarded;
    private final RunningNode node;
    private final Rows rows;

    AxisEntranceIT(GuardedNode guarded) {
        this.guarded = guarded;
        this.node = guarded.node();
        this.rows = new Rows(node);
    }

    // --- TLS

    @Test
    void withoutTlsNobodyIsLetInNotEvenFromLoopback() throws IOException {
        AxisClient plain = new AxisClient(node.http().resolve("/axis"), "vpcp", node.secret("vpcp"));
        rows.awaitQuiet();
        Map<String, Long> before = rows.footprint();
        long refusedBefore = rows.refusedInAll("TLS_REQUIRED", "vpcp", "AXIS");
        Document document = document(VPCP, DANANG);

        Sdk.Sent sent = SDK.sent(plain.sendEdoc(Map.of("from", VPCP, "messagetype", "edoc"), document.bytes()).text());
        Answer downloaded = plain.get("downloadEdoc", Map.of("docId", UUID.randomUUID().toString()));

        assertThat(sent.status()).isEqualTo("FAIL");
        assertThat(sent.errorCode()).isEqualTo("11");
        assertThat(sent.errorDesc()).contains("TLS", "[TLS_REQUIRED]");
        assertThat(sent.docId()).isEmpty();
        assertThat(downloaded.status()).isEqualTo(401);
        assertThat(downloaded.body()).isEmpty();
        assertThat(rows.footprint()).isEqualTo(before);
        assertThat(rows.refusedInAll("TLS_REQUIRED", "vpcp", "AXIS")).isEqualTo(refusedBefore + 2);
    }

    @Test
    void overTlsADocumentIsTaken() throws IOException {
        Document document = document(VPCP, DANANG);

        Sdk.Sent sent = SDK.sent(client("vpcp", node.secret("vpcp"), now())
                .sendEdoc(Map.of("from", VPCP, "servicetype", "eDoc", "messagetype", "edoc"), document.bytes()).text());

        assertThat(sent.status()).as(sent.errorDesc()).isEqualTo("OK");
    }

    // --- how often

    @Test
    void aSystemThatCallsTooOftenIsToldWhenToCallAgain() throws IOException {
        AxisClient slow = client(GuardedNode.SLOW, node.secret(GuardedNode.SLOW), now());
        long refusedBefore = rows.refusedInAll("RATE_LIMITED", GuardedNode.SLOW, "AXIS");

        Answer refused = firstRefused(slow);

        assertThat(refused.status()).as("the SDK reads no other").isEqualTo(200);
        assertThat(SDK.common(refused.text()).errorCode()).isEqualTo("13");
        assertThat(SDK.common(refused.text()).errorDesc()).contains("1 giây", "[RATE_LIMITED]");
        assertThat(refused.headers()).containsEntry("Retry-After", "1");
        Answer download = refusedDownload(slow);
        assertThat(download.status()).isEqualTo(429);
        assertThat(download.body()).isEmpty();
        assertThat(download.headers()).containsEntry("Retry-After", "1");
        assertThat(SDK.common(list(client("vpcp", node.secret("vpcp"), now())).text()).status()).isEqualTo("OK");
        await().atMost(PATIENCE)
                .until(() -> rows.refusedInAll("RATE_LIMITED", GuardedNode.SLOW, "AXIS") > refusedBefore);
        await().atMost(PATIENCE).until(() -> SDK.common(list(slow).text()).status().equals("OK"));
    }

    @Test
    void whoTriesSecretsIsSlowedDownAndTheSystemItselfIsNot() throws IOException {
        AxisClient danang = client("danang", node.secret("danang"), now());
        assertThat(SDK.common(list(danang).text()).status()).isEqualTo("OK");

        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            answers.add(SDK.common(list(client("danang", "thử " + i, now())).text()).errorCode());
        }

        // now and then one is looked at; how many depends on how long the sixty take
        assertThat(answers).containsOnly("01", "13");
        assertThat(Collections.frequency(answers, "01")).isLessThan(40);
        assertThat(SDK.common(list(danang).text()).status()).isEqualTo("OK");
    }

    // --- how old

    @Test
    void aTimeStampOfYearsAgoIsTakenWhereNoLimitIsSet() throws IOException {
        AxisClient old = client("vpcp", node.secret("vpcp"), LocalDateTime.now(VIETNAM).minusYears(3));

        assertThat(SDK.common(list(old).text()).status()).isEqualTo("OK");
    }

    @ParameterizedTest(name = "{0} minutes")
    @ValueSource(ints = {-72, 12, -60 * 24 * 365})
    void whereAnAgeIsSetAnOlderOrALaterTimeStampIsRefused(int minutes) throws IOException {
        AxisClient client = client(GuardedNode.AGED, node.secret(GuardedNode.AGED),
                LocalDateTime.now(VIETNAM).plusMinutes(minutes));
        long refusedBefore = rows.refusedInAll("REQUEST_FIELD_INVALID", GuardedNode.AGED, "AXIS");

        Sdk.Common answer = SDK.common(list(client).text());

        assertThat(answer.status()).isEqualTo("FAIL");
        assertThat(answer.errorCode()).isEqualTo("10");
        assertThat(answer.errorDesc()).contains("timestamp");
        assertThat(rows.refusedInAll("REQUEST_FIELD_INVALID", GuardedNode.AGED, "AXIS")).isEqualTo(refusedBefore + 1);
    }

    @ParameterizedTest(name = "{0} minutes")
    @ValueSource(ints = {0, -55, 5})
    void whereAnAgeIsSetAYoungerOneIsTaken(int minutes) throws IOException {
        AxisClient client = client(GuardedNode.AGED, node.secret(GuardedNode.AGED),
                LocalDateTime.now(VIETNAM).plusMinutes(minutes));

        assertThat(SDK.common(list(client).text()).status()).isEqualTo("OK");
    }

    // --- words of these tests

    private static Answer list(AxisClient client) throws IOException {
        return client.call("getReceivedEdocList", Map.of("messagetype", "edoc"), "");
    }

    private static Answer firstRefused(AxisClient slow) throws IOException {
        for (int i = 0; i < 100; i++) {
            Answer answer = list(slow);
            if (!SDK.common(answer.text()).status().equals("OK")) {
                return answer;
            }
        }
        throw new AssertionError("100 calls were answered");
    }

    private static Answer refusedDownload(AxisClient slow) throws IOException {
        for (int i = 0; i < 100; i++) {
            Answer answer = slow.get("downloadEdoc", Map.of("docId", UUID.randomUUID().toString()));
            if (answer.status() != 404) {
                return answer;
            }
        }
        throw new AssertionError("100 calls were answered");
    }

    private AxisClient client(String system, String secret, LocalDateTime timestamp) {
        URI base = node.https().resolve("/axis");
        SocketFactory sockets = guarded.tls().getSocketFactory();
        return new AxisClient(base, system, secret, Address.NAMES_A_PORT, AxisClient.timestamp(timestamp), sockets);
    }

    private static LocalDateTime now() {
        return LocalDateTime.now(VIETNAM);
    }
}
