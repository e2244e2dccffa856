package vn.congvan.systemtest.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.By;

import vn.congvan.signature.TestPki;
import vn.congvan.systemtest.Rows;
import vn.congvan.systemtest.RunningNode;

/** Signed, altered and unsigned documents on a running node: what sender and recipient are told, and what outlives hostile ones. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignaturesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String COMMITTEE = "000.00.00.H47";
    private static final String DANANG = "000.00.00.H17";
    private static final String DEPARTMENT = "000.00.05.H47";
    private static final String QUANGNINH = "000.00.00.H49";
    private static final String CLERK = "vanthu.ubnd";
    private static final String DEPARTMENTS_CLERK = "vanthu.stttt";

    private static RunningNode node;
    private static Path trust;
    private static TestPki pki;
    private static TestPki.Signer leader;
    private static Sender sender;

    @BeforeAll
    static void start() throws Exception {
        Path nodes = Files.createDirectories(Path.of(System.getProperty("congvan.home")));
        trust = Files.createDirectories(nodes.resolve("trust-of-the-administrator"));
        try (Stream<Path> left = Files.list(trust)) {
            for (Path file : left.toList()) {
                Files.delete(file);
            }
        }
        pki = new TestPki(Clock.systemUTC().instant());
        leader = pki.signer("CN=Người Ký Thử,SURNAME=Người,GIVENNAME=Thử,O=Văn phòng thử,C=VN");
        node = RunningNode.start("signatures", List.of(), Map.of("CONGVAN_TRUST", trust.toString(),
                "CONGVAN_CHECK_PATIENCE", "PT20S"));
        sender = new Sender(node.http(), node.secret("vpcp"));
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    @Order(1)
    void aSignerWhomNobodyKnowsIsUnconfirmedUntilTheAdministratorLoadsTheRoot() throws Exception {
        String delivery = arrived(pki.sign(TestPki.page("Chua biet goc"), leader));
        JsonObject before = sender.firstFile(delivery);
        assertThat(before.getString("state")).isEqualTo("INTACT_SIGNER_UNCONFIRMED");
        assertThat(before.getString("reason")).isEqualTo("NO_TRUST_ANCHOR");

        pki.lay(trust);

        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(sender.firstFile(delivery).getString("state")).isEqualTo("VALID"));
    }

    @Test
    @Order(2)
    void aSignedAnAlteredAndAnUnsignedDocumentAreToldApart() throws Exception {
        byte[] page = TestPki.page("Van ban thu");
        byte[] signed = pki.sign(page, leader);
        String valid = arrived(signed);
        String altered = arrived(TestPki.addSentence(signed, "Them vao sau khi ky"));
        String unsigned = arrived(page);

        JsonObject said = sender.firstFile(valid);
        assertThat(said.getString("state")).isEqualTo("VALID");
        assertThat(said.getString("sentence")).isEqualTo("Chữ ký hợp lệ, nội dung không bị thay đổi.");
        assertThat(said.getJsonArray("signatures").getJsonObject(0).getString("signer")).isEqualTo("Người Ký Thử");
        assertThat(sender.firstFile(altered).getString("state")).isEqualTo("CHANGED_AFTER_SIGNING");
        assertThat(sender.firstFile(unsigned).getString("state")).isEqualTo("UNSIGNED");

        try (DeskBrowser browser = new DeskBrowser(node.http())) {
            browser.open("/desk/delivery.xhtml?id=" + altered);
            browser.logIn(CLERK, node.password(CLERK));
            assertThat(browser.text(By.cssSelector(".verdict"))).contains("Nội dung bị thay đổi sau khi ký",
                    "Không tiếp nhận");
            assertThat(browser.barriers()).isEmpty();
            await().atMost(PATIENCE).untilAsserted(() -> {
                browser.open("/desk/incoming.xhtml");
                assertThat(browser.texts(By.cssSelector(".c-verdict .state"))).as(browser.text()).contains("Hợp lệ",
                        "Nội dung bị thay đổi sau khi ký", "Không có chữ ký số");
            });
            assertThat(browser.barriers()).isEmpty();
        }
    }

    @Test
    @Order(3)
    void onlySenderAndRecipientAreTold() {
        Sender recipient = new Sender(HttpClient.newHttpClient(), node.http(), "danang", node.secret("danang"));
        Sender stranger = new Sender(HttpClient.newHttpClient(), node.http(), "quangninh", node.secret("quangninh"));
        Letter letter = Letter.about("V/v ai được biết", SamplePdf.of("The first page"), DANANG);
        sender.send(letter);
        String delivery = new Rows(node).texts("""
                                               select d.id::text from delivery d join document c on c.id = d.document_id
                                                where c.identity = ?""", letter.identity()).get(0);

        await().atMost(PATIENCE).until(() -> recipient.status(delivery), status -> status == 200);
        assertThat(sender.status(delivery)).isEqualTo(200);
        assertThat(stranger.status(delivery)).isEqualTo(404);
        assertThat(sender.status(UUID.randomUUID().toString())).isEqualTo(404);
        assertThat(sender.status("not-an-id")).isEqualTo(400);
    }

    @Test
    @Order(4)
    void theSameFileIsLookedIntoOnce() throws Exception {
        byte[] signed = pki.sign(TestPki.page("Mot tep nhieu noi"), leader);
        sender.firstFile(arrived(signed));
        sender.firstFile(arrived(signed));

        Rows rows = new Rows(node);
        assertThat(rows.count("select count(*) from package_file where sha256 = ?", sha256(signed))).isEqualTo(2);
        assertThat(rows.count("select count(*) from file_verdict where file_sha256 = ?", sha256(signed))).isEqualTo(1);
    }

    @Test
    @Order(5)
    void filesThatKillWhoeverReadsThemAreSaidToBeUncheckableAndTheNodeGoesOn() throws Exception {
        // a page that nests arrays deeper than any stack, beside what looks like a signature
        String deep = "%PDF-1.7\n1 0 obj\n" + "[".repeat(3_000_000) + "\nendobj\n/ByteRange [0 1 2 3]\n%%EOF\n";

        assertThat(sender.firstFile(arrived(deep.getBytes(StandardCharsets.US_ASCII))).getString("state"))
                .isEqualTo("CANNOT_CHECK");
        assertThat(sender.firstFile(arrived(pki.sign(TestPki.page("Sau do"), leader))).getString("state"))
                .isEqualTo("VALID");
        try (Stream<Path> left = Files.list(node.home().resolve("checking"))) {
            assertThat(left.map(each -> each.getFileName().toString()).filter(name -> name.startsWith("package-")))
                    .isEmpty();
        }
    }

    @Test
    @Order(5)
    void whoWatchesOverTheNodeSeesWhomItTrustsAndUntilWhenAndNobodyElseDoes() throws Exception {
        try (DeskBrowser browser = new DeskBrowser(node.http())) {
            browser.open("/desk/trust.xhtml");
            browser.logIn("giamsat.stttt", node.password("giamsat.stttt"));
            assertThat(browser.text(By.cssSelector("#trust, .deliveries"))).contains("Gốc tin cậy", "Gốc thử nghiệm",
                    "Danh sách thu hồi", sha256(Files.readAllBytes(trust.resolve("root.crt"))));
            assertThat(browser.barriers()).isEmpty();
        }
        try (DeskBrowser browser = new DeskBrowser(node.http())) {
            browser.open("/desk/incoming.xhtml");
            browser.logIn(CLERK, node.password(CLERK));
            assertThat(browser.fetchStatus("/desk/trust.xhtml")).isEqualTo(403);
        }
    }

    @Test
    @Order(6)
    void whichOfTheTwoSignaturesADocumentLacksIsSaidToSystemsAndToPeople() throws Exception {
        TestPki.Signer office = pki.signer("CN=Văn phòng Chính phủ,O=Văn phòng Chính phủ,C=VN");
        TestPki.Signer other = pki.signer("CN=Người Khác,SURNAME=Người,GIVENNAME=Khác,O=Văn phòng Chính phủ,C=VN");
        byte[] page = TestPki.page("Hai chu ky");
        String complete = arrived(pki.sign(pki.sign(page, leader), office));
        String half = arrived(pki.sign(page, leader));
        String foreign = arrived(pki.sign(pki.sign(page, other), office));

        sender.firstFile(complete);
        JsonObject signatures = sender.delivery(complete).getJsonObject("signatures");
        assertThat(signatures.getBoolean("complete")).isTrue();
        assertThat(signatures.getString("packageSignature")).isEqualTo("NONE");
        assertThat(lacking(half)).containsExactly("ORGANISATION_SIGNATURE_MISSING");
        assertThat(lacking(foreign)).containsExactly("SIGNER_MISMATCH");

        try (DeskBrowser browser = new DeskBrowser(node.http())) {
            browser.open("/desk/delivery.xhtml?id=" + half);
            browser.logIn(CLERK, node.password(CLERK));
            assertThat(browser.text(By.cssSelector(".document-verdict")))
                    .contains("Thiếu chữ ký số của cơ quan, tổ chức.");
            assertThat(browser.barriers()).isEmpty();
            browser.open("/desk/delivery.xhtml?id=" + complete);
            assertThat(browser.text(By.cssSelector(".document-verdict")))
                    .isEqualTo("Đủ chữ ký của người có thẩm quyền và của cơ quan");
        }
    }

    @Test
    @Order(7)
    void whatStandsInTheSignatureBlockOfAPackageIsSaidAndItsTokensAreKeptNowhere() throws IOException {
        String token = "token-" + UUID.randomUUID();
        Letter letter = Letter.about("V/v phần chữ ký của gói tin", SamplePdf.of("The first page"), COMMITTEE);
        sender.send(letter, "<Signature><KeyInfo><OrganId>000.00.00.G22</OrganId><Token>" + token
                + "</Token></KeyInfo></Signature>");
        String delivery = sender.arrived(letter, COMMITTEE);
        sender.firstFile(delivery);

        assertThat(sender.delivery(delivery).getJsonObject("signatures").getString("packageSignature"))
                .isEqualTo("PLACEHOLDER");
        assertThat(sender.delivery(delivery).toString()).doesNotContain(token);
        assertThat(Files.readString(node.log())).doesNotContain(token);
    }

    @Test
    @Order(8)
    void theSendersPeopleSaveTheReceiptAndTheRecipientsDoNotSeeIt() throws Exception {
        Rows rows = new Rows(node);
        rows.execute("""
                     insert into system_scope (system_id, organization_id, subtree)
                     select 'vpcp', id, false from organization where code = ?""", COMMITTEE);
        Letter letter = Letter.about("V/v biên nhận", TestPki.page("Bien nhan"), DEPARTMENT).sentBy(COMMITTEE);
        // what is set counts within seconds
        await().atMost(PATIENCE).until(() -> sender.trySending(letter).statusCode(), status -> status == 201);
        String delivery = sender.arrived(letter, DEPARTMENT);
        String packageId = sender.delivery(delivery).getString("packageId");
        await().atMost(PATIENCE).until(() -> rows
                .count("select count(*) from receipt where package_id = cast(? as uuid)", packageId) == 1);

        try (DeskBrowser browser = new DeskBrowser(node.http())) {
            browser.open("/desk/delivery.xhtml?id=" + delivery);
            browser.logIn(DEPARTMENTS_CLERK, node.password(DEPARTMENTS_CLERK));
            assertThat(browser.texts(By.cssSelector("a[href*='/desk/receipt']"))).isEmpty();
            assertThat(browser.fetchStatus("/desk/receipt?delivery=" + delivery)).isEqualTo(404);
        }
        try (DeskBrowser browser = new DeskBrowser(node.http())) {
            browser.open("/desk/delivery.xhtml?id=" + delivery);
            browser.logIn(CLERK, node.password(CLERK));
            assertThat(browser.texts(By.cssSelector("a[href*='/desk/receipt']")))
                    .containsExactly("Tải biên nhận có chữ ký số");
            assertThat(browser.fetchStatus("/desk/receipt?delivery=" + delivery)).isEqualTo(200);
        }
    }

    @Test
    @Order(9)
    void aSystemThatIsSetSoSendsNoChangedFileAndNothingThatItsOrganizationDoesNotWant() throws Exception {
        Rows rows = new Rows(node);
        Sender careful = new Sender(HttpClient.newHttpClient(), node.http(), "quangninh", node.secret("quangninh"));
        byte[] page = TestPki.page("Kiem tra truoc khi gui");
        byte[] signed = pki.sign(page, leader);
        byte[] altered = TestPki.addSentence(signed, "Them vao");
        byte[] unknown = new TestPki(Clock.systemUTC().instant()).sign(page, new TestPki(Clock.systemUTC().instant())
                .signer("CN=Không Ai Biết,SURNAME=Không,GIVENNAME=Biết,C=VN"));
        rows.execute("update connected_system set checks_signatures = true where id = ?", "quangninh");

        // what is set counts within seconds
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(refusal(careful, altered)).isEqualTo("FILE_CHANGED"));
        assertThat(refusal(careful, page)).isEmpty();
        assertThat(refusal(careful, unknown)).isEmpty();

        rows.execute("update organization set refuses_unsigned = true where code = ?", QUANGNINH);
        assertThat(refusal(careful, page)).isEqualTo("FILE_NOT_SIGNED");
        assertThat(refusal(careful, unknown)).isEmpty();

        rows.execute("update organization set refuses_unconfirmed = true where code = ?", QUANGNINH);
        assertThat(refusal(careful, unknown)).isEqualTo("SIGNER_NOT_CONFIRMED");
        assertThat(refusal(careful, signed)).isEmpty();
    }

    /** The code with which a letter with this file is refused, and that nothing of it stands anywhere; empty when it is taken. */
    private static String refusal(Sender system, byte[] file) {
        Letter letter = Letter.about("V/v kiểm tra trước khi gửi", file, DANANG).sentBy(QUANGNINH);
        HttpResponse<String> answer = system.trySending(letter);
        if (answer.statusCode() == 201) {
            return "";
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(new Rows(node).count("select count(*) from document where identity = ?", letter.identity()))
                .isZero();
        return Json.createReader(new StringReader(answer.body())).readObject().getString("code");
    }

    private static List<String> lacking(String delivery) {
        sender.firstFile(delivery);
        return sender.delivery(delivery).getJsonObject("signatures").getJsonArray("lacking")
                .getValuesAs(JsonObject.class).stream().map(each -> each.getString("code")).toList();
    }

    private static String arrived(byte[] file) {
        Letter letter = Letter.about("V/v chữ ký số", file, COMMITTEE);
        sender.send(letter);
        return sender.arrived(letter, COMMITTEE);
    }

    private static String sha256(byte[] file) throws IOException {
        try {
            return java.util.HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(file));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }
}
