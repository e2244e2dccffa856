package vn.congvan.organization;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import javax.crypto.spec.SecretKeySpec;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.hibernate.cfg.Configuration;

/** A real PostgreSQL with all migrations, and the directory on it without a container. */
final class DirectoryDatabase implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final EntityManagerFactory factory;
    private final Clock clock;

    DirectoryDatabase(Clock clock) throws IOException, SQLException {
        this.clock = clock;
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

    @Override
    public void close() throws IOException {
        factory.close();
        postgres.close();
    }

    void empty() throws SQLException {
        for (String table : List.of("system_scope", "system_secret", "organization_code", "organization",
                "connected_system")) {
            execute("delete from " + table);
        }
    }

    /** One caller's own view of the directory: outside a transaction at first. */
    OrganizationDirectory directory(EntityManager entities) {
        SystemRegister systems = new SystemRegister();
        systems.em = entities;
        systems.clock = clock;
        systems.secrets = new Secrets();
        systems.secrets.key = new SecretKeySpec(new byte[32], "AES");
        Registration registration = new Registration();
        registration.em = entities;
        registration.clock = clock;
        registration.systems = systems;
        OrganizationDirectory directory = new OrganizationDirectory();
        directory.em = entities;
        directory.systems = systems;
        directory.registration = registration;
        return directory;
    }

    EntityManager entities() {
        return factory.createEntityManager();
    }

    /** Does {@code work} in a transaction and a view of its own. */
    <T> T transacted(Function<OrganizationDirectory, T> work) {
        try (EntityManager entities = entities()) {
            entities.getTransaction().begin();
            T answer = work.apply(directory(entities));
            if (entities.getTransaction().getRollbackOnly()) {
                entities.getTransaction().rollback();
            } else {
                entities.getTransaction().commit();
            }
            return answer;
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> rows(String sql) throws SQLException {
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
