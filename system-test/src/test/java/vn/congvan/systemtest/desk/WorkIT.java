package vn.congvan.systemtest.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

import vn.congvan.signature.TestPki;
import vn.congvan.systemtest.NodeExtension;
import vn.congvan.systemtest.RunningNode;

/** What was registered is assigned, begun and completed, in the browser, and the sender hears of each step by itself. */
@ExtendWith(NodeExtension.class)
class WorkIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String COMMITTEE = "000.00.00.H47";
    private static final String CLERK = "vanthu.ubnd";
    private static final String LEADER = "lanhdao.ubnd";
    private static final String SPECIALIST = "chuyenvien.ubnd";
    private static final By ASSIGN = By.id("assigning:assign");
    private static final By START = By.id("handling:start");
    private static final By COMPLETE = By.id("handling:complete");

    private final RunningNode node;
    private final Sender sender;
    private DeskBrowser browser;

    WorkIT(RunningNode node) {
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

    private void enter(DeskBrowser at, String user, String path) {
        at.open(path);
        at.logIn(user, node.password(user));
    }

    /** A delivery that the clerk has registered. */
    private String registered(String subject) throws Exception {
        Letter letter = Letter.about(subject, TestPki.page("Van ban den"), COMMITTEE);
        sender.send(letter);
        String delivery = sender.arrived(letter, COMMITTEE);
        sender.firstFile(delivery);
        try (DeskBrowser clerk = new DeskBrowser(node.http())) {
            enter(clerk, CLERK, "/desk/registration.xhtml?delivery=" + delivery);
            clerk.follow(By.id("entry:register"));
        }
        return delivery;
    }

    private List<String> told(String delivery) {
        return sender.delivery(delivery).getJsonArray("history").getValuesAs(JsonObject.class).stream()
                .map(line -> line.getString("to")).toList();
    }

    private void choose(String list, String text) {
        browser.click(By.xpath("//select[@id='" + list + "']/option[contains(., '" + text + "')]"));
    }

    @Test
    void aDocumentGoesFromTheLeaderToTheSpecialistWhoCompletesItAndTheSenderHearsOfEachStep() throws Exception {
        String subject = "V/v giao việc thử";
        String delivery = registered(subject);
        enter(browser, LEADER, "/desk/work.xhtml");
        assertThat(browser.barriers()).isEmpty();

        browser.keep("Lãnh đạo: văn bản chờ phân công");
        browser.follow(By.xpath("//*[@id='unassigned']//a[contains(., '" + subject + "')]"));
        assertThat(browser.barriers()).isEmpty();
        browser.follow(ASSIGN);
        assertThat(browser.text(By.id("refused"))).contains("Chưa nhập: Chủ trì.");
        choose("assigning:lead", "Chuyên viên");
        choose("assigning:cooperators", "Lãnh đạo");
        browser.type(By.id("assigning:due"), "1/1/2026");
        browser.type(By.id("assigning:direction"), "Soạn văn bản <b>trả lời</b>");
        browser.keep("Lãnh đạo phân công");
        browser.follow(ASSIGN);

        assertThat(browser.text(By.id("lead"))).contains("Chuyên viên");
        browser.keep("Đã phân công, quá hạn");
        assertThat(browser.text(By.id("acts"))).contains("Đã phân công", "Lãnh đạo UBND tỉnh", "Chuyên viên UBND tỉnh",
                "<b>trả lời</b>");
        assertThat(browser.text()).contains("Quá hạn");
        assertThat(browser.shows(COMPLETE)).as("who cooperates does not complete").isFalse();
        assertThat(browser.complaints()).isEmpty();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told(delivery)).endsWith("ACCEPTED", "ASSIGNED"));
        assertThat(sender.delivery(delivery).toString()).as("directions stay inside").doesNotContain("trả lời");

        try (DeskBrowser specialist = new DeskBrowser(node.http())) {
            enter(specialist, SPECIALIST, "/desk/work.xhtml");
            assertThat(specialist.text(By.id("open"))).contains("01/01/2026", "Quá hạn", subject);
            assertThat(specialist.barriers()).isEmpty();
            specialist.keep("Chuyên viên: việc được giao");
            specialist.follow(By.xpath("//*[@id='open']//a[contains(., '" + subject + "')]"));
            assertThat(specialist.shows(ASSIGN)).isFalse();
            assertThat(specialist.fetchStatus("/desk/file?delivery=" + delivery + "&n=0"))
                    .as("the file is theirs to read")
                    .isEqualTo(200);
            specialist.follow(START);
            assertThat(specialist.shows(START)).isFalse();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(told(delivery)).endsWith("ASSIGNED", "PROCESSING"));
            specialist.type(By.id("handling:result"), "Đã trả lời bằng công văn mẫu");
            specialist.keep("Chuyên viên hoàn thành");
            specialist.follow(COMPLETE);
            assertThat(specialist.text(By.id("acts"))).contains("Hoàn thành", "Đã trả lời bằng công văn mẫu");
            assertThat(specialist.shows(COMPLETE)).isFalse();
            assertThat(specialist.barriers()).isEmpty();
            specialist.open("/desk/work.xhtml");
            assertThat(specialist.text(By.id("open"))).doesNotContain(subject);
            specialist.open("/desk/delivery.xhtml?id=" + delivery);
            assertThat(specialist.text(By.cssSelector(".history"))).contains("Hoàn thành", SPECIALIST);
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told(delivery)).endsWith("ACCEPTED", "ASSIGNED",
                "PROCESSING", "COMPLETED"));
        browser.open("/desk/incoming-register.xhtml");
        assertThat(browser.text(By.xpath("//*[@id='register']//tr[contains(., '" + subject + "')]")))
                .contains("Hoàn thành");
    }

    @Test
    void whatWasNotAssignedToThemSpecialistsNeitherFindNorOpen() throws Exception {
        String subject = "V/v chưa giao cho ai";
        String delivery = registered(subject);
        enter(browser, LEADER, "/desk/work.xhtml");
        browser.follow(By.xpath("//*[@id='unassigned']//a[contains(., '" + subject + "')]"));
        String entry = browser.address();

        try (DeskBrowser specialist = new DeskBrowser(node.http())) {
            enter(specialist, SPECIALIST, "/desk/work.xhtml");
            assertThat(specialist.text()).doesNotContain(subject);
            for (String path : List.of(entry, "/desk/delivery.xhtml?id=" + delivery,
                    "/desk/file?delivery=" + delivery + "&n=0", "/desk/signatures?delivery=" + delivery)) {
                assertThat(specialist.fetchStatus(path)).as(path).isEqualTo(404);
            }
        }
        try (DeskBrowser stranger = new DeskBrowser(node.http())) {
            enter(stranger, "vanthu.stttt", "/desk/incoming.xhtml");
            assertThat(stranger.fetchStatus(entry)).isEqualTo(404);
        }
    }

    @Test
    void workThatIsGivenToSomebodyElseIsNotTheFirstOnesAnyMore() throws Exception {
        String subject = "V/v giao lại";
        registered(subject);
        enter(browser, LEADER, "/desk/work.xhtml");
        browser.follow(By.xpath("//*[@id='unassigned']//a[contains(., '" + subject + "')]"));
        String entry = browser.address();
        choose("assigning:lead", "Chuyên viên");
        browser.follow(ASSIGN);
        try (DeskBrowser specialist = new DeskBrowser(node.http())) {
            enter(specialist, SPECIALIST, entry);
            assertThat(specialist.shows(COMPLETE)).isTrue();

            choose("assigning:lead", "Lãnh đạo");
            browser.follow(ASSIGN);

            assertThat(specialist.fetchStatus(entry)).isEqualTo(404);
        }
        assertThat(browser.text(By.id("lead"))).contains("Lãnh đạo");
        browser.follow(COMPLETE);
        assertThat(browser.text(By.id("acts"))).contains("Hoàn thành");
    }
}
