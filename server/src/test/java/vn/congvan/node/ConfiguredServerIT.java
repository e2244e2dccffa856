package vn.congvan.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.node.probe.Probe;

/** The server as {@code ops/wildfly/congvan.cli} configures it, booted once, with a little application that looks around. */
class ConfiguredServerIT {

    private static final Path SERVER = Path.of(System.getProperty("congvan.test.wildfly"));

    @TempDir
    static Path home;

    private static EmbeddedDatabase database;
    private static DemoCertificate certificate;
    private static NodeSecrets secrets;
    private static WildFlyProcess server;

    @BeforeAll
    static void boot() throws IOException {
        secrets = new NodeSecrets(home);
        certificate = DemoCertificate.in(home, secrets.of("tls"));
        database = EmbeddedDatabase.start(home, SERVER.resolveSibling("postgresql"), Ports.freePort());
        Map<String, String> environment = Map.ofEntries(Map.entry("CONGVAN_HOME", home.toString()),
                Map.entry("CONGVAN_NODE", "probe"), Map.entry("CONGVAN_DB_URL", database.url()),
                Map.entry("CONGVAN_DB_PASSWORD", database.password(EmbeddedDatabase.USER)),
                Map.entry("CONGVAN_DB_OWNER_PASSWORD", database.password(EmbeddedDatabase.OWNER)),
                Map.entry("CONGVAN_STORE_PASSWORD", secrets.of("store")),
                Map.entry("CONGVAN_TLS_KEYSTORE", certificate.keyStore().toString()),
                Map.entry("CONGVAN_TLS_TRUSTSTORE", certificate.trustStore().toString()),
                Map.entry("CONGVAN_TLS_PASSWORD", secrets.of("tls")));
        server = WildFlyProcess.start(new WildFlyProcess.Settings(SERVER, home.resolve("wildfly"), Ports.free(), "512m",
                List.of(), environment, Optional.of(application()), Duration.ofMinutes(5)));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @Test
    void healthAndMetricsAnswerWithoutLoginOnTheManagementPort() throws Exception {
        for (String path : List.of("/health", "/health/live", "/health/ready", "/metrics")) {
            assertThat(get(management(path)).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(get(management("/management")).statusCode()).isEqualTo(401);
        assertThat(get(URI.create(http() + "/metrics")).body()).doesNotContain("jvm_");
    }

    @Test
    void metersOfTheApplicationStandAmongTheServersOwn() throws Exception {
        assertThat(ask("/meter")).isEqualTo("counted");

        assertThat(get(management("/metrics")).body()).contains("congvan_probe_total", "jvm_memory_used_bytes",
                "datasources_pool_in_use_count", "messaging_activemq_message_count");
    }

    @Test
    void onlyThreePortsListenAndOnlyOnLoopback() throws IOException {
        Ports ports = server.ports();

        assertThat(listeners(server.pid())).containsExactlyInAnyOrder("127.0.0.1:" + ports.http(),
                "127.0.0.1:" + ports.https(), "127.0.0.1:" + ports.management());
    }

    @Test
    void bellsAreRungAndHeard() throws Exception {
        for (String queue : List.of("DeliveryDoorbell", "StatusDoorbell", "FilesDoorbell", "DoorbellDLQ")) {
            assertThat(ask("/bell?queue=" + queue)).as(queue).isEqualTo("bell");
        }
    }

    @Test
    void aBellThatNobodyCanHearIsLaidAsideAfterSixTries() throws Exception {
        assertThat(ask("/refuse?queue=DeliveryDoorbell")).isEqualTo("6");
    }

    @Test
    void theApplicationAndTheMigrationsComeAsTheirOwnRoles() throws Exception {
        assertThat(ask("/database?source=CongVanDS")).isEqualTo("congvan probe");
        assertThat(ask("/database?source=CongVanOwnerDS")).isEqualTo("congvan_owner probe-migration");
    }

    @Test
    void headersAsLongAsTheAxisProtocolNeedsAreRead() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(http() + "/probe/header"))
                .header("X-Long", "x".repeat(250_000)).build();

        assertThat(send(HttpClient.newHttpClient(), request).body()).isEqualTo("250000");
    }

    @Test
    void aCallerThatWaitsForTheGoAheadGetsIt() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.ports().http())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /probe/body HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n"
                    + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(25), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            out.write("{}".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 200 ")
                    .endsWith("\r\n2");
        }
    }

    @Test
    void theServerSaysNothingAboutItself() throws Exception {
        HttpResponse<String> answer = get(URI.create(http() + "/probe/body"));

        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
        assertThat(get(URI.create(http() + "/")).body()).doesNotContainIgnoringCase("wildfly");
    }

    @Test
    void overTlsAClientMayShowACertificateAndNeedNot() throws Exception {
        URI question = URI.create("https://localhost:" + server.ports().https() + "/probe/certificate");

        assertThat(send(tls(false), HttpRequest.newBuilder(question).build()).body()).isEqualTo("none");
        assertThat(send(tls(true), HttpRequest.newBuilder(question).build()).body()).isEqualTo("CN=localhost");
    }

    @Test
    void bothLogsCarryTheCorrelationId() throws Exception {
        ask("/log?correlation=probe-4711");

        assertThat(Files.readString(server.console())).contains("probe-4711 the probe was asked to say something");
        assertThat(Files.readString(server.log())).contains("\"message\":\"the probe was asked to say something\"")
                .contains("\"mdc\":{\"correlation\":\"probe-4711\"}");
    }

    @Test
    void theBootIsCleanAndTheCredentialStoreStandsInTheHome() throws IOException {
        try (Stream<String> lines = Files.lines(server.console())) {
            assertThat(lines.takeWhile(l -> !l.contains("WFLYSRV0025"))
                    .filter(l -> l.contains(" ERROR ") || l.contains(" WARN "))).isEmpty();
        }
        assertThat(home.resolve("congvan.credentials")).exists();
    }

    private static String ask(String question) throws Exception {
        HttpResponse<String> answer = get(URI.create(http() + "/probe" + question));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return send(HttpClient.newHttpClient(), HttpRequest.newBuilder(address).build());
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String http() {
        return "http://localhost:" + server.ports().http();
    }

    private static URI management(String path) {
        return URI.create("http://localhost:" + server.ports().management() + path);
    }

    private static HttpClient tls(boolean withCertificate) throws GeneralSecurityException, IOException {
        char[] password = secrets.of("tls").toCharArray();
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(certificate.trustStore().toFile(), password));
        KeyManager[] keys = null;
        if (withCertificate) {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(KeyStore.getInstance(certificate.keyStore().toFile(), password), password);
            keys = factory.getKeyManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    // address:port of every TCP socket on which the process listens, as the kernel knows them
    private static List<String> listeners(long pid) throws IOException {
        Set<String> sockets;
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            sockets = files.map(ConfiguredServerIT::target).filter(t -> t.startsWith("socket:["))
                    .map(t -> t.substring(8, t.length() - 1)).collect(Collectors.toSet());
        }
        List<String> found = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
                String[] field = line.strip().split("\\s+");
                if (field.length > 9 && field[3].equals("0A") && sockets.contains(field[9])) {
                    String[] local = field[1].split(":");
                    String address = local[0].equals("0100007F") ? "127.0.0.1" : local[0];
                    found.add(address + ":" + Integer.parseInt(local[1], 16));
                }
            }
        }
        return found;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            // closed since it was listed
            return "";
        }
    }

    private static Path application() throws IOException {
        Path war = home.resolve("probe.war");
        String name = Probe.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(war));
                InputStream bytes = Probe.class.getClassLoader().getResourceAsStream(name)) {
            jar.putNextEntry(new JarEntry("WEB-INF/beans.xml"));
            jar.write("<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" bean-discovery-mode=\"all\"/>"
                    .getBytes(StandardCharsets.UTF_8));
            jar.closeEntry();
            jar.putNextEntry(new JarEntry("WEB-INF/classes/" + name));
            bytes.transferTo(jar);
            jar.closeEntry();
        }
        return war;
    }
}
