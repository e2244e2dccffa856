package vn.congvan.systemtest.axis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.congvan.systemtest.axis.AxisClient.EDOC;
import static vn.congvan.systemtest.axis.AxisClient.STATUS;
import static vn.congvan.systemtest.axis.SamplePackages.DANANG;
import static vn.congvan.systemtest.axis.SamplePackages.QUANGNAM;
import static vn.congvan.systemtest.axis.SamplePackages.QUANGNINH;
import static vn.congvan.systemtest.axis.SamplePackages.VPCP;
import static vn.congvan.systemtest.axis.SamplePackages.document;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.congvan.document.Sha256;
import vn.congvan.systemtest.NodeExtension;
import vn.congvan.systemtest.NodeReceipts;
import vn.congvan.systemtest.Rows;
import vn.congvan.systemtest.RunningNode;
import vn.congvan.systemtest.axis.AxisClient.Address;
import vn.congvan.systemtest.axis.AxisClient.Answer;
import vn.congvan.systemtest.axis.AxisClient.Request;
import vn.congvan.systemtest.axis.SamplePackages.Document;

/** The axis as a system that uses one of the SDKs meets it. Every answer is read as the SDK would read it. */
@ExtendWith(NodeExtension.class)
class AxisProtocolIT {

    private static final Sdk SDK = Sdk.V2_0_1;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final RunningNode node;
    private AxisClient vpcp;
    private AxisClient danang;
    private AxisClient quangninh;

    AxisProtocolIT(RunningNode node) {
        this.node = node;
    }

    @BeforeEach
    void newServiceObjects() {
        vpcp = client("vpcp");
        danang = client("danang");
        quangninh = client("quangninh");
    }

    // --- a document on its way (4.1 to 4.6)

    @Test
    void aDocumentTravelsFromSendToDone() throws IOException {
        Document document = document(VPCP, DANANG).subject("V/v thử <đường đi> trọn vẹn".replace("<", "&lt;"));
        byte[] file = document.bytes();

        Sdk.Sent sent = send(vpcp, document);
        assertThat(sent.status()).isEqualTo("OK");
        assertThat(sent.errorCode()).isEqualTo("0");
        assertThat(sent.errorDesc()).isEqualTo("Thanh cong");
        assertThat(UUID.fromString(sent.docId())).hasToString(sent.docId());

        String transfer = transferOf(vpcp, sent.docId(), DANANG);
        assertThat(transfer).isNotEqualTo(sent.docId());
        Map<String, String> waiting = waiting(danang, EDOC, transfer).orElseThrow();
        assertThat(waiting).containsEntry("serviceType", "eDoc").containsEntry("messageType", EDOC)
                .containsEntry("from", VPCP).containsEntry("to", DANANG).containsEntry("status", "initial");
        assertThat(waiting.get("created_time")).matches("\\d{4}/\\d{2}/\\d{2} \\d{2}:\\d{2}:\\d{2}");
        assertThat(waiting.get("updated_time")).matches("\\d{4}/\\d{2}/\\d{2} \\d{2}:\\d{2}:\\d{2}");
        assertThat(waiting.get("status_desc")).isEqualTo("Chờ nhận");

        Sdk.Fetched fetched = SDK.fetched(getEdoc(danang, transfer).text());
        assertThat(fetched.status()).isEqualTo("OK");
        assertThat(fetched.file()).isEqualTo(document.text());
        assertThat(waiting(danang, EDOC, transfer).orElseThrow()).containsEntry("status", "processing");

        Answer download = danang.get("downloadEdoc", Map.of("docId", transfer));
        assertThat(download.status()).isEqualTo(200);
        assertThat(SDK.downloaded(download.body()).file()).isEqualTo(file);

        assertThat(updateStatus(danang, "docId", transfer, "done").status()).isEqualTo("OK");
        assertThat(waiting(danang, EDOC, transfer)).isEmpty();

        Map<String, String> row = sentRows(vpcp, sent.docId()).get(0);
        assertThat(row).containsEntry("senderDocId", sent.docId()).containsEntry("receiverDocId", transfer)
                .containsEntry("serviceType", "eDoc").containsEntry("messageType", EDOC)
                .containsEntry("fromCode", VPCP).containsEntry("toCode", DANANG)
                .containsEntry("title", "V/v thử <đường đi> trọn vẹn")
                .containsEntry("notation", document.number() + "/CV-THỬ").containsEntry("sendStatus", "done")
                .containsEntry("receiveStatus", "01");
        assertThat(row.get("receivedTime")).isNotBlank();
    }

    @Test
    void whoSentGetsASignedReceiptAndNobodyElse() throws Exception {
        Document document = document(VPCP, DANANG);
        Sdk.Sent sent = send(vpcp, document);

        String receipt = await().atMost(PATIENCE)
                .until(() -> (Map<?, ?>) PlainJson
                        .read(vpcp.call("getReceipt", Map.of("docId", sent.docId()), "").text()),
                        answer -> answer.get("status").equals("OK"))
                .get("data").toString();

        assertThat(NodeReceipts.verified(node, receipt).packageSha256()).isEqualTo(Sha256.of(document.bytes()));
        assertRefused(SDK.common(danang.call("getReceipt", Map.of("docId", sent.docId()), "").text()), "08");
        assertRefused(SDK.common(client("vpcp").call("getReceipt", Map.of(), "").text()));
    }

    @Test
    void beingDoneMakesTheArrivalStatusThatTheSenderGets() throws IOException {
        Document document = document(VPCP, DANANG);
        Sdk.Sent sent = send(vpcp, document);
        assertThat(updateStatus(danang, "docId", transferOf(vpcp, sent.docId(), DANANG), "done").status())
                .isEqualTo("OK");

        String status = await().atMost(PATIENCE).until(() -> statusAbout(vpcp, document, "01"), Optional::isPresent)
                .orElseThrow();

        assertThat(status).contains(DANANG);
    }

    @Test
    void statusesOfTheReceiverReachTheSender() throws IOException {
        Document document = document(VPCP, DANANG);
        Sdk.Sent sent = send(vpcp, document);
        updateStatus(danang, "docId", transferOf(vpcp, sent.docId(), DANANG), "done");

        for (String code : List.of("03", "05")) {
            Sdk.Sent status = SDK.sent(danang
                    .sendEdoc(Map.of("from", DANANG, "servicetype", "eDoc", "messagetype", STATUS),
                            SamplePackages.status(document, DANANG, code))
                    .text());
            assertThat(status.status()).as("%s: %s", code, status.errorDesc()).isEqualTo("OK");
            UUID.fromString(status.docId());

            await().atMost(PATIENCE).until(() -> statusAbout(vpcp, document, code), Optional::isPresent);
        }
        assertThat(sentRows(vpcp, sent.docId()).get(0)).containsEntry("receiveStatus", "05");
    }

    @Test
    void theSameSendAgainGivesTheSameId() throws IOException {
        Document document = document(VPCP, DANANG);
        Request request = vpcp.sendEdocRequest(sendParameters(document), document.bytes());

        Sdk.Sent first = SDK.sent(vpcp.exchange(request).text());
        Sdk.Sent again = SDK.sent(vpcp.exchange(request).text());

        assertThat(first.status()).isEqualTo("OK");
        assertThat(again).isEqualTo(first);
        assertThat(sentRows(vpcp, first.docId())).hasSize(1);
    }

    @Test
    void eachReceiverHasAnIdOfItsOwn() throws IOException {
        Sdk.Sent sent = send(vpcp, document(VPCP, DANANG, QUANGNINH));

        String forDanang = transferOf(vpcp, sent.docId(), DANANG);
        String forQuangninh = transferOf(vpcp, sent.docId(), QUANGNINH);
        assertThat(forDanang).isNotEqualTo(forQuangninh);
        assertThat(updateStatus(danang, "docId", forDanang, "done").status()).isEqualTo("OK");
        assertThat(waiting(quangninh, EDOC, forQuangninh)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"000.00.00.H17\"]", "\"000.00.00.H17\"", "000.00.00.H17", "000.00.00.H17;",
            "000.00.00.h17"})
    void theHeaderLimitsTheDelivery(String to) throws IOException {
        Document document = document(VPCP, DANANG, QUANGNINH);

        Sdk.Sent sent = SDK.sent(vpcp.sendEdoc(with(sendParameters(document), "to", to), document.bytes()).text());

        assertThat(sent.status()).as(sent.errorDesc()).isEqualTo("OK");
        assertThat(sentRows(vpcp, sent.docId())).extracting(row -> row.get("toCode")).containsExactly(DANANG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"000.00.00.H17\",\"000.00.00.H49\"]", "000.00.00.H17,000.00.00.H49"})
    void theHeaderMayNameThemAll(String to) throws IOException {
        Document document = document(VPCP, DANANG, QUANGNINH);

        Sdk.Sent sent = SDK.sent(vpcp.sendEdoc(with(sendParameters(document), "to", to), document.bytes()).text());

        assertThat(sentRows(vpcp, sent.docId())).extracting(row -> row.get("toCode"))
                .containsExactlyInAnyOrder(DANANG, QUANGNINH);
    }

    @Test
    void aReceiverOfThePackageAloneIsNotEnoughForTheHeader() throws IOException {
        Document document = document(VPCP, DANANG);

        Sdk.Sent sent = SDK.sent(
                vpcp.sendEdoc(with(sendParameters(document), "to", "[\"" + QUANGNINH + "\"]"), document.bytes())
                        .text());

        assertRefused(sent, "06");
        assertThat(sent.errorDesc()).contains(QUANGNINH);
    }

    @Test
    void everyUnknownReceiverIsNamed() throws IOException {
        Document document = document(VPCP, DANANG, "999.01.00.X01", "999.02.00.X02");

        Sdk.Sent sent = send(vpcp, document);

        assertRefused(sent, "06");
        assertThat(sent.errorDesc()).contains("999.01.00.X01").contains("999.02.00.X02").doesNotContain(DANANG);
    }

    @Test
    void messageTypeMayBeLeftOut() throws IOException {
        Document document = document(VPCP, DANANG);

        Sdk.Sent sent = SDK.sent(vpcp.sendEdoc(Map.of("from", VPCP, "servicetype", "edoc"), document.bytes()).text());

        assertThat(sent.status()).as(sent.errorDesc()).isEqualTo("OK");
    }

    @Test
    void aDocumentForAnAgencyOfThisNodeIsTakenOver() throws IOException {
        Sdk.Sent sent = send(vpcp, document(VPCP, QUANGNAM));

        assertThat(sent.status()).as(sent.errorDesc()).isEqualTo("OK");
        assertThat(sentRows(vpcp, sent.docId())).extracting(row -> row.get("toCode")).containsExactly(QUANGNAM);
        await().atMost(PATIENCE).until(() -> sentRows(client("vpcp"), sent.docId()).get(0).get("receiveStatus"),
                "01"::equals);
    }

    @Test
    void anAgencyUnderItsOtherCodeIsTheSameAgency() throws IOException {
        Document document = document("G22", DANANG, "H17", QUANGNINH);
        Sdk.Sent sent = send(vpcp, document);

        assertThat(sent.status()).as(sent.errorDesc()).isEqualTo("OK");
        assertThat(sentRows(vpcp, sent.docId())).extracting(row -> row.get("toCode"))
                .containsExactlyInAnyOrder(DANANG, QUANGNINH);
        assertRefused(send(vpcp, document("H17", QUANGNINH)), "05");
    }

    @Test
    void theSenderOfAnEarlierSendMayStillStandInTheHeaders() throws IOException {
        String child = registered(VPCP);
        Document document = document(child, DANANG);

        Sdk.Sent sent = SDK.sent(vpcp.sendEdoc(with(sendParameters(document), "from", VPCP), document.bytes()).text());

        assertThat(sent.status()).as(sent.errorDesc()).isEqualTo("OK");
        assertThat(sentRows(vpcp, sent.docId()).get(0)).containsEntry("fromCode", child);
    }

    @Test
    void bothSpellingsOfTheIdAreInTheAnswers() throws IOException {
        Document document = document(VPCP, DANANG);
        Map<?, ?> sent = (Map<?, ?>) PlainJson.read(vpcp.sendEdoc(sendParameters(document), document.bytes()).text());
        assertThat(sent.get("DocId")).isEqualTo(sent.get("docId")).asString().isNotEmpty();
        transferOf(vpcp, sent.get("DocId").toString(), DANANG);

        Map<?, ?> list = (Map<?, ?>) PlainJson.read(danang.call("getReceivedEdocList", listing(EDOC), "").text());
        assertThat((List<?>) list.get("data")).isNotEmpty().allSatisfy(each -> {
            Map<?, ?> row = (Map<?, ?>) each;
            assertThat(row.get("DocId")).isEqualTo(row.get("docId"));
            assertThat(row.get("messagetype")).isEqualTo(row.get("messageType"));
            assertThat(row.get("servicetype")).isEqualTo(row.get("serviceType"));
        });
    }

    // --- what sendEdoc refuses (4.1)

    @Test
    void aForeignSenderIsRefusedWithItsCodeAndTheSystem() throws IOException {
        Sdk.Sent sent = send(vpcp, document(DANANG, QUANGNINH));

        assertRefused(sent, "05");
        assertThat(sent.errorDesc()).contains(DANANG).contains("vpcp");
    }

    @Test
    void twoDifferentSendersAreRefused() throws IOException {
        Document document = document(VPCP, DANANG);

        assertRefused(SDK.sent(vpcp.sendEdoc(with(sendParameters(document), "from", DANANG), document.bytes()).text()),
                "05");
    }

    @ParameterizedTest
    @ValueSource(strings = {"this is no XML", "<edXML>", "<html><body/></html>",
            "<!DOCTYPE edXML [<!ENTITY x 'y'>]><edXML xmlns=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\"/>"})
    void whatIsNoPackageIsRefused(String body) throws IOException {
        assertRefused(SDK.sent(vpcp
                .sendEdoc(Map.of("from", VPCP, "servicetype", "eDoc", "messagetype", EDOC), body.getBytes(UTF_8))
                .text()), "04");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        assertRefused(SDK.sent(vpcp
                .sendEdoc(Map.of("from", VPCP, "servicetype", "eDoc", "messagetype", EDOC), new byte[0]).text()),
                "10");
    }

    @Test
    void aPackageThatIsAnnouncedTooLargeIsRefusedAndTheConnectionEnds() throws IOException {
        Request request = vpcp.sendEdocRequest(sendParameters(document(VPCP, DANANG)), new byte[0]);

        assertRefused(SDK.sent(answeredAndClosed(vpcp, request).text()), "12");
    }

    @Test
    void forAClosedAgencyNothingIsSentAndNothingComes() throws IOException {
        String child = registered(VPCP);
        String grandchild = registered(child);
        Sdk.Sent before = send(vpcp, document(grandchild, DANANG));
        assertThat(before.status()).as(before.errorDesc()).isEqualTo("OK");

        assertThat(SDK.common(vpcp.call("deleteAgency", Map.of("AgencyCode", child), "{}").text()).status())
                .isEqualTo("OK");

        assertThat(rowWith(units(), grandchild)).containsEntry("deleted", "true");
        for (String code : List.of(child, grandchild)) {
            assertRefused(send(vpcp, document(code, DANANG)), "05");
            Sdk.Sent to = send(danang, document(DANANG, code, "999.01.00.X01"));
            assertRefused(to, "06");
            assertThat(to.errorDesc()).contains(code + " đã ngừng hoạt động", "Không tìm thấy nơi nhận: 999.01.00.X01",
                    "Gửi tới cơ quan kế thừa", "Tra lại mã định danh", "RECIPIENT_CLOSED", "RECIPIENT_UNKNOWN");
        }
    }

    @Test
    void theWrongMessageTypeIsRefused() throws IOException {
        Document document = document(VPCP, DANANG);

        assertRefused(SDK.sent(vpcp
                .sendEdoc(with(sendParameters(document), "messagetype", STATUS), document.bytes()).text()), "04");
        assertRefused(SDK.sent(vpcp
                .sendEdoc(with(sendParameters(document), "messagetype", "letter"), document.bytes()).text()), "10");
    }

    @Test
    void anotherContentUnderTheSameIdentityIsRefused() throws IOException {
        Document document = document(VPCP, DANANG);
        send(vpcp, document);

        assertRefused(send(vpcp, document.subject("V/v một nội dung khác hẳn")), "07");
    }

    @Test
    void answersOfSendAreAsciiAndVietnameseSurvives() throws IOException {
        Answer answer = vpcp.sendEdoc(sendParameters(document(DANANG, VPCP)), document(DANANG, VPCP).bytes());

        assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1)).matches("[\\x20-\\x7e]+");
        assertThat(SDK.sent(answer.text()).errorDesc()).contains("Đơn vị gửi");
        assertThat(answer.headers().get("Content-Type")).isEqualToIgnoringCase("application/json;charset=UTF-8");
    }

    // --- the body and its hash (3.3)

    @Test
    void theProperHashIsTakenToo() throws IOException {
        for (boolean upper : new boolean[] {false, true}) {
            Document document = document(VPCP, DANANG);
            String hash = HexFormat.of().formatHex(AxisClient.sha256(document.bytes()));

            assertThat(SDK.sent(vpcp.exchange(vpcp.sendEdocRequest(sendParameters(document), document.bytes(),
                    upper ? hash.toUpperCase(Locale.ROOT) : hash)).text()).status()).isEqualTo("OK");
        }
    }

    @Test
    void theLineEndBehindTheFileIsNotPartOfIt() throws IOException {
        for (String tail : List.of("", "\n", "\r\n", "\r\n\r\n", "\r")) {
            byte[] file = (document(VPCP, DANANG).text() + tail).getBytes(UTF_8);

            Sdk.Sent sent = SDK.sent(vpcp.sendEdoc(sendParameters(document(VPCP, DANANG)), file).text());

            assertThat(sent.status()).as(sent.errorDesc()).isEqualTo("OK");
            assertThat(download(danang, transferOf(vpcp, sent.docId(), DANANG))).isEqualTo(file);
        }
    }

    @Test
    void aBodyWithoutTheLineEndIsTakenAsItIs() throws IOException {
        for (String tail : List.of("", "\r\n")) {
            byte[] file = (document(VPCP, DANANG).text() + tail).getBytes(UTF_8);
            Request request = vpcp.sendEdocRequest(sendParameters(document(VPCP, DANANG)), file).withBody(file);

            Sdk.Sent sent = SDK.sent(vpcp.exchange(request).text());

            assertThat(sent.status()).as(sent.errorDesc()).isEqualTo("OK");
            assertThat(download(danang, transferOf(vpcp, sent.docId(), DANANG))).isEqualTo(file);
        }
    }

    @Test
    void aBodyThatIsNotTheSignedOneIsRefused() throws IOException {
        Document document = document(VPCP, DANANG);
        byte[] changed = AxisClient.withLineEnd(document.text().replace("Hà Nội", "Hà Tĩnh").getBytes(UTF_8));

        assertRefused(SDK.sent(vpcp
                .exchange(vpcp.sendEdocRequest(sendParameters(document), document.bytes()).withBody(changed)).text()),
                "03");
    }

    /** The signature of a poll covers no body: who has seen one must not be able to send with it. */
    @Test
    void theHeadersOfAPollDoNotSendAForgedPackage() throws IOException {
        Document forged = document(VPCP, DANANG);
        Request poll = vpcp.request("POST", "getReceivedEdocList", listing(EDOC), "");
        Request send = vpcp.sendEdocRequest(sendParameters(document(VPCP, DANANG)), document(VPCP, DANANG).bytes());
        byte[] body = AxisClient.withLineEnd(forged.bytes());

        for (Request seen : List.of(poll, send)) {
            Sdk.Sent sent = SDK.sent(vpcp.exchange(seen.withPath(axis().getPath() + "/sendEdoc")
                    .with("XroadVnpt-hash-file", AxisClient.quirkyHash(forged.bytes())).withBody(body)).text());

            assertRefused(sent, seen == poll ? "10" : "03");
        }
        assertThat(sentTitles(vpcp)).doesNotContain("V/v thử trục liên thông " + forged.number());
    }

    @Test
    void aFormWithTheFileIsTakenToo() throws IOException {
        Document document = document(VPCP, DANANG);
        byte[] file = document.bytes();
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.write("--b0undary\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nx\r\n".getBytes(US_ASCII));
        form.write(("--b0undary\r\nContent-Disposition: form-data; name=\"file_doc\"; filename=\"a.edxml\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n").getBytes(US_ASCII));
        form.write(file);
        form.write("\r\n--b0undary--\r\n".getBytes(US_ASCII));

        Sdk.Sent sent = SDK.sent(vpcp.exchange(vpcp.sendEdocRequest(sendParameters(document), file)
                .with("Content-Type", "multipart/form-data; boundary=b0undary").withBody(form.toByteArray())).text());

        assertThat(sent.status()).as(sent.errorDesc()).isEqualTo("OK");
        assertThat(download(danang, transferOf(vpcp, sent.docId(), DANANG))).isEqualTo(file);
    }

    @Test
    void aFormWithoutTheFileIsRefused() throws IOException {
        Document document = document(VPCP, DANANG);
        byte[] form = "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nx\r\n--b--\r\n".getBytes(US_ASCII);

        assertRefused(SDK.sent(vpcp.exchange(vpcp.sendEdocRequest(sendParameters(document), document.bytes())
                .with("Content-Type", "multipart/form-data; boundary=b").withBody(form)).text()), "02");
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws IOException {
        Document document = document(VPCP, DANANG);
        Request request = vpcp.sendEdocRequest(sendParameters(document), document.bytes());
        try (Socket socket = vpcp.open(request, request.body().length)) {
            socket.getOutputStream().write(request.body(), 0, request.body().length / 2);
            socket.getOutputStream().flush();
        }

        // it is not there: the sender's list does not know it, and the whole send makes it anew
        assertThat(sentTitles(vpcp)).doesNotContain("V/v thử trục liên thông " + document.number());
        assertThat(SDK.sent(vpcp.exchange(request).text()).status()).isEqualTo("OK");
    }

    @Test
    void aLargePackageGoesInAndOut() throws IOException {
        byte[] attachment = new byte[12 << 20];
        new java.util.Random(5).nextBytes(attachment);
        Document document = document(VPCP, DANANG).attachment(attachment);
        byte[] file = document.bytes();

        Sdk.Sent sent = send(vpcp, document);

        assertThat(sent.status()).as(sent.errorDesc()).isEqualTo("OK");
        String transfer = transferOf(vpcp, sent.docId(), DANANG);
        assertThat(Arrays.equals(download(danang, transfer), file)).isTrue();
        assertThat(SDK.fetched(getEdoc(danang, transfer).text()).file().getBytes(UTF_8).length).isEqualTo(file.length);
        updateStatus(danang, "docId", transfer, "done");
    }

    @Test
    void aRefusedLargePackageIsAnsweredBeforeItIsRead() throws IOException {
        AxisClient stranger = new AxisClient(axis(), "nobody", "secret");
        Document document = document(VPCP, DANANG).attachment(new byte[8 << 20]);

        assertRefused(SDK.sent(stranger.sendEdoc(sendParameters(document), document.bytes()).text()), "01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "windows-1258"})
    void aPackageInAnotherEncodingIsFetchedAsUtf8AndDownloadedAsItCame(String encoding) throws IOException {
        Document document = document(VPCP, DANANG).encoding(encoding);
        // an encoding of 256 characters has not got all that the package says
        String text = new String(document.bytes(), Charset.forName(encoding));

        assertFetchedAsUtf8(document.bytes(), text.replace("encoding=\"" + encoding + "\"", "encoding=\"UTF-8\""));
    }

    @Test
    void aPrologThatIsWrongAboutItsEncodingIsFetchedRight() throws IOException {
        String text = document(VPCP, DANANG).text();

        assertFetchedAsUtf8(text.replace("encoding=\"UTF-8\"", "encoding=\"utf-16\"").getBytes(UTF_8), text);
    }

    private void assertFetchedAsUtf8(byte[] file, String text) throws IOException {
        Sdk.Sent sent = SDK.sent(vpcp.sendEdoc(Map.of("from", VPCP, "servicetype", "eDoc", "messagetype", EDOC), file)
                .text());
        assertThat(sent.status()).as(sent.errorDesc()).isEqualTo("OK");
        String transfer = transferOf(vpcp, sent.docId(), DANANG);

        assertThat(SDK.fetched(getEdoc(danang, transfer).text()).file()).isEqualTo(text);
        assertThat(download(danang, transfer)).isEqualTo(file);
    }

    // --- who comes in (3.1, 3.2, 3.4)

    @Test
    void anUnknownSystemAndAWrongSecretGetTheSameAnswer() throws IOException {
        String unknown = new AxisClient(axis(), "nobody", "x").call("getReceivedEdocList", listing(EDOC), "").text();
        String wrong = new AxisClient(axis(), "vpcp", "x").call("getReceivedEdocList", listing(EDOC), "").text();

        assertThat(unknown).isEqualTo(wrong);
        assertRefused(SDK.common(unknown), "01");
    }

    @Test
    void theSignatureMayBeInUpperCase() throws IOException {
        Request request = vpcp.request("POST", "countReceiveEdoc", Map.of(), "{}");
        String mac = request.headers().get("XroadVnpt-hash-header");

        assertThat(SDK.counted(
                vpcp.exchange(request.with("XroadVnpt-hash-header", mac.toUpperCase(Locale.ROOT))).text()).status())
                .isEqualTo("OK");
    }

    @Test
    void whatWasChangedAfterSigningIsRefused() throws IOException {
        Request request = vpcp.request("POST", "getReceivedEdocList", listing(EDOC), "");
        String signed = request.headers().get("XroadVnpt-sign-header");

        assertRefused(SDK.common(vpcp
                .exchange(request.with("XroadVnpt-sign-header", signed.replace("eDoc", "Edoc"))).text()), "01");
    }

    @Test
    void aParameterBesideTheSignedOnesDoesNotCount() throws IOException {
        Document document = document(VPCP, DANANG);
        Sdk.Sent sent = send(vpcp, document);
        String transfer = transferOf(vpcp, sent.docId(), DANANG);

        Request request = danang
                .request("POST", "updateStatus", Map.of("docId", transfer, "status", "processing"), "{}")
                .with("XroadVnpt-status", "done");
        assertThat(SDK.common(danang.exchange(request).text()).status()).isEqualTo("OK");

        assertThat(waiting(danang, EDOC, transfer)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"XroadVnpt-sign-header", "XroadVnpt-hash-header"})
    void aMissingSignatureIsAMalformedRequest(String header) throws IOException {
        assertRefused(SDK.common(
                vpcp.exchange(vpcp.request("POST", "getReceivedEdocList", listing(EDOC), "").without(header)).text()),
                "02");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"XroadVnpt-systemid\":7}", "{\"XroadVnpt-systemid\"", "{}"})
    void aSignedHeaderThatIsNoFlatObjectIsMalformed(String text) throws IOException {
        assertRefused(SDK.common(vpcp
                .exchange(vpcp.request("POST", "getReceivedEdocList", listing(EDOC), "")
                        .with("XroadVnpt-sign-header", text)
                        .with("XroadVnpt-hash-header", AxisClient.hmac(node.secret("vpcp"), text)))
                .text()), "02");
    }

    @Test
    void aServiceObjectMayLiveForYears() throws IOException {
        AxisClient old = new AxisClient(axis(), "vpcp", node.secret("vpcp"), Address.NAMES_A_PORT,
                AxisClient.timestamp(LocalDateTime.now(VIETNAM).minusYears(3)));

        assertThat(SDK.counted(old.call("countReceiveEdoc", Map.of(), "{}").text()).status()).isEqualTo("OK");
    }

    @Test
    void aTimestampThatCannotBeReadIsNoFault() throws IOException {
        AxisClient odd = new AxisClient(axis(), "vpcp", node.secret("vpcp"), Address.NAMES_A_PORT, "yesterday");

        assertThat(SDK.counted(odd.call("countReceiveEdoc", Map.of(), "{}").text()).status()).isEqualTo("OK");
    }

    @Test
    void aTimestampOfTheDayAfterTomorrowIsRefused() throws IOException {
        AxisClient early = new AxisClient(axis(), "vpcp", node.secret("vpcp"), Address.NAMES_A_PORT,
                AxisClient.timestamp(LocalDateTime.now(VIETNAM).plusDays(2)));

        assertRefused(SDK.common(early.call("countReceiveEdoc", Map.of(), "{}").text()), "10");
    }

    @Test
    void anAccentCutOnTheWayIsSaidToBeThat() throws IOException {
        Map<String, String> parameters = Map.of("docId", UUID.randomUUID().toString(), "status", "fail",
                "description", "lỗi định dạng");

        Sdk.Common answer = SDK.common(danang.call("updateStatus", parameters, "{}").text());

        assertRefused(answer, "01");
        assertThat(answer.errorDesc()).contains("non-ASCII header value");
    }

    @Test
    void anAccentArrivesWhereTheAddressNamesNoPort() throws IOException {
        Sdk.Sent sent = send(vpcp, document(VPCP, DANANG));
        String transfer = transferOf(vpcp, sent.docId(), DANANG);
        AxisClient atDefaultPort = new AxisClient(axis(), "danang", node.secret("danang"),
                Address.HAS_THE_DEFAULT_PORT, AxisClient.timestamp(LocalDateTime.now(VIETNAM)));

        Sdk.Common answer = SDK.common(atDefaultPort
                .call("updateStatus", Map.of("docId", transfer, "status", "fail", "description", "lỗi định dạng"), "{}")
                .text());

        assertThat(answer.status()).as(answer.errorDesc()).isEqualTo("OK");
    }

    @Test
    void manyReceiversFitIntoTheHeaders() throws IOException {
        StringBuilder to = new StringBuilder("[");
        for (int i = 0; i < 1000; i++) {
            to.append("\"999.%02d.%02d.X99\",".formatted(i / 100, i % 100));
        }
        to.append('"').append(DANANG).append("\"]");
        Document document = document(VPCP, DANANG);

        Sdk.Sent sent = SDK
                .sent(vpcp.sendEdoc(with(sendParameters(document), "to", to.toString()), document.bytes()).text());

        // the headers came through whole: what is refused are the receivers
        assertRefused(sent, "06");
    }

    @Test
    void theSameHeadersOpenAnotherCallAgain() throws IOException {
        Request poll = danang.request("POST", "getReceivedEdocList", listing(EDOC), "");

        assertThat(SDK.received(danang.exchange(poll).text()).rows()).isNotNull();
        assertThat(SDK.received(danang.exchange(poll).text()).rows()).isNotNull();
    }

    // --- headers that stick (2)

    @Test
    void leftOversOfEarlierCallsDoNotFilterTheList() throws IOException {
        Sdk.Sent sent = send(vpcp, document(VPCP, DANANG));
        String transfer = transferOf(vpcp, sent.docId(), DANANG);
        Map<String, String> stale = with(with(with(with(with(listing(EDOC), "status", "done"), "from", QUANGNINH), "to",
                VPCP), "docId", UUID.randomUUID().toString()), "docid", UUID.randomUUID().toString());

        assertThat(SDK.received(danang.call("getReceivedEdocList", stale, "").text()).rows())
                .anyMatch(row -> row.get("docId").equals(transfer));
    }

    @Test
    void theUsualLoopOnOneObjectConfirmsEachPacket() throws IOException {
        String x = transferOf(vpcp, send(vpcp, document(VPCP, DANANG)).docId(), DANANG);
        String y = transferOf(vpcp, send(vpcp, document(VPCP, DANANG)).docId(), DANANG);

        for (String id : List.of(x, y)) {
            // the stale docid of the first round is still there in the second
            assertThat(SDK.fetched(danang.call("getEdoc", Map.of("docId", id, "filePath", "/tmp/edoc"), "{}").text())
                    .file()).contains("V/v thử");
            assertThat(updateStatus(danang, "docid", id, "done").status()).isEqualTo("OK");
            assertThat(waiting(danang, EDOC, id)).isEmpty();
        }
    }

    @Test
    void confirmingWithTheOtherSpellingIsNotMisledByTheStaleOne() throws IOException {
        String x = transferOf(vpcp, send(vpcp, document(VPCP, DANANG)).docId(), DANANG);
        String y = transferOf(vpcp, send(vpcp, document(VPCP, DANANG)).docId(), DANANG);
        assertThat(updateStatus(danang, "docid", x, "done").status()).isEqualTo("OK");

        // docid = X is still sent, and X is done
        assertThat(updateStatus(danang, "docId", y, "done").status()).isEqualTo("OK");

        assertThat(waiting(danang, EDOC, y)).isEmpty();
    }

    @Test
    void aStatusAfterASendIgnoresTheReceiversOfTheSend() throws IOException {
        Document question = document(VPCP, DANANG);
        send(vpcp, question);
        Document other = document(DANANG, QUANGNINH);
        danang.sendEdoc(with(sendParameters(other), "to", "[\"" + QUANGNINH + "\"]"), other.bytes());

        // the object still sends to = QUANGNINH
        Sdk.Sent status = SDK
                .sent(danang.sendEdoc(Map.of("from", DANANG, "servicetype", "eDoc", "messagetype", STATUS),
                        SamplePackages.status(question, DANANG, "03")).text());

        assertThat(status.status()).as(status.errorDesc()).isEqualTo("OK");
    }

    @Test
    void aStaleIdDoesNotEmptyTheSentList() throws IOException {
        Sdk.Sent sent = send(vpcp, document(VPCP, DANANG));

        for (String stale : List.of(UUID.randomUUID().toString(), "no id", transferOf(vpcp, sent.docId(), DANANG))) {
            assertThat(SDK.sentList(
                    vpcp.call("getSentEdocList", with(listing(EDOC), "docId", stale), "").text()).rows())
                    .anyMatch(row -> row.get("senderDocId").equals(sent.docId()));
        }
    }

    // --- lists (4.2, 4.6, 4.7)

    @Test
    void datesLimitTheListInEveryForm() throws IOException {
        String transfer = transferOf(vpcp, send(vpcp, document(VPCP, DANANG)).docId(), DANANG);
        LocalDate today = LocalDate.now(VIETNAM);

        for (String pattern : List.of("dd/MM/uuuu", "uuuu/MM/dd", "uuuu-MM-dd", "dd/MM/uuuu '00:00:00'",
                "uuuu/MM/dd '00:00:00'", "uuuu-MM-dd'T00:00:00'")) {
            DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern);
            assertThat(rows(danang, Map.of("fromDate", format.format(today.minusDays(1)), "toDate",
                    format.format(today.plusDays(2))))).as(pattern).contains(transfer);
            assertThat(rows(danang, Map.of("fromDate", format.format(today.plusDays(2)), "toDate",
                    format.format(today.plusDays(3))))).as(pattern).isEmpty();
        }
        assertRefused(SDK.common(danang
                .call("getReceivedEdocList", with(listing(EDOC), "fromDate", "yesterday"), "").text()), "10");
    }

    @Test
    void pagesFollowOneAnother() throws IOException {
        for (int i = 0; i < 3; i++) {
            transferOf(vpcp, send(vpcp, document(VPCP, QUANGNINH)).docId(), QUANGNINH);
        }
        AxisClient reader = client("quangninh");

        List<String> first = rows(reader, Map.of("pageSize", "2", "pageIndex", "1"));
        List<String> second = rows(reader, Map.of("pageSize", "2", "pageIndex", "2"));

        assertThat(first).hasSize(2);
        assertThat(second).isNotEmpty().doesNotContainAnyElementsOf(first);
    }

    @Test
    void theOldestComesFirst() throws IOException {
        List<String> sent = new java.util.ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sent.add(transferOf(vpcp, send(vpcp, document(VPCP, DANANG)).docId(), DANANG));
        }

        List<String> listed = new java.util.ArrayList<>();
        for (int page = 1; page == 1 || !rows(danang, pageOf(page)).isEmpty(); page++) {
            listed.addAll(rows(danang, pageOf(page)));
        }
        assertThat(listed).containsSubsequence(sent);
    }

    @Test
    void sentListsKnowStatusesAndDates() throws IOException {
        Document document = document(VPCP, DANANG);
        Sdk.Sent sent = send(vpcp, document);
        Sdk.Sent status = SDK.sent(danang.sendEdoc(Map.of("from", DANANG, "servicetype", "eDoc", "messagetype", STATUS),
                SamplePackages.status(document, DANANG, "03")).text());
        assertThat(status.status()).as(status.errorDesc()).isEqualTo("OK");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                SDK.sentList(client("danang").call("getSentEdocList", listing(STATUS), "").text()).rows())
                .anyMatch(row -> row.get("senderDocId").equals(status.docId()) && row.get("toCode").equals(VPCP)
                        && row.get("messageType").equals(STATUS)));
        DateTimeFormatter day = DateTimeFormatter.ofPattern("dd/MM/uuuu");
        LocalDate today = LocalDate.now(VIETNAM);
        assertThat(SDK.sentList(vpcp.call("getSentEdocList", with(with(listing(EDOC), "fromDate",
                day.format(today.minusDays(1))), "toDate", day.format(today.plusDays(1))), "").text()).rows())
                .anyMatch(row -> row.get("senderDocId").equals(sent.docId()));
        assertThat(SDK.sentList(vpcp.call("getSentEdocList", with(with(listing(EDOC), "fromDate",
                day.format(today.plusDays(2))), "toDate", day.format(today.plusDays(3))), "").text()).rows()).isEmpty();
    }

    /** More were sent in one second than a list is long: none of them may be out of reach. */
    @Test
    void aSecondWithMoreThanAListHoldsIsListedWhole() throws IOException {
        Sdk.Sent sent = send(vpcp, document(VPCP, DANANG));
        transferOf(vpcp, sent.docId(), DANANG);
        Rows database = new Rows(node);
        try {
            copies(database, sent.docId(), 1, 3, "2001-02-03 04:05:05");
            copies(database, sent.docId(), 101, 1300, "2001-02-03 04:05:06.5");
            Map<String, String> until = with(with(listing(EDOC), "fromDate", "2001/02/03 04:05:05+00:00"), "toDate",
                    "2001/02/03 04:05:06+00:00");

            assertThat(SDK.sentList(client("vpcp").call("getSentEdocList", until, "").text()).rows()).hasSize(1300);
            assertThat(SDK.sentList(client("vpcp").call("getSentEdocList",
                    with(until, "toDate", "2001/02/03 04:05:05+00:00"), "").text()).rows()).hasSize(3);
        } finally {
            database.execute("delete from transfer where id::text like 'eeeeeeee-%'");
            database.execute("delete from package where id::text like 'eeeeeeee-%'");
            database.execute("delete from content where sha256 like repeat('e', 52) || '%'");
        }
    }

    /** Copies of a send, as if they had come then. */
    private static void copies(Rows database, String packageId, int first, int count, String received) {
        UUID original = UUID.fromString(packageId);
        String id = "('eeeeeeee-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid";
        String sha256 = "repeat('e', 52) || lpad(n::text, 12, '0')";
        String numbers = "generate_series(" + first + ", " + (first + count - 1) + ") n";
        database.execute(
                "insert into content (sha256, size, stored_at) select " + sha256 + ", 1, now() from " + numbers);
        database.execute("insert into package (id, type, content_sha256, size, encoding, kind, reason, via, system_id,"
                + " from_id, document_id, received_at, correlation) select " + id + ", type, " + sha256
                + ", size, encoding, kind, reason, via, system_id, from_id, document_id, '" + received
                + "+00'::timestamptz, '' from package o, " + numbers + " where o.id = ?", original);
        database.execute("insert into transfer (id, package_id, type, sender_id, sender_code, recipient_id,"
                + " recipient_code, system_id, state, attempts, fail_count, created_at, updated_at) select " + id + ", "
                + id + ", type, sender_id, sender_code, recipient_id, recipient_code, system_id, 'DONE', 0, 0,"
                + " created_at, updated_at from transfer o, " + numbers + " where o.package_id = ?", original);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "GET"})
    void countsSayHowManyWait(String method) throws IOException {
        int before = count(quangninh, method, "countReceiveEdoc");
        String transfer = transferOf(vpcp, send(vpcp, document(VPCP, QUANGNINH)).docId(), QUANGNINH);

        assertThat(count(quangninh, method, "countReceiveEdoc")).isGreaterThan(before);
        int open = count(quangninh, method, "countReceiveEdoc");
        assertThat(updateStatus(quangninh, "docId", transfer, "done").status()).isEqualTo("OK");
        assertThat(count(quangninh, method, "countReceiveEdoc")).isEqualTo(open - 1);
        assertThat(count(quangninh, method, "countReceiveStatus")).isNotNegative();
    }

    @Test
    void anUnknownMessageTypeIsRefused() throws IOException {
        assertRefused(SDK.common(danang.call("getReceivedEdocList", listing("letter"), "").text()), "10");
    }

    // --- fetching and confirming (4.3 to 4.5)

    @Test
    void whatIsNotTheCallersIsUnknown() throws IOException {
        String transfer = transferOf(vpcp, send(vpcp, document(VPCP, DANANG)).docId(), DANANG);
        String nobodys = UUID.randomUUID().toString();

        for (String id : List.of(transfer, nobodys, "no id", "..%2F..%2Fetc")) {
            String text = getEdoc(quangninh, id).text();
            assertThat(text.replace(id, "X"))
                    .isEqualTo(getEdoc(quangninh, nobodys).text().replace(nobodys, "X"));
            assertRefused(SDK.common(text), "08");
            // the older SDK needs data for that
            assertThat(Sdk.V2_0_0.fetched(text).errorCode()).isEqualTo("08");
            assertThat(updateStatus(quangninh, "docId", id, "done").errorCode()).isEqualTo("08");
        }
        assertThat(waiting(danang, EDOC, transfer).orElseThrow()).containsEntry("status", "initial");
    }

    @Test
    void aFailingDownloadHasAnEmptyBody() throws IOException {
        Answer unknown = danang.get("downloadEdoc", Map.of("docId", UUID.randomUUID().toString()));
        Answer wrongSecret = new AxisClient(axis(), "danang", "x").get("downloadEdoc",
                Map.of("docId", UUID.randomUUID().toString()));
        Answer wrongMethod = danang.call("downloadEdoc", Map.of("docId", UUID.randomUUID().toString()), "{}");

        for (Answer answer : List.of(unknown, wrongSecret, wrongMethod)) {
            assertThat(answer.status()).isBetween(400, 499);
            assertThat(SDK.downloaded(answer.body()).errorCode()).isEqualTo("100");
        }
        assertThat(unknown.status()).isEqualTo(404);
    }

    @Test
    void whatIsForSomebodyElseOrNobodyIsNotDownloaded() throws IOException {
        String transfer = transferOf(vpcp, send(vpcp, document(VPCP, DANANG)).docId(), DANANG);

        for (String id : List.of(transfer, "no id", "..%2F..%2Fetc")) {
            Answer answer = quangninh.get("downloadEdoc", Map.of("docId", id));
            assertThat(answer.status()).as(id).isEqualTo(404);
            assertThat(answer.body()).as(id).isEmpty();
        }
        Answer unnamed = client("danang").get("downloadEdoc", Map.of());
        assertThat(unnamed.status()).isEqualTo(400);
        assertThat(unnamed.body()).isEmpty();
        assertThat(waiting(danang, EDOC, transfer).orElseThrow()).containsEntry("status", "initial");
    }

    @Test
    void whatIsDoneIsDownloadedAgainAndStaysDone() throws IOException {
        Document document = document(VPCP, DANANG);
        String transfer = transferOf(vpcp, send(vpcp, document).docId(), DANANG);
        assertThat(updateStatus(danang, "docId", transfer, "done").status()).isEqualTo("OK");

        assertThat(download(danang, transfer)).isEqualTo(document.bytes());
        assertThat(waiting(danang, EDOC, transfer)).isEmpty();
    }

    @Test
    void theOtherSpellingOfTheIdCountsWhereTheRightOneIsAbsentAndOnlyThere() throws IOException {
        Document first = document(VPCP, DANANG);
        Document second = document(VPCP, DANANG);
        String x = transferOf(vpcp, send(vpcp, first).docId(), DANANG);
        String y = transferOf(vpcp, send(vpcp, second).docId(), DANANG);

        assertThat(SDK.fetched(danang.call("getEdoc", Map.of("docid", x), "{}").text()).file())
                .isEqualTo(first.text());
        assertThat(SDK.fetched(danang.call("getEdoc", Map.of("docId", y), "{}").text()).file())
                .isEqualTo(second.text());
    }

    @Test
    void theDownloadThatSendsNoHeadersIsRefused() throws IOException {
        Request bare = new Request("GET", axis().getPath() + "/downloadEdoc2", Map.of("Host", axis().getAuthority()),
                new byte[0], false, UTF_8);

        Answer answer = danang.exchange(bare);

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void doneIsFinalAndMayBeRepeated() throws IOException {
        String transfer = transferOf(vpcp, send(vpcp, document(VPCP, DANANG)).docId(), DANANG);

        assertThat(updateStatus(danang, "docId", transfer, "done").status()).isEqualTo("OK");
        assertThat(updateStatus(danang, "docId", transfer, "done").status()).isEqualTo("OK");
        updateStatus(danang, "docId", transfer, "fail");

        assertThat(waiting(danang, EDOC, transfer)).isEmpty();
        assertThat(SDK.fetched(getEdoc(danang, transfer).text()).file()).as("it may be fetched again")
                .contains("V/v thử");
        assertThat(waiting(danang, EDOC, transfer)).isEmpty();
    }

    @Test
    void aFailedPacketStaysFetchable() throws IOException {
        String transfer = transferOf(vpcp, send(vpcp, document(VPCP, DANANG)).docId(), DANANG);

        assertThat(SDK.common(danang
                .call("updateStatus", Map.of("docId", transfer, "status", "fail", "description", "khong doc duoc"),
                        "{}")
                .text()).status()).isEqualTo("OK");

        assertThat(SDK.fetched(getEdoc(danang, transfer).text()).file()).contains("V/v thử");
        assertThat(updateStatus(danang, "docId", transfer, "done").status()).isEqualTo("OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inbox", "acceptance", "initial", "01"})
    void anotherStateIsRefusedPolitely(String status) throws IOException {
        String transfer = transferOf(vpcp, send(vpcp, document(VPCP, DANANG)).docId(), DANANG);

        Sdk.Common answer = updateStatus(danang, "docId", transfer, status);

        assertRefused(answer, "09");
        assertThat(answer.errorDesc()).contains(status);
    }

    @Test
    void whatAnOperationNeedsMustBeThere() throws IOException {
        assertRefused(SDK.common(danang.call("updateStatus", Map.of("status", "done"), "{}").text()), "10");
        assertRefused(SDK.common(client("danang")
                .call("updateStatus", Map.of("docId", UUID.randomUUID().toString()), "{}").text()), "10");
        assertRefused(SDK.common(client("danang").call("getEdoc", Map.of(), "{}").text()), "10");
        assertRefused(SDK.common(client("danang").call("deleteAgency", Map.of(), "{}").text()), "10");
    }

    // --- the directory (4.8 to 4.12)

    @Test
    void theWholeDirectoryComesInOneCompressedAnswer() throws IOException {
        Answer answer = vpcp.call("getAgenciesList", Map.of(), "");

        assertThat(answer.compressed()).isTrue();
        List<Map<String, String>> rows = SDK.agencies(answer.text()).rows();
        assertThat(rows).extracting(row -> row.get("code")).contains(VPCP, DANANG, QUANGNINH, QUANGNAM,
                "000.00.05.H47");
        Map<String, String> parent = rowWith(rows, QUANGNAM);
        assertThat(rowWith(rows, "000.00.05.H47")).containsEntry("pid", parent.get("id"));
        assertThat(parent.get("name")).contains("Quảng Nam");
        assertThat(Sdk.V2_0_0.agencies(answer.text()).rows()).hasSameSizeAs(rows);
    }

    @Test
    void whoDoesNotTakeGzipGetsItPlain() throws IOException {
        Answer answer = vpcp
                .exchange(vpcp.request("POST", "getAgenciesList", Map.of(), "").without("Accept-Encoding"));

        assertThat(answer.compressed()).isFalse();
        assertThat(SDK.agencies(answer.text()).rows()).isNotEmpty();
    }

    @Test
    void agenciesWithNewCodesAreListedByLevel() throws IOException {
        Sdk.Listed listed = SDK
                .agenciesByNewCode(vpcp.call("getAgenciesListQD20", Map.of("level", "1"), "").text());

        assertThat(listed.status()).isEqualTo("OK");
        assertThat(listed.rows()).isNotNull().allSatisfy(row -> assertThat(row.get("code")).matches("[A-Z]\\d\\d.*"));
        assertThat(rowWith(listed.rows(), "H47")).containsEntry("code102", QUANGNAM);
        assertThat(listed.rows()).noneMatch(row -> row.get("code").startsWith("H47."));
    }

    @Test
    void withoutALevelAgenciesOfAllLevelsAreListed() throws IOException {
        assertThat(SDK.agenciesByNewCode(vpcp.call("getAgenciesListQD20", Map.of(), "").text()).rows())
                .extracting(row -> row.get("code")).contains("H47", "H47.5", "H17");
        assertRefused(SDK.common(vpcp.call("getAgenciesListQD20", Map.of("level", "all"), "").text()), "10");
    }

    /** A client that stops reading must not keep a connection to the database from everybody else. */
    @Test
    void aReaderThatStopsReadingHoldsNothingInTheDatabase() throws IOException {
        Rows database = new Rows(node);
        try {
            database.execute(
                    """
                    insert into organization (id, code, name, search_text, path, line, supervising, address, email,
                      telephone, fax, website, sample, version, changed_at)
                    select id, code, repeat('Cơ quan thử ', 12), 'z', array[id], 'LOCAL', false, '', '', '', '', '',
                      false, 1, now()
                    from (select ('dddddddd-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid as id,
                      'ZZ.' || n as code from generate_series(1, 111000) n) as many""");
            Request request = vpcp.request("POST", "getAgenciesList", Map.of(), "").without("Accept-Encoding");
            try (Socket socket = vpcp.open(request, 0)) {
                InputStream answer = AxisClient.body(new BufferedInputStream(socket.getInputStream(), 64));
                assertThat(answer.readNBytes(100)).hasSize(100);

                // one that reads all has its answer meanwhile, and behind it nobody is left
                assertThat(SDK.agencies(client("danang").call("getAgenciesList", Map.of(), "").text()).rows())
                        .hasSizeGreaterThan(111_000);
                await().atMost(PATIENCE).until(() -> database.count("select count(*) from pg_stat_activity where"
                        + " state like 'idle in transaction%' and xact_start < now() - interval '2 seconds'"
                        + " or state = 'active' and query_start < now() - interval '2 seconds'"
                        + " and backend_type = 'client backend'") == 0);

                byte[] rest = answer.readAllBytes();
                assertThat(rest).as("more than lay in any buffer").hasSizeGreaterThan(20 << 20);
                assertThat(new String(rest, rest.length - 3, 3, US_ASCII)).isEqualTo("}]}");
            }
        } finally {
            database.execute("delete from organization where code like 'ZZ.%'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"getSynchronizeUnit", "getListUnit"})
    void unitsAreListedForSynchronization(String operation) throws IOException {
        List<Map<String, String>> rows = SDK.units(vpcp.call(operation, Map.of(), "").text()).rows();

        Map<String, String> row = rowWith(rows, DANANG);
        assertThat(row).containsEntry("centerCode", "danang").containsEntry("deleted", "false").containsEntry(
                "isAgency",
                "true");
        assertThat(Integer.parseInt(row.get("version"))).isNotNegative();
        assertThat(row.get("modifyDate")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pcode", "pid"})
    void anAgencyIsRegisteredChangedAndDeleted(String parent) throws IOException {
        String code = "000." + UUID.randomUUID().toString().substring(0, 8) + ".G22";
        String body = "{\"id\":\"\",\"" + parent + "\":\"" + VPCP + "\",\"code\":\"" + code
                + "\",\"name\":\"%s\",\"mail\":\"thu@example.vn\",\"mobile\":\"\",\"fax\":\"\"}";

        Sdk.Common registered = SDK.common(vpcp.call("registerAgency", Map.of(), body.formatted("Vụ Thử")).text());
        assertThat(registered.status()).as(registered.errorDesc()).isEqualTo("OK");
        assertThat(rowWith(units(), code)).containsEntry("name", "Vụ Thử").containsEntry("deleted", "false");

        assertThat(SDK.common(vpcp.call("registerAgency", Map.of(), body.formatted("Vụ Thử Mới")).text()).status())
                .isEqualTo("OK");
        assertThat(rowWith(units(), code)).containsEntry("name", "Vụ Thử Mới").containsEntry("mail", "thu@example.vn");

        assertRefused(SDK.common(danang.call("deleteAgency", Map.of("AgencyCode", code), "{}").text()));
        assertThat(SDK.common(vpcp.call("deleteAgency", Map.of("AgencyCode", code), "{}").text()).status())
                .isEqualTo("OK");
        assertThat(rowWith(units(), code)).containsEntry("deleted", "true");
        assertThat(SDK.agencies(vpcp.call("getAgenciesList", Map.of(), "").text()).rows())
                .noneMatch(row -> code.equals(row.get("code")));
    }

    @Test
    void anAgencyIsNotMovedAndOpeningOneAgainIsSaid() throws IOException {
        String parent = registered(VPCP);
        String code = registered(parent);
        String under = "{\"pcode\":\"%s\",\"code\":\"" + code + "\",\"name\":\"Vụ Thử\",\"mail\":\"\"}";

        assertRefused(SDK.common(vpcp.call("registerAgency", Map.of(), under.formatted(VPCP)).text()), "10");
        assertThat(SDK.common(vpcp.call("deleteAgency", Map.of("AgencyCode", parent), "{}").text()).status())
                .isEqualTo("OK");
        assertRefused(SDK.common(vpcp.call("registerAgency", Map.of(), under.formatted(parent)).text()), "10");
        registered(VPCP, parent, "Thanh cong: cơ quan " + parent + " đã ngừng hoạt động, nay hoạt động trở lại.");
        registered(parent, code, "Thanh cong: cơ quan " + code + " đã ngừng hoạt động, nay hoạt động trở lại.");
        assertThat(rowWith(units(), code)).containsEntry("deleted", "false");
    }

    @Test
    void aCodeOfSomebodyElsesAgencyIsTaken() throws IOException {
        Sdk.Common answer = SDK.common(vpcp.call("registerAgency", Map.of(),
                "{\"code\":\"H17\",\"name\":\"x\",\"mail\":\"a@example.vn\"}").text());

        assertRefused(answer, "10");
        assertThat(answer.errorDesc()).contains("ORGANIZATION_CODE_TAKEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"pcode\":\"000.00.00.G22\",\"code\":\"000.01.00.G22\",}", "[]", "not json",
            "{\"code\":\"000.00.01.G22\"}", "{\"name\":\"x\"}",
            "{\"code\":\"000.00.01.G22\",\"name\":\"V\\u0001 Thu\"}",
            "{\"code\":\"000.00.01.G22\",\"name\":\"Vu Thu\",\"fax\":\"\\ud800\"}"})
    void anAgencyThatCannotBeReadIsRefused(String body) throws IOException {
        assertRefused(SDK.common(vpcp.call("registerAgency", Map.of(), body).text()), "10");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 401})
    void anAgencyWithANameThatNoPackageHoldsIsRefused(int length) throws IOException {
        assertRefused(SDK.common(vpcp.call("registerAgency", Map.of(), "{\"code\":\"000.00.01.G22\",\"name\":\""
                + "x".repeat(length) + "\"}").text()), "10");
        assertThat(units()).noneMatch(row -> row.get("code").equals("000.00.01.G22"));
    }

    @Test
    void foreignAndUnknownAgenciesAreOutOfReach() throws IOException {
        assertRefused(SDK.common(vpcp.call("registerAgency", Map.of(), "{\"pcode\":\"" + DANANG
                + "\",\"code\":\"000.00.77.H17\",\"name\":\"x\",\"mail\":\"a@example.vn\"}").text()));
        assertRefused(SDK.common(vpcp.call("deleteAgency", Map.of("AgencyCode", QUANGNINH), "{}").text()));
        assertRefused(SDK.common(vpcp.call("deleteAgency", Map.of("AgencyCode", "999.99.99.X99"), "{}").text()));
        assertThat(rowWith(units(), QUANGNINH)).containsEntry("deleted", "false");
    }

    // --- transport (1)

    @Test
    void aClientWithABodyInHandIsToldToContinue() throws IOException {
        long start = System.nanoTime();
        Answer answer = vpcp.call("countReceiveEdoc", Map.of(), "{}");

        assertThat(answer.continued()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AxisClient.expectTimeout());
    }

    @Test
    void aStrangerWithABodyInHandIsAnsweredAtOnce() throws IOException {
        long start = System.nanoTime();
        assertRefused(SDK.common(new AxisClient(axis(), "nobody", "x").call("countReceiveEdoc", Map.of(), "{}").text()),
                "01");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AxisClient.expectTimeout());
    }

    @Test
    void aDoubledSlashIsForgiven() throws IOException {
        AxisClient slashed = new AxisClient(URI.create(axis() + "/"), "vpcp", node.secret("vpcp"));

        assertThat(SDK.counted(slashed.call("countReceiveEdoc", Map.of(), "{}").text()).status()).isEqualTo("OK");
    }

    @Test
    void everyFailureIsJsonWithTheCommonFields() throws IOException {
        assertRefused(SDK.common(vpcp.call("openSesame", Map.of(), "{}").text()), "10");
        assertRefused(SDK.common(vpcp.get("getReceivedEdocList", listing(EDOC)).text()), "10");
        assertRefused(SDK.common(vpcp.exchange(vpcp.request("POST", "updateStatus", Map.of(), "{}").withMethod("PUT"))
                .text()), "10");
        assertRefused(SDK.sent(vpcp.get("sendEdoc", Map.of()).text()), "10");
        assertRefused(SDK.common(
                vpcp.exchange(vpcp.request("POST", "x", Map.of(), "{}").withPath(axis().getPath() + "/")).text()),
                "10");
    }

    @Test
    void aBodyThatIsTooLargeForItsOperationIsRefused() throws IOException {
        assertRefused(SDK.common(vpcp.call("registerAgency", Map.of(), " ".repeat(100_000)).text()), "12");
    }

    /** Nobody who has proven nothing makes the node wait for his body, or read much of it. */
    @ParameterizedTest
    @ValueSource(strings = {"getReceivedEdocList", "sendEdoc", "registerAgency"})
    void aStrangerIsAnsweredBeforeHisBodyAndHisConnectionEnds(String operation) throws IOException {
        AxisClient stranger = new AxisClient(axis(), "nobody", "x");
        Request request = stranger.request("POST", operation, listing(EDOC), "");

        Answer answer = answeredAndClosed(stranger, request);

        assertRefused(SDK.common(answer.text()), "01");
        assertThat(answer.headers()).containsEntry("Connection", "close");
    }

    /** The SDK does not send the body then, and the next call must not be taken for it. */
    @Test
    void aStrangerWhoAsksBeforeSendingIsAnsweredAndHisConnectionEnds() throws IOException {
        AxisClient stranger = new AxisClient(axis(), "nobody", "x");
        Request request = stranger.request("POST", "countReceiveEdoc", Map.of(), "{}");
        try (Socket socket = stranger.open(request, 2)) {
            socket.setSoTimeout(20_000);

            Answer answer = AxisClient.read(new BufferedInputStream(socket.getInputStream()), UTF_8, false);

            assertRefused(SDK.common(answer.text()), "01");
            assertThat(answer.headers()).containsEntry("Connection", "close");
        }
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeForItsOperationIsNotWaitedFor() throws IOException {
        assertRefused(SDK.common(answeredAndClosed(vpcp, vpcp.request("POST", "registerAgency", Map.of(), ""))
                .text()), "12");
    }

    /** As JSON can write them; the header itself could not hold them. */
    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "x\\u0007", "\\ud800", "\\uffff"})
    void aCharacterThatNothingCanHoldIsRefusedInEveryParameter(String character) throws IOException {
        Map<String, List<String>> read = Map.of("getReceivedEdocList",
                List.of("messagetype", "fromDate", "toDate", "pageSize", "pageIndex", "timestamp", "systemid"),
                "getSentEdocList", List.of("messagetype", "docId", "fromDate", "toDate"), "getEdoc", List.of("docId"),
                "updateStatus", List.of("docId", "docid", "status"), "getAgenciesListQD20", List.of("level"),
                "deleteAgency", List.of("AgencyCode"), "sendEdoc",
                List.of("from", "servicetype", "messagetype", "to", "hash-file"));
        for (Map.Entry<String, List<String>> operation : read.entrySet()) {
            for (String parameter : operation.getValue()) {
                assertRefused(SDK.common(signing(operation.getKey(), parameter, character).text()),
                        parameter.equals("status") ? "09" : "10");
            }
        }
        assertRefused(SDK.common(signing("sendEdoc", "to", "[\\\"" + character.replace("\\", "\\\\") + "\\\"]")
                .text()), "06");
    }

    @ParameterizedTest
    @ValueSource(strings = {"31/12/9999", "01/01/0001", "0000-01-01", "9999-12-31T23:59:59-18:00"})
    void theEndsOfTheCalendarAreNoFault(String date) throws IOException {
        for (String operation : List.of("getReceivedEdocList", "getSentEdocList")) {
            for (String parameter : List.of("fromDate", "toDate")) {
                assertThat(SDK.common(client("vpcp").call(operation, with(listing(EDOC), parameter, date), "").text())
                        .status()).as("%s %s", operation, parameter).isEqualTo("OK");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"01/01/10000", "+10000-01-01", "999999999-01-01"})
    void aYearBeyondTheCalendarIsRefused(String date) throws IOException {
        assertRefused(SDK.common(client("vpcp").call("getSentEdocList", with(listing(EDOC), "toDate", date), "")
                .text()), "10");
    }

    @Test
    void noAnswerHoldsNullOrAnythingButAscii() throws IOException {
        send(vpcp, document(VPCP, DANANG));
        for (Answer answer : List.of(danang.call("getReceivedEdocList", listing(EDOC), ""),
                danang.call("getReceivedEdocList", listing(STATUS), ""),
                vpcp.call("getSentEdocList", listing(EDOC), ""), vpcp.call("getAgenciesList", Map.of(), ""),
                vpcp.call("getAgenciesListQD20", Map.of(), ""), vpcp.call("getSynchronizeUnit", Map.of(), ""),
                vpcp.call("updateStatus", Map.of("status", "inbox"), "{}"))) {
            assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1)).matches("[\\x20-\\x7e]+");
            assertThat(answer.text()).doesNotContain(":null");
            assertThat(answer.status()).isEqualTo(200);
            PlainJson.read(answer.text());
        }
    }

    // --- helpers

    private URI axis() {
        return node.http().resolve("/axis");
    }

    private AxisClient client(String systemId) {
        return new AxisClient(axis(), systemId, node.secret(systemId));
    }

    private static Map<String, String> sendParameters(Document document) {
        return Map.of("from", document.from(), "servicetype", "eDoc", "messagetype", EDOC);
    }

    private static Map<String, String> listing(String messageType) {
        return Map.of("servicetype", "eDoc", "messagetype", messageType);
    }

    private static Map<String, String> with(Map<String, String> parameters, String name, String value) {
        Map<String, String> more = new java.util.HashMap<>(parameters);
        more.put(name, value);
        return more;
    }

    private static Sdk.Sent send(AxisClient client, Document document) throws IOException {
        return SDK.sent(client.sendEdoc(sendParameters(document), document.bytes()).text());
    }

    /** A call whose signed object holds one more parameter, written as JSON writes it, which no other header repeats. */
    private Answer signing(String operation, String parameter, String json) throws IOException {
        String signed = "{\"XroadVnpt-systemid\":\"vpcp\",\"XroadVnpt-status\":\"done\",\"XroadVnpt-hash-file\":\"0\"}";
        String name = "\"XroadVnpt-" + parameter + "\":";
        String text = signed.contains(name)
                ? signed.replaceFirst(name + "\"[^\"]*\"", java.util.regex.Matcher.quoteReplacement(
                        name + "\"" + json + "\""))
                : signed.replace("}", "," + name + "\"" + json + "\"}");
        return vpcp.exchange(vpcp.request("POST", operation, Map.of(), "").with("XroadVnpt-sign-header", text)
                .with("XroadVnpt-hash-header", AxisClient.hmac(node.secret("vpcp"), text)));
    }

    /** Announces a body without end, sends nothing of it, and is answered; then the connection is at its end. */
    private static Answer answeredAndClosed(AxisClient client, Request request) throws IOException {
        try (Socket socket = client.open(request, 1L << 40)) {
            socket.setSoTimeout(20_000);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Answer answer = AxisClient.read(in, UTF_8, false);
            try {
                assertThat(in.read()).isNegative();
            } catch (SocketException e) {
                assertThat(e).hasMessageContaining("reset");
            }
            return answer;
        }
    }

    /** The code of a new agency under that one. */
    private String registered(String parent) throws IOException {
        String code = "000." + UUID.randomUUID().toString().substring(0, 8) + ".G22";
        registered(parent, code, "Thanh cong");
        return code;
    }

    private void registered(String parent, String code, String words) throws IOException {
        Sdk.Common answer = SDK.common(client("vpcp").call("registerAgency", Map.of(), "{\"pcode\":\"" + parent
                + "\",\"code\":\"" + code + "\",\"name\":\"Vụ Thử\",\"mail\":\"thu@example.vn\"}").text());
        assertThat(answer.status()).as(answer.errorDesc()).isEqualTo("OK");
        assertThat(answer.errorDesc()).isEqualTo(words);
    }

    private static Map<String, String> pageOf(int page) {
        return Map.of("pageSize", "2", "pageIndex", Integer.toString(page));
    }

    private static Answer getEdoc(AxisClient client, String id) throws IOException {
        return client.call("getEdoc", Map.of("docId", id, "filePath", "C:\\edoc"), "{}");
    }

    private static byte[] download(AxisClient client, String id) throws IOException {
        return SDK.downloaded(client.get("downloadEdoc", Map.of("docId", id)).body()).file();
    }

    private static Sdk.Common updateStatus(AxisClient client, String spelling, String id, String status)
            throws IOException {
        return SDK.common(client.call("updateStatus", Map.of(spelling, id, "status", status), "{}").text());
    }

    private static List<Map<String, String>> sentRows(AxisClient client, String packageId) throws IOException {
        return SDK.sentList(
                client.call("getSentEdocList", with(listing(EDOC), "docId", packageId), "").text()).rows();
    }

    private static List<String> sentTitles(AxisClient client) throws IOException {
        return SDK.sentList(client.call("getSentEdocList", listing(EDOC), "").text()).rows().stream()
                .map(row -> row.get("title")).toList();
    }

    /**
     * The id under which a receiver's system knows a send, once it lies ready there: that happens behind the sender's
     * answer. Asked through objects of their own, so that the headers of the test's stay as they are.
     */
    private String transferOf(AxisClient sender, String packageId, String to) throws IOException {
        String id = sentRows(twin(sender), packageId).stream().filter(row -> row.get("toCode").equals(to)).findFirst()
                .orElseThrow().get("receiverDocId");
        AxisClient receiver = client(Map.of(VPCP, "vpcp", DANANG, "danang", QUANGNINH, "quangninh").get(to));
        await().atMost(PATIENCE).until(() -> waiting(receiver, EDOC, id), Optional::isPresent);
        return id;
    }

    /** Looks for a packet through all pages. */
    private Optional<Map<String, String>> waiting(AxisClient receiver, String messageType, String id)
            throws IOException {
        AxisClient fresh = twin(receiver);
        for (int page = 1;; page++) {
            List<Map<String, String>> rows = SDK.received(fresh.call("getReceivedEdocList",
                    with(with(listing(messageType), "pageIndex", Integer.toString(page)), "pageSize", "500"), "")
                    .text()).rows();
            Optional<Map<String, String>> found = rows.stream().filter(row -> row.get("docId").equals(id)).findFirst();
            if (found.isPresent() || rows.isEmpty()) {
                return found;
            }
        }
    }

    /** A new service object of the same system. */
    private AxisClient twin(AxisClient client) {
        return client(client.systemId());
    }

    private static List<String> rows(AxisClient client, Map<String, String> more) throws IOException {
        Map<String, String> parameters = new java.util.HashMap<>(listing(EDOC));
        parameters.putAll(more);
        return SDK.received(client.call("getReceivedEdocList", parameters, "").text()).rows().stream()
                .map(row -> row.get("docId")).toList();
    }

    private static int count(AxisClient client, String method, String operation) throws IOException {
        Sdk.Counted counted = SDK.counted(
                client.exchange(client.request(method, operation, Map.of(), method.equals("GET") ? "" : "{}")).text());
        assertThat(counted.status()).as(counted.errorDesc()).isEqualTo("OK");
        return counted.count();
    }

    /** A status packet about a document with that code, fetched as the SDK would. */
    private Optional<String> statusAbout(AxisClient client, Document document, String code) throws IOException {
        List<Map<String, String>> rows = SDK.received(client.call("getReceivedEdocList", listing(STATUS), "").text())
                .rows();
        for (Map<String, String> row : rows) {
            assertThat(row).containsEntry("messageType", STATUS);
            String file = SDK.fetched(getEdoc(client, row.get("docId")).text()).file();
            if (file.contains(document.documentId()) && file.matches("(?s).*StatusCode>\\s*" + code + "\\s*<.*")) {
                assertThat(updateStatus(client, "docId", row.get("docId"), "done").status()).isEqualTo("OK");
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private List<Map<String, String>> units() throws IOException {
        return SDK.units(vpcp.call("getSynchronizeUnit", Map.of(), "").text()).rows();
    }

    private static Map<String, String> rowWith(List<Map<String, String>> rows, String code) {
        return rows.stream().filter(row -> code.equals(row.get("code"))).findFirst()
                .orElseThrow(() -> new AssertionError("no row with code " + code));
    }

    private static void assertRefused(Sdk.Sent sent, String errorCode) {
        assertThat(sent).isNotNull();
        assertThat(sent.errorCode()).as(sent.errorDesc()).isEqualTo(errorCode);
        assertThat(sent.status()).isEqualTo("FAIL");
        assertThat(sent.docId()).isEmpty();
    }

    private static void assertRefused(Sdk.Common common, String errorCode) {
        assertThat(common.errorCode()).as(common.errorDesc()).isEqualTo(errorCode);
        assertRefused(common);
    }

    private static void assertRefused(Sdk.Common common) {
        assertThat(common.status()).isEqualTo("FAIL");
        assertThat(common.errorCode()).isNotEqualTo("0");
        assertThat(common.errorDesc()).isNotBlank();
    }
}
