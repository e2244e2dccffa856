package vn.congvan.systemtest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.congvan.systemtest.Edxml.DANANG;
import static vn.congvan.systemtest.Edxml.QUANGNAM;
import static vn.congvan.systemtest.Edxml.QUANGNINH;
import static vn.congvan.systemtest.Edxml.VPCP;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The server dies: at each step of its work, and at seeded random moments of a running load. Afterwards every send that was
 * answered OK exists once with its bytes intact, no delivery is stuck, none is doubled, and whoever repeats what was not
 * answered gets the answer that was lost.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrashIT {

    private static final long SEED = 20_261_123L;
    private static final int KILLS = Integer.getInteger("congvan.crash.kills", 10);
    private static final String[] SYSTEMS = {"danang", "quangninh"};

    private static RunningNode node;
    private static Rows rows;
    private static Path armed;
    private static Ledger ledger;

    @BeforeAll
    static void start() {
        armed = Path.of(System.getProperty("congvan.home")).resolve("crash-steps");
        // the server starts some twenty times: a compiler that is quickly done pays more than one that is thorough
        node = RunningNode.start("crash", List.of(CrashStep.agent(armed), "-XX:TieredStopAtLevel=1"));
        rows = new Rows(node);
        ledger = new Ledger();
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    // --- while a document is taken over

    @ParameterizedTest
    @EnumSource(names = {"CONTENT_FLUSHED", "BEFORE_COMMIT"})
    @Order(1)
    void whatWasNotCommittedWasNotPromisedAndComesAgainAsNew(CrashStep step) throws Exception {
        Sending sending = new Sending();

        assertThat(dyingAt(step, sending::attempt)).as("nobody was answered").isEmpty();

        assertThat(rows.count("select count(*) from document where identity = ?", sending.identity)).isZero();
        assertThat(rows.count("select count(*) from content where sha256 = ?", sending.sha256())).isZero();
        assertThat(sending.attempt().orElseThrow().getBoolean("repeated")).isFalse();
        sending.endsWell();
    }

    @ParameterizedTest
    @EnumSource(names = {"AFTER_COMMIT", "BEFORE_BELL", "AFTER_BELL", "ANSWER_MADE", "ANSWER_LEAVING", "CLAIMED",
            "BEFORE_CARRIED"})
    @Order(2)
    void whatWasCommittedIsDeliveredByItselfAndAnsweredAgain(CrashStep step) throws Exception {
        Sending sending = new Sending();

        dyingAt(step, sending::attempt);

        assertThat(rows.count("select count(*) from document where identity = ?", sending.identity)).isOne();
        // nobody asks again: the sweep finds the rows
        await().atMost(60, SECONDS).until(() -> arrivedAt("danang", sending.identity));
        assertThat(sending.attempt().orElseThrow().getBoolean("repeated")).isTrue();
        sending.endsWell();
    }

    @Test
    @Order(3)
    void anUploadCutByTheCrashComesAgainAsNew() throws Exception {
        Sending sending = new Sending();
        try (Socket socket = new Socket(node.http().getHost(), node.http().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/v1/packages HTTP/1.1\r\nHost: " + node.http().getAuthority()
                    + "\r\nAuthorization: Basic "
                    + Base64.getEncoder()
                            .encodeToString(("vpcp:" + node.secret("vpcp")).getBytes(StandardCharsets.UTF_8))
                    + "\r\nContent-Type: application/octet-stream\r\nContent-Length: " + sending.edxml.length
                    + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(sending.edxml, 0, sending.edxml.length / 2);
            out.flush();
            await().atMost(30, SECONDS).until(() -> !Folders
                    .files(node.home().resolve("content").resolve("incoming")).isEmpty());
            node.killHard();
        }
        node.startAgain();

        assertThat(sending.attempt().orElseThrow().getBoolean("repeated")).isFalse();
        sending.endsWell();
    }

    @Test
    @Order(3)
    void bytesThatNobodySendsAgainAreClearedAwayWhenTheyAreOld() throws Exception {
        Sending sending = new Sending();
        dyingAt(CrashStep.CONTENT_FLUSHED, sending::attempt);
        Path kept = node.home().resolve("content").resolve("kept");
        Path orphan = kept.resolve(sending.sha256().substring(0, 2))
                .resolve(sending.sha256());
        assertThat(orphan).exists();
        for (Path file : Folders.files(kept)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        }
        int others = Folders.files(kept).size() - 1;

        node.restart();

        await().atMost(60, SECONDS).until(() -> Files.notExists(orphan));
        assertThat(Folders.files(kept)).hasSizeGreaterThanOrEqualTo(others);
    }

    // --- while it is fetched and confirmed

    @Test
    @Order(4)
    void aFetchCutByTheCrashIsFetchedAgainWhole() throws Exception {
        LargePackage large = new LargePackage(30 << 20, VPCP, DANANG);
        byte[] edxml = large.open().readAllBytes();
        ledger.attempted(large.identity(), edxml);
        Exchange danang = new Exchange(node, "danang");
        JsonObject receipt = new Exchange(node, "vpcp").send(edxml).json();
        ledger.answered(large.identity(), edxml, receipt.getString("packageId"), Set.of(DANANG));
        String transfer = await().atMost(60, SECONDS).until(() -> danang.inbox("edoc", large.identity()),
                list -> !list.isEmpty()).get(0).getString("transferId");

        try (InputStream cut = danang.open(transfer)) {
            cut.readNBytes(1 << 20);
            node.killHard();
        } catch (IOException broken) {
            // that is what a crash looks like from here
        }
        node.startAgain();

        assertThat(danang.inbox("edoc", large.identity())).extracting(i -> i.getString("state"))
                .containsExactly("PROCESSING");
        byte[] whole = danang.fetch(transfer);
        ledger.fetched(transfer, whole);
        assertThat(Ledger.sha256(whole)).isEqualTo(large.sha256());
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_CONFIRMED", "AFTER_CONFIRMED", "STATUS_FLUSHED"})
    @Order(5)
    void aConfirmationCutByTheCrashIsRepeatedAndMakesOneArrival(CrashStep step) throws Exception {
        Sending sending = new Sending(VPCP, DANANG);
        sending.attempt();
        Exchange danang = new Exchange(node, "danang");
        String transfer = await().atMost(60, SECONDS).until(() -> danang.inbox("edoc", sending.identity),
                list -> !list.isEmpty()).get(0).getString("transferId");
        ledger.fetched(transfer, danang.fetch(transfer));

        dyingAt(step, () -> confirmed(danang, transfer));

        assertThat(confirmed(danang, transfer)).isPresent();
        sending.endsWell();
    }

    // --- under load

    @Test
    @Order(6)
    void whatWasAnsweredOkSurvivesEveryKillAndTheBooksAgree() throws Exception {
        Random random = new Random(SEED);
        for (int kill = 1; kill <= KILLS; kill++) {
            int target = ledger.answeredOk() + 5 + random.nextInt(30);
            long pause = random.nextInt(150);
            underLoad(() -> {
                await().atMost(120, SECONDS).until(() -> ledger.answeredOk() >= target);
                // any moment between two answers is as good as any other
                Thread.sleep(pause);
                node.killHard();
            });
            node.startAgain();
        }
        drain();

        Ledger.Balance balance = ledger.balance(rows, node.home().resolve("content").resolve("kept"));

        System.out.println("[crash] the books after " + KILLS + " kills under load: " + balance);
        assertThat(balance.sent()).isGreaterThan(5L * KILLS);
        assertThat(balance.stored()).isEqualTo(balance.sent());
        assertThat(balance.delivered()).isEqualTo(balance.sent());
        assertThat(balance.acknowledged()).isEqualTo(balance.sent());
        assertThat(Folders.files(node.temporaryFiles())).isEmpty();
    }

    // --- one document and its partners

    /** A document, sent and if need be sent again, with its entries in the ledger. */
    private static final class Sending {

        final String identity;
        final byte[] edxml;
        final Set<String> recipients;

        Sending() {
            this(VPCP, DANANG, QUANGNAM);
        }

        Sending(String from, String... to) {
            identity = Edxml.newIdentity(from);
            edxml = Edxml.document(identity, from, to);
            recipients = Set.of(to);
            ledger.attempted(identity, edxml);
        }

        String sha256() {
            return Ledger.sha256(edxml);
        }

        /** The receipt, or empty when the line broke. */
        Optional<JsonObject> attempt() throws InterruptedException {
            try {
                Exchange.Answer answer = new Exchange(node, "vpcp").send(edxml);
                assertThat(answer.status()).as(answer.body()).isIn(200, 201);
                ledger.answered(identity, edxml, answer.json().getString("packageId"), recipients);
                return Optional.of(answer.json());
            } catch (IOException broken) {
                return Optional.empty();
            }
        }

        /** It exists once, arrives everywhere, and each arrival is reported once. */
        void endsWell() throws Exception {
            await().atMost(90, SECONDS).until(() -> {
                for (String system : SYSTEMS) {
                    takeAll(new Exchange(node, system));
                }
                return rows.count("select count(*) from delivery d join document c on c.id = d.document_id"
                        + " where c.identity = ? and d.state = 'ARRIVED'", identity) == recipients.size();
            });
            rows.awaitQuiet();
            assertThat(rows.texts("select p.content_sha256 from package p join document c on c.id = p.document_id"
                    + " where c.identity = ? and p.type = 'EDOC'", identity)).containsExactly(sha256());
            assertThat(new Exchange(node, "vpcp").inbox("status", identity))
                    .extracting(s -> s.getString("from") + " " + s.getJsonObject("status").getString("code"))
                    .containsExactlyInAnyOrderElementsOf(recipients.stream().map(r -> r + " 01").toList());
        }
    }

    @FunctionalInterface
    private interface Call<T> {

        Optional<T> make() throws Exception;
    }

    /** Lets the server die at a step that this call leads to, and starts it again. */
    private static <T> Optional<T> dyingAt(CrashStep step, Call<T> call) throws Exception {
        step.arm(armed);
        try {
            Optional<T> answer = call.make();
            await().atMost(60, SECONDS).until(() -> !node.isAlive());
            return answer;
        } finally {
            step.disarm(armed);
            if (node.isAlive()) {
                node.killHard();
            }
            node.startAgain();
        }
    }

    private static boolean arrivedAt(String system, String identity) throws IOException, InterruptedException {
        return !new Exchange(node, system).inbox("edoc", identity).isEmpty();
    }

    private static Optional<String> confirmed(Exchange system, String transfer) throws InterruptedException {
        try {
            Exchange.Answer answer = system.confirm(transfer, "DONE");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            ledger.confirmed(transfer);
            return Optional.of(transfer);
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    /** Fetches and confirms all that waits; what the line breaks for comes again. */
    private static int takeAll(Exchange system) throws IOException, InterruptedException {
        List<JsonObject> waiting = system.inbox("edoc");
        for (JsonObject item : waiting) {
            String transfer = item.getString("transferId");
            ledger.fetched(transfer, system.fetch(transfer));
            confirmed(system, transfer);
        }
        return waiting.size();
    }

    // --- the load

    @FunctionalInterface
    private interface Happening {

        void happen() throws Exception;
    }

    /** Three senders and two recipients work until what happens has happened; nobody repeats anything. */
    private static void underLoad(Happening event) throws Exception {
        AtomicBoolean running = new AtomicBoolean(true);
        ExecutorService partners = Executors.newFixedThreadPool(5);
        try {
            List<Future<Void>> work = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                work.add(partners.submit(() -> {
                    while (running.get()) {
                        if (new Sending(VPCP, DANANG, QUANGNINH, QUANGNAM).attempt().isEmpty()) {
                            return null;
                        }
                    }
                    return null;
                }));
            }
            for (String system : SYSTEMS) {
                work.add(partners.submit(() -> {
                    try {
                        while (running.get()) {
                            takeAll(new Exchange(node, system));
                        }
                    } catch (IOException broken) {
                        // the server is gone; what was not confirmed is still there
                    }
                    return null;
                }));
            }
            event.happen();
            running.set(false);
            for (Future<Void> partner : work) {
                partner.get(180, SECONDS);
            }
        } finally {
            running.set(false);
            partners.shutdownNow();
        }
    }

    /** Everything that waits is taken, by the recipients and, as for its statuses, by the sender. */
    private static void drain() {
        Exchange vpcp = new Exchange(node, "vpcp");
        await().atMost(180, SECONDS).until(() -> {
            int taken = 0;
            for (String system : SYSTEMS) {
                taken += takeAll(new Exchange(node, system));
            }
            for (JsonObject status : vpcp.inbox("status")) {
                vpcp.fetch(status.getString("transferId"));
                vpcp.confirm(status.getString("transferId"), "DONE");
                taken++;
            }
            return taken == 0 && rows.count("select count(*) from delivery where state <> 'ARRIVED'") == 0
                    && rows.count("select (select count(*) from transfer where due_at is not null)"
                            + " + (select count(*) from status_report where due_at is not null)") == 0;
        });
    }
}
