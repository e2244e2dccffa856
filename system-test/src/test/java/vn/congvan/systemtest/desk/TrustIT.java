package vn.congvan.systemtest.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

import vn.congvan.signature.TestPki;
import vn.congvan.systemtest.NodeExtension;
import vn.congvan.systemtest.RunningNode;

/** Whom the node trusts, changed at the desk by who administers the node, and by nobody else. */
@ExtendWith(NodeExtension.class)
class TrustIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String COMMITTEE = "000.00.00.H47";
    private static final String ADMINISTRATOR = "quantri.hethong";
    private static final String SUPERVISOR = "giamsat.stttt";
    private static final String CLERK = "vanthu.ubnd";
    private static final By FILE = By.cssSelector("input[type=file]");
    private static final By LOOK = By.id("loading:look");
    private static final By LOAD = By.id("loading:load");

    private final RunningNode node;
    private final Sender sender;
    private DeskBrowser browser;

    @TempDir
    Path folder;

    TrustIT(RunningNode node) {
        this.node = node;
        this.sender = new Sender(node.http(), node.secret("vpcp"));
    }

    @BeforeEach
    void sitDown() {
        browser = new DeskBrowser(node.http());
    }

    @AfterEach
    void standUp() {
        browser.close();
    }

    private void enter(String user, String path) {
        browser.open(path);
        browser.logIn(user, node.password(user));
    }

    private String arrived(byte[] file) {
        Letter letter = Letter.about("V/v tin cậy", file, COMMITTEE);
        sender.send(letter);
        return sender.arrived(letter, COMMITTEE);
    }

    private void load(Path file, String reason) {
        browser.type(FILE, file);
        browser.follow(LOOK);
        browser.type(By.id("loading:reason"), reason);
        browser.follow(LOAD);
    }

    @Test
    void whatTheAdministratorLoadsCountsUntilItIsTakenAway() throws Exception {
        TestPki pki = new TestPki(Clock.systemUTC().instant());
        TestPki.Signer leader = pki.signer("CN=Người Ký Thử,SURNAME=Người,GIVENNAME=Thử,O=Văn phòng thử,C=VN");
        pki.lay(folder);
        byte[] signed = pki.sign(TestPki.page("Tin cay"), leader);
        String delivery = arrived(signed);
        assertThat(sender.firstFile(delivery).getString("reason")).isEqualTo("NO_TRUST_ANCHOR");
        enter(ADMINISTRATOR, "/desk/trust.xhtml");

        browser.type(FILE, folder.resolve("root.crt"));
        browser.follow(LOOK);
        assertThat(browser.text(By.id("loading:would"))).contains("Gốc tin cậy", "Gốc thử nghiệm");
        assertThat(browser.barriers()).isEmpty();
        assertThat(browser.text(By.id("trust"))).doesNotContain("Gốc thử nghiệm");
        browser.type(By.id("loading:reason"), "Theo công văn mẫu");
        browser.follow(LOAD);
        assertThat(browser.text(By.id("done"))).contains("1");
        assertThat(browser.text(By.id("trust"))).contains("Gốc thử nghiệm", ADMINISTRATOR);
        load(folder.resolve("root.crl"), "");
        assertThat(browser.text(By.id("changes"))).contains("Theo công văn mẫu", ADMINISTRATOR, "Danh sách thu hồi");
        assertThat(browser.barriers()).isEmpty();
        assertThat(browser.complaints()).isEmpty();

        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(sender.firstFile(delivery).getString("state")).isEqualTo("VALID"));
        assertThat(browser.fetchStatus("/desk/trust-export")).isEqualTo(200);

        browser.follow(By.xpath("//*[@id='trust']//tr[contains(., 'Gốc tin cậy')]//a[contains(., 'Gốc thử nghiệm')]"));
        assertThat(browser.barriers()).isEmpty();
        browser.type(By.id("removal:reason"), "Hết thử nghiệm");
        browser.follow(By.id("removal:remove"));
        assertThat(browser.text(By.id("gone"))).contains("Đã thôi tin cậy");
        browser.open("/desk/trust.xhtml");
        assertThat(browser.text(By.id("changes"))).contains("Hết thử nghiệm", "Thôi tin cậy");

        String later = arrived(pki.sign(TestPki.page("Sau khi thoi tin cay"), leader));
        assertThat(sender.firstFile(later).getString("reason")).isEqualTo("NO_TRUST_ANCHOR");
        assertThat(sender.firstFile(delivery).getString("state")).as("what was judged before").isEqualTo("VALID");
    }

    @Test
    void aPrivateKeyOrAnyOtherFileIsRefusedWithWhatToDo() throws Exception {
        enter(ADMINISTRATOR, "/desk/trust.xhtml");

        browser.type(FILE, Files.writeString(folder.resolve("khoa.pem"),
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"));
        browser.follow(LOOK);
        assertThat(browser.text(By.id("refused"))).contains("khoa.pem", "khóa bí mật", "Chỉ nạp chứng thư");
        assertThat(browser.shows(LOAD)).isFalse();

        browser.type(FILE, Files.writeString(folder.resolve("khac.crt"), "không phải chứng thư"));
        browser.follow(LOOK);
        assertThat(browser.text(By.id("refused"))).contains("khac.crt");
        assertThat(browser.shows(LOAD)).isFalse();
    }

    @Test
    void whatComesFromTheFolderIsTakenAwayThere() {
        enter(ADMINISTRATOR, "/desk/trust.xhtml");

        browser.follow(By.xpath("//*[@id='trust']//tr[contains(., 'file:')]//a"));
        browser.type(By.id("removal:reason"), "Thử");
        browser.follow(By.id("removal:remove"));

        assertThat(browser.text(By.id("refused"))).contains("thư mục tin cậy");
    }

    @Test
    void whoWatchesOverTheNodeSeesItAndChangesNothing() {
        enter(SUPERVISOR, "/desk/trust.xhtml");

        assertThat(browser.shows(By.id("trust"))).isTrue();
        assertThat(browser.shows(By.id("loading"))).isFalse();
        assertThat(browser.fetchStatus("/desk/trust-export")).isEqualTo(200);
        browser.follow(By.cssSelector("#trust tbody a"));
        assertThat(browser.shows(By.id("removal"))).isFalse();
    }

    @Test
    void nobodyElseSeesIt() {
        enter(CLERK, "/desk/incoming.xhtml");

        for (String path : new String[] {"/desk/trust.xhtml", "/desk/trust-item.xhtml?sha256=00",
                "/desk/trust-export"}) {
            assertThat(browser.fetchStatus(path)).as(path).isEqualTo(403);
        }
    }
}
