package vn.congvan.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Line;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Refusal;

/** What connected systems change in the directory, on a real PostgreSQL with all migrations and without a container. */
@Timeout(120)
class RegistrationTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2021-03-01T01:00:00Z"), ZoneOffset.UTC);

    private static DirectoryDatabase database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        database = new DirectoryDatabase(CLOCK);
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    /** R is the root of system r, with A and B below it; S is the root of system s. */
    @BeforeEach
    void twoSystems() throws SQLException {
        database.empty();
        database.transacted(directory -> {
            directory.takeTurns();
            for (String id : List.of("r", "s")) {
                directory.establish(new SystemEntry(id, id, true, List.of(), List.of()), Optional.of("bí mật"));
            }
            lay(directory, "R", "H1", "", "r");
            lay(directory, "A", "", "R", "r");
            lay(directory, "B", "", "R", "r");
            lay(directory, "S", "", "", "s");
            return null;
        });
    }

    @Test
    void aCodeThatTwoSystemsRegisterAtTheSameTimeBelongsToTheFirst() throws SQLException {
        ConnectedSystem r = system("r", "R");
        ConnectedSystem s = system("s", "S");
        CompletableFuture<Change> second;
        try (EntityManager first = database.entities()) {
            first.getTransaction().begin();
            assertThat(database.directory(first).register(r, form("X", ""))).isInstanceOf(Change.Done.class);
            second = CompletableFuture.supplyAsync(() -> database.transacted(d -> d.register(s, form("x", ""))));
            awaitSomebodyWaiting();
            first.getTransaction().commit();
        }

        assertThat(second.join())
                .isEqualTo(new Change.Refused(Refusal.of(ErrorCode.ORGANIZATION_CODE_TAKEN, "x")));
        assertThat(found("X").systemId()).contains("r");
        assertThat(register(s, form("X", ""))).as("and later the same").isEqualTo(
                new Change.Refused(Refusal.of(ErrorCode.ORGANIZATION_CODE_TAKEN, "X")));
    }

    @Test
    void aRepetitionThatOvertakesTheFirstIsNoFault() throws SQLException {
        ConnectedSystem r = system("r", "R");
        CompletableFuture<Change> again;
        try (EntityManager first = database.entities()) {
            first.getTransaction().begin();
            assertThat(database.directory(first).register(r, form("X", ""))).isInstanceOf(Change.Done.class);
            again = CompletableFuture.supplyAsync(() -> database.transacted(d -> d.register(r, form("X", ""))));
            awaitSomebodyWaiting();
            first.getTransaction().commit();
        }

        assertThat(again.join()).isInstanceOf(Change.Done.class);
        assertThat(database.rows("select code from organization where code = 'X'")).hasSize(1);
    }

    @Test
    void whoCannotWaitForTheAdministratorIsToldToComeBack() {
        ConnectedSystem r = system("r", "R");
        database.transacted(administrator -> {
            administrator.takeTurns();
            assertThat(CompletableFuture.supplyAsync(() -> register(r, form("X", ""))).join())
                    .isEqualTo(new Change.Refused(Refusal.of(ErrorCode.BUSY)));
            return null;
        });
        assertThat(register(r, form("X", ""))).isInstanceOf(Change.Done.class);
    }

    @Test
    void anotherParentThanTheStoredOneIsRefusedAndNothingChanges() throws SQLException {
        ConnectedSystem r = system("r", "R");
        register(r, form("X", "A"));
        List<String> before = database.rows("select o::text from organization o order by code");

        assertThat(register(r, form("X", "B")))
                .isEqualTo(new Change.Refused(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "pcode", "B")));
        assertThat(register(r, form("R", "A")))
                .isEqualTo(new Change.Refused(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "pcode", "A")));
        assertThat(register(r, form("X", "Z")))
                .isEqualTo(new Change.Refused(Refusal.of(ErrorCode.ORGANIZATION_UNKNOWN, "Z")));

        assertThat(database.rows("select o::text from organization o order by code")).isEqualTo(before);
    }

    @Test
    void theStoredParentUnderAnyOfItsCodesOrNoneIsTheSame() {
        ConnectedSystem r = system("r", "R");
        register(r, form("X", "R"));

        for (String parent : List.of("", "R", "r", "H1")) {
            assertThat(register(r, form("X", parent))).as(parent).isInstanceOf(Change.Done.class);
        }
    }

    @Test
    void anAgencyThatWasClosedOpensAgainAndTheAnswerSaysSo() {
        ConnectedSystem r = system("r", "R");
        assertThat(((Change.Done) register(r, form("X", "A"))).reopened()).isFalse();
        assertThat(close(r, "X")).isInstanceOf(Change.Done.class);
        assertThat(found("X").open()).isFalse();

        assertThat(((Change.Done) register(r, form("X", "A"))).reopened()).isTrue();
        assertThat(found("X").open()).isTrue();
        assertThat(((Change.Done) register(r, form("X", "A"))).reopened()).isFalse();
    }

    @Test
    void anAgencyThatAnotherOneTookOverStaysClosed() throws SQLException {
        ConnectedSystem r = system("r", "R");
        register(r, form("X", "A"));
        database.execute("update organization set closed_at = now(), successor_code = 'B' where code = 'X'");

        assertThat(register(r, form("X", "A")))
                .isEqualTo(new Change.Refused(Refusal.of(ErrorCode.NOT_ALLOWED, "X → B")));
        assertThat(found("X").open()).isFalse();
    }

    @Test
    void nothingIsOpenedBelowWhatIsClosed() throws SQLException {
        ConnectedSystem r = system("r", "R");
        register(r, form("X", "A"));
        database.execute("update organization set closed_at = now() where code in ('A', 'X')");

        for (String code : List.of("X", "Y")) {
            assertThat(register(r, form(code, "A")))
                    .isEqualTo(new Change.Refused(Refusal.of(ErrorCode.ORGANIZATION_UNKNOWN, "A")));
        }
    }

    @Test
    void forWhatIsClosedNoSystemActsAnyMoreWhicheverOfItsCodesIsUsed() {
        ConnectedSystem r = system("r", "R");
        register(r, form("X", "A"));
        database.transacted(directory -> {
            directory.takeTurns();
            lay(directory, "Y", "Y1", "X", "s");
            return null;
        });
        ConnectedSystem nested = new ConnectedSystem("s", "s", Set.of(found("Y").id()), Set.of(), SystemLimits.NONE);
        assertThat(Stream.of("X", "Y", "Y1", "R", "H1", "B").filter(code -> r.mayActFor(found(code)))).hasSize(6);
        assertThat(Stream.of("X", "Y", "Y1").filter(code -> nested.mayActFor(found(code)))).containsExactly("Y", "Y1");

        assertThat(close(r, "X")).isInstanceOf(Change.Done.class);

        assertThat(Stream.of("X", "Y", "Y1", "R", "H1", "B").filter(code -> r.mayActFor(found(code))))
                .containsExactly("R", "H1", "B");
        assertThat(nested.mayActFor(found("Y1"))).isFalse();
    }

    @Test
    void anAgencyIsClosedUnderItsOtherCodeToo() {
        ConnectedSystem r = system("r", "R");
        database.transacted(directory -> {
            directory.takeTurns();
            lay(directory, "X", "X1", "A", "r");
            return null;
        });

        assertThat(close(system("s", "S"), "x1"))
                .isEqualTo(new Change.Refused(Refusal.of(ErrorCode.ORGANIZATION_UNKNOWN, "x1")));
        assertThat(close(r, "x1")).isInstanceOf(Change.Done.class);
        assertThat(found("X").open()).isFalse();
        assertThat(close(r, "H1")).as("its own root")
                .isEqualTo(new Change.Refused(Refusal.of(ErrorCode.ORGANIZATION_UNKNOWN, "H1")));
    }

    @Test
    void aCodeThatGrowsInUpperCaseIsRefused() {
        String code = "ß".repeat(OrganizationCode.MAX_LENGTH);

        assertThat(register(system("r", "R"), form(code, "")))
                .isEqualTo(new Change.Refused(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "code", code)));
    }

    @Test
    void whoHasNoSingleRootMustNameTheParent() {
        ConnectedSystem both = system("r", "A", "B");
        assertThat(register(both, form("X", "")))
                .isEqualTo(new Change.Refused(Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, "pcode")));
        assertThat(register(both, form("X", "B"))).isInstanceOf(Change.Done.class);

        ConnectedSystem single = new ConnectedSystem("r", "r", Set.of(found("A").id()), Set.of(), SystemLimits.NONE);
        assertThat(register(single, form("Y", "")))
                .isEqualTo(new Change.Refused(Refusal.of(ErrorCode.NOT_ALLOWED, "Y")));
    }

    // --- short ways

    private static void awaitSomebodyWaiting() throws SQLException {
        while (database.rows("select 1 from pg_locks where not granted").isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private static void lay(OrganizationDirectory directory, String code, String former, String parent,
            String system) {
        assertThat(directory.establish(new AgencyEntry(new OrganizationCode(code), OrganizationCode.parse(former),
                List.of(), "Cơ quan " + code, OrganizationCode.parse(parent), Line.SYSTEM, Optional.of(system), false,
                Organization.Contact.NONE, false))).isInstanceOf(Change.Done.class);
    }

    private static AgencyForm form(String code, String parent) {
        return new AgencyForm(new OrganizationCode(code), parent, "Vụ Thử", "thu@example.vn", "", "");
    }

    private static ConnectedSystem system(String id, String... roots) {
        Set<UUID> subtrees = Stream.of(roots).map(root -> found(root).id()).collect(Collectors.toSet());
        return new ConnectedSystem(id, id, Set.of(), subtrees, SystemLimits.NONE);
    }

    private static Change register(ConnectedSystem caller, AgencyForm form) {
        return database.transacted(directory -> directory.register(caller, form));
    }

    private static Change close(ConnectedSystem caller, String code) {
        return database.transacted(directory -> directory.close(caller, new OrganizationCode(code)));
    }

    private static Organization found(String code) {
        OrganizationDirectory.forget();
        return database.transacted(directory -> directory.find(new OrganizationCode(code)).orElseThrow());
    }
}
