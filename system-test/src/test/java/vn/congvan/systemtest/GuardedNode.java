package vn.congvan.systemtest;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLContext;

import vn.congvan.systemtest.TestAuthority.Holder;

/**
 * A node in the production profile, on whose doors its guards are tried. Its directory and its people are those of the demo
 * profile, in which it was started once. System {@value #SLOW} may make {@value #SLOW_AT_ONCE} calls at once and one a
 * second; signed headers of {@value #AGED} are taken for an hour.
 */
public final class GuardedNode implements AutoCloseable {

    /** A system that may not call often. */
    public static final String SLOW = "quangninh";
    /** How many calls at once that one has. */
    public static final int SLOW_AT_ONCE = 3;
    /** A system whose time stamps age. */
    public static final String AGED = "danang";
    /** How many lines a minute the log of refused requests takes of the same. */
    public static final int LINES = 20;

    private static final String PASSWORD = "mat-khau-tls";

    private final RunningNode node;
    private final TestAuthority authority;
    private final Map<Certificate, Holder> holders;

    /** Who may show a certificate. */
    public enum Certificate {
        /** Of the node's authority, registered for {@code vpcp}. */
        VPCP,
        /** Of the node's authority, registered for {@code danang}. */
        DANANG,
        /** Of the node's authority, registered for nobody. */
        UNREGISTERED,
        /** Of the node's authority, registered for {@code vpcp}, ended yesterday. */
        EXPIRED,
        /** Of the node's authority, registered for {@code vpcp}, begins tomorrow. */
        TOMORROW,
        /** Trusted by itself, registered for {@code vpcp}, ended yesterday. */
        PINNED_EXPIRED,
        /** Of an authority that the node does not know, and yet registered for {@code vpcp}. */
        STRANGER
    }

    private GuardedNode(RunningNode node, TestAuthority authority, Map<Certificate, Holder> holders) {
        this.node = node;
        this.authority = authority;
        this.holders = holders;
    }

    static GuardedNode start() {
        try {
            TestAuthority authority = TestAuthority.named("Authority of the tests");
            Map<Certificate, Holder> holders = new EnumMap<>(Certificate.class);
            holders.put(Certificate.VPCP, authority.issue("vpcp"));
            holders.put(Certificate.DANANG, authority.issue("danang"));
            holders.put(Certificate.UNREGISTERED, authority.issue("unregistered"));
            holders.put(Certificate.EXPIRED, authority.issueExpired("expired"));
            holders.put(Certificate.TOMORROW, authority.issueForTomorrow("tomorrow"));
            holders.put(Certificate.PINNED_EXPIRED, TestAuthority.expiredOnItsOwn("pinned"));
            holders.put(Certificate.STRANGER, TestAuthority.named("Another authority").issue("stranger"));
            Path folder = Files.createDirectories(Path.of(System.getProperty("congvan.home")).resolve("guarded-tls"));
            authority.writeKey(folder.resolve("key.p12"), authority.issue("localhost"), PASSWORD);
            TestAuthority.writeTrust(folder.resolve("trust.p12"), PASSWORD, authority.certificate(),
                    holders.get(Certificate.PINNED_EXPIRED).certificate());
            RunningNode node = RunningNode.start("guarded", List.of(),
                    Map.of("CONGVAN_TLS_KEYSTORE", folder.resolve("key.p12").toString(), "CONGVAN_TLS_TRUSTSTORE",
                            folder.resolve("trust.p12").toString(), "CONGVAN_TLS_PASSWORD", PASSWORD,
                            "CONGVAN_REFUSED_LINES", Integer.toString(LINES)));
            GuardedNode guarded = new GuardedNode(node, authority, holders);
            try {
                guarded.register();
                node.restartWith(Map.of("CONGVAN_PROFILE", "production"));
                return guarded;
            } catch (SQLException | RuntimeException e) {
                node.close();
                throw e;
            }
        } catch (IOException | GeneralSecurityException | SQLException e) {
            throw new IllegalStateException("the guarded node cannot be set up", e);
        }
    }

    /** As docs/operations.md tells an administrator to do it. */
    private void register() throws SQLException, GeneralSecurityException {
        try (Connection database = node.database();
                PreparedStatement insert = database.prepareStatement("insert into system_certificate"
                        + " (sha256, system_id, subject, not_after, created_at) values (?, ?, ?, ?, now())")) {
            for (Map.Entry<Certificate, Holder> each : holders.entrySet()) {
                if (each.getKey() != Certificate.UNREGISTERED) {
                    X509Certificate certificate = each.getValue().certificate();
                    insert.setString(1, HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())));
                    insert.setString(2, each.getKey() == Certificate.DANANG ? "danang" : "vpcp");
                    insert.setString(3, certificate.getSubjectX500Principal().getName());
                    insert.setTimestamp(4, new java.sql.Timestamp(certificate.getNotAfter().getTime()));
                    insert.executeUpdate();
                }
            }
            try (PreparedStatement slow = database.prepareStatement(
                    "update connected_system set calls_per_second = 1, calls_at_once = ? where id = ?")) {
                slow.setInt(1, SLOW_AT_ONCE);
                slow.setString(2, SLOW);
                slow.executeUpdate();
            }
            try (PreparedStatement aged = database
                    .prepareStatement("update connected_system set max_header_age = 3600 where id = ?")) {
                aged.setString(1, AGED);
                aged.executeUpdate();
            }
        }
    }

    public RunningNode node() {
        return node;
    }

    /** TLS without a certificate of one's own. */
    public SSLContext tls() {
        return authority.tls(Optional.empty());
    }

    /** TLS with that certificate. */
    public SSLContext tls(Certificate certificate) {
        return authority.tls(Optional.of(holders.get(certificate)));
    }

    /** HTTP over that, or plain. */
    public static HttpClient http(Optional<SSLContext> tls) {
        HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10));
        tls.ifPresent(client::sslContext);
        return client.build();
    }

    @Override
    public void close() {
        node.close();
    }
}
