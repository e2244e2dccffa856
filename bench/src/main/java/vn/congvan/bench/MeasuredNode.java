package vn.congvan.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import vn.congvan.node.EmbeddedDatabase;
import vn.congvan.node.Node;

/** A node as {@code ./run} starts it, and its two doors for systems. */
final class MeasuredNode implements AutoCloseable {

    /** Threads that carry, not accept: the doorbells' listeners and the timers. */
    private static final String[] CARRIERS = {"Thread-", "EJB default", "DefaultTimer"};
    private static final String SECRET = "bi-mat-de-do";
    private static final Pattern PACKAGE_ID = Pattern.compile("<(?:\\w+:)?packageId>[0-9a-f-]{36}</");
    private static final String BOUNDARY = "ranh-gioi-cua-bench";

    private final Node node;

    MeasuredNode(Path home, String heap) {
        Node.Settings settings = Node.Settings.onFreePorts(Path.of(System.getProperty("congvan.server")), home)
                .withHeap(heap).withEnvironment(Map.of("CONGVAN_DEMO_SECRET_VPCP", SECRET,
                        // all of the load comes from one system
                        "CONGVAN_RATE_PER_SECOND", "1000000", "CONGVAN_RATE_BURST", "1000000"));
        node = Node.start(settings, line -> System.out.println("  " + line));
    }

    EmbeddedDatabase database() {
        return node.database();
    }

    ServerProcess process() {
        return new ServerProcess(node.server().pid());
    }

    /** What the threads have used that carry what was accepted. */
    double carryingMillis() {
        return process().cpuMillisOf(CARRIERS);
    }

    /** The axis REST protocol, signed as the SDK signs. */
    Target axis() {
        return new Door("axis") {

            @Override
            void send(Wire wire, Letters.Letter letter) throws IOException {
                String hash = HexFormat.of().formatHex(letter.sha256());
                String json = "{\"XroadVnpt-systemid\":\"vpcp\",\"XroadVnpt-timestamp\":\"" + timestamp()
                        + "\",\"XroadVnpt-from\":\"000.00.00.G22\",\"XroadVnpt-messagetype\":\"edoc\",\"XroadVnpt-servicetype\":\"eDoc\""
                        + ",\"XroadVnpt-Content-Type\":\"application/octet-stream\",\"XroadVnpt-hash-file\":\"" + hash
                        + "\"}";
                String headers = "Content-Type: application/octet-stream\r\nXroadVnpt-systemid: vpcp\r\n"
                        + "XroadVnpt-hash-file: " + hash
                        + "\r\nXroadVnpt-sign-header-key: systemid;timestamp;from;messagetype;servicetype;Content-Type;hash-file\r\n"
                        + "XroadVnpt-sign-header: " + json + "\r\nXroadVnpt-hash-header: " + hmac(json)
                        + "\r\nXroadVnpt-version: 3.0.201608\r\n";
                Wire.Answer answer = wire.post("/axis/sendEdoc", headers, letter.size() + 2,
                        letter.between(new byte[0], new byte[] {'\r', '\n'}));
                if (!answer.body().contains("\"ErrorCode\":\"0\"")) {
                    throw new IOException("/axis answered " + answer);
                }
            }
        };
    }

    /** SOAP with the package as an MTOM attachment. */
    Target soap() {
        String basic = Base64.getEncoder().encodeToString(("vpcp:" + SECRET).getBytes(StandardCharsets.UTF_8));
        byte[] before = ("--" + BOUNDARY
                + "\r\nContent-ID: <root@bench>\r\nContent-Type: application/xop+xml;charset=UTF-8;type=\"text/xml\"\r\n"
                + "Content-Transfer-Encoding: binary\r\n\r\n<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:x=\"urn:vn:congvan:exchange:1\"><S:Body><x:SendDocument><x:package>"
                + "<xop:Include xmlns:xop=\"http://www.w3.org/2004/08/xop/include\" href=\"cid:package@bench\"/>"
                + "</x:package></x:SendDocument></S:Body></S:Envelope>\r\n--" + BOUNDARY
                + "\r\nContent-ID: <package@bench>\r\nContent-Type: application/octet-stream\r\n"
                + "Content-Transfer-Encoding: binary\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] after = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        String headers = "Content-Type: multipart/related; type=\"application/xop+xml\"; boundary=\"" + BOUNDARY
                + "\"; start=\"<root@bench>\"; start-info=\"text/xml\"\r\nSOAPAction: \"\"\r\nAuthorization: Basic "
                + basic
                + "\r\n";
        return new Door("SOAP") {

            @Override
            void send(Wire wire, Letters.Letter letter) throws IOException {
                Wire.Answer answer = wire.post("/soap/exchange", headers, before.length + letter.size() + after.length,
                        letter.between(before, after));
                Matcher accepted = PACKAGE_ID.matcher(answer.body());
                if (answer.status() != 200 || !accepted.find()) {
                    throw new IOException("/soap/exchange answered " + answer);
                }
            }
        };
    }

    private abstract class Door implements Target {

        private final String name;
        private final ThreadLocal<Wire> wires = ThreadLocal.withInitial(() -> new Wire(URI.create(node.http())));

        Door(String name) {
            this.name = name;
        }

        abstract void send(Wire wire, Letters.Letter letter) throws IOException;

        @Override
        public String name() {
            return name;
        }

        @Override
        public void send(Letters.Letter letter) throws IOException {
            send(wires.get(), letter);
        }

        @Override
        public ServerProcess process() {
            return MeasuredNode.this.process();
        }

        @Override
        public void awaitQuiet() throws InterruptedException {
            MeasuredNode.this.awaitQuiet();
        }
    }

    private void awaitQuiet() throws InterruptedException {
        while (due() > 0) {
            Thread.sleep(50);
        }
    }

    private long due() {
        try (Connection connection = node.database().connect(EmbeddedDatabase.OWNER);
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("select (select count(*) from transfer where due_at is not null)"
                        + " + (select count(*) from status_report where due_at is not null)")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the node's database does not answer", e);
        }
    }

    private static String timestamp() {
        return DateTimeFormatter.ofPattern("ddMMyyyy'T'HHmmss'+'")
                .format(LocalDateTime.now(ZoneId.of("Asia/Ho_Chi_Minh")));
    }

    private static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    @Override
    public void close() {
        node.close();
    }
}
