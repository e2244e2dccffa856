package vn.congvan.systemtest.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.signature.TestPki;
import vn.congvan.systemtest.RunningNode;

/** A node that fetches what is said about certificates from an authority, which is away at first. */
class OnlineRevocationIT {

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final String COMMITTEE = "000.00.00.H47";

    @TempDir
    static Path trust;

    private static final List<String> ASKED = new CopyOnWriteArrayList<>();
    private static volatile boolean there;
    private static HttpServer authority;
    private static TestPki pki;
    private static TestPki.Signer listed;
    private static TestPki.Signer revoked;
    private static TestPki.Signer answered;
    private static TestPki.Signer elsewhere;
    private static RunningNode node;
    private static Sender sender;

    @BeforeAll
    static void start() throws Exception {
        pki = new TestPki(Clock.systemUTC().instant());
        authority = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String address = "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + authority.getAddress().getPort();
        listed = signer("Có danh sách", List.of(address + "/allowed/root.crl"), List.of());
        revoked = signer("Bị thu hồi", List.of(address + "/allowed/root.crl"), List.of());
        answered = signer("Có trả lời", List.of(address + "/forbidden/other.crl"), List.of(address + "/allowed/ocsp"));
        elsewhere = signer("Nơi khác", List.of(address + "/forbidden/root.crl"), List.of());
        pki.revoke(revoked);
        pki.lay(trust);
        // the administrator has no list: that is what is fetched
        Files.delete(trust.resolve("root.crl"));
        authority.createContext("/", exchange -> {
            ASKED.add(exchange.getRequestURI().getPath());
            try {
                byte[] answer = exchange.getRequestURI().getPath().endsWith("ocsp")
                        ? pki.response(answered, true, Optional.empty())
                        : pki.list();
                exchange.sendResponseHeaders(there ? 200 : 503, there ? answer.length : -1);
                if (there) {
                    exchange.getResponseBody().write(answer);
                }
            } catch (java.security.GeneralSecurityException | org.bouncycastle.operator.OperatorCreationException e) {
                throw new java.io.IOException(e);
            } finally {
                exchange.close();
            }
        });
        authority.start();
        node = RunningNode.start("online", List.of(),
                Map.of("CONGVAN_TRUST", trust.toString(), "CONGVAN_ONLINE_ALLOWED",
                        address + "/allowed/"));
        sender = new Sender(node.http(), node.secret("vpcp"));
    }

    private static TestPki.Signer signer(String name, List<String> lists, List<String> answers) throws Exception {
        return pki.signer("CN=" + name + ",SURNAME=Người,GIVENNAME=Thử,O=Văn phòng thử,C=VN", lists, answers);
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

    private static String arrived(TestPki.Signer signer) throws Exception {
        Letter letter = Letter.about("V/v thu hồi", pki.sign(TestPki.page("Van ban"), signer), COMMITTEE);
        sender.send(letter);
        return sender.arrived(letter, COMMITTEE);
    }

    private static String reason(String delivery) {
        return sender.firstFile(delivery).getString("reason");
    }

    @Test
    void signersAreUnconfirmedWhileTheAuthorityIsAwayAndAreConfirmedByThemselvesWhenItIsBack() throws Exception {
        String good = arrived(listed);
        String bad = arrived(revoked);
        String asked = arrived(answered);
        String nowhere = arrived(elsewhere);
        for (String delivery : List.of(good, bad, asked, nowhere)) {
            assertThat(reason(delivery)).isEqualTo("REVOCATION_UNKNOWN");
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ready()).contains("DEGRADED"));

        there = true;

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(reason(good)).isEqualTo("ALL_HOLDS");
            assertThat(reason(bad)).isEqualTo("REVOKED");
            assertThat(reason(asked)).isEqualTo("ALL_HOLDS");
        });
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ready()).contains("FINE"));
        assertThat(ASKED).contains("/allowed/root.crl", "/allowed/ocsp")
                .noneMatch(path -> path.startsWith("/forbidden"));
    }

    private static String ready() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(node.management() + "/health/ready")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
