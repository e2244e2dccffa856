package vn.congvan.systemtest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.congvan.systemtest.Edxml.DANANG;
import static vn.congvan.systemtest.Edxml.VPCP;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The run command, after the build: what it prints, what it keeps, how it stops, and what it says when it cannot start. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestartIT {

    private static final String READY = "The Công Văn node is ready";
    private static final byte[] LETTER = Edxml.document(Edxml.newIdentity(VPCP), VPCP, DANANG);

    private static Path project;
    private static Path home;
    private static int offset;
    private static Process running;
    private static Path output;

    @BeforeAll
    static void choose() throws IOException {
        project = Path.of(System.getProperty("congvan.server")).resolve("../../..").normalize();
        home = Path.of(System.getProperty("congvan.home")).resolve("run");
        Folders.delete(home);
        offset = TestPorts.free(8080, 8443, 9990, 15432);
    }

    @AfterAll
    static void endWhatIsLeft() throws InterruptedException {
        if (running != null && running.isAlive()) {
            running.destroy();
            running.waitFor(120, SECONDS);
        }
    }

    @Test
    @Order(1)
    void theFirstStartSaysWhereEverythingIs() throws Exception {
        run();

        assertThat(Files.readString(output)).contains("http://localhost:" + http(), "/soap/exchange?wsdl", "/axis",
                "/api/v1", "/openapi", "vpcp", "danang", "quangninh", "vanthu.ubnd",
                home.resolve("demo-secrets.properties").toString()).doesNotContain("\tat ", secret("vpcp"));
        assertThat(PosixFilePermissions.toString(
                Files.getPosixFilePermissions(home.resolve("demo-secrets.properties")))).isEqualTo("rw-------");
        Exchange.Answer sent = vpcp().send(LETTER);
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
    }

    @Test
    @Order(2)
    void aTakenPortGivesOneSentence() throws Exception {
        Process second = launch(home.resolveSibling("run-second"), home.resolveSibling("run-second.out"));

        assertThat(second.waitFor(60, SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(Files.readAllLines(home.resolveSibling("run-second.out"))).singleElement().asString()
                .contains("Port " + http() + " is taken");
    }

    @Test
    @Order(3)
    void controlCStopsEverything() throws Exception {
        long[] children = running.descendants().mapToLong(ProcessHandle::pid).toArray();
        assertThat(children).as("a database and a server at least").hasSizeGreaterThanOrEqualTo(1);

        // what Ctrl-C and a service manager's stop have in common: the launcher is asked to end, and takes the rest along
        running.destroy();

        assertThat(running.waitFor(120, SECONDS)).isTrue();
        for (long child : children) {
            await().atMost(30, SECONDS).until(
                    () -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
        }
        assertThat(Files.readString(output)).contains("Stopped; the data stays in").doesNotContain("\tat ");
        try (ServerSocket again = new ServerSocket(http(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(again.isBound()).isTrue();
        }
    }

    @Test
    @Order(4)
    void theSecondStartKeepsTheData() throws Exception {
        String before = secret("vpcp");

        run();

        assertThat(secret("vpcp")).isEqualTo(before);
        Exchange.Answer again = vpcp().send(LETTER);
        assertThat(again.status()).as("known already: %s", again.body()).isEqualTo(200);
        Exchange danang = new Exchange(URI.create("http://localhost:" + http()), "danang", secret("danang"));
        assertThat(danang.fetch(await().atMost(60, SECONDS).until(() -> danang.inbox("edoc"), l -> !l.isEmpty()).get(0)
                .getString("transferId"))).isEqualTo(LETTER);
    }

    private static void run() throws IOException {
        output = home.resolveSibling("run.out");
        running = launch(home, output);
        await().atMost(600, SECONDS).until(() -> Files.readString(output).contains(READY) || !running.isAlive());
        assertThat(running.isAlive()).as(Files.readString(output)).isTrue();
    }

    private static Process launch(Path home, Path output) throws IOException {
        Files.createDirectories(home.getParent());
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m", "-Dfile.encoding=UTF-8", "-Dsun.stdout.encoding=UTF-8", "-jar",
                project.resolve("server/target/congvan-node.jar").toString(), project.toString())
                .redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(Map.of("CONGVAN_HOME", home.toString(), "CONGVAN_PORT_OFFSET",
                Integer.toString(offset)));
        return builder.start();
    }

    private static Exchange vpcp() {
        return new Exchange(URI.create("http://localhost:" + http()), "vpcp", secret("vpcp"));
    }

    private static String secret(String system) {
        Properties secrets = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(home.resolve("demo-secrets.properties"),
                StandardCharsets.UTF_8)) {
            secrets.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return secrets.getProperty("system." + system);
    }

    private static int http() {
        return 8080 + offset;
    }
}
