package vn.congvan.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import jakarta.persistence.Entity;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import vn.congvan.delivery.DeliveryState;

/** Migrates an empty PostgreSQL, lets Hibernate compare its entities with it, and looks at how the schema is kept. */
class SchemaTest {

    private static EmbeddedPostgres postgres;
    private static Connection owner;

    @BeforeAll
    static void migrate() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
        owner = postgres.getPostgresDatabase().getConnection();
        try (Statement statement = owner.createStatement()) {
            statement.execute("create role congvan login");
        }
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).locations("classpath:db/migration")
                .placeholders(Map.of("runtimeRole", "congvan")).load().migrate();
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        owner.close();
        postgres.close();
    }

    @Test
    void hibernateFindsEveryColumnItExpects() {
        var registry = new StandardServiceRegistryBuilder()
                .applySetting("jakarta.persistence.jdbc.url", postgres.getJdbcUrl("postgres", "postgres"))
                .applySetting("hibernate.hbm2ddl.auto", "validate").build();
        try {
            MetadataSources sources = new MetadataSources(registry);
            new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("vn.congvan").stream().filter(c -> c.isAnnotatedWith(Entity.class))
                    .map(JavaClass::reflect).forEach(sources::addAnnotatedClass);
            assertThat(sources.getAnnotatedClasses()).isNotEmpty();
            sources.buildMetadata().buildSessionFactory().close();
        } finally {
            StandardServiceRegistryBuilder.destroy(registry);
        }
    }

    @Test
    void everyTableAndColumnSaysWhatItMeans() throws SQLException {
        assertThat(
                rows("""
                     select c.relname || coalesce('.' || a.attname, '') from pg_class c
                       left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'flyway_schema_history'
                        and (col_description(c.oid, a.attnum) is null or obj_description(c.oid) is null)"""))
                .isEmpty();
    }

    @Test
    void everyForeignKeyIsIndexed() throws SQLException {
        assertThat(rows("""
                        select c.conname from pg_constraint c
                         where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not exists (
                           select 1 from pg_index i where i.indrelid = c.conrelid
                             and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] = c.conkey)"""))
                // looked up from the child's side only: the parents are never deleted
                .isSubsetOf("transfer_package_fk", "package_content_fk");
    }

    @Test
    void everyConstraintHasANameOfOurs() throws SQLException {
        assertThat(rows("""
                        select conname from pg_constraint where connamespace = 'public'::regnamespace
                         and contype in ('p', 'u', 'f', 'c') and conrelid <> 'flyway_schema_history'::regclass
                         and conname !~ '_(pk|uk|fk|ck)$'""")).isEmpty();
    }

    @Test
    void nothingIsMeasuredInFloats() throws SQLException {
        assertThat(
                rows("""
                     select table_name || '.' || column_name from information_schema.columns
                      where table_schema = 'public' and data_type in ('real', 'double precision', 'timestamp without time zone')
                        and table_name <> 'flyway_schema_history'"""))
                .isEmpty();
    }

    @Test
    void theDatabaseKnowsTheSameMovesAsTheCode() throws SQLException {
        Map<String, Set<String>> known = new HashMap<>();
        for (String move : rows("select from_state || ' ' || to_state from delivery_move")) {
            String[] states = move.split(" ");
            known.computeIfAbsent(states[0], s -> new TreeSet<>()).add(states[1]);
        }
        for (DeliveryState state : DeliveryState.values()) {
            assertThat(known.getOrDefault(state.name(), Set.of())).as(state.name())
                    .containsExactlyInAnyOrderElementsOf(state.next().stream().map(Enum::name).toList());
        }
    }

    @Test
    void theHistoryIsNeverChanged() {
        assertThatThrownBy(() -> execute("update delivery_event set note = 'x'")).hasMessageContaining("append-only");
        assertThatThrownBy(() -> execute("delete from delivery_event")).hasMessageContaining("append-only");
        assertThatThrownBy(() -> execute("truncate delivery_event")).hasMessageContaining("append-only");
    }

    @Test
    void theApplicationsRoleOwnsNothingAndCannotTouchTheHistory() throws SQLException {
        assertThat(rows("select tablename from pg_tables where schemaname = 'public' and tableowner = 'congvan'"))
                .isEmpty();
        assertThat(rows("""
                        select privilege_type from information_schema.role_table_grants
                         where grantee = 'congvan' and table_name = 'delivery_event'""")).containsExactlyInAnyOrder(
                "INSERT",
                "SELECT");
        assertThat(rows("""
                        select privilege_type from information_schema.role_table_grants
                         where grantee = 'congvan' and table_name = 'delivery_move'""")).containsExactly("SELECT");
    }

    private static List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = owner.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
