package vn.congvan.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.Function;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import vn.congvan.document.Sha256;
import vn.congvan.idempotency.IdempotencyKeys.Claim;
import vn.congvan.organization.ConnectedSystem;
import vn.congvan.organization.SystemLimits;

/** The room on a real PostgreSQL, with its own migration and without a container. */
class IdempotencyKeysTest {

    private static final Instant MORNING = Instant.parse("2021-03-01T01:00:00Z");
    private static final Duration KEPT = Duration.ofHours(6);
    private static final ConnectedSystem VPCP = system("vpcp");
    private static final ConnectedSystem DANANG = system("danang");
    private static final Sha256 REQUEST = Sha256.of(new byte[] {1});
    private static final Sha256 OTHER = Sha256.of(new byte[] {2});

    private static EmbeddedPostgres postgres;
    private static EntityManagerFactory factory;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(90)).start();
        execute("create table connected_system (id varchar(64) primary key)");
        execute("insert into connected_system values ('vpcp'), ('danang')");
        try (InputStream migration = IdempotencyKeysTest.class
                .getResourceAsStream("/db/migration/V2__idempotency_key.sql")) {
            execute(new String(migration.readAllBytes(), StandardCharsets.UTF_8));
        }
        factory = new Configuration()
                .setProperty("hibernate.connection.url", postgres.getJdbcUrl("postgres", "postgres"))
                .buildSessionFactory();
    }

    @AfterAll
    static void stop() throws IOException {
        factory.close();
        postgres.close();
    }

    @BeforeEach
    void nothingIsRemembered() throws SQLException {
        execute("delete from idempotency_key");
    }

    @Test
    void aRequestMadeAgainGetsItsAnswerAsLongAsItIsKept() {
        answer(VPCP, "k", REQUEST, MORNING);

        assertThat(claim(VPCP, "k", REQUEST, MORNING.plus(KEPT))).isEqualTo(new Claim.Answered(201, "{}"));
        assertThat(claim(VPCP, "k", OTHER, MORNING.plus(KEPT))).isEqualTo(new Claim.Taken());
    }

    @Test
    void anAnswerPastItsTimeIsForgottenEvenBeforeItIsCleanedAway() {
        answer(VPCP, "k", REQUEST, MORNING);
        Instant later = MORNING.plus(KEPT).plusSeconds(1);

        assertThat(claim(VPCP, "k", OTHER, later)).isEqualTo(new Claim.Mine(later));
    }

    @Test
    void theCleaningTakesWhatIsPastItsTimeAndNothingElse() {
        answer(VPCP, "old", REQUEST, MORNING);
        claim(VPCP, "old and without an answer", REQUEST, MORNING);
        answer(VPCP, "young", REQUEST, MORNING.plusSeconds(2));
        answer(DANANG, "young", REQUEST, MORNING.plusSeconds(2));

        Instant later = MORNING.plus(KEPT).plusSeconds(1);
        assertThat(at(later, IdempotencyKeys::purge)).isEqualTo(2);
        assertThat(at(later, IdempotencyKeys::purge)).isZero();
        assertThat(claim(VPCP, "young", REQUEST, later)).isInstanceOf(Claim.Answered.class);
        assertThat(claim(DANANG, "young", REQUEST, later)).isInstanceOf(Claim.Answered.class);
        assertThat(claim(VPCP, "old", OTHER, later)).isEqualTo(new Claim.Mine(later));
    }

    @Test
    void aRefusedRequestFreesItsName() {
        claim(VPCP, "k", REQUEST, MORNING);
        at(MORNING, keys -> {
            keys.release(VPCP, "k", REQUEST);
            return true;
        });

        assertThat(claim(VPCP, "k", OTHER, MORNING)).isEqualTo(new Claim.Mine(MORNING));
    }

    @Test
    void namesOfTwoSystemsAreTwoNames() {
        answer(VPCP, "k", REQUEST, MORNING);

        assertThat(claim(DANANG, "k", OTHER, MORNING)).isEqualTo(new Claim.Mine(MORNING));
    }

    private static Claim claim(ConnectedSystem system, String key, Sha256 request, Instant now) {
        return at(now, keys -> keys.claim(system, key, request));
    }

    private static void answer(ConnectedSystem system, String key, Sha256 request, Instant now) {
        claim(system, key, request, now);
        at(now, keys -> {
            keys.answered(system, key, request, 201, "{}");
            return true;
        });
    }

    private static <T> T at(Instant now, Function<IdempotencyKeys, T> work) {
        try (EntityManager manager = factory.createEntityManager()) {
            IdempotencyKeys keys = new IdempotencyKeys();
            keys.em = manager;
            keys.clock = Clock.fixed(now, ZoneOffset.UTC);
            keys.settings = new IdempotencySettings(KEPT);
            manager.getTransaction().begin();
            T answer = work.apply(keys);
            manager.getTransaction().commit();
            return answer;
        }
    }

    private static ConnectedSystem system(String id) {
        return new ConnectedSystem(id, id, Set.of(), Set.of(), SystemLimits.NONE);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
