package vn.congvan.systemtest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.congvan.systemtest.Edxml.DANANG;
import static vn.congvan.systemtest.Edxml.QUANGNAM;
import static vn.congvan.systemtest.Edxml.VPCP;

import java.io.IOException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Kills the server in the middle of a running load, at seeded random moments, and looks into the books afterwards: every
 * send that was answered OK exists once with its bytes intact, nothing is stuck, nothing is doubled.
 */
class CrashIT {

    private static final long SEED = 20210201L;
    private static final int KILLS = Integer.getInteger("congvan.crash.kills", 3);

    private static RunningNode node;

    @BeforeAll
    static void start() {
        node = RunningNode.start("crash", List.of());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void whatWasAnsweredOkSurvivesEveryKill() throws Exception {
        Random random = new Random(SEED);
        // identity -> SHA-256 of what was sent, entered only after the node said OK
        Map<String, String> ledger = new ConcurrentHashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            AtomicBoolean running = new AtomicBoolean(true);
            ExecutorService load = Executors.newFixedThreadPool(3);
            load.submit(() -> send(running, ledger));
            load.submit(() -> send(running, ledger));
            load.submit(() -> receive(running));
            int before = ledger.size();
            int target = before + 10 + random.nextInt(40);
            await().atMost(120, SECONDS).until(() -> ledger.size() >= target);
            node.killHard();
            running.set(false);
            load.shutdown();
            assertThat(load.awaitTermination(180, SECONDS)).isTrue();
            node.startAgain();
        }
        drain();

        assertThat(ledger).hasSizeGreaterThan(10 * KILLS);
        for (Map.Entry<String, String> sent : ledger.entrySet()) {
            assertThat(rows(
                    """
                    select p.content_sha256 from document d join package p on p.document_id = d.id and p.type = 'EDOC'
                     where d.identity = '%s'""".formatted(sent.getKey()))).as(sent.getKey())
                    .isEqualTo(sent.getValue());
        }
        // stored = delivered = acknowledged: two deliveries a document, each arrived, each reported by one 01
        assertThat(rows("select count(*) from delivery where state <> 'ARRIVED'")).isEqualTo("0");
        assertThat(rows("select count(*) from transfer where type = 'EDOC' and state <> 'DONE'")).isEqualTo("0");
        assertThat(rows("select count(*) from (select document_id from delivery group by 1 having count(*) <> 2) x"))
                .isEqualTo("0");
        assertThat(
                rows("""
                     select count(*) from delivery d where 1 <> (select count(*) from status_report s
                      join transfer t on t.package_id = s.package_id where s.delivery_id = d.id and s.code = '01')"""))
                .isEqualTo("0");
        assertThat(rows("select count(*) from transfer where due_at is not null")).isEqualTo("0");
        assertThat(rows("select count(*) from status_report where due_at is not null")).isEqualTo("0");
    }

    /** Sends documents of their own until told to stop; what the node does not answer may be there or not, but never twice. */
    private static Void send(AtomicBoolean running, Map<String, String> ledger) throws Exception {
        Exchange vpcp = new Exchange(node, "vpcp");
        while (running.get()) {
            String identity = Edxml.newIdentity(VPCP);
            byte[] document = Edxml.document(identity, VPCP, DANANG, QUANGNAM);
            try {
                if (vpcp.send(document).status() == 201) {
                    ledger.put(identity, sha256(document));
                }
            } catch (IOException killed) {
                running.set(false);
            }
        }
        return null;
    }

    private static Void receive(AtomicBoolean running) throws Exception {
        Exchange danang = new Exchange(node, "danang");
        while (running.get()) {
            try {
                takeAll(danang);
            } catch (IOException killed) {
                running.set(false);
            }
        }
        return null;
    }

    private static int takeAll(Exchange danang) throws IOException, InterruptedException {
        List<JsonObject> waiting = danang.inbox("edoc");
        for (JsonObject item : waiting) {
            String transfer = item.getString("transferId");
            danang.fetch(transfer);
            danang.confirm(transfer, "DONE");
        }
        return waiting.size();
    }

    /** Everything that was accepted is taken by its receiver, and everything that is owed is reported. */
    private static void drain() {
        Exchange danang = new Exchange(node, "danang");
        await().atMost(180, SECONDS).pollInterval(1, SECONDS).until(() -> takeAll(danang) == 0
                && rows("select count(*) from delivery where state <> 'ARRIVED'").equals("0")
                && rows("select count(*) from status_report where due_at is not null").equals("0"));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static String rows(String sql) throws Exception {
        try (Connection database = node.database();
                Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            StringBuilder text = new StringBuilder();
            while (result.next()) {
                text.append(text.isEmpty() ? "" : ",").append(result.getString(1));
            }
            return text.toString();
        }
    }
}
