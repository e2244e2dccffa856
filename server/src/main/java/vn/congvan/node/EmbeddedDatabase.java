package vn.congvan.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * A real PostgreSQL of the node's own, in a process of its own, on loopback, with every durable setting on.
 *
 * <p>It holds one database {@code congvan}, owned by the role {@code congvan_owner}, with the extensions
 * {@code unaccent} and {@code pg_trgm}; the application works as the role {@code congvan}, which may change no table.
 * Passwords are demanded of everybody.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    /** The database's name. */
    public static final String NAME = "congvan";
    /** The role that owns the tables and migrates them. */
    public static final String OWNER = "congvan_owner";
    /** The role as which the application works. */
    public static final String USER = "congvan";

    private static final String SUPERUSER = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path folder;
    private final NodeSecrets secrets;
    private final PostgresBinaries binaries;
    private final Unprivileged way;
    private int port;

    private EmbeddedDatabase(Path folder, NodeSecrets secrets, PostgresBinaries binaries, Unprivileged way) {
        this.folder = folder.toAbsolutePath();
        this.secrets = secrets;
        this.binaries = binaries;
        this.way = way;
    }

    /**
     * Starts the database that lies in the home, makes it first when there is none, and heals what a kill left behind.
     *
     * @param home the node's home; nobody else may be working in it
     * @param programs a folder, shared by all nodes of this build, into which PostgreSQL's programs are unpacked once
     * @param port the port on loopback
     * @throws CannotStart with the sentence for the person in front
     */
    public static EmbeddedDatabase start(Path home, Path programs, int port) {
        return start(home, programs, () -> {
            if (Ports.isFree(port)) {
                return port;
            }
            throw new CannotStart("Cổng " + port + " của cơ sở dữ liệu đang bị chương trình khác sử dụng.",
                    "Port " + port + " of the database is taken by another program.");
        }, new NodeSecrets(home));
    }

    // the port is asked for when what was left behind is gone, which may have sat on it
    static EmbeddedDatabase start(Path home, Path programs, IntSupplier port, NodeSecrets secrets) {
        try {
            Path folder = Platform.privateFolder(home.resolve("database"));
            PostgresBinaries binaries = PostgresBinaries.unpackedBelow(programs);
            EmbeddedDatabase database = new EmbeddedDatabase(folder, secrets, binaries,
                    Unprivileged.find(binaries, folder));
            database.stopLeftover();
            database.port = port.getAsInt();
            database.initialize();
            database.configure();
            database.run();
            database.furnish();
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException("the database in " + home + " cannot be started", e);
        }
    }

    /** The JDBC address. */
    public String url() {
        return "jdbc:postgresql://localhost:" + port + "/" + NAME;
    }

    public int port() {
        return port;
    }

    /** The password of a role, {@link #OWNER} or {@link #USER}. */
    public String password(String role) {
        return secrets.of("database." + role);
    }

    /** A connection of the role to the database. */
    public Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(url(), role, password(role));
    }

    /** The process of the server, while it runs. */
    public Optional<ProcessHandle> process() {
        return postmaster().flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive);
    }

    /** Kills the server as a power cut would: no process of it gets a chance to tidy up. */
    public void killHard() {
        process().ifPresent(postmaster -> {
            List<ProcessHandle> all = postmaster.descendants().toList();
            postmaster.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(postmaster);
            all.forEach(EmbeddedDatabase::awaitEnd);
        });
    }

    /** Stops the server in good order; what is connected is cut off. */
    @Override
    public void close() {
        if (process().isPresent()) {
            try {
                Command stop = control("stop", "-m", "fast");
                if (!stop.succeeded()) {
                    throw new IllegalStateException("PostgreSQL does not stop: " + stop.lastLine());
                }
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL in " + folder + " does not stop", e);
            }
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path log() {
        return folder.resolve("postgresql.log");
    }

    // Somebody killed the launcher and the database went on: nobody else works in this home, so it is ours to stop. A file
    // that names a process which is not PostgreSQL is of a machine that was switched off, and would stop the start.
    private void stopLeftover() throws IOException {
        Optional<ProcessHandle> named = process();
        if (named.isPresent()) {
            if (isPostgres(named.get())) {
                close();
            } else {
                Files.delete(data().resolve("postmaster.pid"));
            }
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().map(c -> Path.of(c).getFileName().toString())
                .map(name -> name.equals(Platform.program("postgres"))).orElse(false);
    }

    private Optional<Long> postmaster() {
        Path file = data().resolve("postmaster.pid");
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().findFirst().map(String::strip).map(Long::valueOf)
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private void initialize() throws IOException {
        String ours = Command.run(folder, output(), PATIENCE, List.of(binaries.program("postgres"), "--version"))
                .lastLine().replaceFirst("\\D*", "").replaceFirst("\\..*", "").strip();
        if (Files.exists(data())) {
            String theirs = Files.readString(data().resolve("PG_VERSION")).strip();
            if (!theirs.equals(ours)) {
                throw new CannotStart(
                        "Cơ sở dữ liệu trong " + data() + " thuộc PostgreSQL " + theirs + ", bản này chạy PostgreSQL "
                                + ours + ": hãy chuyển dữ liệu theo docs/operations.md hoặc đặt CONGVAN_HOME khác.",
                        "The database in " + data() + " belongs to PostgreSQL " + theirs + ", this build runs "
                                + ours + ": move the data as docs/operations.md says, or set another CONGVAN_HOME.");
            }
            return;
        }
        Path fresh = folder.resolve("initializing");
        PostgresBinaries.deleteTree(fresh);
        Path passwordFile = folder.resolve("password");
        Files.deleteIfExists(passwordFile);
        Files.createFile(passwordFile, Platform.ownerOnly("rw-------"));
        Files.writeString(passwordFile, secrets.of("database." + SUPERUSER) + "\n");
        way.own(folder);
        Command made = command(List.of(binaries.program("initdb"), "--pgdata=" + fresh, "--username=" + SUPERUSER,
                "--auth=scram-sha-256", "--pwfile=" + passwordFile, "--encoding=UTF8", "--locale=C",
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums"));
        Files.delete(passwordFile);
        if (!made.succeeded()) {
            throw failure(made);
        }
        PostgresBinaries.moveAtOnce(fresh, data());
    }

    // Written anew at each start, so that the port is the one asked for and nothing that matters was edited away.
    private void configure() throws IOException {
        Files.writeString(data().resolve("postgresql.conf"), """
                                                             # written by the launcher at each start
                                                             listen_addresses = '127.0.0.1'
                                                             port = %d
                                                             unix_socket_directories = ''
                                                             max_connections = 100
                                                             shared_buffers = 128MB
                                                             dynamic_shared_memory_type = posix
                                                             # what was answered is on the disk
                                                             fsync = on
                                                             synchronous_commit = on
                                                             full_page_writes = on
                                                             password_encryption = scram-sha-256
                                                             timezone = 'UTC'
                                                             log_timezone = 'UTC'
                                                             log_line_prefix = '%%m [%%p] %%q%%u '
                                                             lc_messages = 'C'
                                                             """.formatted(port), StandardCharsets.UTF_8);
        way.own(data().resolve("postgresql.conf"));
    }

    private void run() throws IOException {
        // children of a server that was killed need a moment until they notice; until then they hold its memory
        for (int attempt = 1;; attempt++) {
            Files.deleteIfExists(log());
            Files.createFile(log(), Platform.ownerOnly("rw-------"));
            way.own(log());
            Command start = control("start", "-t", Long.toString(PATIENCE.toSeconds()), "-l", log().toString());
            if (start.succeeded()) {
                return;
            }
            String said = Files.readString(log());
            if (attempt == 10 || !said.contains("is still in use")) {
                throw failure(new Command(start.exit(), said.isBlank() ? start.output() : said));
            }
            pause();
        }
    }

    private void furnish() {
        String address = "jdbc:postgresql://localhost:" + port + "/";
        String password = secrets.of("database." + SUPERUSER);
        try (Connection server = DriverManager.getConnection(address + SUPERUSER, SUPERUSER, password);
                Statement sql = server.createStatement()) {
            for (String role : List.of(OWNER, USER)) {
                if (!exists(sql, "select 1 from pg_roles where rolname = '" + role + "'")) {
                    sql.execute("create role " + role + " login");
                }
                sql.execute("alter role " + role + " password '" + password(role) + "'");
            }
            if (!exists(sql, "select 1 from pg_database where datname = '" + NAME + "'")) {
                sql.execute("create database " + NAME + " owner " + OWNER);
                sql.execute("revoke all on database " + NAME + " from public");
                sql.execute("grant connect, temporary on database " + NAME + " to " + USER);
            }
        } catch (SQLException e) {
            throw new CannotStart(
                    "Không đăng nhập được vào cơ sở dữ liệu bằng mật khẩu trong " + NodeSecrets.FILE + " ("
                            + e.getMessage() + ").",
                    "The database does not let in with the passwords of " + NodeSecrets.FILE + " (" + e.getMessage()
                            + ").",
                    e);
        }
        try (Connection database = DriverManager.getConnection(address + NAME, SUPERUSER, password);
                Statement sql = database.createStatement()) {
            sql.execute("create extension if not exists unaccent");
            sql.execute("create extension if not exists pg_trgm");
        } catch (SQLException e) {
            throw new IllegalStateException("the extensions unaccent and pg_trgm cannot be installed", e);
        }
    }

    private static boolean exists(Statement sql, String query) throws SQLException {
        try (ResultSet rows = sql.executeQuery(query)) {
            return rows.next();
        }
    }

    private CannotStart failure(Command failed) {
        if (failed.output().contains("No space left on device")) {
            return CannotStart.diskFull(folder, null);
        }
        String reason = failed.output().lines().filter(l -> l.contains("FATAL") || l.contains("error:")).findFirst()
                .orElse(failed.lastLine()).strip();
        return new CannotStart("PostgreSQL không khởi động được (" + reason + "); xem " + log() + ".",
                "PostgreSQL does not start; see " + log() + ".");
    }

    private Command control(String... words) throws IOException {
        List<String> all = new java.util.ArrayList<>(
                List.of(binaries.program("pg_ctl"), "-D", data().toString(), "-w"));
        all.addAll(List.of(words));
        return command(all);
    }

    private Command command(List<String> words) throws IOException {
        return Command.run(folder, output(), PATIENCE.plusSeconds(10), way.command(words));
    }

    private Path output() {
        return folder.resolve("command.out");
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("process " + process.pid() + " does not end", e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL was starting", e);
        }
    }
}
