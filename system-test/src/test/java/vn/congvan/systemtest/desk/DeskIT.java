package vn.congvan.systemtest.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

import vn.congvan.systemtest.NodeExtension;
import vn.congvan.systemtest.RunningNode;

/** Reading at the desk: who gets in, what they see, what they never see, and whether they can see it at all. */
@ExtendWith(NodeExtension.class)
class DeskIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String COMMITTEE = "000.00.00.H47";
    private static final String DEPARTMENT = "000.00.05.H47";
    private static final String DANANG = "000.00.00.H17";
    private static final String CLERK = "vanthu.ubnd";
    private static final String CLERK_OF_DEPARTMENT = "vanthu.stttt";
    private static final String SUPERVISOR = "giamsat.stttt";

    private static final By ROWS = By.cssSelector(".deliveries tbody tr");
    private static final By LANGUAGE = By.id("language:change");
    private static final By LEAVE = By.id("leaving:leave");
    private static final By HISTORY = By.cssSelector(".history");
    private static final By CANVAS = By.cssSelector("#pdf canvas[data-page]");

    private final RunningNode node;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Sender vpcp;
    private DeskBrowser browser;

    DeskIT(RunningNode node) {
        this.node = node;
    }

    @BeforeEach
    void sitDown() {
        vpcp = new Sender(node.http(), node.secret("vpcp"));
        browser = new DeskBrowser(node.http());
    }

    @AfterEach
    void standUp() {
        browser.close();
    }

    // --- in and out

    @Test
    void theFrontDoorLeadsToTheLoginAndTheLoginToTheFirstPage() {
        browser.open("/");
        assertThat(browser.address()).startsWith("/login.xhtml");
        assertThat(browser.text(By.tagName("h1"))).isEqualTo("Đăng nhập");

        browser.logIn(CLERK, node.password(CLERK));

        assertThat(browser.address()).isEqualTo("/desk/incoming.xhtml");
        assertThat(browser.text(By.tagName("h1"))).isEqualTo("Văn bản đến");
        assertThat(browser.text()).contains("Văn thư", "UBND tỉnh Quảng Nam");
    }

    @Test
    void aWrongPasswordIsRefusedInVietnameseAndDoesNotSayWhatWasWrong() {
        browser.open("/desk/");
        browser.logIn(CLERK, "sai");
        String wrongPassword = browser.text(By.id("refused"));
        browser.logIn("khong.co.ai", node.password(CLERK));

        assertThat(wrongPassword).startsWith("Tên đăng nhập hoặc mật khẩu không đúng.");
        assertThat(browser.text(By.id("refused"))).isEqualTo(wrongPassword);
        browser.open("/desk/incoming.xhtml");
        assertThat(browser.address()).startsWith("/login.xhtml");
    }

    @Test
    void aLoginWithNothingInItIsRefusedAsAnyOther() throws Exception {
        HttpResponse<String> answer = http.send(request("/login.xhtml", "")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(Map.of("login", "login", "login:user", "",
                        "login:password", "", "login:enter", "x", "jakarta.faces.ViewState", "stateless"))))
                .build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).contains("/login.xhtml?refused=true");
    }

    @Test
    void afterLoggingOutThePageIsNotThereAnyMore() {
        enter(CLERK, "/desk/incoming.xhtml");

        browser.follow(LEAVE);

        assertThat(browser.text()).contains("Đã đăng xuất.");
        browser.run("history.back()");
        browser.open("/desk/incoming.xhtml");
        assertThat(browser.address()).startsWith("/login.xhtml");
    }

    @Test
    void theSessionOfBeforeTheLoginIsWorthNothingAfterIt() throws Exception {
        String before = session(logIn("", CLERK));
        HttpResponse<String> again = logIn("CONGVAN=" + before, CLERK);

        assertThat(again.headers().firstValue("Location").orElseThrow()).endsWith("/desk/incoming.xhtml");
        assertThat(session(again)).isNotEqualTo(before);
        assertThat(get("/desk/incoming.xhtml", "CONGVAN=" + before).statusCode()).isEqualTo(302);
        assertThat(get("/desk/incoming.xhtml", "CONGVAN=" + session(again)).statusCode()).isEqualTo(200);
    }

    @Test
    void aCookieThatWasGivenOverTlsIsForTlsAloneInTheDemoProfileToo() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(node.certificate())) {
            trusted.setCertificateEntry("node", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);

        HttpResponse<String> answer = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(tls)
                .build().send(login(node.https(), "", CLERK).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().allValues("Set-Cookie")).isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).containsIgnoringCase("; secure"));
        assertThat(logIn("", CLERK).headers().allValues("Set-Cookie"))
                .noneSatisfy(cookie -> assertThat(cookie).containsIgnoringCase("; secure"));
    }

    @Test
    void theSessionsCookieIsNotForScriptsNorForOtherSites() throws Exception {
        assertThat(logIn("", CLERK).headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("CONGVAN=").contains("HttpOnly", "SameSite=Lax"));
    }

    @Test
    void aFormThatStoodOnAnotherSiteIsRefused() throws Exception {
        assertThat(logIn("", CLERK, "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
        assertThat(logIn("", CLERK, "Origin", "http://example.org").statusCode()).isEqualTo(403);
    }

    @Test
    void everyPageSaysWhatMayRunInIt() throws Exception {
        HttpResponse<String> page = get("/login.xhtml", "");

        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .anySatisfy(policy -> assertThat(policy).contains("object-src 'none'", "frame-ancestors 'self'"))
                .anySatisfy(policy -> assertThat(policy).startsWith("script-src 'self' 'nonce-")
                        .doesNotContain("unsafe"));
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    }

    // --- a document comes in

    @Test
    void theClerkFindsWhatHasComeReadsItsHistoryAndItsPages() {
        Letter letter = letter("V/v thử <b>bàn làm việc</b> của văn thư");
        vpcp.send(letter);
        vpcp.arrived(letter, COMMITTEE);

        enter(CLERK, "/desk/incoming.xhtml");
        assertThat(browser.texts(ROWS)).anySatisfy(
                row -> assertThat(row).contains("Đã đến", letter.number(), "<b>bàn làm việc</b>",
                        "Văn phòng Chính phủ"));
        browser.follow(By.xpath("//tr[contains(., '" + letter.number() + "')]//a"));

        assertThat(browser.text(By.tagName("h1"))).isEqualTo("V/v thử <b>bàn làm việc</b> của văn thư");
        assertThat(browser.text()).contains(letter.identity(), "20/11/2026", "Người Ký Thử", "văn bản.pdf", "Khẩn");
        assertThat(browser.text(HISTORY)).contains("Chờ gửi", "Đã đến");
        assertThat(browser.attribute(CANVAS, "data-page")).isEqualTo("1");
        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat((String) browser.run("return document.querySelector('.textLayer').textContent"))
                        .isEqualTo("The first page"));
        browser.click(By.id("pdf-next"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(browser.attribute(CANVAS, "data-page")).isEqualTo("2"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aLinkToADocumentSurvivesTheLoginAndTheChangeOfLanguage() {
        Letter letter = letter("V/v thử liên kết");
        vpcp.send(letter);
        String page = "/desk/delivery.xhtml?id=" + vpcp.arrived(letter, COMMITTEE);

        enter(CLERK, page);
        assertThat(browser.address()).isEqualTo(page);
        assertThat(browser.attribute(By.tagName("html"), "lang")).isEqualTo("vi");

        browser.follow(LANGUAGE);
        assertThat(browser.address()).isEqualTo(page);
        assertThat(browser.attribute(By.tagName("html"), "lang")).isEqualTo("en");
        assertThat(browser.text(HISTORY)).contains("Arrived");

        browser.follow(LANGUAGE);
        assertThat(browser.text(HISTORY)).contains("Đã đến");
    }

    @Test
    void theListCanBeNarrowedToOneStateAndTheAddressSaysSo() {
        Letter letter = letter("V/v thử lọc danh sách");
        vpcp.send(letter);
        vpcp.arrived(letter, COMMITTEE);
        enter(CLERK, "/desk/incoming.xhtml");

        browser.run("document.getElementById('state').value = 'REJECTED'");
        browser.follow(By.cssSelector(".filter button"));

        assertThat(browser.address()).isEqualTo("/desk/incoming.xhtml?state=REJECTED");
        assertThat(browser.text()).doesNotContain(letter.number());
        browser.open("/desk/incoming.xhtml?state=ARRIVED");
        assertThat(browser.text()).contains(letter.number());
    }

    @Test
    void aLongListGoesOnPageByPageWithoutMissingOrRepeatingAnything() {
        List<Letter> letters = java.util.stream.IntStream.range(0, 30).mapToObj(i -> letter("V/v thử trang " + i))
                .toList();
        letters.forEach(letter -> vpcp.send(letter));
        letters.forEach(letter -> vpcp.arrived(letter, COMMITTEE));
        enter(CLERK, "/desk/incoming.xhtml");

        String first = browser.text(By.cssSelector(".deliveries"));
        browser.follow(By.cssSelector(".pages .next"));
        String second = browser.text(By.cssSelector(".deliveries"));

        assertThat(letters).allSatisfy(letter -> assertThat(first.contains(letter.number()))
                .isNotEqualTo(second.contains(letter.number())));
    }

    // --- who sees what

    @Test
    void somebodyElsesDocumentIsNotThereAtAll() throws Exception {
        Letter letter = Letter.about("V/v thử người ngoài", SamplePdf.of("Not for you"), COMMITTEE);
        vpcp.send(letter);
        String delivery = vpcp.arrived(letter, COMMITTEE);

        enter(CLERK_OF_DEPARTMENT, "/desk/delivery.xhtml?id=" + delivery);
        assertThat(browser.text()).contains("404", "Không tìm thấy").doesNotContain(letter.number());
        browser.open("/desk/incoming.xhtml");
        assertThat(browser.fetchStatus("/desk/file?delivery=" + delivery + "&n=0")).isEqualTo(404);
        assertThat(browser.text()).doesNotContain("V/v thử người ngoài");

        String session = "CONGVAN=" + session(logIn("", CLERK_OF_DEPARTMENT));
        assertThat(get("/desk/delivery.xhtml?id=" + delivery, session).statusCode()).isEqualTo(404);
        assertThat(get("/desk/delivery.xhtml?id=nothing", session).statusCode()).isEqualTo(404);
    }

    @Test
    void aSupervisorSeesStatesAndNeverContent() {
        Letter letter = Letter.about("V/v thử giám sát", SamplePdf.of("Not for you"), DEPARTMENT);
        vpcp.send(letter);
        String delivery = vpcp.arrived(letter, DEPARTMENT);

        enter(SUPERVISOR, "/desk/delivery.xhtml?id=" + delivery);
        assertThat(browser.text()).contains("V/v thử giám sát", "Đã đến",
                "Vai trò đang dùng chỉ xem trạng thái và thông tin văn bản, không xem nội dung.");
        assertThat(browser.shows(By.id("pdf"))).isFalse();
        assertThat(browser.shows(By.cssSelector(".files a"))).isFalse();
        assertThat(browser.fetchStatus("/desk/file?delivery=" + delivery + "&n=0")).isEqualTo(404);
    }

    @Test
    void aSupervisingDepartmentSeesTheStatesOfItsWholeLocalityAndReadsNothing() {
        Letter there = Letter.about("V/v thử giám sát toàn tỉnh", SamplePdf.of("Not for you"), COMMITTEE);
        Letter elsewhere = Letter.about("V/v thử ngoài tỉnh", SamplePdf.of("Not for you"), DANANG);
        vpcp.send(elsewhere);
        vpcp.send(there);
        String delivery = vpcp.arrived(there, COMMITTEE);

        enter(SUPERVISOR, "/desk/incoming.xhtml");
        assertThat(browser.texts(ROWS))
                .anySatisfy(row -> assertThat(row).contains(there.number(), "UBND tỉnh Quảng Nam", "Đã đến"))
                .noneSatisfy(row -> assertThat(row).contains(elsewhere.number()));

        browser.open("/desk/delivery.xhtml?id=" + delivery);
        assertThat(browser.text()).contains("V/v thử giám sát toàn tỉnh", "Đã đến",
                "Vai trò đang dùng chỉ xem trạng thái và thông tin văn bản, không xem nội dung.");
        assertThat(browser.shows(By.id("pdf"))).isFalse();
        assertThat(browser.shows(By.cssSelector(".files a"))).isFalse();
        assertThat(browser.fetchStatus("/desk/file?delivery=" + delivery + "&n=0")).isEqualTo(404);
    }

    @Test
    void theClerkOfTheSupervisingDepartmentSeesNoMoreThanTheDepartment() {
        Letter letter = Letter.about("V/v thử văn thư Sở", SamplePdf.of("Not for you"), COMMITTEE);
        vpcp.send(letter);
        vpcp.arrived(letter, COMMITTEE);

        enter(CLERK_OF_DEPARTMENT, "/desk/incoming.xhtml");

        assertThat(browser.text()).doesNotContain(letter.number());
    }

    @Test
    void whoReadsOnlyWhatIsAssignedIsToldSo() {
        enter("chuyenvien.ubnd", "/desk/incoming.xhtml");

        assertThat(browser.text()).contains("Vai trò đang dùng không xem danh sách văn bản của cơ quan.");
        assertThat(browser.shows(ROWS)).isFalse();
    }

    @Test
    void aFileIsServedUnderATypeOfOursAndMayDoNothing() throws Exception {
        byte[] pdf = SamplePdf.of("As sent");
        Letter letter = Letter.about("V/v thử tệp", pdf, COMMITTEE);
        vpcp.send(letter);
        String file = "/desk/file?delivery=" + vpcp.arrived(letter, COMMITTEE) + "&n=";
        String session = "CONGVAN=" + session(logIn("", CLERK));

        HttpResponse<byte[]> answer = http.send(request(file + "0", session).build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.body()).isEqualTo(pdf);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).contains("default-src 'none'; sandbox");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow()).startsWith("inline;")
                .contains("filename=\"van ban.pdf\"", "filename*=UTF-8''v%C4%83n%20b%E1%BA%A3n.pdf");
        assertThat(get(file + "0&save=true", session).headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment;");
        assertThat(get(file + "1", session).statusCode()).isEqualTo(404);
        assertThat(get(file + "x", session).statusCode()).isEqualTo(404);
        assertThat(get(file + "0", "").statusCode()).isEqualTo(302);
    }

    // --- everybody can use it

    @Test
    void nothingStandsInTheWayOfThoseWhoCannotSeeOrHaveNoMouse() {
        Letter letter = letter("V/v thử khả năng tiếp cận");
        vpcp.send(letter);
        String delivery = vpcp.arrived(letter, COMMITTEE);

        browser.open("/desk/incoming.xhtml");
        assertThat(browser.barriers()).as("login").isEmpty();
        browser.logIn(CLERK, "sai");
        assertThat(browser.barriers()).as("refused login").isEmpty();
        browser.logIn(CLERK, node.password(CLERK));
        assertThat(browser.barriers()).as("incoming").isEmpty();
        browser.open("/desk/outgoing.xhtml?state=SEND_FAILED");
        assertThat(browser.barriers()).as("outgoing, empty").isEmpty();
        browser.open("/desk/delivery.xhtml?id=" + delivery);
        assertThat(browser.attribute(CANVAS, "data-page")).isEqualTo("1");
        assertThat(browser.barriers()).as("document").isEmpty();
        browser.narrow();
        assertThat(browser.barriers()).as("document on a phone").isEmpty();
        assertThat(browser.run("return document.documentElement.scrollWidth <= window.innerWidth")).isEqualTo(true);
        browser.open("/desk/incoming.xhtml");
        assertThat(browser.barriers()).as("incoming on a phone").isEmpty();
        assertThat(browser.run("return document.documentElement.scrollWidth <= window.innerWidth")).isEqualTo(true);
        browser.open("/desk/password.xhtml");
        assertThat(browser.barriers()).as("password").isEmpty();
        assertThat(browser.run("return document.documentElement.scrollWidth <= window.innerWidth")).isEqualTo(true);
        browser.open("/desk/nothing");
        assertThat(browser.barriers()).as("not found").isEmpty();
    }

    @Test
    void theKeyboardComesEverywhereAndOneSeesWhereItIs() {
        enter(CLERK, "/desk/incoming.xhtml");

        assertThat(browser.tab()).isEqualTo("Chuyển đến nội dung chính");
        assertThat(browser.focusIsVisible()).isTrue();
        assertThat(browser.tab()).isEqualTo("Công Văn");
        assertThat(browser.tab()).isEqualTo("Văn bản đến");
        assertThat(browser.tab()).isEqualTo("Văn bản đi");
        assertThat(browser.tab()).isEqualTo("Sổ văn bản đến");
        assertThat(browser.tab()).isEqualTo("Trạng thái không khớp");
        assertThat(browser.tab()).isEqualTo("password-page");
        assertThat(browser.tab()).isEqualTo("language:change");
        assertThat(browser.tab()).isEqualTo("leaving:leave");
        assertThat(browser.tab()).isEqualTo("state");
        assertThat(browser.focusIsVisible()).isTrue();
        assertThat(browser.texts(By.tagName("h1"))).hasSize(1);
        assertThat(browser.shows(By.tagName("main"))).isTrue();
        assertThat(browser.shows(By.tagName("nav"))).isTrue();
    }

    // --- a page that cannot be had

    @Test
    void aPageThatStoodOpenTooLongSaysSoAndOpensAgain() throws Exception {
        String session = "CONGVAN=" + session(logIn("", CLERK));

        HttpResponse<String> answer = http.send(
                request("/desk/incoming.xhtml", session).header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                form(Map.of("language", "language", "jakarta.faces.ViewState", "1:1"))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.body()).contains("Trang đã hết hạn", "href=\"/desk/incoming.xhtml\"")
                .doesNotContain("Exception", "\tat ");
    }

    // --- short ways

    private static Letter letter(String subject) {
        return Letter.about(subject, SamplePdf.of("The first page", "The second page"), COMMITTEE, DEPARTMENT);
    }

    private void enter(String user, String page) {
        browser.open(page);
        browser.logIn(user, node.password(user));
    }

    private HttpResponse<String> logIn(String cookie, String user, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = login(node.http(), cookie, user);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder login(URI address, String cookie, String user) {
        return request(address, "/login.xhtml", cookie).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(Map.of("login", "login", "login:user", user,
                        "login:password", node.password(user), "login:enter", "x", "jakarta.faces.ViewState",
                        "stateless"))));
    }

    private HttpResponse<String> get(String path, String cookie) throws IOException, InterruptedException {
        return http.send(request(path, cookie).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String cookie) {
        return request(node.http(), path, cookie);
    }

    private static HttpRequest.Builder request(URI address, String path, String cookie) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream().map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }

    private static String session(HttpResponse<?> answer) {
        return answer.headers().allValues("Set-Cookie").stream().filter(cookie -> cookie.startsWith("CONGVAN="))
                .map(cookie -> cookie.substring("CONGVAN=".length()).split(";")[0]).findFirst().orElseThrow();
    }
}
