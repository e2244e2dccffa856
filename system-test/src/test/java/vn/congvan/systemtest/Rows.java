package vn.congvan.systemtest;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the database and the content store of a node hold. */
public final class Rows {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** A look into files that was cut off is claimed for minutes. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(4);

    private final RunningNode node;

    public Rows(RunningNode node) {
        this.node = node;
    }

    /** The number in the first column of the first row. */
    public long count(String query, Object... parameters) {
        return Long.parseLong(texts(query, parameters).get(0));
    }

    /** The first column of each row. */
    public List<String> texts(String query, Object... parameters) {
        try (Connection database = node.database(); PreparedStatement statement = database.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<String> texts = new ArrayList<>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** Changes rows behind the node's back. */
    public void execute(String sql, Object... parameters) {
        try (Connection database = node.database(); PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Waits until the node owes nothing that it could do by itself, and so changes nothing of its own accord. */
    public void awaitQuiet() {
        await().atMost(PATIENCE).until(() -> count("select (select count(*) from transfer where due_at is not null)"
                + " + (select count(*) from status_report where due_at is not null)") == 0);
    }

    /**
     * How many rows each table has and how many files there are, once nothing of what came in waits any more; without the log of refused requests, which is all that a
     * refusal may change.
     */
    public Map<String, Long> footprint() {
        // what is looked into and vouched for behind an answer adds rows of its own
        await().atMost(AFTERWARDS).until(() -> count(
                "select count(*) from package where files_due_at is not null or receipt_due_at is not null") == 0);
        Map<String, Long> footprint = new TreeMap<>();
        for (String table : texts("select table_name from information_schema.tables where table_schema = 'public'"
                + " and table_type = 'BASE TABLE' and table_name <> 'refused_request'")) {
            footprint.put("rows of " + table, count("select count(*) from " + table));
        }
        try {
            footprint.put("content files", (long) Folders.files(node.home().resolve("content")).size());
            footprint.put("temporary files", (long) Folders.files(node.temporaryFiles()).size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return footprint;
    }

    /** How often each refusal was written down. */
    public long refusals() {
        return count("select count(*) from refused_request");
    }

    /** How many requests of that kind were refused, with those that were only counted. */
    public long refusedInAll(String code, String claimed, String via) {
        return count("select coalesce(sum(1 + repeated), 0) from refused_request where code = ? and claimed_caller = ?"
                + " and via = ?", code, claimed, via);
    }

    /** How many lines there are of that kind. */
    public long refusedLines(String code, String claimed, String via) {
        return count("select count(*) from refused_request where code = ? and claimed_caller = ? and via = ?", code,
                claimed, via);
    }

    /** The newest lines of the log of refused requests: code, claimed caller, protocol. */
    public List<String> lastRefusals(long howMany) {
        return texts("select code || ' ' || claimed_caller || ' ' || via from refused_request order by id desc limit ?",
                howMany);
    }
}
