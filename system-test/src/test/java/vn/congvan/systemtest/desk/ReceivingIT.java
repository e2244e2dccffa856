package vn.congvan.systemtest.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
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

/** What came in is entered into the register or given back, in the browser, and the sender hears of it. */
@ExtendWith(NodeExtension.class)
class ReceivingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String COMMITTEE = "000.00.00.H47";
    private static final String CLERK = "vanthu.ubnd";
    private static final String OTHER_CLERK = "vanthu.stttt";
    private static final By LINK = By.id("registration");
    private static final By REGISTER = By.id("entry:register");
    private static final By GIVE_BACK = By.id("returning:give-back");
    private static final By REFUSED = By.id("refused");
    private static final By FIRST_LINE = By.cssSelector("#register tbody tr:first-child");

    private final RunningNode node;
    private final Sender sender;
    private DeskBrowser browser;

    ReceivingIT(RunningNode node) {
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

    /** Sends a letter; the answer is the delivery, whose files have been looked into. */
    private String arrived(Letter letter) {
        sender.send(letter);
        String delivery = sender.arrived(letter, COMMITTEE);
        sender.firstFile(delivery);
        return delivery;
    }

    private static Letter letter(String subject) throws IOException {
        return Letter.about(subject, TestPki.page("Van ban den"), COMMITTEE);
    }

    private void enter(DeskBrowser at, String user, String path) {
        at.open(path);
        at.logIn(user, node.password(user));
    }

    /** The statuses that the sender was told, as its own history says. */
    private List<String> told(String delivery) {
        return sender.delivery(delivery).getJsonArray("history").getValuesAs(JsonObject.class).stream()
                .map(line -> line.getString("to")).toList();
    }

    private int number() {
        return Integer.parseInt(browser.text(By.cssSelector("#entry strong")));
    }

    @Test
    void theClerkEntersWhatCameAndTheSenderHearsThatItWasTakenOn() throws Exception {
        Letter letter = letter("V/v tiếp nhận <i>thử</i>");
        String delivery = arrived(letter);
        enter(browser, CLERK, "/desk/delivery.xhtml?id=" + delivery);

        browser.follow(LINK);
        assertThat(browser.attribute(By.id("entry:author"), "value")).isEqualTo("Văn phòng Chính phủ");
        assertThat(browser.attribute(By.id("entry:documentCode"), "value")).isEqualTo(letter.number() + "/CV-BLV");
        assertThat(browser.attribute(By.id("entry:documentDate"), "value")).isEqualTo("20/11/2026");
        assertThat(browser.barriers()).isEmpty();
        browser.type(By.id("entry:subject"), "V/v tiếp nhận <i>thử</i>, văn thư sửa");
        browser.type(By.id("entry:addressee"), "Phòng Thử");
        browser.keep("Văn thư vào sổ: bên gửi ghi một bên, biểu mẫu một bên");
        browser.follow(REGISTER);

        assertThat(browser.address()).isEqualTo("/desk/delivery.xhtml?id=" + delivery);
        int number = number();
        browser.keep("Văn bản đã có số đến");
        assertThat(browser.text(By.tagName("h1"))).as("the sender's words").isEqualTo("V/v tiếp nhận <i>thử</i>");
        assertThat(browser.shows(LINK)).isFalse();
        assertThat(browser.barriers()).isEmpty();
        browser.open("/desk/incoming-register.xhtml");
        browser.keep("Sổ văn bản đến");
        assertThat(browser.text(FIRST_LINE)).contains(Integer.toString(number), "Văn phòng Chính phủ",
                letter.number() + "/CV-BLV", "20/11/2026", "Công văn", "<i>thử</i>, văn thư sửa", "Phòng Thử");
        assertThat(browser.barriers()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told(delivery)).endsWith("ARRIVED", "ACCEPTED"));

        String next = arrived(letter("V/v số kế tiếp"));
        browser.open("/desk/registration.xhtml?delivery=" + next);
        browser.follow(REGISTER);
        assertThat(number()).isEqualTo(number + 1);
    }

    @Test
    void theClerkGivesBackWithAReasonThatTheSenderReads() throws Exception {
        String delivery = arrived(letter("V/v trả lại"));
        enter(browser, CLERK, "/desk/registration.xhtml?delivery=" + delivery);

        browser.follow(GIVE_BACK);
        assertThat(browser.text(REFUSED)).contains("Chưa nhập: Lý do trả lại.");
        browser.type(By.id("returning:reason"), "Thiếu phụ lục số 2");
        browser.follow(GIVE_BACK);

        assertThat(browser.text(By.cssSelector(".history"))).contains("Bị trả lại", "Thiếu phụ lục số 2", CLERK);
        assertThat(browser.shows(By.id("entry"))).as("no number").isFalse();
        JsonObject last = await().atMost(PATIENCE).until(
                () -> sender.delivery(delivery).getJsonArray("history").getValuesAs(JsonObject.class),
                lines -> lines.get(lines.size() - 1).getString("to").equals("REJECTED")).stream()
                .reduce((first, second) -> second).orElseThrow();
        assertThat(last.toString()).contains("Thiếu phụ lục số 2");
    }

    @Test
    void whatWasTypedIsStillThereWhenSomethingIsWrong() throws Exception {
        String delivery = arrived(letter("V/v gõ nhầm ngày"));
        enter(browser, CLERK, "/desk/registration.xhtml?delivery=" + delivery);

        browser.type(By.id("entry:documentDate"), "31/02/2026");
        browser.type(By.id("entry:note"), "Bản giấy gửi sau");
        browser.follow(REGISTER);

        assertThat(browser.text(REFUSED)).contains("31/02/2026 không phải là một ngày.", "ngày/tháng/năm");
        assertThat(browser.attribute(By.id("entry:note"), "value")).isEqualTo("Bản giấy gửi sau");
        assertThat(browser.barriers()).isEmpty();
        browser.type(By.id("entry:documentDate"), "1/2/2026");
        browser.follow(REGISTER);
        browser.open("/desk/incoming-register.xhtml");
        assertThat(browser.text(FIRST_LINE)).contains("01/02/2026", "Bản giấy gửi sau");
    }

    @Test
    void ofTwoClerksWhoTakeTheSameOneIsToldThatItDoesNotWaitAnyMoreAndNoNumberIsLost() throws Exception {
        String delivery = arrived(letter("V/v hai người cùng tiếp nhận"));
        enter(browser, CLERK, "/desk/registration.xhtml?delivery=" + delivery);
        try (DeskBrowser other = new DeskBrowser(node.http())) {
            enter(other, CLERK, "/desk/registration.xhtml?delivery=" + delivery);
            browser.follow(REGISTER);
            other.follow(REGISTER);
            assertThat(other.text(REFUSED)).contains("không còn chờ tiếp nhận");
            other.type(By.id("returning:reason"), "Nhầm");
            other.follow(GIVE_BACK);
            assertThat(other.text(REFUSED)).contains("không còn chờ tiếp nhận");
        }
        int number = number();

        browser.open("/desk/registration.xhtml?delivery=" + arrived(letter("V/v người sau")));
        browser.follow(REGISTER);

        assertThat(number()).isEqualTo(number + 1);
    }

    /** Enters on paper what the letter says; the answer is its number. */
    private int onPaper(Letter letter) {
        browser.open("/desk/incoming-register.xhtml");
        browser.follow(By.id("paper"));
        assertThat(browser.barriers()).isEmpty();
        browser.type(By.id("entry:author"), "VPCP");
        browser.type(By.id("entry:documentCode"), letter.number() + "/cv-blv");
        browser.type(By.id("entry:documentDate"), "20/11/2026");
        browser.type(By.id("entry:subject"), "Bản giấy đến trước");
        browser.follow(REGISTER);
        assertThat(browser.text(FIRST_LINE)).contains("VPCP", "Bản giấy đến trước", "bản giấy");
        return Integer.parseInt(browser.text(By.cssSelector("#register tbody tr:first-child strong")));
    }

    @Test
    void whatCameOnPaperBeforeIsLinkedToItsNumberAndTheSenderHearsThatItWasTakenOn() throws Exception {
        Letter letter = letter("V/v bản điện tử đến sau");
        enter(browser, CLERK, "/desk/incoming-register.xhtml");
        int number = onPaper(letter);
        String delivery = arrived(letter);
        browser.open("/desk/registration.xhtml?delivery=" + delivery);

        browser.follow(REGISTER);
        assertThat(browser.text(REFUSED)).contains("số đến " + number, "liên kết với số đến đó");
        browser.keep("Bản giấy đã vào sổ trước: liên kết hay số mới");
        assertThat(browser.text(By.id("entry:alike"))).contains("VPCP", "Bản giấy đến trước");
        assertThat(browser.barriers()).isEmpty();
        browser.follow(By.id("entry:same"));

        assertThat(number()).isEqualTo(number);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told(delivery)).endsWith("ACCEPTED"));
        browser.open("/desk/incoming-register.xhtml");
        assertThat(browser.text(FIRST_LINE)).as("no other number was spent").contains(Integer.toString(number));
        browser.follow(By.cssSelector("#register tbody tr:first-child .c-subject a"));
        assertThat(browser.address()).isEqualTo("/desk/delivery.xhtml?id=" + delivery);
    }

    @Test
    void anotherDocumentOfTheSameNumberAndDateGetsANumberOfItsOwn() throws Exception {
        Letter letter = letter("V/v trùng số ký hiệu");
        enter(browser, CLERK, "/desk/incoming-register.xhtml");
        int number = onPaper(letter);
        browser.open("/desk/registration.xhtml?delivery=" + arrived(letter));

        browser.follow(REGISTER);
        browser.follow(By.id("entry:another"));

        assertThat(number()).isEqualTo(number + 1);
    }

    @Test
    void whatWasChangedAfterSigningGetsNoNumber() throws Exception {
        TestPki pki = new TestPki(Clock.systemUTC().instant());
        byte[] altered = TestPki.addSentence(
                pki.sign(TestPki.page("Van ban thu"), pki.signer("CN=Người Ký Thử,C=VN")), "Them vao sau khi ky");
        Letter letter = Letter.about("V/v nội dung bị thay đổi", altered, COMMITTEE);
        String delivery = arrived(letter);
        enter(browser, CLERK, "/desk/registration.xhtml?delivery=" + delivery);
        assertThat(browser.text()).contains("Nội dung bị thay đổi sau khi ký");

        browser.follow(REGISTER);

        browser.keep("Văn bản bị thay đổi sau khi ký không vào sổ được");
        assertThat(browser.text(REFUSED)).contains("bị thay đổi sau khi ký nên không được vào sổ", "Trả lại bên gửi");
        assertThat(sender.delivery(delivery).getString("state")).isEqualTo("ARRIVED");
        browser.open("/desk/incoming-register.xhtml");
        assertThat(browser.text()).doesNotContain(letter.number());
    }

    @Test
    void nobodyButTheRecipientsClerkRegistersOrReadsTheRegister() throws Exception {
        String delivery = arrived(letter("V/v của cơ quan khác"));
        String registration = "/desk/registration.xhtml?delivery=" + delivery;
        enter(browser, OTHER_CLERK, "/desk/incoming-register.xhtml");

        assertThat(browser.text()).doesNotContain("UBND tỉnh Quảng Nam");
        assertThat(browser.fetchStatus(registration)).isEqualTo(404);
        assertThat(browser.fetchStatus("/desk/registration.xhtml?delivery=x")).isEqualTo(404);
        try (DeskBrowser leader = new DeskBrowser(node.http())) {
            enter(leader, "lanhdao.ubnd", "/desk/incoming-register.xhtml");
            assertThat(leader.text()).contains("UBND tỉnh Quảng Nam");
            assertThat(leader.fetchStatus(registration)).isEqualTo(403);
            assertThat(leader.fetchStatus("/desk/registration.xhtml")).as("on paper").isEqualTo(403);
            assertThat(leader.shows(By.id("paper"))).isFalse();
        }
        try (DeskBrowser supervisor = new DeskBrowser(node.http())) {
            enter(supervisor, "giamsat.stttt", "/desk/incoming-register.xhtml");
            assertThat(supervisor.shows(By.id("register"))).isFalse();
            assertThat(supervisor.fetchStatus(registration)).isEqualTo(403);
        }
    }
}
