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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
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

import vn.congvan.systemtest.NodeExtension;
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
