package vn.congvan.systemtest.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.By;

import vn.congvan.node.CannotStart;
import vn.congvan.systemtest.RunningNode;

/**
 * A production node that begins with the example of an administrator's directory: who can do what at once, what has to be
 * changed first, and what later starts follow and leave alone.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProvisioningIT {

    private static final String MINISTRY = "000.00.00.G99";
    private static final String COMMITTEE = "000.00.00.H99";
    private static final String GIVEN_SECRET = "bí mật cho trước của Bộ";
    private static final String CLERK = "vanthu.ubnd";
    private static final String OWN_PASSWORD = "mật khẩu tự đặt của tôi";

    private static final By FRESH = By.id("password:fresh");
    private static final By AGAIN = By.id("password:again");
    private static final By CURRENT = By.id("password:current");
    private static final By CHANGE = By.id("password:change");

    private static Path file;
    private static RunningNode node;
    private static Sender ministry;

    @BeforeAll
    static void start() throws Exception {
        Path nodes = Files.createDirectories(Path.of(System.getProperty("congvan.home")));
        file = nodes.resolve("directory.json");
        Files.writeString(file, example());
        node = RunningNode.start("provisioned", List.of(), Map.of("CONGVAN_PROFILE", "production", "CONGVAN_DIRECTORY",
                file.toString(), "CONGVAN_SYSTEM_SECRET_BO_VI_DU", GIVEN_SECRET));
        ministry = new Sender(trusting(node.certificate()), node.https(), "bo-vi-du", GIVEN_SECRET);
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    @Order(1)
    void whatWasMadeStandsInAFileForItsOwnerAndNowhereElse() throws Exception {
        Path secrets = node.home().resolve("first-secrets.properties");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets))).isEqualTo("rw-------");
        assertThat(secrets().stringPropertyNames()).containsExactlyInAnyOrder("system.so-y-te", "user.quantri",
                "user.vanthu.ubnd", "user.vanthu.khcn", "user.giamsat");
        String log = Files.readString(node.log());
        assertThat(log).contains("5 organizations, 2 systems, 4 accounts").doesNotContain(GIVEN_SECRET);
        assertThat(secrets().values()).allSatisfy(secret -> assertThat(log).doesNotContain((String) secret));
        assertThat(node.home().resolve("demo-secrets.properties")).doesNotExist();
        assertThat(rows("select code from organization where sample")).isEmpty();
    }

    @Test
    @Order(2)
    void aSystemOfTheFileSendsOverTlsOnly() {
        Letter letter = letter("V/v thử gửi lần đầu");
        Sender inTheClear = new Sender(HttpClient.newHttpClient(), node.http(), "bo-vi-du", GIVEN_SECRET);

        assertThat(inTheClear.trySending(letter).body()).contains("TLS_REQUIRED");
        ministry.send(letter);
        ministry.arrived(letter, COMMITTEE);
        assertThat(ministry.trySending(letter("V/v thử gửi thay").sentBy("000.00.02.H99")).body())
                .contains("SENDER_NOT_ALLOWED");
    }

    @Test
    @Order(3)
    void theClerkSeesNothingBeforeHavingChosenAPassword() {
        Letter letter = letter("V/v thử mật khẩu lần đầu");
        ministry.send(letter);
        String delivery = ministry.arrived(letter, COMMITTEE);
        try (DeskBrowser browser = new DeskBrowser(node.https()); DeskBrowser other = new DeskBrowser(node.https())) {
            other.open("/desk/");
            other.logIn(CLERK, secrets().getProperty("user." + CLERK));
            assertThat(other.address()).startsWith("/desk/password.xhtml");

            browser.open("/desk/delivery.xhtml?id=" + delivery);
            browser.logIn(CLERK, secrets().getProperty("user." + CLERK));
            assertThat(browser.address()).startsWith("/desk/password.xhtml?next=");
            assertThat(browser.text(By.id("must"))).contains("Hãy tự đặt mật khẩu mới để tiếp tục.");
            assertThat(browser.shows(By.tagName("nav"))).isFalse();
            assertThat(browser.barriers()).isEmpty();
            browser.open("/%64esk/incoming.xhtml");
            assertThat(browser.text()).contains("Hãy tự đặt mật khẩu mới").doesNotContain(letter.number());
            assertThat(browser.run("return (await fetch('/desk/file?delivery=" + delivery + "&n=0')).url").toString())
                    .contains("/desk/password.xhtml");

            browser.open("/desk/delivery.xhtml?id=" + delivery);
            change(browser, secrets().getProperty("user." + CLERK), "ngắn", "ngắn");
            assertThat(browser.text()).contains("Mật khẩu mới phải có ít nhất 12 ký tự.");
            change(browser, secrets().getProperty("user." + CLERK), OWN_PASSWORD, OWN_PASSWORD + "!");
            assertThat(browser.text()).contains("Hai lần nhập mật khẩu mới không giống nhau.");
            change(browser, "không phải mật khẩu này", OWN_PASSWORD, OWN_PASSWORD);
            assertThat(browser.text()).contains("Mật khẩu đang dùng không đúng");
            change(browser, secrets().getProperty("user." + CLERK), OWN_PASSWORD, OWN_PASSWORD);

            assertThat(browser.text(By.id("changed"))).contains("Đã đổi mật khẩu.");
            browser.follow(By.cssSelector("#changed a"));
            assertThat(browser.address()).isEqualTo("/desk/delivery.xhtml?id=" + delivery);
            assertThat(browser.text()).contains("V/v thử mật khẩu lần đầu", letter.identity());

            other.open("/desk/incoming.xhtml");
            assertThat(other.address()).as("a session that began with the old password").startsWith("/login.xhtml");
            other.logIn(CLERK, secrets().getProperty("user." + CLERK));
            assertThat(other.text(By.id("refused"))).startsWith("Tên đăng nhập hoặc mật khẩu không đúng.");
            other.logIn(CLERK, OWN_PASSWORD);
            assertThat(other.address()).isEqualTo("/desk/incoming.xhtml");
        }
    }

    @Test
    @Order(4)
    void aLaterStartFollowsTheFileAndResetsNothing() throws Exception {
        Properties before = secrets();
        Files.writeString(file, example().replace("UBND tỉnh Ví Dụ\"", "UBND tỉnh Ví Dụ Mới\"")
                .replace("\"line\": \"LOCAL\", \"supervising\": true}", "\"line\": \"LOCAL\", \"supervising\": true},\n"
                        + "{\"code\": \"000.00.03.H99\", \"name\": \"Sở Tư pháp\", \"parent\": \"000.00.00.H99\", \"line\": \"LOCAL\"}")
                .replaceFirst("(?m)^.*\"quantri\".*\\R", "")
                .replace("{\"user\": \"giamsat\"",
                        "{\"user\": \"moi\", \"name\": \"Người mới\"},\n{\"user\": \"giamsat\""));

        node.restart();

        assertThat(rows("select name from organization where code in ('000.00.00.H99', '000.00.03.H99') order by 1"))
                .containsExactly("Sở Tư pháp", "UBND tỉnh Ví Dụ Mới");
        assertThat(rows("select user_name from user_account where active order by 1")).containsExactly("giamsat", "moi",
                "quantri", "vanthu.khcn", "vanthu.ubnd");
        assertThat(rows("select system_id from system_secret order by 1")).containsExactly("bo-vi-du", "so-y-te");
        assertThat(secrets()).containsAllEntriesOf(before).hasSize(before.size() + 1).containsKey("user.moi");
        Letter letter = letter("V/v thử sau khi khởi động lại");
        ministry.send(letter);
        ministry.arrived(letter, COMMITTEE);
        try (DeskBrowser browser = new DeskBrowser(node.https())) {
            browser.open("/desk/");
            browser.logIn(CLERK, OWN_PASSWORD);
            assertThat(browser.address()).isEqualTo("/desk/incoming.xhtml");
            assertThat(browser.text()).contains("UBND tỉnh Ví Dụ Mới", letter.number());
        }
    }

    @Test
    @Order(5)
    void aWrongFileStopsTheDeploymentWithItsLineAndChangesNothing() throws Exception {
        String right = Files.readString(file);
        List<String> before = rows("select o::text from organization o order by id");
        Files.writeString(file, right.replace("UBND tỉnh Ví Dụ Mới", "UBND tỉnh Ví Dụ Sai")
                .replace("{\"role\": \"SUPERVISOR\", \"organization\": \"000.00.01.H99\"}",
                        "\n{\"role\": \"SUPERVISOR\", \"organization\": \"000.00.77.H99\"}"));
        long line = Files.readString(file).lines().takeWhile(each -> !each.contains("000.00.77.H99")).count() + 1;

        assertThatThrownBy(node::restart).isInstanceOf(CannotStart.class).hasMessageContaining(file + ", line " + line
                + ": organization 000.00.77.H99 is neither in this file nor in the directory");
        assertThat(rows("select o::text from organization o order by id")).isEqualTo(before);

        Files.writeString(file, right);
        node.restart();
        assertThat(rows("select o::text from organization o order by id")).isEqualTo(before);
    }

    private static void change(DeskBrowser browser, String current, String fresh, String again) {
        browser.type(CURRENT, current);
        browser.type(FRESH, fresh);
        browser.type(AGAIN, again);
        browser.follow(CHANGE);
    }

    private static Letter letter(String subject) {
        return Letter.about(subject, SamplePdf.of("The first page"), COMMITTEE).sentBy(MINISTRY);
    }

    private static String example() throws IOException {
        return Files.readString(Path.of(System.getProperty("congvan.server"))
                .resolve("../../../ops/directory.example.json").normalize());
    }

    private static Properties secrets() {
        Properties secrets = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(node.home().resolve("first-secrets.properties"),
                StandardCharsets.UTF_8)) {
            secrets.load(reader);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return secrets;
    }

    private static List<String> rows(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection database = node.database();
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static HttpClient trusting(Path certificate) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry("node", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, factory.getTrustManagers(), null);
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(tls).build();
    }
}
