package vn.congvan.systemtest.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static vn.congvan.systemtest.soap.SoapPackage.DANANG;
import static vn.congvan.systemtest.soap.SoapPackage.QUANGNAM;
import static vn.congvan.systemtest.soap.SoapPackage.QUANGNINH;
import static vn.congvan.systemtest.soap.SoapPackage.VPCP;
import static vn.congvan.systemtest.soap.SoapPackage.aDocument;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import jakarta.activation.DataHandler;
import jakarta.xml.ws.WebServiceException;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.xml.ws.developer.StreamingDataHandler;

import vn.congvan.systemtest.NodeExtension;
import vn.congvan.systemtest.NodeReceipts;
import vn.congvan.systemtest.RunningNode;
import vn.congvan.wsdl.ConfirmReceived;
import vn.congvan.wsdl.Delivery;
import vn.congvan.wsdl.DeliveryState;
import vn.congvan.wsdl.Exchange;
import vn.congvan.wsdl.ExchangeFault;
import vn.congvan.wsdl.ExchangeRefused;
import vn.congvan.wsdl.GetDeliveries;
import vn.congvan.wsdl.GetDocument;
import vn.congvan.wsdl.GetDocumentResponse;
import vn.congvan.wsdl.GetOrganizations;
import vn.congvan.wsdl.GetPendingDocumentIds;
import vn.congvan.wsdl.GetPendingStatuses;
import vn.congvan.wsdl.GetReceipt;
import vn.congvan.wsdl.MessageType;
import vn.congvan.wsdl.Organization;
import vn.congvan.wsdl.Outcome;
import vn.congvan.wsdl.PendingDocument;
import vn.congvan.wsdl.PendingStatus;
import vn.congvan.wsdl.SendDocument;
import vn.congvan.wsdl.SendDocumentResponse;
import vn.congvan.wsdl.SendStatus;
import vn.congvan.wsdl.Status;
import vn.congvan.wsdl.TransferState;

/** What a partner's system can do over SOAP, and what it is told when it asks wrongly. */
@ExtendWith(NodeExtension.class)
class SoapExchangeIT {

    private static final long MB = 1L << 20;
    private static final Duration SOON = Duration.ofSeconds(30);

    private RunningNode node;
    private Exchange vpcp;
    private Exchange danang;

    @BeforeEach
    void connect(RunningNode running) {
        node = running;
        vpcp = SoapClient.streaming(node.http(), "vpcp", node.secret("vpcp"));
        danang = SoapClient.streaming(node.http(), "danang", node.secret("danang"));
    }

    // --- the way of a document ---

    @Test
    void aDocumentGoesFromOneSystemToAnotherAndItsStatusesComeBack() throws Exception {
        SoapPackage document = aDocument(DANANG);
        SendDocumentResponse sent = vpcp.sendDocument(send(document));
        assertThat(sent.isRepeated()).isFalse();
        assertThat(sent.getSha256()).isEqualTo(document.sha256());
        assertThat(sent.getDelivery()).singleElement()
                .satisfies(delivery -> assertThat(delivery.getRecipient()).isEqualTo(DANANG));

        PendingDocument waiting = pending(danang, document);
        assertThat(waiting.getFrom()).isEqualTo(VPCP);
        assertThat(waiting.getTo()).isEqualTo(DANANG);
        assertThat(waiting.getCode()).isEqualTo(document.code());
        assertThat(waiting.getSubject()).isEqualTo(document.subject());
        assertThat(waiting.getSize()).isEqualTo(sent.getSize());
        assertThat(waiting.getState()).isEqualTo(TransferState.INITIAL);
        assertThat(waiting.getCreatedAt()).isBetween(Instant.now().minus(Duration.ofHours(1)),
                Instant.now().plus(Duration.ofMinutes(1)));

        GetDocumentResponse fetched = danang.getDocument(get(waiting.getTransferId()));
        assertThat(fetched.getMessageType()).isEqualTo(MessageType.EDOC);
        assertThat(fetched.getSha256()).isEqualTo(document.sha256());
        assertThat(fetched.getEncoding()).isEqualToIgnoringCase("UTF-8");
        assertThat(digest(fetched)).isEqualTo(document.sha256());

        assertThat(danang.confirmReceived(confirm(waiting.getTransferId(), Outcome.DONE)).getState())
                .isEqualTo(TransferState.DONE);
        PendingStatus arrived = pendingStatus(vpcp, document, "01");
        assertThat(arrived.getFrom()).isEqualTo(DANANG);
        assertThat(vpcp.getDocument(get(arrived.getTransferId())).getMessageType()).isEqualTo(MessageType.STATUS);
        vpcp.confirmReceived(confirm(arrived.getTransferId(), Outcome.DONE));

        danang.sendStatus(status(document, "03", "Đã vào sổ"));
        PendingStatus accepted = pendingStatus(vpcp, document, "03");
        assertThat(accepted.getDescription()).isEqualTo("Đã vào sổ");
        assertThat(accepted.getReportedAt()).isEqualTo(Instant.parse("2026-11-20T03:04:05Z"));

        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            Delivery delivery = delivery(document);
            assertThat(delivery.getState()).isEqualTo(DeliveryState.ACCEPTED);
            assertThat(delivery.getTo()).isEqualTo(DANANG);
            assertThat(delivery.getIssueDate()).isEqualTo(LocalDate.parse(SoapPackage.ISSUED));
            assertThat(delivery.getEvent()).extracting(event -> event.getState()).contains(DeliveryState.SENT,
                    DeliveryState.ARRIVED, DeliveryState.ACCEPTED);
        });
    }

    @Test
    void whoSentGetsASignedReceiptAndNobodyElse() throws Exception {
        SoapPackage document = aDocument(DANANG);
        SendDocumentResponse sent = vpcp.sendDocument(send(document));

        String receipt = Awaitility.await().atMost(SOON).ignoreException(ExchangeRefused.class)
                .until(() -> vpcp.getReceipt(receiptOf(sent.getPackageId())).getReceipt(), java.util.Objects::nonNull);

        assertThat(NodeReceipts.verified(node, receipt).packageSha256().hex()).isEqualTo(document.sha256());
        assertThat(refused(() -> danang.getReceipt(receiptOf(sent.getPackageId()))).getCode())
                .isEqualTo("PACKAGE_UNKNOWN");
    }

    @Test
    void soap12CarriesTheSameThing() throws Exception {
        Exchange sender = SoapClient.streaming12(node.http(), "vpcp", node.secret("vpcp"));
        Exchange receiver = SoapClient.streaming12(node.http(), "danang", node.secret("danang"));
        SoapPackage document = aDocument(DANANG).ofAbout(3 * MB);
        assertThat(sender.sendDocument(send(document)).getSha256()).isEqualTo(document.sha256());
        PendingDocument waiting = pending(receiver, document);
        assertThat(digest(receiver.getDocument(get(waiting.getTransferId())))).isEqualTo(document.sha256());
        assertThat(receiver.confirmReceived(confirm(waiting.getTransferId(), Outcome.DONE)).getState())
                .isEqualTo(TransferState.DONE);
    }

    @Test
    void aClientThatKnowsNoAttachmentsSendsAndFetchesInline() throws Exception {
        Exchange sender = SoapClient.inline(node.http(), "vpcp", node.secret("vpcp"));
        Exchange receiver = SoapClient.inline(node.http(), "danang", node.secret("danang"));
        SoapPackage document = aDocument(DANANG).ofAbout(9 * MB);
        assertThat(sender.sendDocument(send(document)).getSha256()).isEqualTo(document.sha256());
        PendingDocument waiting = pending(receiver, document);
        assertThat(digest(receiver.getDocument(get(waiting.getTransferId())))).isEqualTo(document.sha256());
    }

    @Test
    void theSamePackageAgainGetsTheSameAnswer() throws Exception {
        SoapPackage document = aDocument(DANANG, QUANGNAM);
        SendDocumentResponse first = vpcp.sendDocument(send(document));
        SendDocumentResponse second = vpcp.sendDocument(send(document));
        assertThat(second.isRepeated()).isTrue();
        assertThat(second.getPackageId()).isEqualTo(first.getPackageId());
        assertThat(second.getDelivery()).extracting(each -> each.getDeliveryId())
                .containsExactlyInAnyOrderElementsOf(
                        first.getDelivery().stream().map(each -> each.getDeliveryId()).toList());
    }

    @Test
    void aSendCanBeLimitedToSomeOfTheRecipients() throws Exception {
        SoapPackage document = aDocument(DANANG, QUANGNINH);
        SendDocument request = send(document);
        request.setSender(VPCP);
        request.getRecipient().add(QUANGNINH);
        assertThat(vpcp.sendDocument(request).getDelivery()).extracting(each -> each.getRecipient())
                .containsExactly(QUANGNINH);
    }

    @Test
    void aReadyStatusPackageIsTakenToo() throws Exception {
        SoapPackage document = aDocument(DANANG);
        vpcp.sendDocument(send(document));
        PendingDocument waiting = pending(danang, document);
        danang.confirmReceived(confirm(waiting.getTransferId(), Outcome.DONE));
        PendingStatus arrived = pendingStatus(vpcp, document, "01");
        // what the node wrote for us serves as a model of a status package
        byte[] model = vpcp.getDocument(get(arrived.getTransferId())).getPackage().getInputStream().readAllBytes();
        String rejected = new String(model, StandardCharsets.UTF_8).replace("StatusCode>01<", "StatusCode>05<");
        SendStatus request = new SendStatus();
        request.setPackage(handler(rejected.getBytes(StandardCharsets.UTF_8)));
        assertThat(danang.sendStatus(request).isRepeated()).isFalse();
        assertThat(pendingStatus(vpcp, document, "05").getFrom()).isEqualTo(DANANG);
    }

    @Test
    void organizationsAreFoundWithoutAccentsAndPageByPage() throws Exception {
        GetOrganizations request = new GetOrganizations();
        request.setText("quang nam");
        assertThat(vpcp.getOrganizations(request).getOrganization()).extracting(Organization::getCode)
                .contains(QUANGNAM);
        GetOrganizations page = new GetOrganizations();
        page.setLimit(3);
        List<String> seen = new ArrayList<>();
        for (List<Organization> found = vpcp.getOrganizations(page).getOrganization(); !found
                .isEmpty(); found = vpcp.getOrganizations(page).getOrganization()) {
            found.forEach(each -> seen.add(each.getCode()));
            page.setAfter(seen.get(seen.size() - 1));
        }
        assertThat(seen).doesNotHaveDuplicates().contains(VPCP, DANANG, QUANGNINH, QUANGNAM);
    }

    // --- the contract itself ---

    @Test
    void theContractIsThereForEverybodyAndNamesTheAddressItWasAskedUnder() throws Exception {
        RawSoap anybody = new RawSoap(node.http(), "", "");
        HttpResponse<String> wsdl = anybody.get("?wsdl");
        assertThat(wsdl.statusCode()).isEqualTo(200);
        String address = node.http().resolve("/soap/exchange").toString();
        assertThat(wsdl.body()).contains("location=\"" + address + "\"", "schemaLocation=\"" + address + "?xsd=1\"");
        assertThat(anybody.get("?xsd=1").body()).contains("targetNamespace=\"urn:vn:congvan:exchange:1\"");
    }

    @Test
    void whatTheContractDoesNotNameIsRefusedAndNotIgnored() throws Exception {
        SoapPackage document = aDocument(DANANG, QUANGNINH);
        HttpResponse<String> answer = raw("vpcp").post("text/xml", RawSoap.envelope("<x:SendDocument><x:recipent>"
                + DANANG + "</x:recipent><x:package>" + base64(document.bytes())
                + "</x:package></x:SendDocument>"));
        assertFault(answer, 500, "REQUEST_MALFORMED");
        assertThat(deliveries(document)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<x:GetOrganizations><x:limit>0</x:limit></x:GetOrganizations>",
            "<x:GetDocument><x:transferId>1</x:transferId></x:GetDocument>",
            "<x:GetPendingDocumentIds><x:from>2021-05-06T01:02:03</x:from></x:GetPendingDocumentIds>",
            "<x:ConfirmReceived><x:transferId>00000000-0000-0000-0000-000000000000</x:transferId><x:outcome>OK</x:outcome></x:ConfirmReceived>"})
    void aFieldThatTheContractDoesNotAllowIsNamed(String body) throws Exception {
        assertFault(raw("vpcp").post("text/xml", RawSoap.envelope(body)), 500, "REQUEST_FIELD_INVALID");
    }

    // --- refusals ---

    @Test
    void wrongSecretsAndUnknownSystemsAreTurnedAway() throws Exception {
        String body = RawSoap.envelope("<x:GetOrganizations/>");
        HttpResponse<String> wrong = new RawSoap(node.http(), "vpcp", "wrong").post("text/xml", body);
        assertFault(wrong, 401, "CREDENTIALS_INVALID");
        assertThat(wrong.headers().firstValue("WWW-Authenticate")).hasValueSatisfying(
                challenge -> assertThat(challenge).startsWith("Basic"));
        assertFault(new RawSoap(node.http(), "nobody", "wrong").post("text/xml", body), 401, "CREDENTIALS_INVALID");
        assertFault(new RawSoap(node.http(), "vpcp", "wrong").post("application/soap+xml",
                RawSoap.envelope(RawSoap.SOAP12, "<x:GetOrganizations/>")), 401, "CREDENTIALS_INVALID");
        assertThat(catchThrowableOfType(WebServiceException.class,
                () -> SoapClient.streaming(node.http(), "vpcp", "wrong").sendDocument(send(aDocument(DANANG)))))
                .isNotNull();
    }

    @Test
    void everyRefusalIsWrittenDownOnceWithItsReason() throws Exception {
        HttpResponse<String> wrong = new RawSoap(node.http(), "vpcp", "wrong").post("text/xml",
                RawSoap.envelope("<x:GetOrganizations/>"));
        assertThat(writtenDown(wrong)).isEqualTo("SOAP|vpcp|CREDENTIALS_INVALID");
        HttpResponse<String> malformed = raw("danang").post("text/xml", "<a");
        assertThat(writtenDown(malformed)).isEqualTo("SOAP|danang|REQUEST_MALFORMED");
        HttpResponse<String> foreign = raw("danang").postChunked(RawSoap.MTOM,
                RawSoap.multipart(true, sendByReference(), aDocument(QUANGNINH).getInputStream()));
        assertThat(writtenDown(foreign)).isEqualTo("SOAP|danang|SENDER_NOT_ALLOWED");
    }

    private String writtenDown(HttpResponse<String> answer) throws Exception {
        try (Connection database = node.database();
                PreparedStatement query = database.prepareStatement(
                        "select via, claimed_caller, code from refused_request where correlation = ?")) {
            query.setString(1, answer.headers().firstValue("X-Correlation-Id").orElseThrow());
            try (ResultSet rows = query.executeQuery()) {
                assertThat(rows.next()).isTrue();
                String line = rows.getString(1) + "|" + rows.getString(2) + "|" + rows.getString(3);
                assertThat(rows.next()).isFalse();
                return line;
            }
        }
    }

    @Test
    void nobodySendsForAnotherOrganization() {
        ExchangeFault fault = refused(() -> vpcp.sendDocument(send(aDocument(DANANG).from(QUANGNINH))));
        assertThat(fault.getCode()).isEqualTo("SENDER_NOT_ALLOWED");
        assertThat(fault.getReason()).contains(QUANGNINH);
        assertThat(fault.getReasonEnglish()).contains("Sender");
        assertThat(fault.getHint()).isNotBlank();
        assertThat(fault.getCorrelationId()).isNotBlank();
        assertThat(fault.isRetry()).isFalse();
    }

    @Test
    void nobodyFetchesOrConfirmsForAnotherOrganization() throws Exception {
        SoapPackage document = aDocument(DANANG);
        vpcp.sendDocument(send(document));
        String transferId = pending(danang, document).getTransferId();
        Exchange quangninh = SoapClient.streaming(node.http(), "quangninh", node.secret("quangninh"));
        assertThat(refused(() -> quangninh.getDocument(get(transferId))).getCode()).isEqualTo("TRANSFER_UNKNOWN");
        assertThat(refused(() -> quangninh.confirmReceived(confirm(transferId, Outcome.DONE))).getCode())
                .isEqualTo("TRANSFER_UNKNOWN");
        assertThat(pending(danang, document).getState()).isEqualTo(TransferState.INITIAL);
    }

    @Test
    void anUnknownTransferIsSaidToBeUnknown() {
        assertThat(refused(() -> danang.getDocument(get("01234567-89ab-7cde-8f01-23456789abcd"))).getCode())
                .isEqualTo("TRANSFER_UNKNOWN");
    }

    @Test
    void eachBadRecipientIsNamedAndNothingIsSent() throws Exception {
        SoapPackage document = aDocument(DANANG, "000.99.99.X99");
        ExchangeFault fault = refused(() -> vpcp.sendDocument(send(document)));
        assertThat(fault.getCode()).isEqualTo("RECIPIENT_UNKNOWN");
        assertThat(fault.getRecipient()).singleElement().satisfies(bad -> {
            assertThat(bad.getCode()).isEqualTo("000.99.99.X99");
            assertThat(bad.getError()).isEqualTo("RECIPIENT_UNKNOWN");
            assertThat(bad.getReason()).isNotBlank();
            assertThat(bad.getReasonEnglish()).contains("000.99.99.X99");
            assertThat(bad.getHint()).isNotBlank();
            assertThat(bad.getHintEnglish()).isNotBlank();
        });
        assertThat(deliveries(document)).isEmpty();
    }

    @Test
    void theSameIdentityWithOtherContentIsRefused() throws Exception {
        SoapPackage document = aDocument(DANANG);
        vpcp.sendDocument(send(document));
        assertThat(refused(() -> vpcp.sendDocument(send(document.subject("Nội dung khác")))).getCode())
                .isEqualTo("DUPLICATE_DIFFERENT");
    }

    @Test
    void whatIsNoPackageIsRefused() {
        assertThat(refused(() -> vpcp.sendDocument(send("<html/>"))).getCode()).isEqualTo("NOT_EDXML");
        assertThat(refused(() -> vpcp.sendDocument(send("không phải XML"))).getCode())
                .isEqualTo("XML_NOT_WELL_FORMED");
        assertThat(refused(() -> vpcp.sendDocument(send("<!DOCTYPE a [<!ENTITY b \"c\">]><edXML>&b;</edXML>")))
                .getCode()).isEqualTo("XML_DTD_FORBIDDEN");
        assertThat(refused(() -> vpcp.sendDocument(send(""))).getCode()).isEqualTo("BODY_EMPTY");
    }

    @Test
    void aStatusThatComesBeforeItsDocumentIsKept() throws Exception {
        SendStatus early = status(aDocument(DANANG), "03", "Đến trước văn bản");
        assertThat(danang.sendStatus(early).isRepeated()).isFalse();
        assertThat(danang.sendStatus(early).isRepeated()).isTrue();
    }

    @Test
    void anEnvelopeWithDtdIsRefusedBeforeAnythingIsExpanded() throws Exception {
        String laughs = "<!DOCTYPE l [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
        String file = "<!DOCTYPE l [<!ENTITY c SYSTEM \"file:///etc/hostname\">]>";
        for (String dtd : List.of(laughs, file, "<!DOCTYPE l SYSTEM \"http://127.0.0.1:1/x.dtd\">")) {
            HttpResponse<String> answer = raw("vpcp").post("text/xml",
                    dtd + RawSoap.envelope("<x:GetOrganizations><x:text>&c;</x:text></x:GetOrganizations>"));
            assertFault(answer, 500, "XML_DTD_FORBIDDEN");
        }
        HttpResponse<String> inMime = raw("vpcp").postChunked(RawSoap.MTOM,
                RawSoap.multipart(true, laughs + RawSoap.envelope("<x:GetOrganizations/>"),
                        InputStream.nullInputStream()));
        assertFault(inMime, 500, "XML_DTD_FORBIDDEN");
    }

    @Test
    void whatIsNoSoapIsRefusedWithItsReason() throws Exception {
        assertFault(raw("vpcp").post("application/json", "{}"), 415, "MEDIA_TYPE_UNSUPPORTED");
        assertFault(raw("vpcp").post("text/xml", "{}"), 500, "REQUEST_MALFORMED");
        assertFault(raw("vpcp").post("text/xml", ""), 500, "REQUEST_MALFORMED");
        assertFault(raw("vpcp").post("text/xml", RawSoap.envelope("<x:Nope/>")), 500, "OPERATION_UNKNOWN");
        assertFault(raw("vpcp").post("text/xml", RawSoap.envelope(RawSoap.SOAP12, "<x:GetOrganizations/>")), 500,
                "REQUEST_MALFORMED");
        assertFault(raw("vpcp").post("application/soap+xml",
                RawSoap.envelope(RawSoap.SOAP12, "<x:Nope/>")), 400, "OPERATION_UNKNOWN");
        assertFault(raw("vpcp").get(""), 405, "METHOD_NOT_ALLOWED");
        assertFault(raw("vpcp").post("text/xml",
                RawSoap.envelope("<a>".repeat(100) + "</a>".repeat(100))), 500, "OPERATION_UNKNOWN");
        assertFault(raw("vpcp").post("text/xml", "<S:Envelope xmlns:S=\"" + RawSoap.SOAP11 + "\"><S:Header>"
                + "<a>".repeat(100) + "</a>".repeat(100) + "</S:Header><S:Body/></S:Envelope>"), 500, "XML_TOO_DEEP");
    }

    @Test
    void faultsShowNothingOfTheInside() throws Exception {
        for (HttpResponse<String> answer : List.of(raw("vpcp").post("text/xml", "<a"),
                raw("vpcp").post(RawSoap.MTOM, "--" + RawSoap.BOUNDARY + "\r\n\r\n<a"),
                raw("vpcp").post(RawSoap.MTOM, ""), raw("vpcp").post("multipart/related; type=\"text/xml\"", "x"))) {
            assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
            assertThat(answer.body()).contains("<code>REQUEST_MALFORMED</code>").doesNotContain("Exception", "com.sun",
                    "vn.congvan.web", "\tat ");
        }
    }

    // --- sizes ---

    @Test
    void moreThanTenMegabytesInlineAreRefusedWithAHintToAttachThem() throws Exception {
        SoapPackage document = aDocument(DANANG).ofAbout(10 * MB + 2000);
        ExchangeFault fault = refused(() -> SoapClient.inline(node.http(), "vpcp", node.secret("vpcp"))
                .sendDocument(send(document)));
        assertThat(fault.getCode()).isEqualTo("INLINE_TOO_LARGE");
        assertThat(fault.getHint()).contains("MTOM");
        assertThat(deliveries(document)).isEmpty();
    }

    @Test
    void anAnswerTooLargeForInlineIsRefusedAndLeavesThePackageUntouched() throws Exception {
        SoapPackage document = aDocument(DANANG).ofAbout(10 * MB + 2000);
        vpcp.sendDocument(send(document));
        PendingDocument waiting = pending(danang, document);

        // says neither in its type nor in Accept that it reads attachments
        assertFault(raw("danang").post("text/xml", RawSoap.envelope("<x:GetDocument><x:transferId>"
                + waiting.getTransferId() + "</x:transferId></x:GetDocument>")), 500, "INLINE_TOO_LARGE");

        assertThat(pending(danang, document).getState()).isEqualTo(TransferState.INITIAL);
        assertThat(digest(danang.getDocument(get(waiting.getTransferId())))).isEqualTo(document.sha256());
        assertThat(pending(danang, document).getState()).isEqualTo(TransferState.PROCESSING);
    }

    @Test
    void farTooMuchInlineIsRefusedUnread() throws Exception {
        String body = RawSoap.envelope("<x:SendDocument><x:package>" + "A".repeat(40_000_000)
                + "</x:package></x:SendDocument>");
        assertFault(raw("vpcp").post("text/xml", body), 500, "INLINE_TOO_LARGE");
        assertFault(raw("vpcp").postChunked("text/xml",
                new java.io.ByteArrayInputStream(body.getBytes(StandardCharsets.US_ASCII))), 500, "INLINE_TOO_LARGE");
        assertFault(raw("vpcp").postChunked(RawSoap.MTOM,
                RawSoap.multipart(true, body, InputStream.nullInputStream())), 500, "INLINE_TOO_LARGE");
    }

    @Test
    void manyInlinePackagesAtOnceWaitForEachOtherAndAreAllAnswered() throws Exception {
        SoapPackage document = aDocument(DANANG).ofAbout(9 * MB);
        byte[] body = RawSoap
                .envelope("<x:SendDocument><x:package>" + base64(document.bytes()) + "</x:package></x:SendDocument>")
                .getBytes(StandardCharsets.US_ASCII);
        ExecutorService senders = Executors.newFixedThreadPool(12);
        try {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                answers.add(senders
                        .submit(() -> raw("vpcp").post("text/xml", HttpRequest.BodyPublishers.ofByteArray(body))));
            }
            for (Future<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
                assertThat(answer.get().body()).contains(document.sha256());
            }
        } finally {
            senders.shutdownNow();
        }
        assertThat(deliveries(document)).hasSize(1);
    }

    @Test
    void fourLargePackagesAtOnceGoInAndOut() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                answers.add(senders.submit(() -> {
                    SoapPackage document = aDocument(DANANG).ofAbout(200 * MB);
                    String sha256 = document.sha256();
                    Exchange out = SoapClient.streaming(node.http(), "vpcp", node.secret("vpcp"));
                    Exchange in = SoapClient.streaming(node.http(), "danang", node.secret("danang"));
                    return out.sendDocument(send(document)).getSha256().equals(sha256)
                            && digest(in.getDocument(get(pending(in, document).getTransferId()))).equals(sha256);
                }));
            }
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        } finally {
            senders.shutdownNow();
        }
        assertNoTemporaryFiles();
    }

    // --- what stays behind ---

    @Test
    void attachmentsThatAreMissingOrCutOffAreRefused() throws Exception {
        SoapPackage document = aDocument(DANANG).ofAbout(2 * MB);
        String other = RawSoap.envelope("<x:SendDocument><x:package>" + RawSoap.XOP.replace("package@", "other@")
                + "</x:package></x:SendDocument>");
        assertFault(raw("vpcp").postChunked(RawSoap.MTOM, RawSoap.multipart(true, other, document.getInputStream())),
                500, "REQUEST_MALFORMED");
        byte[] whole = RawSoap.multipart(true, sendByReference(), document.getInputStream()).readAllBytes();
        assertFault(raw("vpcp").postChunked(RawSoap.MTOM,
                new java.io.ByteArrayInputStream(whole, 0, whole.length - 100_000)), 500, "REQUEST_MALFORMED");
        assertThat(deliveries(document)).isEmpty();
        assertNoTemporaryFiles();
    }

    @Test
    void anAttachmentBeforeTheEnvelopeIsTakenAndLeavesNothingBehind() throws Exception {
        SoapPackage document = aDocument(DANANG).ofAbout(5 * MB);
        HttpResponse<String> answer = raw("vpcp").postChunked(RawSoap.MTOM,
                RawSoap.multipart(false, sendByReference(), document.getInputStream()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(document.sha256());
        assertNoTemporaryFiles();
    }

    @Test
    void anUploadThatBreaksOffLeavesNothingBehind() throws Exception {
        SoapPackage document = aDocument(DANANG).ofAbout(5 * MB);
        byte[] whole = RawSoap.multipart(true, sendByReference(), document.getInputStream()).readAllBytes();
        raw("vpcp").breakOff(RawSoap.MTOM, whole.length, Arrays.copyOf(whole, whole.length / 2));
        byte[] turned = RawSoap.multipart(false, sendByReference(), document.getInputStream()).readAllBytes();
        raw("vpcp").breakOff(RawSoap.MTOM, turned.length, Arrays.copyOf(turned, turned.length / 2));
        assertNoTemporaryFiles();
        assertThat(deliveries(document)).isEmpty();
        assertThat(vpcp.sendDocument(send(document)).isRepeated()).isFalse();
    }

    private void assertNoTemporaryFiles() {
        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            try (Stream<Path> files = Files.walk(node.home())) {
                assertThat(files.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString)
                        .filter(name -> name.endsWith(".part") || name.startsWith("MIME"))).isEmpty();
            } catch (UncheckedIOException e) {
                // a file went away while the folder was read: look again
                throw new AssertionError(e);
            }
        });
    }

    // --- in short ---

    private RawSoap raw(String system) {
        return new RawSoap(node.http(), system, node.secret(system));
    }

    private static String sendByReference() {
        return RawSoap.envelope("<x:SendDocument><x:package>" + RawSoap.XOP + "</x:package></x:SendDocument>");
    }

    private static String base64(byte[] bytes) {
        return java.util.Base64.getEncoder().encodeToString(bytes);
    }

    private static SendDocument send(SoapPackage document) {
        SendDocument request = new SendDocument();
        request.setPackage(new DataHandler(document));
        return request;
    }

    private static SendDocument send(String text) {
        SendDocument request = new SendDocument();
        request.setPackage(handler(text.getBytes(StandardCharsets.UTF_8)));
        return request;
    }

    private static DataHandler handler(byte[] bytes) {
        return new DataHandler(new Bytes(bytes));
    }

    private static GetDocument get(String transferId) {
        GetDocument request = new GetDocument();
        request.setTransferId(transferId);
        return request;
    }

    private static ConfirmReceived confirm(String transferId, Outcome outcome) {
        ConfirmReceived request = new ConfirmReceived();
        request.setTransferId(transferId);
        request.setOutcome(outcome);
        return request;
    }

    private static SendStatus status(SoapPackage document, String code, String description) {
        Status status = new Status();
        status.setFrom(DANANG);
        status.setAddressee(document.from());
        status.setDocumentId(document.documentId());
        status.setCode(document.code());
        status.setIssueDate(LocalDate.parse(SoapPackage.ISSUED));
        status.setStatusCode(code);
        status.setDescription(description);
        status.setTimestamp(Instant.parse("2026-11-20T03:04:05Z"));
        SendStatus request = new SendStatus();
        request.setStatus(status);
        return request;
    }

    private static PendingDocument pending(Exchange system, SoapPackage document) {
        return Awaitility.await().atMost(SOON)
                .until(() -> allPending(system).stream()
                        .filter(each -> each.getDocumentId().equals(document.documentId())).findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static List<PendingDocument> allPending(Exchange system) throws ExchangeRefused {
        GetPendingDocumentIds request = new GetPendingDocumentIds();
        request.setLimit(500);
        return system.getPendingDocumentIds(request).getDocument();
    }

    private static PendingStatus pendingStatus(Exchange system, SoapPackage document, String code) {
        GetPendingStatuses request = new GetPendingStatuses();
        request.setLimit(500);
        return Awaitility.await().atMost(SOON)
                .until(() -> system.getPendingStatuses(request).getStatus().stream()
                        .filter(each -> each.getDocumentId().equals(document.documentId())
                                && each.getStatusCode().equals(code))
                        .findFirst(), java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static GetReceipt receiptOf(String packageId) {
        GetReceipt request = new GetReceipt();
        request.setPackageId(packageId);
        return request;
    }

    private List<Delivery> deliveries(SoapPackage document) throws ExchangeRefused {
        GetDeliveries request = new GetDeliveries();
        request.setDocumentId(document.documentId());
        return vpcp.getDeliveries(request).getDelivery();
    }

    private Delivery delivery(SoapPackage document) throws ExchangeRefused {
        return deliveries(document).get(0);
    }

    private static String digest(GetDocumentResponse answer) throws Exception {
        DataHandler handler = answer.getPackage();
        try (DigestInputStream in = new DigestInputStream(
                handler instanceof StreamingDataHandler streaming ? streaming.readOnce() : handler.getInputStream(),
                MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }

    /** A call that is to be refused. */
    private interface Call {
        void make() throws ExchangeRefused;
    }

    private static ExchangeFault refused(Call call) {
        ExchangeRefused refusal = catchThrowableOfType(ExchangeRefused.class, call::make);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal.getFaultInfo();
    }

    private static void assertFault(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.body()).contains("<code>" + code + "</code>", "<correlationId>"
                + answer.headers().firstValue("X-Correlation-Id").orElse("none") + "</correlationId>");
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    /** Bytes as an attachment. */
    private record Bytes(byte[] content) implements jakarta.activation.DataSource {

        @Override
        public InputStream getInputStream() {
            return new java.io.ByteArrayInputStream(content);
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("read only");
        }

        @Override
        public String getContentType() {
            return "application/octet-stream";
        }

        @Override
        public String getName() {
            return "package";
        }
    }
}
