package vn.congvan.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A whole node: its database and its server, under one home. */
public final class Node implements AutoCloseable {

    /** In bytes: a fresh database, the server's own files and a little content. */
    private static final long LEAST_SPACE = 200L * 1024 * 1024;

    private final Settings settings;
    private final FileChannel lock;
    private final NodeSecrets secrets;
    private final DemoCertificate certificate;
    private EmbeddedDatabase database;
    private WildFlyProcess server;
    private boolean closed;

    private Node(Settings settings, FileChannel lock, NodeSecrets secrets, DemoCertificate certificate) {
        this.settings = settings;
        this.lock = lock;
        this.secrets = secrets;
        this.certificate = certificate;
    }

    /**
     * How a node is to be started.
     *
     * @param server the unpacked and configured WildFly
     * @param home where the node keeps everything; made when it is not there
     * @param ports where it listens
     * @param databasePort where its database listens, if nobody else does; on any free port otherwise
     * @param heap the server's largest heap, such as {@code 512m}
     * @param jvmOptions further options of the server's JVM
     * @param environment what is set for the server beside our own environment and what the node needs
     * @param application what is deployed; empty for a server that waits for somebody else to deploy
     * @param patience how long the server may take until it is ready
     */
    public record Settings(Path server, Path home, Ports ports, int databasePort, String heap, List<String> jvmOptions,
            Map<String, String> environment, Optional<Path> application, Duration patience) {

        /** With the application that lies in the server's deployments. */
        public Settings(Path server, Path home, Ports ports, int databasePort, String heap, List<String> jvmOptions,
                Map<String, String> environment, Duration patience) {
            this(server, home, ports, databasePort, heap, jvmOptions, environment,
                    Optional.of(
                            server.resolve("standalone").resolve("deployments").resolve(WildFlyProcess.APPLICATION)),
                    patience);
        }

        public Settings {
            server = server.toAbsolutePath().normalize();
            home = home.toAbsolutePath().normalize();
            jvmOptions = List.copyOf(jvmOptions);
            environment = Map.copyOf(environment);
        }

        /** A node on free ports, as tests want it. */
        public static Settings onFreePorts(Path server, Path home) {
            return new Settings(server, home, Ports.free(), Ports.freePort(), "512m", List.of(), Map.of(),
                    Duration.ofMinutes(5));
        }

        public Settings withHeap(String other) {
            return new Settings(server, home, ports, databasePort, other, jvmOptions, environment, application,
                    patience);
        }

        public Settings withJvmOptions(List<String> other) {
            return new Settings(server, home, ports, databasePort, heap, other, environment, application, patience);
        }

        public Settings withoutApplication() {
            return new Settings(server, home, ports, databasePort, heap, jvmOptions, environment, Optional.empty(),
                    patience);
        }

        public Settings withEnvironment(Map<String, String> other) {
            return new Settings(server, home, ports, databasePort, heap, jvmOptions, other, application, patience);
        }
    }

    /**
     * Starts database and server and waits until the node is ready.
     *
     * @param says is told in one line each what is being done
     * @throws CannotStart with the sentence for the person in front
     */
    public static Node start(Settings settings, Consumer<String> says) {
        Node node = open(settings);
        try {
            node.startDatabase(says);
            node.startServer(says);
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    /**
     * Takes the home for this node, stops a server that a killed launcher left behind, and starts nothing yet;
     * {@link #close} gives the home back at any moment.
     */
    static Node open(Settings settings) {
        try {
            Platform.privateFolder(settings.home());
            refuseWhenFull(settings.home());
            FileChannel lock = lock(settings.home());
            try {
                WildFlyProcess.stopLeftover(base(settings.home()));
                settings.ports().check();
                NodeSecrets secrets = new NodeSecrets(settings.home());
                return new Node(settings, lock, secrets, DemoCertificate.in(settings.home(), secrets.of("tls")));
            } catch (RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the node in " + settings.home() + " cannot be started", e);
        }
    }

    synchronized void startDatabase(Consumer<String> says) {
        refuseWhenClosed();
        says.accept("Khởi động PostgreSQL | Starting PostgreSQL");
        int wanted = settings.databasePort();
        database = EmbeddedDatabase.start(settings.home(), settings.server().resolveSibling("postgresql"),
                () -> Ports.isFree(wanted) ? wanted : Ports.freePort(), secrets);
        says.accept("PostgreSQL chạy trên cổng " + database.port() + " | PostgreSQL runs on port " + database.port());
    }

    /** Starts the server of a node whose server was stopped or killed, and waits until it is ready. */
    public void startServer(Consumer<String> says) {
        says.accept("Khởi động WildFly và ứng dụng | Starting WildFly and the application");
        launchServer();
        server.awaitReady();
    }

    /** Starts the server of a node whose server was stopped or killed, and does not wait. */
    public synchronized void launchServer() {
        refuseWhenClosed();
        server = WildFlyProcess.launch(serverSettings());
    }

    private void refuseWhenClosed() {
        if (closed) {
            throw new CannotStart("Nút đang được dừng.", "The node is being stopped.");
        }
    }

    public WildFlyProcess server() {
        return server;
    }

    public EmbeddedDatabase database() {
        return database;
    }

    public Path home() {
        return settings.home();
    }

    /** Where the node's HTTP listener is reached, without a slash at the end. */
    public String http() {
        return "http://localhost:" + settings.ports().http();
    }

    /** Where the node's HTTPS listener is reached, without a slash at the end. */
    public String https() {
        return "https://localhost:" + settings.ports().https();
    }

    /** Where health and metrics are found, without a slash at the end. */
    public String management() {
        return "http://localhost:" + settings.ports().management();
    }

    /** The certificate of the HTTPS listener (PEM). */
    public Path certificate() {
        return certificate.certificate();
    }

    /** Secrets of the demo users and demo systems: {@code user.<name>} and {@code system.<id>}. */
    public Path demoSecrets() {
        return settings.home().resolve("demo-secrets.properties");
    }

    /** Stops the server and then its database in good order, whatever of them runs. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (server != null) {
                server.close();
            }
        } finally {
            closeDatabase();
        }
    }

    private void closeDatabase() {
        try {
            if (database != null) {
                database.close();
            }
        } finally {
            try {
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException("the lock of " + settings.home() + " cannot be released", e);
            }
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private WildFlyProcess.Settings serverSettings() {
        Map<String, String> environment = new HashMap<>();
        environment.put("CONGVAN_PROFILE", "demo");
        environment.put("CONGVAN_HOME", settings.home().toString());
        environment.put("CONGVAN_BIND", "127.0.0.1");
        environment.put("CONGVAN_DB_URL", database.url());
        environment.put("CONGVAN_DB_USER", EmbeddedDatabase.USER);
        environment.put("CONGVAN_DB_PASSWORD", database.password(EmbeddedDatabase.USER));
        environment.put("CONGVAN_DB_OWNER_USER", EmbeddedDatabase.OWNER);
        environment.put("CONGVAN_DB_OWNER_PASSWORD", database.password(EmbeddedDatabase.OWNER));
        environment.put("CONGVAN_STORE_PASSWORD", secrets.of("store"));
        environment.put("CONGVAN_TLS_KEYSTORE", certificate.keyStore().toString());
        environment.put("CONGVAN_TLS_TRUSTSTORE", certificate.trustStore().toString());
        environment.put("CONGVAN_TLS_PASSWORD", secrets.of("tls"));
        environment.putAll(settings.environment());
        return new WildFlyProcess.Settings(settings.server(), base(settings.home()), settings.ports(),
                settings.heap(), settings.jvmOptions(), environment,
                settings.application(), settings.patience());
    }

    private static void refuseWhenFull(Path home) throws IOException {
        if (Files.getFileStore(home).getUsableSpace() < LEAST_SPACE) {
            throw CannotStart.diskFull(home, null);
        }
    }

    private static Path base(Path home) {
        return home.resolve("wildfly");
    }

    private static FileChannel lock(Path home) throws IOException {
        FileChannel channel = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw inUse(home, e);
        }
        channel.close();
        throw inUse(home, null);
    }

    private static CannotStart inUse(Path home, Exception cause) {
        return new CannotStart("Một nút khác đang chạy trong " + home + ": hãy dừng nút đó hoặc đặt CONGVAN_HOME khác.",
                "Another node is running in " + home + ": stop it, or set another CONGVAN_HOME.", cause);
    }
}
