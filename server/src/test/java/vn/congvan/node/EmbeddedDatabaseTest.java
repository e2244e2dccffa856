package vn.congvan.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    private static final Path PROGRAMS = Path.of("target", "postgresql");

    /** One database for all tests: each starts it and leaves it as a stop or a kill would. */
    @TempDir
    static Path home;

    @Test
    void whatWasCommittedOutlivesAStopAndAKill() throws SQLException {
        try (EmbeddedDatabase database = start()) {
            execute(database, "create table kept (line text)", "insert into kept values ('before the stop')");
        }
        try (EmbeddedDatabase database = start()) {
            execute(database, "insert into kept values ('before the kill')");
            database.killHard();
            assertThat(database.process()).isEmpty();
        }
        try (EmbeddedDatabase database = start()) {
            assertThat(query(database, EmbeddedDatabase.OWNER, "select line from kept order by line"))
                    .containsExactly("before the kill", "before the stop");
        }
    }

    @Test
    void whatIsAnsweredIsOnTheDisk() throws SQLException {
        try (EmbeddedDatabase database = start()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
                assertThat(query(database, EmbeddedDatabase.USER, "show " + setting)).as(setting).containsExactly("on");
            }
            assertThat(query(database, EmbeddedDatabase.USER, "show listen_addresses")).containsExactly("127.0.0.1");
        }
    }

    @Test
    void theApplicationsRoleChangesNoTableAndEverybodyNeedsAPassword() throws SQLException {
        try (EmbeddedDatabase database = start()) {
            assertThat(query(database, EmbeddedDatabase.OWNER, "select extname from pg_extension order by extname"))
                    .contains("pg_trgm", "unaccent");
            assertThat(query(database, EmbeddedDatabase.OWNER, "select lower('QUẢNG NAM ĐÔNG')"))
                    .containsExactly("quảng nam đông");
            try (Connection connection = database.connect(EmbeddedDatabase.USER);
                    Statement sql = connection.createStatement()) {
                assertThatThrownBy(() -> sql.execute("create table mine (line text)"))
                        .hasMessageContaining("permission denied");
            }
            for (String role : List.of("postgres", EmbeddedDatabase.OWNER, EmbeddedDatabase.USER)) {
                assertThatThrownBy(() -> DriverManager.getConnection(database.url(), role, "wrong")).as(role)
                        .hasMessageContaining("password authentication failed");
            }
        }
    }

    @Test
    void aDatabaseThatWasLeftRunningIsStoppedFirst() throws SQLException {
        EmbeddedDatabase left = start();
        long leftProcess = left.process().orElseThrow().pid();

        try (EmbeddedDatabase database = start()) {
            assertThat(database.process().orElseThrow().pid()).isNotEqualTo(leftProcess);
            await().untilAsserted(
                    () -> assertThat(ProcessHandle.of(leftProcess).filter(ProcessHandle::isAlive)).isEmpty());
        }
    }

    @Test
    void aProcessNumberThatNowBelongsToAnotherProgramDoesNotStopTheStart() throws SQLException, IOException {
        start().killHard();
        Path pid = home.resolve("database").resolve("data").resolve("postmaster.pid");
        List<String> lines = new ArrayList<>(Files.readAllLines(pid));
        lines.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(pid, lines);

        try (EmbeddedDatabase database = start()) {
            assertThat(query(database, EmbeddedDatabase.USER, "select 1")).containsExactly("1");
        }
    }

    @Test
    void aTakenPortIsOneSentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(home, PROGRAMS, taken.getLocalPort()))
                    .isInstanceOf(CannotStart.class).hasMessageContaining("Port " + taken.getLocalPort() + " ")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void aDatabaseOfAnotherMajorVersionIsOneSentence(@TempDir Path other) throws IOException {
        Path data = Files.createDirectories(other.resolve("database").resolve("data"));
        Files.writeString(data.resolve("PG_VERSION"), "14\n");

        assertThatThrownBy(() -> EmbeddedDatabase.start(other, PROGRAMS, Ports.freePort()))
                .isInstanceOf(CannotStart.class).hasMessageContaining("belongs to PostgreSQL 14")
                .hasMessageNotContaining("\n");
    }

    private static EmbeddedDatabase start() {
        return EmbeddedDatabase.start(home, PROGRAMS, Ports.freePort());
    }

    private static void execute(EmbeddedDatabase database, String... statements) throws SQLException {
        try (Connection connection = database.connect(EmbeddedDatabase.OWNER);
                Statement sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }

    private static List<String> query(EmbeddedDatabase database, String role, String query) throws SQLException {
        try (Connection connection = database.connect(role);
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
