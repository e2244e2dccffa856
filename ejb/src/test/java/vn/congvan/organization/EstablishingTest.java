package vn.congvan.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.crypto.spec.SecretKeySpec;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Line;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Refusal;

/** What an administrator lays down and what systems register, on a real PostgreSQL with all migrations and without a container. */
class EstablishingTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2021-03-01T01:00:00Z"), ZoneOffset.UTC);
    private static final String SECRET = "bí mật đầu tiên";

    private static EmbeddedPostgres postgres;
    private static EntityManagerFactory factory;

    private final OrganizationDirectory directory = new OrganizationDirectory();
    private EntityManager entities;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8")
                .setPGStartupWait(Duration.ofSeconds(90)).start();
        execute("create role congvan login");
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).locations("classpath:db/migration")
                .placeholders(Map.of("runtimeRole", "congvan")).load().migrate();
        factory = new Configuration().addAnnotatedClass(OrganizationRow.class)
                .addAnnotatedClass(OrganizationCodeRow.class)
                .setProperty("hibernate.connection.url", postgres.getJdbcUrl("postgres", "postgres"))
                .buildSessionFactory();
    }

    @AfterAll
    static void stop() throws IOException {
        factory.close();
        postgres.close();
    }

    @BeforeEach
    void anEmptyDirectory() throws SQLException {
        for (String table : List.of("system_scope", "system_secret", "organization_code", "organization",
                "connected_system")) {
            execute("delete from " + table);
        }
        entities = factory.createEntityManager();
        SystemRegister systems = new SystemRegister();
        systems.em = entities;
        systems.clock = CLOCK;
        systems.secrets = new Secrets();
        systems.secrets.key = new SecretKeySpec(new byte[32], "AES");
        Registration registration = new Registration();
        registration.em = entities;
        registration.clock = CLOCK;
        registration.systems = systems;
        directory.em = entities;
        directory.systems = systems;
        directory.registration = registration;
    }

    @AfterEach
    void close() {
        entities.close();
    }

    @Test
    void anOrganizationIsFoundByAllOfItsCodes() {
        assertThat(directory.isEmpty()).isTrue();

        establish(agency("000.00.00.H99").former("H99").older("OLD.1", "OLD.2"));

        assertThat(directory.isEmpty()).isFalse();
        assertThat(Stream.of("000.00.00.h99", "H99", "OLD.1", "OLD.2").map(this::found).map(Organization::id)
                .distinct()).hasSize(1);
        assertThat(directory.search("co quan 000.00.00.h99", Optional.empty(), 10)).hasSize(1);
    }

    @Test
    void thatItIsAppliedAgainChangesNothingAtAll() throws SQLException {
        Agency department = agency("B").under("A").older("B0");
        establish(agency("A"));
        establish(department);
        List<String> before = rows("select o::text from organization o order by code");

        establish(agency("A"));
        establish(department);

        assertThat(rows("select o::text from organization o order by code")).isEqualTo(before);
        assertThat(rows("select code from organization_code order by 1")).containsExactly("A", "B", "B0");
    }

    @Test
    void whatTheEntrySaysIsFollowedAndSystemsThatSynchroniseAreToldSo() {
        establish(agency("A"));
        system("s", true);
        long version = version("A");

        establish(agency("A").named("Tên mới").over("s").former("A9"));

        Organization after = found("A");
        assertThat(after.name()).isEqualTo("Tên mới");
        assertThat(after.line()).isEqualTo(Line.SYSTEM);
        assertThat(after.systemId()).contains("s");
        assertThat(after.formerCode()).contains(new OrganizationCode("A9"));
        assertThat(directory.search("ten moi", Optional.empty(), 10)).hasSize(1);
        assertThat(version("A")).isGreaterThan(version);
    }

    @Test
    void aNewCodeIsTakenOnWhenTheOldOneIsNamedWithIt() {
        establish(agency("OLD"));
        UUID id = found("OLD").id();

        establish(agency("NEW").older("OLD"));

        assertThat(found("NEW").id()).isEqualTo(id);
        assertThat(found("NEW").code()).hasToString("NEW");
        assertThat(found("OLD").id()).isEqualTo(id);
    }

    @Test
    void anOrganizationMovesWithAllThatIsBelowIt() {
        Stream.of(agency("A"), agency("B"), agency("C").under("A"), agency("D").under("C")).forEach(this::establish);

        establish(agency("C").under("B"));
        assertThat(names(found("D").path())).containsExactly("B", "C", "D");
        establish(agency("C"));
        assertThat(names(found("D").path())).containsExactly("C", "D");
        assertThat(found("C").parent()).isEmpty();

        assertThat(refused(agency("C").under("D"))).isEqualTo(
                Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "parent", "D"));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        establish(agency("A"));
        establish(agency("B"));

        assertThat(refused(agency("C").under("Z"))).isEqualTo(Refusal.of(ErrorCode.ORGANIZATION_UNKNOWN, "Z"));
        assertThat(refused(agency("C").over("s"))).isEqualTo(
                Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "system", "s"));
        assertThat(refused(agency("A").older("B"))).isEqualTo(Refusal.of(ErrorCode.ORGANIZATION_CODE_TAKEN, "B"));
    }

    @Test
    void whatWasClosedStaysClosed() throws SQLException {
        establish(agency("A"));
        execute("update organization set closed_at = now()");

        establish(agency("A").named("Tên mới"));

        assertThat(found("A").name()).isEqualTo("Tên mới");
        assertThat(found("A").open()).isFalse();
    }

    @Test
    void aSystemKeepsItsSecretAndFollowsItsEntry() {
        system("s", true);
        assertThat(directory.isSystem("s")).isTrue();
        assertThat(directory.authenticate("s", SECRET)).hasValueSatisfying(
                system -> assertThat(directory.admits(system, "192.0.2.1")).isTrue());

        transacted(() -> directory.establish(new SystemEntry("s", "Tên mới", true, List.of("10.0.0.0/8"), List.of()),
                Optional.empty()));
        assertThat(directory.authenticate("s", SECRET)).hasValueSatisfying(system -> {
            assertThat(system.name()).isEqualTo("Tên mới");
            assertThat(directory.admits(system, "192.0.2.1")).isFalse();
            assertThat(directory.admits(system, "10.1.2.3")).isTrue();
        });

        system("s", false);
        assertThat(directory.authenticate("s", SECRET)).isEmpty();
    }

    @Test
    void aSystemActsForWhatItIsAllowedAndNothingElse() {
        Stream.of(agency("A"), agency("B").under("A"), agency("C"), agency("D").under("C")).forEach(this::establish);
        system("s", true);
        for (int again = 0; again < 2; again++) {
            transacted(() -> {
                directory.allow("s", found("A"), true);
                directory.allow("s", found("C"), false);
                return null;
            });
        }

        ConnectedSystem system = directory.authenticate("s", SECRET).orElseThrow();
        assertThat(Stream.of("A", "B", "C", "D").filter(code -> system.mayActFor(found(code)))).containsExactly("A",
                "B", "C");
    }

    @Test
    void aSupervisingDepartmentWatchesOverItsLocalityAndNobodyElseOverAnything() {
        Stream.of(agency("H"), agency("H.5").under("H").supervising(), agency("H.5.1").under("H.5"),
                agency("H.6").under("H"), agency("H.6.1").under("H.6"), agency("G")).forEach(this::establish);

        assertThat(directory.watchedBy(found("H.5").id())).isEqualTo(
                Stream.of("H", "H.5", "H.5.1", "H.6", "H.6.1").map(code -> found(code).id())
                        .collect(Collectors.toSet()));
        assertThat(directory.watchedBy(found("H").id())).isEqualTo(Set.of(found("H").id()));
    }

    // --- registered by systems

    @Test
    void closingAnAgencyClosesAllThatIsBelowIt() {
        ConnectedSystem caller = callerFor("A");
        Stream.of(agency("B").under("A"), agency("C").under("B"), agency("D").under("A")).forEach(this::establish);

        assertThat(transacted(() -> directory.close(caller, new OrganizationCode("B"))))
                .isInstanceOf(Change.Done.class);

        assertThat(Stream.of("A", "B", "C", "D").filter(code -> found(code).open())).containsExactly("A", "D");
    }

    @Test
    void anAgencyIsNotMovedByRegisteringItAgainUnderAnother() {
        ConnectedSystem caller = callerFor("A");
        establish(agency("B").under("A"));
        assertThat(register(caller, "C", "B", "Phòng C")).isInstanceOf(Change.Done.class);

        Change moved = register(caller, "C", "A", "Phòng C mới");

        assertThat(moved).isEqualTo(new Change.Refused(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "pcode", "A")));
        assertThat(found("C").name()).isEqualTo("Phòng C");
        assertThat(register(caller, "C", "B", "Phòng C mới")).isInstanceOf(Change.Done.class);
        assertThat(register(caller, "C", "", "Phòng C mới nữa")).isInstanceOf(Change.Done.class);
        assertThat(found("C").name()).isEqualTo("Phòng C mới nữa");
    }

    @Test
    void ofTwoWhoRegisterOneCodeAtOnceTheSecondFindsWhatTheFirstMade() throws Exception {
        ConnectedSystem caller = callerFor("A");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Change>> changes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String name = "Phòng " + i;
                changes.add(threads.submit(() -> inATransactionOfItsOwn(registration -> registration.register(caller,
                        new AgencyForm(new OrganizationCode("N"), "A", name, "", "", "")))));
            }
            for (Future<Change> change : changes) {
                assertThat(change.get()).isInstanceOf(Change.Done.class);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(rows("select code from organization where code = 'N'")).hasSize(1);
    }

    // --- handed out

    @Test
    void theWholeCountryIsHandedOutParentsBeforeChildren() throws SQLException {
        execute("""
                insert into organization (id, code, name, search_text, parent_id, path, line, supervising, address, email,
                  telephone, fax, website, sample, version, changed_at)
                select id, code, 'Cơ quan ' || code, lower(code), nullif(parent, id),
                  case when parent = id then array[id] else array[parent, id] end,
                  'LOCAL', false, '', '', '', '', '', false, 1, now()
                from (select lpad(to_hex(n), 32, '0')::uuid as id, to_char(n, 'FM000000') as code,
                  lpad(to_hex(n % 700), 32, '0')::uuid as parent from generate_series(0, 110999) n) as country""");
        Set<String> handedOut = new HashSet<>();

        directory.forEach(listing -> {
            assertThat(listing.parentId().isEmpty() || handedOut.contains(listing.parentId())).isTrue();
            assertThat(handedOut.add(listing.id())).isTrue();
            entities.clear();
        });

        assertThat(handedOut).hasSize(111_000);
    }

    @Test
    void moreCodesThanAStatementTakesParametersAreLookedUpAtOnce() {
        establish(agency("A"));
        List<OrganizationCode> codes = IntStream.range(0, 70_000).mapToObj(n -> new OrganizationCode("X" + n))
                .collect(Collectors.toCollection(ArrayList::new));
        codes.add(new OrganizationCode("a"));

        assertThat(directory.find(codes)).containsOnlyKeys(new OrganizationCode("A"));
    }

    // --- short ways

    private ConnectedSystem callerFor(String root) {
        establish(agency(root));
        system("s", true);
        transacted(() -> {
            directory.allow("s", found(root), true);
            return null;
        });
        return directory.authenticate("s", SECRET).orElseThrow();
    }

    private Change register(ConnectedSystem caller, String code, String parent, String name) {
        return transacted(() -> directory.register(caller,
                new AgencyForm(new OrganizationCode(code), parent, name, "", "", "")));
    }

    private static Change inATransactionOfItsOwn(Function<Registration, Change> work) {
        EntityManager own = factory.createEntityManager();
        try {
            Registration registration = new Registration();
            registration.em = own;
            registration.clock = CLOCK;
            own.getTransaction().begin();
            Change change = work.apply(registration);
            own.getTransaction().commit();
            return change;
        } finally {
            own.close();
        }
    }

    private record Agency(String code, String former, List<String> older, String name, String parent, String system,
            boolean watches) {

        Agency former(String other) {
            return new Agency(code, other, older, name, parent, system, watches);
        }

        Agency older(String... others) {
            return new Agency(code, former, List.of(others), name, parent, system, watches);
        }

        Agency named(String other) {
            return new Agency(code, former, older, other, parent, system, watches);
        }

        Agency under(String other) {
            return new Agency(code, former, older, name, other, system, watches);
        }

        Agency over(String other) {
            return new Agency(code, former, older, name, parent, other, watches);
        }

        Agency supervising() {
            return new Agency(code, former, older, name, parent, system, true);
        }

        AgencyEntry entry() {
            return new AgencyEntry(new OrganizationCode(code), OrganizationCode.parse(former),
                    older.stream().map(OrganizationCode::new).toList(), name, OrganizationCode.parse(parent),
                    system.isEmpty() ? Line.LOCAL : Line.SYSTEM,
                    system.isEmpty() ? Optional.empty() : Optional.of(system), watches, Organization.Contact.NONE,
                    false);
        }
    }

    private static Agency agency(String code) {
        return new Agency(code, "", List.of(), "Cơ quan " + code, "", "", false);
    }

    private void establish(Agency agency) {
        assertThat(transacted(() -> directory.establish(agency.entry()))).isInstanceOf(Change.Done.class);
    }

    private Refusal refused(Agency agency) {
        return ((Change.Refused) transacted(() -> directory.establish(agency.entry()))).refusal();
    }

    private void system(String id, boolean active) {
        assertThat(transacted(() -> directory.establish(
                new SystemEntry(id, "Hệ thống " + id, active, List.of(), List.of()), Optional.of(SECRET)))).isEmpty();
    }

    private Organization found(String code) {
        return directory.find(new OrganizationCode(code)).orElseThrow();
    }

    private List<String> names(List<UUID> path) {
        return path.stream().map(id -> directory.byId(id).orElseThrow().code().value()).toList();
    }

    private long version(String code) {
        entities.clear();
        return entities.find(OrganizationRow.class, found(code).id()).version;
    }

    private <T> T transacted(Supplier<T> work) {
        entities.getTransaction().begin();
        directory.takeTurns();
        T answer = work.get();
        entities.getTransaction().commit();
        entities.clear();
        return answer;
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
