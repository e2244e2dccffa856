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
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

import vn.congvan.document.OrganizationMember;

/** The room on a real PostgreSQL, with its own migration and without a container. */
class PeopleTest {

    private static final UUID COMMITTEE = new UUID(0, 1);
    private static final String PASSWORD = "Mật khẩu rất dài của văn thư";

    private static final String NEW_PASSWORD = "một mật khẩu hoàn toàn khác";

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
        for (String name : List.of("V3__person.sql", "V8__password_version.sql")) {
            try (InputStream migration = PeopleTest.class.getResourceAsStream("/db/migration/" + name)) {
                execute(new String(migration.readAllBytes(), StandardCharsets.UTF_8));
            }
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
        open("VanThu.UBND", "Văn thư (mẫu)", PASSWORD, until(Role.CLERK, ""));
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
    void workIsGivenToThoseWhoHoldAPostForItTodayWithAnOpenAccount() {
        open("hai", "Bùi Hai (mẫu)", PASSWORD, until(Role.UNIT_HEAD, ""), until(Role.SPECIALIST, ""));
        open("mot", "An Một (mẫu)", PASSWORD, until(Role.SPECIALIST, "2999-12-31"));
        people.establish(new AccountEntry("ba", "Cao Ba (mẫu)", false, List.of(until(Role.SPECIALIST, ""))),
                Optional.of(people.firstPassword(PASSWORD, false)));

        assertThat(people.members(COMMITTEE)).extracting(OrganizationMember::displayName)
                .containsExactly("An Một (mẫu)", "Bùi Hai (mẫu)");
        assertThat(people.members(UUID.randomUUID())).isEmpty();
    }

    @Test
    void theHashIsSaltedSlowAndNamesHowItWasMade() throws SQLException {
        open("khac", "Người khác", PASSWORD);

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

    // --- laid down by the administrator

    @Test
    void whoIsKnownGetsTheNewNameAndKeepsThePassword() {
        assertThat(people.isAccount(" VANTHU.ubnd")).isTrue();
        assertThat(people.isAccount("khong.co")).isFalse();

        follow("Văn thư mới", true);

        assertThat(people.authenticate("vanthu.ubnd", PASSWORD)).hasValueSatisfying(
                person -> assertThat(person.displayName()).isEqualTo("Văn thư mới"));
    }

    @Test
    void anAccountIsClosedAndOpenedAgainByItsEntry() {
        follow("Văn thư (mẫu)", false);
        assertThat(people.authenticate("vanthu.ubnd", PASSWORD)).isEmpty();
        assertThat(people.isAccount("vanthu.ubnd")).isTrue();

        follow("Văn thư (mẫu)", true);
        assertThat(people.authenticate("vanthu.ubnd", PASSWORD)).isPresent();
    }

    @Test
    void aPostIsAddedOnceAndNoneIsTakenAway() throws SQLException {
        follow("Văn thư (mẫu)", true, until(Role.SUPERVISOR, ""));
        follow("Văn thư (mẫu)", true, until(Role.SUPERVISOR, ""));
        follow("Văn thư (mẫu)", true);

        assertThat(people.find("vanthu.ubnd").orElseThrow().posts()).containsExactlyInAnyOrder(
                new Post(COMMITTEE, Role.CLERK), new Post(COMMITTEE, Role.SUPERVISOR));
        assertThat(strings("select id::text from post")).hasSize(2);
    }

    @Test
    void aPostEndsWithItsLastDayAndBeginsAnewWhenTheEntryNamesNone() throws SQLException {
        follow("Văn thư (mẫu)", true, until(Role.CLERK, "2021-03-05"));
        clock.now = Instant.parse("2021-03-05T16:59:59Z");
        assertThat(people.find("vanthu.ubnd").orElseThrow().posts()).hasSize(1);
        clock.now = Instant.parse("2021-03-05T17:00:00Z");
        assertThat(people.find("vanthu.ubnd").orElseThrow().posts()).isEmpty();

        follow("Văn thư (mẫu)", true, until(Role.CLERK, "2021-03-05"));
        assertThat(people.find("vanthu.ubnd").orElseThrow().posts()).isEmpty();
        follow("Văn thư (mẫu)", true, until(Role.CLERK, ""));
        assertThat(people.find("vanthu.ubnd").orElseThrow().posts()).hasSize(1);
        assertThat(strings("select valid_from || ' ' || coalesce(valid_to::text, '-') from post order by 1"))
                .containsExactly("2021-03-01 2021-03-05", "2021-03-06 -");
    }

    // --- one's own password

    @Test
    void aNewPasswordTakesThePlaceOfTheOldOneAndCounts() throws SQLException {
        execute("update user_account set must_change_password = true");
        Person before = people.find("vanthu.ubnd").orElseThrow();
        assertThat(before.mustChangePassword()).isTrue();

        assertThat(people.changePassword(before, PASSWORD, NEW_PASSWORD)).isEqualTo(PasswordChange.CHANGED);

        assertThat(people.authenticate("vanthu.ubnd", PASSWORD)).isEmpty();
        assertThat(people.authenticate("vanthu.ubnd", NEW_PASSWORD)).hasValueSatisfying(after -> {
            assertThat(after.mustChangePassword()).isFalse();
            assertThat(after.passwordVersion()).isEqualTo(before.passwordVersion() + 1);
        });
    }

    @Test
    void aPasswordThatWillNotDoIsRefusedWithTheReason() {
        Person person = people.find("vanthu.ubnd").orElseThrow();

        assertThat(people.changePassword(person, PASSWORD, "mười một kt")).isEqualTo(PasswordChange.TOO_SHORT);
        assertThat(people.changePassword(person, PASSWORD, "dài".repeat(100))).isEqualTo(PasswordChange.TOO_LONG);
        assertThat(people.changePassword(person, PASSWORD, "của VanThu.UBND 2021"))
                .isEqualTo(PasswordChange.CONTAINS_USER_NAME);
        assertThat(people.changePassword(person, PASSWORD, PASSWORD)).isEqualTo(PasswordChange.NOT_NEW);
        assertThat(people.changePassword(person, "sai", NEW_PASSWORD)).isEqualTo(PasswordChange.OLD_PASSWORD_WRONG);
        assertThat(people.authenticate("vanthu.ubnd", PASSWORD)).isPresent();
    }

    @Test
    void guessingTheOldPasswordLocksTheAccountAsGuessingAtTheLoginDoes() {
        Person person = people.find("vanthu.ubnd").orElseThrow();
        for (int i = 0; i <= LoginLock.FREE; i++) {
            people.changePassword(person, "sai", NEW_PASSWORD);
        }

        assertThat(people.changePassword(person, PASSWORD, NEW_PASSWORD)).isEqualTo(PasswordChange.OLD_PASSWORD_WRONG);
        clock.pass(Duration.ofSeconds(31));
        assertThat(people.changePassword(person, PASSWORD, NEW_PASSWORD)).isEqualTo(PasswordChange.CHANGED);
    }

    private void open(String userName, String displayName, String password, AccountEntry.PostEntry... posts) {
        people.establish(new AccountEntry(userName, displayName, true, List.of(posts)),
                Optional.of(people.firstPassword(password, false)));
    }

    private void follow(String displayName, boolean active, AccountEntry.PostEntry... posts) {
        people.establish(new AccountEntry("vanthu.ubnd", displayName, active, List.of(posts)), Optional.empty());
    }

    private static AccountEntry.PostEntry until(Role role, String day) {
        return new AccountEntry.PostEntry(new Post(COMMITTEE, role),
                day.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(day)));
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
        List<Person> holders(UUID organizationId, Set<Role> roles) {
            return transacted(() -> super.holders(organizationId, roles));
        }

        @Override
        boolean exists(String userName) {
            return transacted(() -> super.exists(userName));
        }

        @Override
        void establish(String userName, AccountEntry entry, Optional<FirstPassword> first) {
            transacted(() -> {
                super.establish(userName, entry, first);
                return true;
            });
        }

        @Override
        boolean changePassword(String userName, String oldHash, String newHash) {
            return transacted(() -> super.changePassword(userName, oldHash, newHash));
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
