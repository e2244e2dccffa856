package vn.congvan.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

import org.glassfish.soteria.identitystores.hash.Pbkdf2PasswordHashImpl;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** The room on a real PostgreSQL, with its own migration and without a container. */
class PeopleTest {

    private static final UUID COMMITTEE = new UUID(0, 1);
    private static final String PASSWORD = "Mật khẩu rất dài của văn thư";

    private static EmbeddedPostgres postgres;
    private static EntityManagerFactory factory;
    private static Passwords passwords;

    private final TestClock clock = new TestClock();
    private People people;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(90)).start();
        execute("create table organization (id uuid primary key)");
        execute("insert into organization values ('" + COMMITTEE + "')");
        try (InputStream migration = PeopleTest.class.getResourceAsStream("/db/migration/V3__person.sql")) {
            execute(new String(migration.readAllBytes(), StandardCharsets.UTF_8));
        }
        factory = new Configuration().addAnnotatedClass(UserAccount.class).addAnnotatedClass(HeldPost.class)
                .setProperty("hibernate.connection.url", postgres.getJdbcUrl("postgres", "postgres"))
                .setProperty("hibernate.hbm2ddl.auto", "validate").buildSessionFactory();
        passwords = new Passwords(new Pbkdf2PasswordHashImpl());
        passwords.prepare();
    }

    @AfterAll
    static void stop() throws IOException {
        factory.close();
        postgres.close();
    }

    @BeforeEach
    void anEmptyRoomWithOneClerk() throws SQLException {
        execute("delete from post");
        execute("delete from user_account");
        people = new People();
        people.passwords = passwords;
        people.accounts = new TransactedAccounts(clock);
        people.createDemoUser("VanThu.UBND", "Văn thư (mẫu)", PASSWORD, List.of(new Post(COMMITTEE, Role.CLERK)));
    }

    @Test
    void theRightPasswordOpens() {
        Optional<Person> person = people.authenticate(" vanthu.UBND ", PASSWORD);

        assertThat(person).hasValueSatisfying(found -> {
            assertThat(found.userName()).isEqualTo("vanthu.ubnd");
            assertThat(found.displayName()).isEqualTo("Văn thư (mẫu)");
            assertThat(found.posts()).containsExactly(new Post(COMMITTEE, Role.CLERK));
        });
    }

    @Test
    void aKeyboardThatSendsAccentsApartOpensToo() {
        assertThat(people.authenticate("vanthu.ubnd", Normalizer.normalize(PASSWORD, Normalizer.Form.NFD))).isPresent();
    }

    @Test
    void aWrongPasswordAnUnknownNameAndNothingAtAllDoNot() {
        assertThat(people.authenticate("vanthu.ubnd", "sai")).isEmpty();
        assertThat(people.authenticate("khong.co", PASSWORD)).isEmpty();
        assertThat(people.authenticate("", "")).isEmpty();
        assertThat(people.authenticate("vanthu.ubnd", PASSWORD.repeat(1000))).isEmpty();
    }

    @Test
    void theHashIsSaltedSlowAndNamesHowItWasMade() throws SQLException {
        people.createDemoUser("khac", "Người khác", PASSWORD, List.of());

        assertThat(strings("select password_hash from user_account")).hasSize(2).doesNotHaveDuplicates()
                .allSatisfy(hash -> assertThat(hash).startsWith("PBKDF2WithHmacSHA512:210000:").doesNotContain("Mật"));
    }

    @Test
    void afterTooManyFailuresEvenTheRightPasswordHasToWait() {
        fail(LoginLock.FREE + 1);

        assertThat(people.authenticate("vanthu.ubnd", PASSWORD)).isEmpty();
        clock.pass(Duration.ofSeconds(31));
        assertThat(people.authenticate("vanthu.ubnd", PASSWORD)).isPresent();
    }

    @Test
    void guessesWhileLockedDoNotProlongTheLock() {
        fail(LoginLock.FREE + 1);
        fail(5);

        clock.pass(Duration.ofSeconds(31));
        assertThat(people.authenticate("vanthu.ubnd", PASSWORD)).isPresent();
    }

    @Test
    void theRightPasswordForgetsFormerFailures() {
        fail(LoginLock.FREE);
        assertThat(people.authenticate("vanthu.ubnd", PASSWORD)).isPresent();
        fail(LoginLock.FREE);

        assertThat(people.authenticate("vanthu.ubnd", PASSWORD)).isPresent();
    }

    @Test
    void aClosedAccountOpensNothing() throws SQLException {
        execute("update user_account set active = false");

        assertThat(people.authenticate("vanthu.ubnd", PASSWORD)).isEmpty();
        assertThat(people.find("vanthu.ubnd")).isEmpty();
    }

    @Test
    void aPostCountsFromItsFirstToItsLastDayInVietnam() throws SQLException {
        // 23:30 on 28 February in UTC is 1 March in Vietnam
        clock.now = Instant.parse("2021-02-28T23:30:00Z");
        execute("update post set valid_from = '2021-03-01', valid_to = '2021-03-02'");
        assertThat(people.find("vanthu.ubnd").orElseThrow().posts()).hasSize(1);

        clock.now = Instant.parse("2021-03-02T16:59:59Z");
        assertThat(people.find("vanthu.ubnd").orElseThrow().posts()).hasSize(1);

        clock.now = Instant.parse("2021-03-02T17:00:00Z");
        assertThat(people.find("vanthu.ubnd").orElseThrow().posts()).isEmpty();
    }

    @Test
    void aDemoUserIsMadeOnce() {
        assertThat(people.createDemoUser("vanthu.ubnd", "Ai khác", "mật khẩu khác", List.of())).isFalse();

        assertThat(people.authenticate("vanthu.ubnd", PASSWORD)).isPresent();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(people.authenticate("vanthu.ubnd", "sai")).isEmpty();
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> strings(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> found = new java.util.ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    /** One transaction a call, as the container's interceptor would open it. */
    private static final class TransactedAccounts extends Accounts {

        TransactedAccounts(Clock clock) {
            this.clock = clock;
        }

        @Override
        Optional<String> passwordHash(String userName) {
            return transacted(() -> super.passwordHash(userName));
        }

        @Override
        Optional<Person> succeeded(String userName) {
            return transacted(() -> super.succeeded(userName));
        }

        @Override
        void failed(String userName) {
            transacted(() -> {
                super.failed(userName);
                return true;
            });
        }

        @Override
        Optional<Person> find(String userName) {
            return transacted(() -> super.find(userName));
        }

        @Override
        boolean create(String userName, String displayName, String hash, java.util.Collection<Post> posts) {
            return transacted(() -> super.create(userName, displayName, hash, posts));
        }

        private <T> T transacted(Callable<T> work) {
            try (EntityManager manager = factory.createEntityManager()) {
                entities = manager;
                manager.getTransaction().begin();
                T answer = work.call();
                manager.getTransaction().commit();
                return answer;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class TestClock extends Clock {

        Instant now = Instant.parse("2021-03-01T01:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
