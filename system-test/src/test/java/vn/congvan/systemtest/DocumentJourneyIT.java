package vn.congvan.systemtest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.congvan.systemtest.Edxml.DANANG;
import static vn.congvan.systemtest.Edxml.QUANGNAM;
import static vn.congvan.systemtest.Edxml.QUANGNINH;
import static vn.congvan.systemtest.Edxml.VPCP;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A document goes from one agency's system to another's, and its statuses come back. */
@ExtendWith(NodeExtension.class)
class DocumentJourneyIT {

    private final RunningNode node;
    private final Exchange vpcp;
    private final Exchange danang;
    private final Exchange quangninh;

    DocumentJourneyIT(RunningNode node) {
        this.node = node;
        this.vpcp = new Exchange(node, "vpcp");
        this.danang = new Exchange(node, "danang");
        this.quangninh = new Exchange(node, "quangninh");
    }

    @Test
    void aDocumentArrivesByteForByteAndItsArrivalIsReportedByItself() throws Exception {
        String identity = Edxml.newIdentity(VPCP);
        byte[] sent = Edxml.document(identity, VPCP, DANANG);
        assertThat(vpcp.send(sent).status()).isEqualTo(201);

        String transfer = danang.waiting("edoc", identity);
        assertThat(danang.fetch(transfer)).isEqualTo(sent);
        assertThat(danang.confirm(transfer, "DONE").status()).isEqualTo(200);

        assertThat(vpcp.state(identity, DANANG)).isEqualTo("ARRIVED");
        String report = vpcp.waiting("status", identity);
        assertThat(vpcp.inbox("status", identity).get(0).getJsonObject("status").getString("code")).isEqualTo("01");
        assertThat(new String(vpcp.fetch(report), StandardCharsets.UTF_8))
                .contains("<edXML:StatusCode>01<").contains(identity).contains(DANANG);
        assertThat(danang.inbox("edoc", identity)).isEmpty();
    }

    @Test
    void whatALocalOrganizationGetsHasArrivedWithoutAnybodyAsking() throws Exception {
        String identity = Edxml.newIdentity(VPCP);
        vpcp.send(Edxml.document(identity, VPCP, QUANGNAM));
        await().atMost(30, SECONDS).until(() -> vpcp.state(identity, QUANGNAM), "ARRIVED"::equals);
        vpcp.waiting("status", identity);
        assertThat(history(identity)).containsExactly("QUEUED", "SENT", "ARRIVED");
    }

    @Test
    void recipientsAreFollowedOneByOne() throws Exception {
        String identity = Edxml.newIdentity(VPCP);
        vpcp.send(Edxml.document(identity, VPCP, DANANG, QUANGNINH));
        danang.confirm(danang.waiting("edoc", identity), "DONE");
        quangninh.waiting("edoc", identity);
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("ARRIVED");
        assertThat(vpcp.state(identity, QUANGNINH)).isEqualTo("SENT");
    }

    @Test
    void everyReportMovesTheDeliveryAndReachesTheSender() throws Exception {
        String identity = arrived();
        String[] codes = {"03", "04", "05", "06"};
        String[] states = {"ACCEPTED", "ASSIGNED", "PROCESSING", "COMPLETED"};
        for (int i = 0; i < codes.length; i++) {
            assertThat(report(identity, codes[i], "2021/02/02 08:0" + i + ":00").status()).isEqualTo(201);
            assertThat(vpcp.state(identity, DANANG)).isEqualTo(states[i]);
        }
        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(vpcp.inbox("status", identity))
                .extracting(s -> s.getJsonObject("status").getString("code")).contains("01", "03", "04", "05", "06"));
    }

    @Test
    void reportsOutOfOrderAndRepeatedOnesDoNoHarm() throws Exception {
        String identity = arrived();
        assertThat(report(identity, "05", "2021/02/02 09:00:00").status()).isEqualTo(201);
        assertThat(report(identity, "03", "2021/02/02 08:00:00").status()).isEqualTo(201);
        assertThat(report(identity, "05", "2021/02/02 09:00:00").status()).isEqualTo(200);
        assertThat(report(identity, "05", "2021/02/02 09:30:00").status()).isEqualTo(201);
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("PROCESSING");
    }

    @Test
    void ofARejectionAndAnAcceptanceTheLaterTimeStampWins() throws Exception {
        String identity = arrived();
        report(identity, "03", "2021/02/02 09:00:00");
        report(identity, "02", "2021/02/02 08:00:00");
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("ACCEPTED");
        report(identity, "02", "2021/02/02 10:00:00");
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("REJECTED");
    }

    @Test
    void aTakeBackIsAskedRefusedAskedAgainAndAgreedTo() throws Exception {
        String identity = arrived();
        takeBack(identity, DANANG, "2021/02/02 08:00:00");
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("RETRACT_REQUESTED");
        danang.waiting("status", identity);
        report(identity, "16", "2021/02/02 08:10:00");
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("RETRACT_REFUSED");
        takeBack(identity, DANANG, "2021/02/02 08:20:00");
        report(identity, "15", "2021/02/02 08:30:00");
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("RETRACTED");
    }

    @Test
    void whatOnlyArrivedAtALocalOrganizationIsGivenBackAtOnce() throws Exception {
        String identity = Edxml.newIdentity(VPCP);
        vpcp.send(Edxml.document(identity, VPCP, QUANGNAM));
        await().atMost(30, SECONDS).until(() -> vpcp.state(identity, QUANGNAM), "ARRIVED"::equals);
        takeBack(identity, QUANGNAM, "2021/02/02 08:00:00");
        assertThat(vpcp.state(identity, QUANGNAM)).isEqualTo("RETRACTED");
        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(vpcp.inbox("status", identity))
                .extracting(s -> s.getJsonObject("status").getString("code")).contains("15"));
    }

    @Test
    void aRecallIsCarriedOutAtALocalOrganizationAndConfirmed() throws Exception {
        String identity = Edxml.newIdentity(VPCP);
        vpcp.send(Edxml.document(identity, VPCP, QUANGNAM));
        await().atMost(30, SECONDS).until(() -> vpcp.state(identity, QUANGNAM), "ARRIVED"::equals);
        assertThat(vpcp.send(Edxml.document(identity, "Thu hồi", 1, "Ban hành nhầm", VPCP, QUANGNAM)).status())
                .isEqualTo(201);
        await().atMost(30, SECONDS).until(() -> vpcp.state(identity, QUANGNAM), "RECALLED"::equals);
    }

    @Test
    void anUpdateIsANewVersionOfTheSameDocument() throws Exception {
        String identity = arrived();
        byte[] update = Edxml.document(identity, "V/v trao đổi, bản sửa", 2, "Sửa trích yếu", VPCP, DANANG);
        assertThat(vpcp.send(update).status()).isEqualTo(201);
        assertThat(danang.fetch(danang.waiting("edoc", identity))).isEqualTo(update);
        assertThat(vpcp.deliveries(identity)).hasSize(1)
                .allSatisfy(d -> assertThat(d.getString("subject")).isEqualTo("V/v trao đổi, bản sửa"));
    }

    @Test
    void anUpdateOfWhatWasNeverSentIsRefused() throws Exception {
        Exchange.Answer answer = vpcp
                .send(Edxml.document(Edxml.newIdentity(VPCP), "Sửa", 2, "Sửa", VPCP, DANANG));
        assertThat(answer.json().getString("code")).isEqualTo("DOCUMENT_UNKNOWN");
    }

    @Test
    void theSamePackageAgainGetsTheSameAnswer() throws Exception {
        byte[] sent = Edxml.document(Edxml.newIdentity(VPCP), VPCP, DANANG);
        JsonObject first = vpcp.send(sent).json();
        Exchange.Answer second = vpcp.send(sent);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().getString("packageId")).isEqualTo(first.getString("packageId"));
        assertThat(second.json().getJsonArray("deliveries")).isEqualTo(first.getJsonArray("deliveries"));
    }

    @Test
    void furtherRecipientsOfTheSamePackageAreAdded() throws Exception {
        String identity = Edxml.newIdentity(VPCP);
        byte[] sent = Edxml.document(identity, VPCP, DANANG, QUANGNINH);
        vpcp.send(sent, DANANG);
        assertThat(vpcp.deliveries(identity)).hasSize(1);
        assertThat(vpcp.send(sent, DANANG, QUANGNINH).status()).isEqualTo(200);
        assertThat(vpcp.deliveries(identity)).extracting(d -> d.getString("to")).containsExactlyInAnyOrder(DANANG,
                QUANGNINH);
        quangninh.waiting("edoc", identity);
    }

    @Test
    void theSameDocumentWrittenAnewIsADuplicateAndAnotherOneIsRefused() throws Exception {
        String identity = Edxml.newIdentity(VPCP);
        byte[] sent = Edxml.document(identity, VPCP, DANANG);
        String first = vpcp.send(sent).json().getString("packageId");
        byte[] anew = new String(sent, StandardCharsets.UTF_8).replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(vpcp.send(anew).json().getString("packageId")).isEqualTo(first);
        Exchange.Answer other = vpcp.send(Edxml.document(identity, "V/v khác", 0, "", VPCP, DANANG));
        assertThat(other.json().getString("code")).isEqualTo("DUPLICATE_DIFFERENT");
        assertThat(vpcp.deliveries(identity)).hasSize(1);
    }

    @Test
    void eightIdenticalSendsAtOnceMakeOneDocument() throws Exception {
        String identity = Edxml.newIdentity(VPCP);
        byte[] sent = Edxml.document(identity, VPCP, DANANG, QUANGNINH);
        oneDocumentOfEight(identity, i -> sent);
    }

    @Test
    void eightWritingsOfOneDocumentAtOnceMakeOneDocument() throws Exception {
        String identity = Edxml.newIdentity(VPCP);
        String sent = new String(Edxml.document(identity, VPCP, DANANG, QUANGNINH), StandardCharsets.UTF_8);
        oneDocumentOfEight(identity,
                i -> sent.replace("<edXML:MessageHeader>", "<edXML:MessageHeader>" + " ".repeat(i))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private void oneDocumentOfEight(String identity, IntFunction<byte[]> writing) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> sends = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                byte[] sent = writing.apply(i);
                sends.add(() -> new Exchange(node, "vpcp").send(sent).json().getString("packageId"));
            }
            List<String> ids = new ArrayList<>();
            for (Future<String> send : threads.invokeAll(sends)) {
                ids.add(send.get());
            }
            assertThat(ids).containsOnly(ids.get(0));
        } finally {
            threads.shutdown();
        }
        assertThat(count("select count(*) from document where identity = '" + identity + "'")).isEqualTo(1);
        assertThat(vpcp.deliveries(identity)).hasSize(2);
        danang.waiting("edoc", identity);
        new Rows(node).awaitQuiet();
        assertThat(danang.inbox("edoc", identity)).hasSize(1);
        assertThat(quangninh.inbox("edoc", identity)).hasSize(1);
    }

    @Test
    void aPackageThatFailedIsListedAgainAfterAPause() throws Exception {
        String identity = Edxml.newIdentity(VPCP);
        vpcp.send(Edxml.document(identity, VPCP, DANANG));
        String transfer = danang.waiting("edoc", identity);
        assertThat(danang.confirm(transfer, "FAIL").status()).isEqualTo(200);
        assertThat(danang.inbox("edoc", identity)).isEmpty();
        assertThat(danang.waiting("edoc", identity)).isEqualTo(transfer);
        assertThat(danang.confirm(transfer, "DONE").status()).isEqualTo(200);
        assertThat(danang.confirm(transfer, "DONE").status()).isEqualTo(200);
        assertThat(danang.confirm(transfer, "FAIL").json().getString("code")).isEqualTo("TRANSFER_FINISHED");
    }

    @Test
    void aReportThatMatchesNothingIsKeptAnsweredAndPassedOn() throws Exception {
        String identity = Edxml.newIdentity(VPCP);
        assertThat(report(identity, "03", "2021/02/02 08:00:00").status()).isEqualTo(201);
        vpcp.waiting("status", identity);
        assertThat(count("select count(*) from status_report where delivery_id is null and effect = 'UNMATCHED'"
                + " and document_identity = '" + identity + "'")).isEqualTo(1);
    }

    @Test
    void whatFailedTooOftenLeavesTheListVisiblyAndCanStillArrive() throws Exception {
        String identity = Edxml.newIdentity(VPCP);
        byte[] sent = Edxml.document(identity, VPCP, DANANG);
        vpcp.send(sent);
        String transfer = "";
        for (int i = 0; i < 3; i++) {
            transfer = danang.waiting("edoc", identity);
            danang.confirm(transfer, "FAIL");
        }
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("SEND_FAILED");
        assertThat(danang.inbox("edoc", identity)).isEmpty();
        assertThat(danang.fetch(transfer)).isEqualTo(sent);
        danang.confirm(transfer, "DONE");
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("ARRIVED");
    }

    @Test
    void aReportMayComeBeforeTheConfirmation() throws Exception {
        String identity = Edxml.newIdentity(VPCP);
        vpcp.send(Edxml.document(identity, VPCP, DANANG));
        String transfer = danang.waiting("edoc", identity);
        report(identity, "03", "2021/02/02 08:00:00");
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("ACCEPTED");
        assertThat(danang.confirm(transfer, "DONE").status()).isEqualTo(200);
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("ACCEPTED");
    }

    @Test
    void theRecipientsOwnArrivalReportIsEvidenceAndNotRelayed() throws Exception {
        String identity = arrived();
        vpcp.waiting("status", identity);
        assertThat(report(identity, "01", "2021/02/02 08:00:00").status()).isEqualTo(201);
        new Rows(node).awaitQuiet();
        assertThat(vpcp.inbox("status", identity)).hasSize(1);
        assertThat(count("select count(*) from delivery_event e join delivery d on d.id = e.delivery_id join document c"
                + " on c.id = d.document_id where e.status_code = '01' and c.identity = '" + identity + "'"))
                .isEqualTo(2);
    }

    @Test
    void aReportWithACodeThatNobodyKnowsIsPassedOnAndMovesNothing() throws Exception {
        String identity = arrived();
        assertThat(report(identity, "77", "2021/02/02 08:00:00").status()).isEqualTo(201);
        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(vpcp.inbox("status", identity))
                .extracting(s -> s.getJsonObject("status").getString("code")).contains("77"));
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("ARRIVED");
    }

    @Test
    void aRecallReachesASystemAndIsConfirmedByIt() throws Exception {
        String identity = arrived();
        byte[] recall = Edxml.document(identity, "Thu hồi", 1, "Ban hành nhầm", VPCP, DANANG);
        assertThat(vpcp.send(recall).status()).isEqualTo(201);
        String transfer = danang.waiting("edoc", identity);
        assertThat(danang.fetch(transfer)).isEqualTo(recall);
        danang.confirm(transfer, "DONE");
        report(identity, "15", "2021/02/02 08:00:00");
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("RECALLED");
    }

    @Test
    void aStrangerCanNeitherFetchNorConfirm() throws Exception {
        String identity = Edxml.newIdentity(VPCP);
        vpcp.send(Edxml.document(identity, VPCP, DANANG));
        String transfer = danang.waiting("edoc", identity);
        assertThat(quangninh.get("/inbox/" + transfer + "/content").status()).isEqualTo(404);
        assertThat(quangninh.confirm(transfer, "DONE").json().getString("code")).isEqualTo("TRANSFER_UNKNOWN");
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("SENT");
    }

    // --- steps

    /** A document from vpcp that has arrived at danang. */
    private String arrived() throws Exception {
        String identity = Edxml.newIdentity(VPCP);
        vpcp.send(Edxml.document(identity, VPCP, DANANG));
        danang.confirm(danang.waiting("edoc", identity), "DONE");
        return identity;
    }

    private Exchange.Answer report(String identity, String code, String timestamp) throws Exception {
        return danang.send(Edxml.status(identity, code, "ghi chú", timestamp, DANANG, VPCP));
    }

    private void takeBack(String identity, String receiver, String timestamp) throws Exception {
        assertThat(vpcp.send(Edxml.status(identity, "13", "Gửi nhầm", timestamp, VPCP, receiver)).status())
                .isEqualTo(201);
    }

    private List<String> history(String identity) throws Exception {
        return vpcp.deliveries(identity).get(0).getJsonArray("history").stream().map(JsonValue::asJsonObject)
                .map(line -> line.getString("to")).toList();
    }

    private long count(String sql) throws Exception {
        try (Connection database = node.database();
                Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
