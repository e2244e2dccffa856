package vn.congvan.systemtest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import vn.congvan.node.EmbeddedDatabase;
import vn.congvan.node.Node;
import vn.congvan.node.Ports;

/** A node that a test speaks to. */
public final class RunningNode implements AutoCloseable {

    /** The secrets that the demo systems are given, so that tests need not look them up. */
    private static final Map<String, String> SECRETS = Map.of("CONGVAN_DEMO_SECRET_VPCP", "bi-mat-cua-vpcp",
            "CONGVAN_DEMO_SECRET_DANANG", "bi-mat-cua-danang", "CONGVAN_DEMO_SECRET_QUANGNINH", "bi-mat-cua-quangninh");

    private Node.Settings settings;
    private Node node;
    private final Path temporaryFiles;

    private RunningNode(Node.Settings settings) {
        this.settings = settings;
        this.node = Node.start(settings, line -> {
        });
        this.temporaryFiles = settings.home().resolve("tmp");
    }

    /** A fresh node under that name, with a heap of 512 MB; short pauses so that tests need not wait long. */
    static RunningNode start(String name, List<String> jvmOptions) {
        return start(name, jvmOptions, Map.of());
    }

    /** The same, with these variables beside, or in place of, those that all nodes of tests have. */
    public static RunningNode start(String name, List<String> jvmOptions, Map<String, String> more) {
        return new RunningNode(settings(name, jvmOptions, more));
    }

    /** The same, but nothing is deployed on it. */
    public static RunningNode startWithoutApplication(String name) {
        return new RunningNode(settings(name, List.of(), Map.of()).withoutApplication());
    }

    private static Node.Settings settings(String name, List<String> jvmOptions, Map<String, String> more) {
        Path home = Path.of(System.getProperty("congvan.home")).resolve(name);
        Path temporaryFiles = home.resolve("tmp");
        delete(home);
        create(temporaryFiles);
        List<String> options = new ArrayList<>(jvmOptions);
        options.add("-Djava.io.tmpdir=" + temporaryFiles);
        Map<String, String> environment = new java.util.HashMap<>(SECRETS);
        environment.put("CONGVAN_LEASE", "PT5S");
        environment.put("CONGVAN_OVERLOOKED", "PT1S");
        environment.put("CONGVAN_FAIL_PAUSE", "PT2S");
        environment.put("CONGVAN_MAX_FAILS", "3");
        environment.put("CONGVAN_NODE", "test-" + name);
        environment.putAll(more);
        int base = TestPorts.free(0, 1, 2, 3);
        return new Node.Settings(Path.of(System.getProperty("congvan.server")), home,
                new Ports(base, base + 1, base + 2), base + 3, "512m", options, environment, Duration.ofMinutes(5));
    }

    /** Stops server and database in good order, and starts them again with more in the server's environment. */
    void restartWith(Map<String, String> more) {
        Map<String, String> environment = new java.util.HashMap<>(settings.environment());
        environment.putAll(more);
        settings = settings.withEnvironment(environment);
        node.close();
        node = Node.start(settings, line -> {
        });
    }

    public URI http() {
        return URI.create(node.http());
    }

    public URI https() {
        return URI.create(node.https());
    }

    public URI management() {
        return URI.create(node.management());
    }

    /** The secret of a demo system. */
    public String secret(String systemId) {
        return demoSecrets().getProperty("system." + systemId);
    }

    /** The password of a demo user. */
    public String password(String user) {
        return demoSecrets().getProperty("user." + user);
    }

    private Properties demoSecrets() {
        Properties secrets = new Properties();
        try (InputStream in = Files.newInputStream(node.demoSecrets())) {
            secrets.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return secrets;
    }

    /** Where the node keeps everything. */
    public Path home() {
        return node.home();
    }

    /** Where the server's JVM puts temporary files; empty but for what is being worked on. */
    public Path temporaryFiles() {
        return temporaryFiles;
    }

    /** The server's log. */
    public Path log() {
        return node.server().log();
    }

    /** The certificate of the HTTPS listener (PEM). */
    public Path certificate() {
        return node.certificate();
    }

    /** A connection of the tables' owner. */
    public Connection database() throws SQLException {
        return node.database().connect(EmbeddedDatabase.OWNER);
    }

    /** Kills the server at once, as a power cut would. */
    public void killHard() {
        node.server().killHard();
    }

    public boolean isAlive() {
        return node.server().isAlive();
    }

    /** Starts the server again, after a kill, and waits until it is ready. */
    public void startAgain() {
        node.startServer(line -> {
        });
    }

    /** Stops the server in good order, as Ctrl-C does; the database goes on. */
    public void stop() {
        node.server().close();
    }

    /** Stops the server in good order and starts it again. */
    public void restart() {
        node.server().close();
        node.startServer(line -> {
        });
    }

    @Override
    public void close() {
        node.close();
    }

    private static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
