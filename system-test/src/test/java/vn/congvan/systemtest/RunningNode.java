package vn.congvan.systemtest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import vn.congvan.node.EmbeddedDatabase;
import vn.congvan.node.Node;

/** A node that a test speaks to. */
public final class RunningNode implements AutoCloseable {

    /** The secrets that the demo systems are given, so that tests need not look them up. */
    private static final Map<String, String> SECRETS = Map.of("CONGVAN_DEMO_SECRET_VPCP", "bi-mat-cua-vpcp",
            "CONGVAN_DEMO_SECRET_DANANG", "bi-mat-cua-danang", "CONGVAN_DEMO_SECRET_QUANGNINH", "bi-mat-cua-quangninh");

    private final Node node;

    private RunningNode(Node node) {
        this.node = node;
    }

    /** A fresh node under that name, with a heap of 512 MB; short pauses so that tests need not wait long. */
    static RunningNode start(String name, List<String> jvmOptions) {
        Path home = Path.of(System.getProperty("congvan.home")).resolve(name);
        delete(home);
        Map<String, String> environment = new java.util.HashMap<>(SECRETS);
        environment.put("CONGVAN_LEASE", "PT5S");
        environment.put("CONGVAN_OVERLOOKED", "PT1S");
        environment.put("CONGVAN_FAIL_PAUSE", "PT2S");
        environment.put("CONGVAN_NODE", "test-" + name);
        Node.Settings settings = Node.Settings.onFreePorts(Path.of(System.getProperty("congvan.server")), home)
                .withEnvironment(environment).withJvmOptions(jvmOptions);
        return new RunningNode(Node.start(settings, line -> {
        }));
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
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, IOException fault) throws IOException {
                    Files.delete(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
