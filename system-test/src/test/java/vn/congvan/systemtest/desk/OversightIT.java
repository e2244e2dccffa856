package vn.congvan.systemtest.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

import vn.congvan.systemtest.Edxml;
import vn.congvan.systemtest.NodeExtension;
import vn.congvan.systemtest.RunningNode;

/** What was turned away, and what came and did nothing, seen at the desk by those who may. */
@ExtendWith(NodeExtension.class)
class OversightIT {

    private static final String CLERK = "vanthu.ubnd";
    private static final String ADMIN_OF_COMMITTEE = "quantri.ubnd";
    private static final String SUPERVISOR = "giamsat.stttt";
    private static final By TABLE = By.cssSelector(".deliveries tbody");
    private static final By TO_REFUSED = By.linkText("Yêu cầu bị từ chối");
    private static final By TO_UNMATCHED = By.linkText("Trạng thái không khớp");

    private final RunningNode node;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private DeskBrowser browser;

    OversightIT(RunningNode node) {
        this.node = node;
    }

    @BeforeEach
    void sitDown() {
        browser = new DeskBrowser(node.http());
    }

    @AfterEach
    void standUp() {
        browser.close();
    }

    @Test
    void theSupervisorFindsARefusedRequestByEachOfItsMarks() throws Exception {
        String nobody = "khong-co-" + UUID.randomUUID().toString().substring(0, 8);
        String correlation = "tra-cuu-" + UUID.randomUUID();
        HttpResponse<String> refused = http.send(request("/api/v1/inbox", nobody, "sai")
                .header("X-Correlation-Id", correlation).GET().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(401);
        enter(SUPERVISOR, "/desk/incoming.xhtml");

        browser.follow(TO_REFUSED);

        assertThat(browser.text(By.tagName("h1"))).isEqualTo("Yêu cầu bị từ chối");
        for (String search : new String[] {"words=" + nobody, "words=" + correlation.toUpperCase(java.util.Locale.ROOT),
                "code=CREDENTIALS_INVALID&via=REST&words=" + nobody}) {
            browser.open("/desk/refused.xhtml?" + search);
            assertThat(browser.text(TABLE)).as(search).contains(nobody, "CREDENTIALS_INVALID", "REST", correlation,
                    "127.0.0.1");
        }
        browser.open("/desk/refused.xhtml?code=DISK_FULL&words=" + nobody);
        assertThat(browser.text(TABLE)).contains("Không có yêu cầu nào");
    }

    @Test
    void theRefusedRequestsArePagedThrough() throws Exception {
        String nobody = "nhieu-lan-" + UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < 30; i++) {
            http.send(request("/api/v1/inbox", nobody + "-" + i, "sai").GET().build(),
                    HttpResponse.BodyHandlers.discarding());
        }
        enter(SUPERVISOR, "/desk/refused.xhtml?code=CREDENTIALS_INVALID");
        assertThat(browser.text(TABLE)).contains(nobody + "-29").doesNotContain(nobody + "-0\n");

        browser.follow(By.linkText("Trang sau"));

        assertThat(browser.address()).contains("code=CREDENTIALS_INVALID", "after=");
        assertThat(browser.text(TABLE)).contains(nobody + "-0").doesNotContain(nobody + "-29");
    }

    @Test
    void nobodyElseSeesWhatWasTurnedAway() {
        for (String user : new String[] {CLERK, ADMIN_OF_COMMITTEE}) {
            enter(user, "/desk/incoming.xhtml");
            assertThat(browser.text()).as(user).doesNotContain("Yêu cầu bị từ chối");
            browser.open("/desk/refused.xhtml");
            assertThat(browser.text()).as(user).doesNotContain("CREDENTIALS_INVALID", "Mã tra cứu\n");
            browser.close();
            browser = new DeskBrowser(node.http());
        }
    }

    @Test
    void theClerkSeesAStatusThatFoundNoDocumentAndOneThatNobodyKnows() throws Exception {
        String identity = Edxml.newIdentity(Edxml.QUANGNAM);
        status(Edxml.status(identity, "03", "Chúng tôi đã nhận", "2021/02/02 08:00:00", Edxml.DANANG, Edxml.QUANGNAM));
        status(Edxml.status(identity, "77", "Mã lạ", "2021/02/02 08:00:00", Edxml.DANANG, Edxml.QUANGNAM));
        enter(CLERK, "/desk/incoming.xhtml");

        browser.follow(TO_UNMATCHED);

        assertThat(browser.text(TABLE)).contains(identity, "03 Đã tiếp nhận", "Không tìm thấy văn bản",
                "Chúng tôi đã nhận", "77", "Mã trạng thái không có trong quy định", Edxml.DANANG);
    }

    private void status(byte[] edxml) throws Exception {
        HttpResponse<String> answer = http.send(request("/api/v1/packages", "danang", node.secret("danang"))
                .header("Content-Type", "application/xml").POST(HttpRequest.BodyPublishers.ofByteArray(edxml)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private HttpRequest.Builder request(String path, String system, String secret) {
        return HttpRequest.newBuilder(URI.create(node.http() + path)).header("Authorization", "Basic "
                + Base64.getEncoder()
                        .encodeToString((system + ":" + secret).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private void enter(String user, String page) {
        browser.open(page);
        browser.logIn(user, node.password(user));
    }
}
