package vn.congvan.systemtest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.congvan.systemtest.Edxml.DANANG;
import static vn.congvan.systemtest.Edxml.QUANGNINH;
import static vn.congvan.systemtest.Edxml.VPCP;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is recalled, taken back, returned, updated or sent again, and what the two sides see of it. */
@ExtendWith(NodeExtension.class)
class WithdrawalIT {

    private final RunningNode node;
    private final Exchange vpcp;
    private final Exchange danang;
    private final Exchange quangninh;
    private final String identity = Edxml.newIdentity(VPCP);

    WithdrawalIT(RunningNode node) {
        this.node = node;
        this.vpcp = new Exchange(node, "vpcp");
        this.danang = new Exchange(node, "danang");
        this.quangninh = new Exchange(node, "quangninh");
    }

    // --- recalls (kind 1)

    @Test
    void aRecallSentAgainReachesItsFurtherRecipients() throws Exception {
        vpcp.send(Edxml.document(identity, VPCP, DANANG, QUANGNINH));
        danang.confirm(danang.waiting("edoc", identity), "DONE");
        quangninh.confirm(quangninh.waiting("edoc", identity), "DONE");
        byte[] recall = recall(DANANG, QUANGNINH);
        vpcp.send(recall, DANANG);
        danang.waiting("edoc", identity);
        assertThat(quangninh.inbox("edoc", identity)).isEmpty();

        assertThat(vpcp.send(recall, DANANG, QUANGNINH).status()).isEqualTo(200);

        assertThat(quangninh.fetch(quangninh.waiting("edoc", identity))).isEqualTo(recall);
        assertThat(danang.inbox("edoc", identity)).hasSize(1);
    }

    @Test
    void confirmingARecallIsNoArrivalOfTheDocument() throws Exception {
        vpcp.send(Edxml.document(identity, VPCP, DANANG));
        String unfetched = danang.waiting("edoc", identity);
        byte[] recall = recall(DANANG);
        vpcp.send(recall);
        String told = await().atMost(30, SECONDS).until(() -> danang.waiting("edoc", identity),
                transfer -> !transfer.equals(unfetched));
        assertThat(danang.fetch(told)).isEqualTo(recall);
        assertThat(danang.confirm(told, "DONE").status()).isEqualTo(200);
        new Rows(node).awaitQuiet();

        assertThat(vpcp.state(identity, DANANG)).isEqualTo("SENT");
        assertThat(vpcp.inbox("status", identity)).isEmpty();
        report("15", "2021/02/02 08:00:00");
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("RECALLED");
    }

    @Test
    void aRecallThatFailsTooOftenLeavesTheDeliveryWhereItWas() throws Exception {
        arrived();
        vpcp.send(recall(DANANG));
        for (int i = 0; i < 3; i++) {
            danang.confirm(danang.waiting("edoc", identity), "FAIL");
        }
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("ARRIVED");
    }

    @Test
    void whatWasRecalledIsNeitherListedNorHandedOutAnyMore() throws Exception {
        vpcp.send(Edxml.document(identity, VPCP, DANANG));
        String transfer = danang.waiting("edoc", identity);
        byte[] recall = recall(DANANG);
        vpcp.send(recall);
        await().atMost(30, SECONDS).until(() -> danang.inbox("edoc", identity), list -> list.size() == 1
                && !list.get(0).getString("transferId").equals(transfer));

        assertThat(danang.get("/inbox/" + transfer + "/content").status()).isEqualTo(404);
    }

    @Test
    void whatWasRecalledCannotBeUpdatedAnyMore() throws Exception {
        arrived();
        vpcp.send(recall(DANANG));

        Exchange.Answer answer = vpcp.send(update("Bản sửa", DANANG));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().getString("code")).isEqualTo("DOCUMENT_RECALLED");
        assertThat(vpcp.deliveries(identity)).allSatisfy(
                delivery -> assertThat(delivery.getString("subject")).isNotEqualTo("Bản sửa"));
    }

    // --- take-backs (13, 15, 16)

    @Test
    void aReportThatComesWhileATakeBackIsOpenIsPassedOnAndNotLost() throws Exception {
        arrived();
        takeBack("2021/02/02 08:00:00");
        report("03", "2021/02/02 08:05:00");
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("RETRACT_REQUESTED");
        awaitStatuses("01", "03");

        report("16", "2021/02/02 08:10:00");

        assertThat(vpcp.state(identity, DANANG)).isEqualTo("ACCEPTED");
        assertThat(history()).endsWith("RETRACT_REFUSED", "ACCEPTED");
    }

    @Test
    void whatArrivesWhileATakeBackIsOpenIsReportedAsArrivedOnce() throws Exception {
        vpcp.send(Edxml.document(identity, VPCP, DANANG));
        String transfer = danang.waiting("edoc", identity);
        takeBack("2021/02/02 08:00:00");

        danang.confirm(transfer, "DONE");

        awaitStatuses("01");
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("RETRACT_REQUESTED");
        report("01", "2021/02/02 08:05:00");
        new Rows(node).awaitQuiet();
        assertThat(vpcp.inbox("status", identity)).hasSize(1);
    }

    @Test
    void aRefusedTakeBackIsNotFollowedByAnEarlierState() throws Exception {
        arrived();
        report("04", "2021/02/02 07:00:00");
        takeBack("2021/02/02 08:00:00");
        report("16", "2021/02/02 08:10:00");
        report("03", "2021/02/02 08:20:00");
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("RETRACT_REFUSED");

        report("05", "2021/02/02 08:30:00");
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("PROCESSING");
    }

    @Test
    void whatWasGivenBackIsHandedOutNoMoreUntilItIsSentAnew() throws Exception {
        String transfer = arrived();
        assertThat(danang.fetch(transfer)).isNotEmpty();
        takeBack("2021/02/02 08:00:00");
        report("15", "2021/02/02 08:10:00");
        assertThat(danang.get("/inbox/" + transfer + "/content").status()).isEqualTo(404);

        byte[] corrected = update("Bản đúng", DANANG);
        vpcp.send(corrected);

        String anew = danang.waiting("edoc", identity);
        assertThat(danang.fetch(anew)).isEqualTo(corrected);
        danang.confirm(anew, "DONE");
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("ARRIVED");
    }

    @Test
    void aTakeBackOfWhatWasGivenUpCancelsItAndTellsTheRecipient() throws Exception {
        vpcp.send(Edxml.document(identity, VPCP, DANANG));
        String transfer = fail();

        takeBack("2021/02/02 08:00:00");

        assertThat(vpcp.state(identity, DANANG)).isEqualTo("CANCELLED");
        danang.waiting("status", identity);
        assertThat(danang.get("/inbox/" + transfer + "/content").status()).isEqualTo(404);
    }

    // --- updates (kind 2)

    @Test
    void aCorrectedVersionOfWhatWasReturnedIsOnItsWayOnceMore() throws Exception {
        arrived();
        report("02", "2021/02/02 08:00:00");
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("REJECTED");

        vpcp.send(update("Bản sửa", DANANG));

        String transfer = danang.waiting("edoc", identity);
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("SENT");
        danang.confirm(transfer, "DONE");
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("ARRIVED");
        assertThat(history()).containsSubsequence("ARRIVED", "REJECTED", "QUEUED", "SENT", "ARRIVED");
        new Rows(node).awaitQuiet();
    }

    @Test
    void anUpdateSentAgainReachesItsFurtherRecipients() throws Exception {
        vpcp.send(Edxml.document(identity, VPCP, DANANG, QUANGNINH));
        danang.confirm(danang.waiting("edoc", identity), "DONE");
        quangninh.confirm(quangninh.waiting("edoc", identity), "DONE");
        byte[] update = update("Bản sửa", DANANG, QUANGNINH);
        vpcp.send(update, DANANG);
        danang.waiting("edoc", identity);

        assertThat(vpcp.send(update, QUANGNINH).status()).isEqualTo(200);

        assertThat(quangninh.fetch(quangninh.waiting("edoc", identity))).isEqualTo(update);
        assertThat(danang.inbox("edoc", identity)).hasSize(1);
    }

    @Test
    void anUpdateWrittenAnewIsTheSameUpdate() throws Exception {
        arrived();
        byte[] update = update("Bản sửa", DANANG);
        String first = vpcp.send(update).json().getString("packageId");
        danang.waiting("edoc", identity);

        String anew = vpcp.send(text(update).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)).json()
                .getString("packageId");

        assertThat(anew).isEqualTo(first);
        new Rows(node).awaitQuiet();
        assertThat(danang.inbox("edoc", identity)).hasSize(1);
        vpcp.send(update("Bản sửa lần hai", DANANG));
        await().atMost(30, SECONDS).until(() -> danang.inbox("edoc", identity).size() == 2);
    }

    @Test
    void anUpdateOfTheReceiversAddsSomeTakesOthersAwayAndLeavesTheHeader() throws Exception {
        arrived();
        byte[] update = text(update("Trích yếu của gói cập nhật", DANANG))
                .replace("</edXML:BussinessDocReason>",
                        """
                        </edXML:BussinessDocReason><edXML:BussinessDocumentInfo>
                        <edXML:DocumentInfo>0</edXML:DocumentInfo><edXML:DocumentReceiver>1</edXML:DocumentReceiver>
                        <edXML:ReceiverList>
                        <edXML:Receiver><edXML:OrganId>%s</edXML:OrganId><edXML:ReceiverType>1</edXML:ReceiverType></edXML:Receiver>
                        <edXML:Receiver><edXML:OrganId>%s</edXML:OrganId><edXML:ReceiverType>0</edXML:ReceiverType></edXML:Receiver>
                        </edXML:ReceiverList></edXML:BussinessDocumentInfo>"""
                                .formatted(QUANGNINH, DANANG))
                .getBytes(StandardCharsets.UTF_8);

        assertThat(vpcp.send(update).status()).isEqualTo(201);

        assertThat(quangninh.fetch(quangninh.waiting("edoc", identity))).isEqualTo(update);
        danang.confirm(danang.waiting("edoc", identity), "DONE");
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("ARRIVED");
        report("15", "2021/02/02 08:00:00");
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("RECALLED");
        assertThat(vpcp.state(identity, QUANGNINH)).isEqualTo("SENT");
        assertThat(vpcp.deliveries(identity)).extracting(d -> d.getString("subject"))
                .containsOnly("V/v trao đổi văn bản điện tử");
    }

    @Test
    void anUpdateBringsItsWholeHeader() throws Exception {
        arrived();
        String number = identity.substring(identity.lastIndexOf(',') + 1, identity.lastIndexOf('/'));
        vpcp.send(text(update("Bản sửa", DANANG)).replace("<edXML:CodeNumber>" + number, "<edXML:CodeNumber>7" + number)
                .replace("PromulgationDate>2021/02/01", "PromulgationDate>2021/02/03")
                .getBytes(StandardCharsets.UTF_8));

        assertThat(vpcp.deliveries(identity)).singleElement().satisfies(delivery -> {
            assertThat(delivery.getString("documentCode")).startsWith("7" + number);
            assertThat(delivery.getString("issueDate")).isEqualTo("2021-02-03");
        });
    }

    // --- sending again

    @Test
    void theSamePackageAgainAfterItWasGivenUpIsAnotherAttempt() throws Exception {
        byte[] sent = Edxml.document(identity, VPCP, DANANG);
        vpcp.send(sent);
        fail();

        assertThat(vpcp.send(sent).status()).isEqualTo(200);

        String transfer = danang.waiting("edoc", identity);
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("SENT");
        danang.confirm(transfer, "DONE");
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("ARRIVED");
    }

    @Test
    void aFailureSaidTwiceCountsOnce() throws Exception {
        vpcp.send(Edxml.document(identity, VPCP, DANANG));
        String transfer = danang.waiting("edoc", identity);
        for (int i = 0; i < 5; i++) {
            assertThat(danang.confirm(transfer, "FAIL").status()).isEqualTo(200);
        }
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("SENT");
        danang.waiting("edoc", identity);
    }

    @Test
    void aStatusThatFailsIsListedAgainHoweverOften() throws Exception {
        arrived();
        for (int i = 0; i < 3; i++) {
            vpcp.confirm(vpcp.waiting("status", identity), "FAIL");
        }
        vpcp.confirm(vpcp.waiting("status", identity), "DONE");
        assertThat(vpcp.inbox("status", identity)).isEmpty();
    }

    @Test
    void aDocumentWithAnotherPlaceOrDeadlineIsNotTheSameDocument() throws Exception {
        byte[] sent = Edxml.document(identity, VPCP, DANANG);
        vpcp.send(sent);
        for (String other : List.of(text(sent).replace("Hà Nội", "Huế"),
                text(sent).replace("<edXML:Subject>", "<edXML:DueDate>2021/03/01</edXML:DueDate><edXML:Subject>"),
                text(sent).replace("</edXML:Subject>",
                        "</edXML:Subject><edXML:ToPlaces><edXML:Place>Lưu: VT</edXML:Place></edXML:ToPlaces>"))) {
            assertThat(other).isNotEqualTo(text(sent));
            assertThat(vpcp.send(other.getBytes(StandardCharsets.UTF_8)).json().getString("code"))
                    .isEqualTo("DUPLICATE_DIFFERENT");
        }
    }

    // --- who is named

    @Test
    void aRecipientWithoutACodeIsNamedAndNothingIsSent() throws Exception {
        byte[] sent = text(Edxml.document(identity, VPCP, DANANG)).replace("</edXML:To>",
                "</edXML:To><edXML:To><edXML:OrganName>Sở Không Mã</edXML:OrganName></edXML:To>")
                .getBytes(StandardCharsets.UTF_8);

        Exchange.Answer answer = vpcp.send(sent);

        assertThat(answer.json().getString("code")).isEqualTo("RECIPIENT_UNKNOWN");
        assertThat(answer.body()).contains("Sở Không Mã");
        assertThat(vpcp.deliveries(identity)).isEmpty();
        assertThat(vpcp.send(sent, DANANG).status()).isEqualTo(201);
    }

    @Test
    void aStatusFindsItsDocumentByACodeInAnotherSpelling() throws Exception {
        String number = Integer.toString(1_000_000 + Math.floorMod(UUID.randomUUID().hashCode(), 1_000_000));
        String zero = VPCP + ",2021/02/01,0" + number + "/VPCP-KSTT";
        vpcp.send(Edxml.document(zero, VPCP, DANANG));
        danang.confirm(danang.waiting("edoc", zero), "DONE");

        danang.send(text(Edxml.status(zero, "03", "", "2021/02/02 08:00:00", DANANG, VPCP))
                .replaceAll("<edXML:DocumentId>[^<]*</edXML:DocumentId>", "")
                .replace("0" + number + "/VPCP-KSTT", number + " / vpcp-KSTT")
                .getBytes(StandardCharsets.UTF_8));

        assertThat(vpcp.state(zero, DANANG)).isEqualTo("ACCEPTED");
    }

    @Test
    void anAgencyThatWasClosedSinceStillGetsItsStatusesAndItsLastPackageIsNoStranger() throws Exception {
        String code = "000.88." + UUID.randomUUID().toString().substring(0, 6).toUpperCase(java.util.Locale.ROOT)
                + ".H17";
        Rows rows = new Rows(node);
        rows.execute(
                """
                with parent as (select * from organization where code = ?), child as (
                  insert into organization (id, code, name, search_text, parent_id, path, line, system_id, supervising,
                    address, email, telephone, fax, website, sample, version, changed_at)
                  select i.id, ?, repeat('Cơ quan sắp đóng ', 20), 'co quan sap dong', p.id, p.path || i.id, p.line, p.system_id,
                    false, '', '', '', '', '', false, 0, now() from parent p, (select gen_random_uuid() as id) i
                  returning id, code)
                insert into organization_code (code_key, code, organization_id, valid_from)
                  select code, code, id, now() from child""",
                DANANG, code);
        String toVpcp = Edxml.newIdentity(code);
        String fromVpcp = Edxml.newIdentity(VPCP);
        byte[] letter = Edxml.document(fromVpcp, VPCP, code);
        danang.send(Edxml.document(toVpcp, code, VPCP));
        assertThat(vpcp.send(letter).status()).isEqualTo(201);
        String transfer = vpcp.waiting("edoc", toVpcp);
        danang.confirm(danang.waiting("edoc", fromVpcp), "DONE");
        // 01 is written in the agency's name, which is longer than what we write may be
        vpcp.waiting("status", fromVpcp);

        rows.execute("update organization set closed_at = now() where code = ?", code);
        await().atMost(60, SECONDS).until(() -> vpcp.send(Edxml.document(Edxml.newIdentity(VPCP), VPCP, code)).status(),
                status -> status == 422);

        vpcp.confirm(transfer, "DONE");
        danang.waiting("status", toVpcp);
        assertThat(vpcp.send(Edxml.status(toVpcp, "03", "", "2021/02/02 08:00:00", VPCP, code)).status())
                .isEqualTo(201);
        await().atMost(30, SECONDS).until(() -> danang.inbox("status", toVpcp).size() == 2);
        assertThat(vpcp.send(letter).status()).isEqualTo(200);
    }

    // --- steps

    /** The document has arrived at danang; gives the transfer's id. */
    private String arrived() throws Exception {
        vpcp.send(Edxml.document(identity, VPCP, DANANG));
        String transfer = danang.waiting("edoc", identity);
        danang.confirm(transfer, "DONE");
        return transfer;
    }

    /** danang fails three times to store the document, which is given up. */
    private String fail() throws Exception {
        String transfer = "";
        for (int i = 0; i < 3; i++) {
            transfer = danang.waiting("edoc", identity);
            danang.confirm(transfer, "FAIL");
        }
        assertThat(vpcp.state(identity, DANANG)).isEqualTo("SEND_FAILED");
        return transfer;
    }

    private byte[] recall(String... to) {
        return Edxml.document(identity, "Thu hồi", 1, "Ban hành nhầm", VPCP, to);
    }

    private byte[] update(String subject, String... to) {
        return Edxml.document(identity, subject, 2, "Sửa", VPCP, to);
    }

    private void report(String code, String timestamp) throws Exception {
        assertThat(danang.send(Edxml.status(identity, code, "ghi chú", timestamp, DANANG, VPCP)).status())
                .isEqualTo(201);
    }

    private void takeBack(String timestamp) throws Exception {
        assertThat(vpcp.send(Edxml.status(identity, "13", "Gửi nhầm", timestamp, VPCP, DANANG)).status())
                .isEqualTo(201);
    }

    private void awaitStatuses(String... codes) {
        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(vpcp.inbox("status", identity))
                .extracting(s -> s.getJsonObject("status").getString("code")).containsExactlyInAnyOrder(codes));
    }

    private List<String> history() throws Exception {
        return vpcp.deliveries(identity).get(0).getJsonArray("history").stream().map(JsonValue::asJsonObject)
                .map(line -> line.getString("to")).toList();
    }

    private static String text(byte[] edxml) {
        return new String(edxml, StandardCharsets.UTF_8);
    }
}
