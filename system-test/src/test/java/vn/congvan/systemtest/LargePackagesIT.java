package vn.congvan.systemtest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.congvan.systemtest.Edxml.DANANG;
import static vn.congvan.systemtest.Edxml.VPCP;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Packages nearly half as large as the server's heap, over REST; SOAP and axis have theirs beside their clients. */
@ExtendWith(NodeExtension.class)
class LargePackagesIT {

    private static final long MEGABYTE = 1L << 20;
    private static final long LARGE = 200 * MEGABYTE;

    private final RunningNode node;
    private final Rows rows;

    LargePackagesIT(RunningNode node) {
        this.node = node;
        this.rows = new Rows(node);
    }

    @Test
    void twoHundredMegabytesGoInAndOut() throws Exception {
        goesInAndOut();
        assertNoTemporaryFiles();
    }

    @Test
    void fourOfThemAtOnceGoInAndOut() throws Exception {
        ExecutorService partners = Executors.newFixedThreadPool(4);
        try {
            List<Future<Void>> ways = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                ways.add(partners.submit(() -> {
                    goesInAndOut();
                    return null;
                }));
            }
            for (Future<Void> way : ways) {
                way.get();
            }
        } finally {
            partners.shutdownNow();
        }
        assertNoTemporaryFiles();
        assertThat(node.isAlive()).isTrue();
    }

    @Test
    void anUploadThatBreaksOffLeavesNothingButItsRefusal() throws Exception {
        LargePackage document = new LargePackage(40 * MEGABYTE, VPCP, DANANG);
        rows.awaitQuiet();
        var before = rows.footprint();
        long refusals = rows.refusals();

        try (Socket socket = new Socket(node.http().getHost(), node.http().getPort());
                InputStream body = document.open()) {
            OutputStream out = socket.getOutputStream();
            out.write(head(document.size()));
            out.write(body.readNBytes((int) (20 * MEGABYTE)));
            out.flush();
        }

        await().atMost(60, SECONDS).until(() -> rows.refusals() == refusals + 1);
        assertThat(rows.lastRefusals(1)).containsExactly("BODY_INCOMPLETE vpcp REST");
        assertThat(rows.footprint()).isEqualTo(before);
        assertThat(vpcp().send(body(document)).status()).as("the whole one is new").isEqualTo(201);
    }

    @Test
    void oneThatIsTooLargeIsRefusedBeforeItIsRead() throws Exception {
        rows.awaitQuiet();
        var before = rows.footprint();

        String answer;
        try (Socket socket = new Socket(node.http().getHost(), node.http().getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(head(600 * MEGABYTE));
            socket.getOutputStream().flush();
            answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }

        assertThat(answer).isEqualTo("HTTP/1.1 413");
        assertThat(rows.lastRefusals(1)).containsExactly("BODY_TOO_LARGE vpcp REST");
        assertThat(rows.footprint()).isEqualTo(before);
    }

    @Test
    void aLargeOneThatIsRefusedLeavesNothing() throws Exception {
        LargePackage document = new LargePackage(40 * MEGABYTE, VPCP, "000.99.99.X99");
        rows.awaitQuiet();
        var before = rows.footprint();

        Exchange.Answer answer = vpcp().send(body(document));

        assertThat(answer.json().getString("code")).isEqualTo("RECIPIENT_UNKNOWN");
        assertThat(rows.footprint()).isEqualTo(before);
    }

    private void goesInAndOut() throws IOException, InterruptedException {
        LargePackage document = new LargePackage(LARGE, VPCP, DANANG);
        String sha256 = document.sha256();

        Exchange.Answer answer = vpcp().send(body(document));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().getString("sha256")).isEqualTo(sha256);
        Exchange danang = new Exchange(node, "danang");
        String transfer = await().atMost(60, SECONDS).until(() -> danang.inbox("edoc", document.identity()),
                list -> !list.isEmpty()).get(0).getString("transferId");
        assertThat(LargePackage.sha256(danang.open(transfer))).isEqualTo(sha256);
        assertThat(danang.confirm(transfer, "DONE").status()).isEqualTo(200);
    }

    private static BodyPublisher body(LargePackage document) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(document::open), document.size());
    }

    private Exchange vpcp() {
        return new Exchange(node, "vpcp");
    }

    private byte[] head(long length) {
        return ("POST /api/v1/packages HTTP/1.1\r\nHost: " + node.http().getAuthority() + "\r\nAuthorization: Basic "
                + Base64.getEncoder()
                        .encodeToString(("vpcp:" + node.secret("vpcp")).getBytes(StandardCharsets.UTF_8))
                + "\r\nContent-Type: application/octet-stream\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void assertNoTemporaryFiles() {
        await().atMost(30, SECONDS).untilAsserted(() -> {
            assertThat(Folders.files(node.home().resolve("content").resolve("incoming"))).isEmpty();
            assertThat(Folders.files(node.temporaryFiles())).isEmpty();
        });
    }
}
