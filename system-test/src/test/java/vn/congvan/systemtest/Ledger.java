package vn.congvan.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The partners' own books: what they sent and were answered OK, what they fetched, what they confirmed. Held against the
 * node's books at the end. For many threads.
 */
final class Ledger {

    /** A document that its sender was answered OK for. */
    private record Sent(String sha256, String packageId, Set<String> recipients) {}

    private final Map<String, String> attempted = new ConcurrentHashMap<>();
    private final Map<String, Sent> sent = new ConcurrentHashMap<>();
    private final Map<String, String> fetched = new ConcurrentHashMap<>();
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();

    /** Somebody is about to send; whether the node takes it is open. */
    void attempted(String identity, byte[] edxml) {
        attempted.put(identity, sha256(edxml));
    }

    /** The node said OK. */
    void answered(String identity, byte[] edxml, String packageId, Set<String> recipients) {
        Sent before = sent.put(identity, new Sent(sha256(edxml), packageId, Set.copyOf(recipients)));
        if (before != null && !before.packageId().equals(packageId)) {
            throw new AssertionError(identity + " was answered as " + before.packageId() + " and as " + packageId);
        }
    }

    void fetched(String transferId, byte[] edxml) {
        String before = fetched.put(transferId, sha256(edxml));
        if (before != null && !before.equals(sha256(edxml))) {
            throw new AssertionError(transferId + " was fetched with two contents");
        }
    }

    /** The node said OK to done. */
    void confirmed(String transferId) {
        confirmed.add(transferId);
    }

    int answeredOk() {
        return sent.size();
    }

    /** The four numbers, as they are and as they should be. */
    record Balance(long sent, long stored, long delivered, long acknowledged) {

        @Override
        public String toString() {
            return "sent %d, stored %d, delivered %d, acknowledged %d".formatted(sent, stored, delivered,
                    acknowledged);
        }
    }

    /**
     * Holds the books of the node against these. To be called when the node owes nothing any more and everything that waited
     * was fetched and confirmed.
     *
     * @param kept the folder of the content store
     * @return counted in deliveries: one document for two recipients is two
     */
    Balance balance(Rows rows, Path kept) throws IOException {
        long sentDeliveries = 0;
        long stored = 0;
        long delivered = 0;
        long acknowledged = 0;
        Map<String, List<String>> documents = new TreeMap<>();
        for (String line : rows.texts("select identity || E'\\t' || id from document")) {
            documents.computeIfAbsent(line.split("\t")[0], i -> new java.util.ArrayList<>()).add(line.split("\t")[1]);
        }
        assertThat(documents.keySet()).as("nothing is there that nobody sent").isSubsetOf(attempted.keySet());
        for (Map.Entry<String, Sent> entry : sent.entrySet()) {
            String identity = entry.getKey();
            Sent said = entry.getValue();
            assertThat(documents.get(identity)).as("%s, answered OK, exists once", identity).hasSize(1);
            assertThat(rows.texts("select p.id || ' ' || p.content_sha256 from package p join document d on"
                    + " d.id = p.document_id where d.identity = ? and p.type = 'EDOC'", identity)).as(identity)
                    .containsExactly(said.packageId() + " " + said.sha256());
            assertThat(Set.copyOf(rows.texts("select r.recipient_code from delivery r join document d on"
                    + " d.id = r.document_id where d.identity = ?", identity))).as(identity)
                    .isEqualTo(said.recipients());
        }
        // what was not answered may be there or not; where it is, it is as whole as the rest
        for (String identity : documents.keySet()) {
            assertThat(rows.texts("select p.content_sha256 from package p join document d on d.id = p.document_id"
                    + " where d.identity = ? and p.type = 'EDOC'", identity)).as(identity)
                    .containsExactly(attempted.get(identity));
            List<String> states = rows.texts("select r.state from delivery r join document d on d.id = r.document_id"
                    + " where d.identity = ?", identity);
            stored += states.size();
            delivered += states.stream().filter("ARRIVED"::equals).count();
            List<String> arrivals = rows.texts("select t.sender_code from status_report s join delivery r on"
                    + " r.id = s.delivery_id join document d on d.id = r.document_id join transfer t on"
                    + " t.package_id = s.package_id where d.identity = ? and s.code = '01' and t.state = 'DONE'",
                    identity);
            assertThat(new TreeSet<>(arrivals)).as("%s: no 01 is doubled", identity).hasSameSizeAs(arrivals);
            acknowledged += arrivals.size();
            sentDeliveries += sent.containsKey(identity) ? sent.get(identity).recipients().size() : states.size();
        }
        assertThat(rows.count("select count(*) from transfer where type = 'EDOC'")).as("one transfer a delivery")
                .isEqualTo(stored);
        assertThat(rows.count("select count(*) from transfer where state <> 'DONE' or due_at is not null")).isZero();
        for (Map.Entry<String, String> transfer : fetched.entrySet()) {
            assertThat(rows.texts("select p.content_sha256 from transfer t join package p on p.id = t.package_id"
                    + " where t.id::text = ?", transfer.getKey())).as("what was fetched is what was sent")
                    .containsExactly(transfer.getValue());
        }
        for (String transfer : confirmed) {
            assertThat(rows.texts("select state from transfer where id::text = ?", transfer))
                    .as("what was confirmed stays confirmed").containsExactly("DONE");
        }
        bytesAreIntact(rows, kept);
        return new Balance(sentDeliveries, stored, delivered, acknowledged);
    }

    /** No row points to missing or damaged bytes. */
    private static void bytesAreIntact(Rows rows, Path kept) throws IOException {
        for (String line : rows.texts("select sha256 || ' ' || size from content")) {
            String sha256 = line.split(" ")[0];
            Path file = kept.resolve(sha256.substring(0, 2)).resolve(sha256);
            assertThat(Files.size(file)).isEqualTo(Long.parseLong(line.split(" ")[1]));
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest())) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
                assertThat(HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest()))
                        .isEqualTo(sha256);
            }
        }
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
