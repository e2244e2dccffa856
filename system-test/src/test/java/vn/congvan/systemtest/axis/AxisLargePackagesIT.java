package vn.congvan.systemtest.axis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.congvan.systemtest.axis.SamplePackages.DANANG;
import static vn.congvan.systemtest.axis.SamplePackages.VPCP;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import vn.congvan.systemtest.Folders;
import vn.congvan.systemtest.LargePackage;
import vn.congvan.systemtest.NodeExtension;
import vn.congvan.systemtest.RunningNode;
import vn.congvan.systemtest.axis.AxisClient.Request;

/** Packages nearly half as large as the server's heap, over the axis protocol, both ways of fetching them. */
@ExtendWith(NodeExtension.class)
class AxisLargePackagesIT {

    private static final long LARGE = 200L << 20;

    private final RunningNode node;

    AxisLargePackagesIT(RunningNode node) {
        this.node = node;
    }

    @Test
    void fourOfThemAtOnceGoInAndOut() throws Exception {
        ExecutorService partners = Executors.newFixedThreadPool(4);
        try {
            List<Future<Void>> ways = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                boolean raw = i % 2 == 0;
                ways.add(partners.submit(() -> {
                    goesInAndOut(raw);
                    return null;
                }));
            }
            for (Future<Void> way : ways) {
                way.get();
            }
        } finally {
            partners.shutdownNow();
        }
        await().atMost(30, SECONDS).untilAsserted(() -> {
            assertThat(Folders.files(node.home().resolve("content").resolve("incoming"))).isEmpty();
            assertThat(Folders.files(node.temporaryFiles())).isEmpty();
        });
    }

    private void goesInAndOut(boolean raw) throws IOException {
        LargePackage document = new LargePackage(LARGE, VPCP, DANANG);
        AxisClient vpcp = client("vpcp");
        String sha256 = document.sha256();
        Request request = vpcp.sendEdocRequest(
                Map.of("from", VPCP, "servicetype", "eDoc", "messagetype", AxisClient.EDOC), new byte[0], sha256);

        Sdk.Sent sent;
        try (Socket socket = vpcp.open(request, document.size() + 2); InputStream body = document.open()) {
            OutputStream out = socket.getOutputStream();
            body.transferTo(out);
            out.write(new byte[] {'\r', '\n'});
            out.flush();
            sent = Sdk.V2_0_1.sent(AxisClient.read(new BufferedInputStream(socket.getInputStream()),
                    StandardCharsets.US_ASCII, false).text());
        }

        assertThat(sent.status()).as(sent.errorDesc()).isEqualTo("OK");
        String transfer = Sdk.V2_0_1.sentList(client("vpcp").call("getSentEdocList",
                Map.of("servicetype", "eDoc", "messagetype", AxisClient.EDOC, "docId", sent.docId()), "").text())
                .rows().get(0).get("receiverDocId");
        await().atMost(60, SECONDS).until(() -> Sdk.V2_0_1.common(client("danang")
                .call("updateStatus", Map.of("docId", transfer, "status", "processing"), "{}").text()).status(),
                "OK"::equals);
        assertThat(raw ? downloaded(transfer) : fetched(transfer)).isEqualTo(sha256);
    }

    /** downloadEdoc: the bytes as they are. */
    private String downloaded(String transfer) throws IOException {
        AxisClient danang = client("danang");
        Request request = danang.request("GET", "downloadEdoc", Map.of("docId", transfer), "");
        try (Socket socket = danang.open(request.without("Accept-Encoding"), 0);
                InputStream body = AxisClient.body(new BufferedInputStream(socket.getInputStream(), 1 << 16))) {
            return LargePackage.sha256(body);
        }
    }

    /** getEdoc: JSON with the bytes in base64, on one line. */
    private String fetched(String transfer) throws IOException {
        AxisClient danang = client("danang");
        Request request = danang.request("POST", "getEdoc", Map.of("docId", transfer, "filePath", "x"), "");
        try (Socket socket = danang.open(request.without("Accept-Encoding"), 0);
                InputStream body = AxisClient.body(new BufferedInputStream(socket.getInputStream(), 1 << 16))) {
            return LargePackage.sha256(Base64.getMimeDecoder().wrap(data(body)));
        }
    }

    /** The value of the member {@code data}. */
    private static InputStream data(InputStream json) throws IOException {
        StringBuilder seen = new StringBuilder();
        while (!seen.toString().endsWith("\"data\":\"")) {
            int c = json.read();
            assertThat(c).as("an answer with data: %s", seen).isNotNegative();
            seen.append((char) c);
        }
        return new InputStream() {

            private boolean ended;

            @Override
            public int read() throws IOException {
                if (ended) {
                    return -1;
                }
                int c = json.read();
                if (c < 0) {
                    throw new IOException("the answer broke off");
                }
                ended = c == '"';
                return ended ? -1 : c;
            }
        };
    }

    private AxisClient client(String systemId) {
        return new AxisClient(node.http().resolve("/axis"), systemId, node.secret(systemId));
    }
}
