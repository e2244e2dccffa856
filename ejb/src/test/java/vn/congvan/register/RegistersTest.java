package vn.congvan.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.RefusedException;
import vn.congvan.document.RegisterClerk;

/** Numbers of arrival, on a real PostgreSQL with all migrations and without a container. */
class RegistersTest {

    private static final Instant MORNING = Instant.parse("2026-11-24T01:00:00Z");

    private static EmbeddedPostgres postgres;
    private static EntityManagerFactory factory;

    private RegisterClerk committee;
    private RegisterClerk department;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8")
                .setPGStartupWait(Duration.ofSeconds(90)).start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            connection.createStatement().execute("create role congvan login");
        }
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).locations("classpath:db/migration")
                .placeholders(Map.of("runtimeRole", "congvan")).load().migrate();
        factory = new Configuration().addAnnotatedClass(IncomingEntryRow.class)
                .addAnnotatedClass(EntryDeliveryRow.class)
                .setProperty("hibernate.connection.url", postgres.getJdbcUrl("postgres", "postgres"))
                .buildSessionFactory();
    }

    @AfterAll
    static void stop() throws IOException {
        factory.close();
        postgres.close();
    }

    @BeforeEach
    void twoOrganizations() throws SQLException {
        committee = clerkOfANewOrganization();
        department = clerkOfANewOrganization();
    }

    private static RegisterClerk clerkOfANewOrganization() throws SQLException {
        UUID id = UUID.randomUUID();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                PreparedStatement insert = connection
                        .prepareStatement(
                                """
                                insert into organization (id, code, name, search_text, path, line, supervising, address,
                                  email, telephone, fax, website, sample, version, changed_at)
                                values (?, ?, 'Cơ quan thử', '', array[]::uuid[], 'LOCAL', false, '', '', '', '', '', false, 0,
                                  now())""")) {
            insert.setObject(1, id);
            insert.setString(2, id.toString());
            insert.executeUpdate();
        }
        return new RegisterClerk(id, "vanthu", "Văn thư thử");
    }

    private static Registers registers(EntityManager entities, Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        Registers registers = new Registers();
        registers.em = entities;
        registers.clock = clock;
        registers.series = new NumberSeries();
        registers.series.em = entities;
        registers.series.clock = clock;
        return registers;
    }

    /** Does {@code work} in a transaction of its own, and keeps what it did or not. */
    private static <T> T within(Instant now, boolean keep, Function<Registers, T> work) {
        try (EntityManager entities = factory.createEntityManager()) {
            entities.getTransaction().begin();
            T answer;
            try {
                answer = work.apply(registers(entities, now));
                entities.flush();
            } catch (RefusedException e) {
                // as the container does
                entities.getTransaction().rollback();
                throw e;
            }
            if (keep) {
                entities.getTransaction().commit();
            } else {
                entities.getTransaction().rollback();
            }
            return answer;
        }
    }

    private static IncomingEntry enter(RegisterClerk by, Instant now) {
        return within(now, true, registers -> registers.enter(by, entry("V/v thử"), Optional.empty(), true));
    }

    private static List<Integer> numbers(RegisterClerk of, int year) {
        return within(MORNING, true, registers -> registers
                .incoming(of.organizationId(), new IncomingQuery(year, Optional.empty(), 500)).stream()
                .map(IncomingEntry::number).toList());
    }

    private static List<Integer> years(RegisterClerk of, Instant now) {
        return within(now, true, registers -> registers.incomingYears(of.organizationId()));
    }

    private static NewIncomingEntry entry(String subject) {
        return new NewIncomingEntry("Sở Thử", "5/QĐ-UBND", Optional.of(LocalDate.of(2026, 11, 20)),
                "Quyết định", subject, "", "");
    }

    @Test
    void numbersGoOnByOneForEachOrganizationOfItsOwn() {
        assertThat(enter(committee, MORNING).number()).isEqualTo(1);
        assertThat(enter(committee, MORNING).number()).isEqualTo(2);
        assertThat(enter(department, MORNING).number()).isEqualTo(1);

        assertThat(numbers(committee, 2026)).containsExactly(2, 1);
        assertThat(numbers(department, 2026)).containsExactly(1);
    }

    @Test
    void clerksAtOnceGetConsecutiveNumbersAndFailuresLeaveNoHole() throws Exception {
        int attempts = 60;
        List<Integer> kept = new ArrayList<>();
        ExecutorService clerks = Executors.newFixedThreadPool(8);
        try {
            List<Future<Optional<Integer>>> given = IntStream.range(0, attempts)
                    .mapToObj(i -> clerks.submit(() -> within(MORNING, i % 3 != 0,
                            registers -> Optional
                                    .of(registers.enter(committee, entry("V/v số " + i), Optional.empty(), true)
                                            .number())
                                    .filter(number -> i % 3 != 0))))
                    .toList();
            for (Future<Optional<Integer>> one : given) {
                one.get().ifPresent(kept::add);
            }
        } finally {
            clerks.shutdown();
        }

        List<Integer> expected = IntStream.rangeClosed(1, attempts * 2 / 3).boxed().toList();
        assertThat(kept).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(numbers(committee, 2026)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theYearEndsAtMidnightInVietnam() {
        Instant lastMinute = Instant.parse("2026-12-31T16:59:59Z");

        IncomingEntry last = enter(committee, lastMinute);
        IncomingEntry first = enter(committee, lastMinute.plusSeconds(1));

        assertThat(last.arrivalDate()).isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(first.arrivalDate()).isEqualTo(LocalDate.of(2027, 1, 1));
        assertThat(first.number()).isEqualTo(1);
        assertThat(numbers(committee, 2026)).containsExactly(1);
        assertThat(years(committee, lastMinute)).containsExactly(2027, 2026);
        assertThat(years(department, lastMinute)).as("nothing entered yet").containsExactly(2026);
    }

    @Test
    void theSameNumberNotationAndDateIsMetBeforeANumberIsSpent() {
        NewIncomingEntry first = new NewIncomingEntry("Sở Thử", "05/QĐ-UBND", Optional.of(LocalDate.of(2026, 11, 20)),
                "", "V/v thử", "", "");
        NewIncomingEntry otherwiseSpelt = new NewIncomingEntry("Sở Thử tỉnh", "5 / qđ-ubnd", first.documentDate(), "",
                "Về việc thử", "", "");
        NewIncomingEntry otherDate = new NewIncomingEntry("Sở Thử", "05/QĐ-UBND", Optional.empty(), "", "V/v thử", "",
                "");
        IncomingEntry entered = within(MORNING, true,
                registers -> registers.enter(committee, first, Optional.empty(), false));

        assertThatThrownBy(() -> within(MORNING, true,
                registers -> registers.enter(committee, otherwiseSpelt, Optional.empty(), false)))
                .isInstanceOfSatisfying(RefusedException.class, e -> {
                    assertThat(e.refusal().code()).isEqualTo(ErrorCode.ENTRY_ALIKE);
                    assertThat(e.refusal().about()).containsExactly("1", "2026");
                });
        assertThat(alike(committee, otherwiseSpelt)).contains(entered);
        assertThat(alike(committee, otherDate)).isEmpty();
        assertThat(alike(department, otherwiseSpelt)).as("of another organization").isEmpty();
        assertThat(
                within(MORNING, true, registers -> registers.enter(committee, otherwiseSpelt, Optional.empty(), true))
                        .number())
                .as("no number was lost").isEqualTo(2);
        NewIncomingEntry without = new NewIncomingEntry("Sở Thử", "", Optional.empty(), "Giấy mời", "Mời họp", "", "");
        within(MORNING, true, registers -> registers.enter(committee, without, Optional.empty(), false));
        assertThat(alike(committee, without)).as("nothing to compare").isEmpty();
    }

    private static Optional<IncomingEntry> alike(RegisterClerk of, NewIncomingEntry entry) {
        return within(MORNING, true, registers -> registers.alike(of.organizationId(), entry));
    }

    @Test
    void theRegisterIsReadPageByPageFromItsEnd() {
        IntStream.range(0, 5).forEach(i -> enter(committee, MORNING));

        List<IncomingEntry> page = within(MORNING, true, registers -> registers.incoming(committee.organizationId(),
                new IncomingQuery(2026, Optional.of(4), 2)));

        assertThat(page).extracting(IncomingEntry::number).containsExactly(3, 2);
    }

    @Test
    void whatWasWrittenIsKeptAsItWasWritten() {
        NewIncomingEntry written = new NewIncomingEntry("  Quốc hội ", "117/2025/QH15",
                Optional.empty(), "", "Luật  thử", "Phòng Thử", "có bản giấy");

        IncomingEntry entered = within(MORNING, true,
                registers -> registers.enter(committee, written, Optional.empty(), false));

        IncomingEntry read = within(MORNING, true, registers -> registers
                .incoming(committee.organizationId(), new IncomingQuery(2026, Optional.empty(), 1))).get(0);
        assertThat(read).isEqualTo(entered);
        assertThat(read.author()).isEqualTo("Quốc hội");
        assertThat(read.documentDate()).isEmpty();
        assertThat(read.registeredBy()).isEqualTo("Văn thư thử");
        assertThat(read.registeredAt()).isEqualTo(MORNING);
    }

    @Test
    void aLineWithoutAuthorOrSubjectOrWithTooMuchOfEitherIsRefused() {
        assertThatThrownBy(() -> entry(" ")).isInstanceOfSatisfying(RefusedException.class, e -> {
            assertThat(e.refusal().code()).isEqualTo(ErrorCode.ENTRY_FIELD_MISSING);
            assertThat(e.refusal().about()).containsExactly("subject");
        });
        assertThatThrownBy(() -> entry("x".repeat(NewIncomingEntry.SUBJECT + 1)))
                .isInstanceOfSatisfying(RefusedException.class, e -> {
                    assertThat(e.refusal().code()).isEqualTo(ErrorCode.ENTRY_FIELD_TOO_LONG);
                    assertThat(e.refusal().about()).containsExactly("subject", "1000");
                });
        assertThat(entry("x".repeat(NewIncomingEntry.SUBJECT)).subject()).hasSize(NewIncomingEntry.SUBJECT);
    }

    @Test
    void theNodeItselfCannotTakeALineOutOfARegister() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            connection.createStatement().execute("set role congvan");
            for (String forbidden : List.of("delete from incoming_entry", "update incoming_entry set number = 7",
                    "delete from number_series")) {
                assertThatThrownBy(() -> connection.createStatement().execute(forbidden)).as(forbidden)
                        .hasMessageContaining("permission denied");
            }
        }
    }
}
