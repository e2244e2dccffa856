package vn.congvan.systemtest.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipInputStream;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import vn.congvan.document.Sha256;
import vn.congvan.signing.Receipt;
import vn.congvan.systemtest.NodeExtension;
import vn.congvan.systemtest.NodeReceipts;
import vn.congvan.systemtest.Rows;
import vn.congvan.systemtest.RunningNode;
import vn.congvan.systemtest.rest.RestClient.Answer;
import vn.congvan.systemtest.rest.RestClient.Upload;

/** The whole of {@code /api/v1} on a running node. */
@ExtendWith(NodeExtension.class)
class RestApiIT {

    private static final String VPCP = "000.00.00.G22";
    private static final String DANANG = "000.00.00.H17";
    private static final String QUANGNINH = "000.00.00.H49";
    private static final String QUANGNAM = "000.00.00.H47";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Upload PDF = new Upload("Công văn số 88.pdf", "%PDF-1.7 thử".getBytes(UTF_8));

    private final RunningNode node;
    private final RestClient vpcp;
    private final RestClient danang;
    private final RestClient quangninh;

    RestApiIT(RunningNode node) {
        this.node = node;
        this.vpcp = client("vpcp");
        this.danang = client("danang");
        this.quangninh = client("quangninh");
    }

    // --- receipts

    @Test
    void whoSendsGetsASignedReceiptAndWhoSendsItToOneMoreGetsAnother() throws Exception {
        String identity = VPCP + ",2026/11/23," + number() + "/CV-REST";
        byte[] bytes = edxml(identity, "V/v biên nhận",
                DANANG + "</edXML:OrganId></edXML:To><edXML:To><edXML:OrganId>" + QUANGNINH).getBytes(UTF_8);
        Answer sent = vpcp.post("packages?to=" + DANANG, "application/xml", bytes);
        assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        String packageId = sent.json().getString("packageId");

        Receipt first = receipt(packageId, 1);
        assertThat(first.packageId()).isEqualTo(packageId);
        assertThat(first.documentId()).isEqualTo(identity);
        assertThat(first.sender()).isEqualTo(VPCP);
        assertThat(first.recipients()).containsExactly(DANANG);
        assertThat(first.packageSha256()).isEqualTo(Sha256.of(bytes));

        assertThat(vpcp.post("packages?to=" + QUANGNINH, "application/xml", bytes).status()).isEqualTo(200);
        Receipt second = receipt(packageId, 2);
        assertThat(second.recipients()).containsExactlyInAnyOrder(DANANG, QUANGNINH);
        assertThat(second.accepted()).isAfter(first.accepted());

        assertThat(danang.get("packages/" + packageId + "/receipt").problem()).isEqualTo("PACKAGE_UNKNOWN");
        assertThat(vpcp.get("packages/" + UUID.randomUUID() + "/receipt").problem()).isEqualTo("PACKAGE_UNKNOWN");
        assertThat(vpcp.get("packages/x/receipt").status()).isEqualTo(400);
    }

    @Test
    void aReceiptNamesTheDigestOfEachFile() throws Exception {
        Answer sent = vpcp.postDocument(metadata(number(), DANANG), "", PDF);
        assertThat(sent.status()).as(sent.text()).isEqualTo(201);

        Receipt receipt = receipt(sent.json().getString("packageId"), 1);

        assertThat(receipt.files()).singleElement().isEqualTo(
                new Receipt.File(PDF.name(), Sha256.of(PDF.bytes()), PDF.bytes().length));
    }

    /** The receipt as soon as it names that many recipients. */
    private Receipt receipt(String packageId, int recipients) {
        return await().atMost(PATIENCE).until(() -> {
            Answer answer = vpcp.get("packages/" + packageId + "/receipt");
            if (answer.status() == 404) {
                assertThat(answer.problem()).isEqualTo("RECEIPT_NOT_READY");
                return null;
            }
            assertThat(answer.header("Content-Type")).isEqualTo("application/jose");
            Receipt receipt = NodeReceipts.verified(node, answer.text());
            return receipt.recipients().size() == recipients ? receipt : null;
        }, Objects::nonNull);
    }

    // --- what is asked for wrongly never means more

    @Test
    void aLimitThatWentWrongSendsToNobody() {
        String identity = VPCP + ",2026/11/23," + number() + "/CV-REST";
        byte[] bytes = edxml(identity, "V/v giới hạn nơi nhận", DANANG).getBytes(UTF_8);
        for (String query : List.of("to=", "to=,", "To=" + DANANG, "too=" + DANANG, "to=" + DANANG + "&to=")) {
            Answer answer = vpcp.post("packages?" + query, "application/xml", bytes);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("REQUEST_FIELD_INVALID");
        }
        assertThat(vpcp.get("deliveries?documentId=" + URLEncoder.encode(identity, UTF_8)).json().getJsonArray("items"))
                .isEmpty();
        assertThat(vpcp.get("inbox?lim=5").problem()).isEqualTo("REQUEST_FIELD_INVALID");
    }

    @Test
    void aLimitMayNameAnAgencyByAnotherOfItsCodes() {
        String old = "000.55." + UUID.randomUUID().toString().substring(0, 6).toUpperCase(Locale.ROOT) + ".H17";
        new Rows(node).execute("""
                               insert into organization_code (code_key, code, organization_id, valid_from)
                               select ?, ?, id, now() from organization where code = ?""", old, old, DANANG);
        String identity = VPCP + ",2026/11/23," + number() + "/CV-REST";
        byte[] bytes = edxml(identity, "V/v mã cũ", DANANG).getBytes(UTF_8);

        Answer taken = vpcp.post("packages?to=" + old, "application/xml", bytes);
        assertThat(taken.status()).as(taken.text()).isEqualTo(201);
        JsonArray made = vpcp.get("deliveries?documentId=" + URLEncoder.encode(identity, UTF_8)).json()
                .getJsonArray("items");
        assertThat(made).singleElement().satisfies(delivery -> assertThat(
                delivery.asJsonObject().getString("toName")).contains("Đà Nẵng"));
        assertThat(vpcp.post("packages?to=" + old + "," + QUANGNINH, "application/xml", bytes).problem())
                .isEqualTo("RECIPIENT_NOT_ADDRESSED");
    }

    @Test
    void whatNoDatabaseTakesIsTheCallersMistake() {
        assertThat(vpcp.get("organizations?q=a%00b").problem()).isEqualTo("REQUEST_FIELD_INVALID");
        assertThat(vpcp.get("organizations/a%00b").status()).isEqualTo(404);
        assertThat(vpcp.get("deliveries?documentId=a%00b").problem()).isEqualTo("REQUEST_FIELD_INVALID");
        assertThat(vpcp.get("sent?from=%2B10000-01-01").problem()).isEqualTo("REQUEST_FIELD_INVALID");
        assertThat(new RestClient(node.http(), "vp\0cp", "x").get("sent").status()).isEqualTo(401);
        String metadata = metadata(number(), DANANG).replaceFirst("\"subject\":\"", "\"subject\":\"\\\\u0001");
        assertThat(metadata).contains("\\u0001");
        assertThat(vpcp.postDocument(metadata, "", PDF).problem()).isEqualTo("REQUEST_FIELD_INVALID");
    }

    @Test
    void allThatWasSentIsReachedPageByPage() {
        String number = number();
        for (int i = 0; i < 3; i++) {
            assertThat(vpcp.post("packages", "application/xml",
                    edxml(VPCP + ",2026/11/23," + number + i + "/CV-REST", "V/v từng trang", DANANG).getBytes(UTF_8))
                    .status()).isEqualTo(201);
        }
        List<String> found = new ArrayList<>();
        String next = "";
        while (found.size() < 3) {
            JsonObject page = vpcp.get("sent?limit=2" + (next.isEmpty() ? "" : "&after=" + next)).json();
            page.getJsonArray("items").stream().map(JsonValue::asJsonObject).map(row -> row.getString("documentId"))
                    .filter(identity -> identity.contains("," + number)).forEach(found::add);
            next = page.getString("next");
        }
        assertThat(found).containsExactly(VPCP + ",2026/11/23," + number + "2/CV-REST",
                VPCP + ",2026/11/23," + number + "1/CV-REST", VPCP + ",2026/11/23," + number + "0/CV-REST");
    }

    // --- a document on its way

    @Test
    void aDocumentOfMetadataAndFilesArrivesAndItsSenderLearnsOfIt() {
        String number = number();
        Answer sent = vpcp.postDocument(metadata(number, DANANG), "", PDF,
                new Upload("Bảng kê.xlsx", "bảng".getBytes(UTF_8)));
        assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        JsonObject receipt = sent.json();
        String identity = VPCP + ",2026/11/23," + number + "/CV-REST";
        assertThat(receipt.getString("documentId")).isEqualTo(identity);
        assertThat(receipt.getBoolean("repeated")).isFalse();
        assertThat(receipt.getJsonArray("deliveries")).hasSize(1);
        assertThat(sent.header("Location"))
                .isEqualTo("/api/v1/deliveries?packageId=" + receipt.getString("packageId"));

        JsonObject waiting = waiting(danang, "edoc", identity);
        assertThat(waiting.getString("from")).isEqualTo(VPCP);
        assertThat(waiting.getString("to")).isEqualTo(DANANG);
        assertThat(waiting.getString("state")).isEqualTo("INITIAL");
        assertThat(waiting.getString("subject")).isEqualTo("Về việc thử nghiệm <REST> & JSON");
        String transfer = waiting.getString("transferId");

        Answer content = danang.get("inbox/" + transfer + "/content");
        assertThat(content.status()).isEqualTo(200);
        assertThat(content.header("ETag")).isEqualTo('"' + receipt.getString("sha256") + '"');
        assertThat(content.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(content.text()).contains("<edXML:OrganId>" + DANANG + "</edXML:OrganId>",
                "<edXML:OrganName>UBND thành phố Đà Nẵng</edXML:OrganName>",
                "Về việc thử nghiệm &lt;REST&gt; &amp; JSON",
                PDF.name());
        assertThat(danang.get("inbox/" + transfer).json().getString("state")).isEqualTo("PROCESSING");

        Answer confirmed = confirm(danang, transfer);
        assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
        assertThat(confirmed.json().getString("state")).isEqualTo("DONE");
        assertThat(confirm(danang, transfer).status()).isEqualTo(200);
        assertThat(find(danang, "edoc", identity)).isEmpty();

        JsonObject arrival = waiting(vpcp, "status", identity);
        assertThat(arrival.getJsonObject("status").getString("code")).isEqualTo("01");
        assertThat(arrival.getString("from")).isEqualTo(DANANG);
        JsonObject delivery = delivery(identity);
        assertThat(delivery.getString("state")).isEqualTo("ARRIVED");
        assertThat(delivery.getString("toName")).isEqualTo("UBND thành phố Đà Nẵng");
        assertThat(delivery.getJsonArray("history").getValuesAs(line -> line.asJsonObject().getString("to")))
                .startsWith("QUEUED").endsWith("ARRIVED");
    }

    @Test
    void aReadyPackageTravelsByteForByte() {
        String identity = identity();
        byte[] bytes = edxml(identity, "V/v gói làm sẵn", DANANG).getBytes(UTF_8);
        Answer sent = vpcp.post("packages?from=" + VPCP, "application/xml", bytes);
        assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        Answer again = vpcp.post("packages", "application/octet-stream", bytes);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().getBoolean("repeated")).isTrue();
        assertThat(again.json().getString("packageId")).isEqualTo(sent.json().getString("packageId"));

        String transfer = waiting(danang, "edoc", identity).getString("transferId");
        assertThat(danang.get("inbox/" + transfer + "/content").body()).isEqualTo(bytes);

        JsonObject row = vpcp.get("sent?packageId=" + sent.json().getString("packageId")).json().getJsonArray("items")
                .getJsonObject(0);
        assertThat(row.getString("transferId")).isEqualTo(transfer);
        assertThat(row.getString("transferState")).isEqualTo("PROCESSING");
    }

    @Test
    void everySendIsReachedPageByPageThoughOnePackageFillsMoreThanOne() {
        Answer sent = vpcp.postDocument(metadata(number(), DANANG + "\",\"" + QUANGNINH + "\",\"" + QUANGNAM), "", PDF);
        assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        String later = sendDocument(DANANG);
        Set<String> transfers = new HashSet<>();
        List<String> recipients = new java.util.ArrayList<>();
        String after = "";
        for (int page = 0; page < 4; page++) {
            JsonObject one = vpcp.get("sent?limit=1" + after).json();
            JsonObject row = one.getJsonArray("items").getJsonObject(0);
            assertThat(row.getString("documentId").equals(later)).isEqualTo(page == 0);
            assertThat(transfers.add(row.getString("transferId"))).isTrue();
            recipients.add(row.getString("to"));
            assertThat(one.getString("next")).isEqualTo(row.getString("transferId"));
            after = "&after=" + one.getString("next");
        }
        assertThat(recipients.subList(1, 4)).containsExactlyInAnyOrder(DANANG, QUANGNINH, QUANGNAM);
        JsonObject whole = vpcp.get("sent?limit=4&packageId=" + sent.json().getString("packageId")).json();
        assertThat(whole.getJsonArray("items")).hasSize(3);
        assertThat(whole.containsKey("next")).isFalse();
    }

    @Test
    void aDocumentForAnOrganizationOfTheNodeArrivesByItself() {
        String identity = sendDocument(QUANGNAM);
        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(delivery(identity).getString("state")).isEqualTo("ARRIVED"));
    }

    @Test
    void aStatusIsReportedAndRead() {
        String identity = sendDocument(DANANG);
        confirm(danang, waiting(danang, "edoc", identity).getString("transferId"));
        confirm(vpcp, waiting(vpcp, "status", identity).getString("transferId"));

        Answer reported = danang.postJson("statuses",
                """
                {"from":"%s","to":"%s","documentId":"%s","statusCode":"03","description":"Đã vào sổ số 12",
                 "staff":{"department":"Văn thư","name":"Người Thử"}}""".formatted(DANANG, VPCP, identity));
        assertThat(reported.status()).as(reported.text()).isEqualTo(201);
        assertThat(reported.json().getString("type")).isEqualTo("status");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                danang.get(reported.header("Location").replaceFirst("^/api/v1/", "")).json().getJsonArray("items"))
                .singleElement().satisfies(row -> assertThat(row.asJsonObject().getString("packageId"))
                        .isEqualTo(reported.json().getString("packageId"))));

        JsonObject report = waiting(vpcp, "status", identity).getJsonObject("status");
        assertThat(report.getString("code")).isEqualTo("03");
        assertThat(report.getString("description")).isEqualTo("Đã vào sổ số 12");
        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(delivery(identity).getString("state")).isEqualTo("ACCEPTED"));
    }

    @Test
    void aRecallReachesWhoeverGotTheDocument() {
        String identity = sendDocument(DANANG);
        confirm(danang, waiting(danang, "edoc", identity).getString("transferId"));
        Answer recalled = vpcp.postDocument(metadata(number(), DANANG).replaceFirst("}$",
                ",\"kind\":\"RECALL\",\"reason\":\"Gửi nhầm\",\"references\":[{\"documentId\":\"" + identity + "\"}]}"),
                "");
        assertThat(recalled.status()).as(recalled.text()).isEqualTo(201);
        assertThat(recalled.json().getString("documentId")).isEqualTo(identity);
        String transfer = waiting(danang, "edoc", identity).getString("transferId");
        assertThat(danang.get("inbox/" + transfer + "/content").text())
                .contains("<edXML:BussinessDocType>1</edXML:BussinessDocType>", "Gửi nhầm");
    }

    // --- the same again

    @ParameterizedTest
    @ValueSource(strings = {"RECALL", "UPDATE"})
    void aRecallOrUpdateSentTwiceActsOnce(String kind) throws Exception {
        String identity = sendDocument(DANANG);
        String metadata = metadata(number(), DANANG).replaceFirst("}$", ",\"kind\":\"" + kind
                + "\",\"reason\":\"Gửi nhầm\",\"references\":[{\"documentId\":\"" + identity + "\"}]}");
        actsOnce(() -> vpcp.postDocument(metadata, "", PDF));
        Answer other = vpcp.postDocument(metadata.replace("Gửi nhầm", "Nhầm nữa"), "", PDF);
        assertThat(other.status()).as(other.text()).isEqualTo(201);
    }

    @Test
    void aStatusReportedTwiceActsOnce() throws Exception {
        String identity = sendDocument(DANANG);
        String status = "{\"from\":\"" + DANANG + "\",\"to\":\"" + VPCP + "\",\"documentId\":\"" + identity
                + "\",\"statusCode\":\"05\"}";
        actsOnce(() -> danang.postJson("statuses", status));
        Answer other = danang.postJson("statuses",
                status.replaceFirst("}$", ",\"timestamp\":\"2026-11-23T08:00:00+07:00\"}"));
        assertThat(other.status()).as(other.text()).isEqualTo(201);
    }

    private static void actsOnce(Callable<Answer> call) throws Exception {
        Answer first = call.call();
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(first.json().getBoolean("repeated")).isFalse();
        // the instant of another second would make another package
        long second = Instant.now().getEpochSecond();
        await().atMost(PATIENCE).until(() -> Instant.now().getEpochSecond() > second);
        Answer again = call.call();
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.json().getBoolean("repeated")).isTrue();
        assertThat(again.json().getString("packageId")).isEqualTo(first.json().getString("packageId"));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    }

    // --- Idempotency-Key

    @Test
    void theSameRequestUnderOneKeyGetsTheSameAnswer() {
        String key = UUID.randomUUID().toString();
        String metadata = metadata(number(), DANANG);
        Answer first = vpcp.postDocument(metadata, key, PDF);
        Answer second = vpcp.postDocument(metadata, key, PDF);
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() {
        String key = UUID.randomUUID().toString();
        String metadata = metadata(number(), DANANG);
        assertThat(vpcp.postDocument(metadata, key, PDF).status()).isEqualTo(201);
        Answer other = vpcp.postDocument(metadata, key, new Upload(PDF.name(), "khác".getBytes(UTF_8)));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void twoSystemsMayUseTheSameKey() {
        String key = UUID.randomUUID().toString();
        assertThat(vpcp.postDocument(metadata(number(), DANANG), key, PDF).status()).isEqualTo(201);
        assertThat(quangninh.postDocument(metadata(number(), DANANG).replace(VPCP, QUANGNINH), key, PDF).status())
                .isEqualTo(201);
    }

    @Test
    void aRefusedRequestFreesItsKeyForTheMendedOne() {
        String key = UUID.randomUUID().toString();
        String number = number();
        assertThat(vpcp.postDocument(metadata(number, "000.00.00.H00"), key, PDF).problem())
                .isEqualTo("RECIPIENT_UNKNOWN");
        assertThat(vpcp.postDocument(metadata(number, DANANG), key, PDF).status()).isEqualTo(201);
    }

    @Test
    void manyAtOnceUnderOneKeyGiveOneDocument() throws Exception {
        String key = UUID.randomUUID().toString();
        String metadata = metadata(number(), DANANG);
        Callable<Answer> call = () -> vpcp.postDocument(metadata, key, PDF);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Set<String> packages = new HashSet<>();
        try {
            for (Future<Answer> answer : threads.invokeAll(List.of(call, call, call, call, call, call, call, call))) {
                assertThat(answer.get().status()).as(answer.get().text()).isIn(200, 201);
                packages.add(answer.get().json().getString("packageId"));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(packages).hasSize(1);
    }

    // --- content

    @Test
    void contentComesInPartsUnderConditions() {
        String identity = identity();
        byte[] bytes = edxml(identity, "V/v từng phần", DANANG).getBytes(UTF_8);
        vpcp.post("packages", "application/xml", bytes);
        String content = "inbox/" + waiting(danang, "edoc", identity).getString("transferId") + "/content";

        Answer head = danang.head(content);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(bytes.length));
        assertThat(head.header("Accept-Ranges")).isEqualTo("bytes");
        String tag = head.header("ETag");
        assertThat(tag).matches("\"[0-9a-f]{64}\"");
        String transfer = content.replace("/content", "");
        Answer sameHead = danang.head(content, "If-None-Match", tag);
        assertThat(sameHead.status()).isEqualTo(304);
        assertThat(sameHead.header("ETag")).isEqualTo(tag);
        assertThat(danang.head(content, "If-None-Match", "\"other\"").status()).isEqualTo(200);
        assertThat(danang.get(transfer).json().getString("state")).as("looked at only").isEqualTo("INITIAL");
        assertThat(danang.get(content, "Range", "bytes=" + bytes.length + "-").status()).isEqualTo(416);
        assertThat(danang.get(transfer).json().getString("state")).as("nothing handed out").isEqualTo("INITIAL");

        Answer part = danang.get(content, "Range", "bytes=10-19", "If-Range", tag);
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("Content-Range")).isEqualTo("bytes 10-19/" + bytes.length);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bytes, 10, 20));
        assertThat(danang.get(transfer).json().getString("state")).isEqualTo("PROCESSING");
        assertThat(danang.get(content, "Range", "bytes=-7").body())
                .isEqualTo(Arrays.copyOfRange(bytes, bytes.length - 7, bytes.length));
        assertThat(danang.get(content, "Range", "bytes=10-19", "If-Range", "\"other\"").status()).isEqualTo(200);
        assertThat(danang.get(content, "Range", "bytes=0-1,4-5").body()).isEqualTo(bytes);

        Answer behind = danang.get(content, "Range", "bytes=" + bytes.length + "-");
        assertThat(behind.status()).isEqualTo(416);
        assertThat(behind.header("Content-Range")).isEqualTo("bytes */" + bytes.length);
        assertThat(behind.problem()).isEqualTo("REQUEST_FIELD_INVALID");

        Answer known = danang.get(content, "If-None-Match", tag);
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(known.header("ETag")).isEqualTo(tag);
    }

    @Test
    void filesOfAnyKindComeBackAsTheyWere() throws Exception {
        byte[] noise = new byte[300_000];
        new Random(7).nextBytes(noise);
        String number = number();
        assertThat(vpcp.postDocument(metadata(number, DANANG), "", new Upload("nhiễu.bin", noise)).status())
                .isEqualTo(201);
        String transfer = waiting(danang, "edoc", VPCP + ",2026/11/23," + number + "/CV-REST").getString("transferId");
        String xml = danang.get("inbox/" + transfer + "/content").text();
        String encoded = xml.substring(xml.indexOf("ContentTransferEncoded"));
        encoded = encoded.substring(encoded.indexOf('>') + 1, encoded.indexOf("</"));
        try (ZipInputStream zip = new ZipInputStream(
                new java.io.ByteArrayInputStream(Base64.getMimeDecoder().decode(encoded)))) {
            zip.getNextEntry();
            assertThat(zip.readAllBytes()).isEqualTo(noise);
        }
    }

    // --- refusals

    @Test
    void whoeverDoesNotProveWhoTheyAreSeesNothing() {
        for (String path : List.of("inbox", "organizations", "nowhere")) {
            Answer stranger = RestClient
                    .send(HttpRequest.newBuilder(node.http().resolve("/api/v1/" + path)).GET().build());
            assertThat(stranger.status()).isEqualTo(401);
            assertThat(stranger.header("WWW-Authenticate")).startsWith("Basic ");
            assertThat(stranger.problem()).isEqualTo("CREDENTIALS_INVALID");
        }
        Answer wrong = new RestClient(node.http(), "vpcp", "sai").get("inbox");
        Answer unknown = new RestClient(node.http(), "khong-co", "sai").get("inbox");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.json().getString("detail")).isEqualTo(wrong.json().getString("detail"));
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/packages,application/xml", "/api/v1/documents,multipart/form-data; boundary=b",
            "/api/v1/statuses,application/json", "/soap/exchange,text/xml",
            "/soap/exchange,multipart/related; boundary=b; type=\"application/xop+xml\"; start-info=\"text/xml\""})
    void aStrangerIsTurnedAwayBeforeAnyOfTheBodyHasCome(String path, String type) throws IOException {
        URI address = node.http();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(("POST " + path + " HTTP/1.1\r\nHost: " + address.getAuthority()
                    + "\r\nAuthorization: Basic "
                    + Base64.getEncoder().encodeToString("vpcp:sai".getBytes(UTF_8)) + "\r\nContent-Type: " + type
                    + "\r\nContent-Length: 1000000\r\n\r\n").getBytes(UTF_8));
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 401".length());
            assertThat(new String(status, UTF_8)).isEqualTo("HTTP/1.1 401");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"GET | nowhere | 404 | OPERATION_UNKNOWN",
            "DELETE | inbox | 405 | METHOD_NOT_ALLOWED", "GET | packages | 405 | METHOD_NOT_ALLOWED",
            "POST | packages | 415 | MEDIA_TYPE_UNSUPPORTED", "POST | documents | 415 | MEDIA_TYPE_UNSUPPORTED",
            "GET | inbox?limit=0 | 400 | REQUEST_FIELD_INVALID", "GET | inbox?limit=501 | 400 | REQUEST_FIELD_INVALID",
            "GET | inbox?type=x | 400 | REQUEST_FIELD_INVALID", "GET | inbox?from=x | 400 | REQUEST_FIELD_INVALID",
            "GET | inbox/x/content | 404 | TRANSFER_UNKNOWN",
            "GET | inbox/00000000-0000-7000-8000-000000000000/content | 404 | TRANSFER_UNKNOWN",
            "GET | inbox/00000000-0000-7000-8000-000000000000 | 404 | TRANSFER_UNKNOWN",
            "GET | deliveries?state=x | 400 | REQUEST_FIELD_INVALID",
            "GET | deliveries?packageId=x | 400 | REQUEST_FIELD_INVALID",
            "GET | organizations/000.00.00.H00 | 404 | ORGANIZATION_UNKNOWN"})
    void whatIsAskedWronglyIsAProblemWithItsCode(String method, String path, int status, String code) {
        HttpRequest.Builder request = vpcp.request(path).header("Content-Type", "text/plain");
        Answer answer = RestClient.send(request.method(method, method.equals("POST")
                ? HttpRequest.BodyPublishers.ofString("x")
                : HttpRequest.BodyPublishers.noBody()).build());
        assertThat(answer.problem()).as(answer.text()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        JsonObject problem = answer.json();
        assertThat(problem.getString("type")).isEqualTo("urn:congvan:error:" + code);
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(problem.getString("hint")).isNotBlank();
        assertThat(problem.getString("correlationId")).isEqualTo(answer.header("X-Correlation-Id"));
    }

    @Test
    void whatIsWrongInAPackageIsSaid() {
        assertThat(vpcp.post("packages", "application/xml", "<a/>".getBytes(UTF_8)).problem()).isEqualTo("NOT_EDXML");
        assertThat(vpcp.post("packages", "application/xml", "không phải xml".getBytes(UTF_8)).problem())
                .isEqualTo("XML_NOT_WELL_FORMED");
        assertThat(vpcp.post("packages", "application/xml",
                ("<!DOCTYPE a []>" + edxml(identity(), "x", DANANG)).getBytes(UTF_8)).problem())
                .isEqualTo("XML_DTD_FORBIDDEN");
        assertThat(vpcp.post("packages", "application/xml", new byte[0]).problem()).isEqualTo("BODY_EMPTY");
        assertThat(vpcp.post("packages", "application/xml", edxml(identity(), "x", DANANG).getBytes(UTF_8),
                "Content-Digest", "sha-256=:AAAA:").problem()).isEqualTo("HASH_MISMATCH");
        Answer foreign = danang.post("packages", "application/xml", edxml(identity(), "x", QUANGNINH).getBytes(UTF_8));
        assertThat(foreign.problem()).isEqualTo("SENDER_NOT_ALLOWED");
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(vpcp.post("packages?to=" + QUANGNINH, "application/xml",
                edxml(identity(), "x", DANANG).getBytes(UTF_8)).problem()).isEqualTo("RECIPIENT_NOT_ADDRESSED");
    }

    @Test
    void eachBadRecipientIsListedAndNothingIsSent() {
        String number = number();
        Answer refused = vpcp.postDocument(metadata(number, DANANG + "\",\"000.00.00.H00\",\"000.00.00.H01"), "", PDF);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(
                refused.json().getJsonArray("recipients").getValuesAs(r -> r.asJsonObject().getString("organization")))
                .containsExactly("000.00.00.H00", "000.00.00.H01");
        assertThat(vpcp.get("deliveries?documentId=" + VPCP + ",2026/11/23," + number + "/CV-REST").json()
                .getJsonArray("items")).isEmpty();
    }

    @Test
    void whatIsWrongInMetadataIsNamed() {
        assertThat(vpcp.postDocument("{", "", PDF).problem()).isEqualTo("REQUEST_MALFORMED");
        Answer missing = vpcp.postDocument(metadata(number(), DANANG).replace("\"subject\"", "\"subjct\""), "", PDF);
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.json().getString("detail")).contains("subject");
        Answer unknown = vpcp.postDocument(metadata(number(), DANANG).replaceFirst("\\{", "{\"mức khẩn\":1,"), "", PDF);
        assertThat(unknown.problem()).isEqualTo("REQUEST_FIELD_INVALID");
        assertThat(unknown.json().getString("detail")).contains("mức khẩn");
        assertThat(danang.postJson("statuses", "{\"from\":\"" + DANANG + "\",\"to\":\"" + VPCP
                + "\",\"documentId\":\"a,2026/11/23,1/X\",\"statusCode\":\"02\"}").json().getString("detail"))
                .contains("description");
    }

    @Test
    void theSameDocumentWithOtherContentIsRefused() {
        String metadata = metadata(number(), DANANG);
        assertThat(vpcp.postDocument(metadata, "", PDF).status()).isEqualTo(201);
        assertThat(vpcp.postDocument(metadata, "", PDF).json().getBoolean("repeated")).isTrue();
        Answer other = vpcp.postDocument(metadata, "", new Upload(PDF.name(), "khác".getBytes(UTF_8)));
        assertThat(other.problem()).isEqualTo("DUPLICATE_DIFFERENT");
        assertThat(other.status()).isEqualTo(409);
    }

    @Test
    void nobodyFetchesOrConfirmsWhatIsForSomebodyElse() {
        String transfer = waiting(danang, "edoc", sendDocument(DANANG)).getString("transferId");
        assertThat(quangninh.get("inbox/" + transfer + "/content").status()).isEqualTo(404);
        assertThat(quangninh.get("inbox/" + transfer).status()).isEqualTo(404);
        assertThat(confirm(quangninh, transfer).problem()).isEqualTo("TRANSFER_UNKNOWN");
        assertThat(danang.get("inbox/" + transfer).json().getString("state")).isEqualTo("INITIAL");
    }

    @Test
    void englishIsSpokenToThoseWhoPreferIt() {
        Answer english = vpcp.get("organizations/000.00.00.H00", "Accept-Language", "en-GB,en;q=0.9");
        assertThat(english.json().getString("detail")).isEqualTo("Unknown organization: 000.00.00.H00.");
        assertThat(english.header("Content-Language")).isEqualTo("en");
        assertThat(vpcp.get("organizations/000.00.00.H00").header("Content-Language")).isEqualTo("vi");
    }

    // --- directory and description

    @Test
    void organizationsAreFoundWithoutAccentsAndPageByPage() {
        assertThat(codes(vpcp.get("organizations?q=da%20nang"))).contains(DANANG);
        assertThat(codes(vpcp.get("organizations?q=qu%E1%BA%A3ng%20ninh"))).contains(QUANGNINH);
        JsonObject first = vpcp.get("organizations?limit=2").json();
        assertThat(first.getJsonArray("items")).hasSize(2);
        List<String> second = codes(vpcp.get("organizations?limit=2&after=" + first.getString("next")));
        assertThat(second).hasSize(2).doesNotContainAnyElementsOf(codes(vpcp.get("organizations?limit=2")));
        JsonObject one = vpcp.get("organizations/" + DANANG.toLowerCase(java.util.Locale.ROOT)).json();
        assertThat(one.getString("code")).isEqualTo(DANANG);
        assertThat(one.getString("line")).isEqualTo("SYSTEM");
        assertThat(one.getBoolean("open")).isTrue();
    }

    @Test
    void theDescriptionNamesEveryOperationWithItsAnswers() {
        Answer answer = RestClient.send(HttpRequest.newBuilder(URI.create(node.http() + "/").resolve("/openapi"))
                .header("Accept", "application/json").GET().build());
        assertThat(answer.status()).isEqualTo(200);
        JsonObject paths = answer.json().getJsonObject("paths");
        Map<String, Set<String>> expected = Map.ofEntries(
                Map.entry("post /api/v1/packages", Set.of("200", "201", "400", "409", "413", "415", "422", "507")),
                Map.entry("post /api/v1/documents", Set.of("200", "201", "400", "409", "413", "415", "422", "507")),
                Map.entry("post /api/v1/statuses", Set.of("200", "201", "400", "409", "413", "415", "422", "507")),
                Map.entry("get /api/v1/inbox", Set.of("200", "400")),
                Map.entry("get /api/v1/inbox/{transferId}", Set.of("200", "404")),
                Map.entry("get /api/v1/inbox/{transferId}/content", Set.of("200", "206", "304", "404", "416")),
                Map.entry("head /api/v1/inbox/{transferId}/content", Set.of("200", "304", "404")),
                Map.entry("post /api/v1/inbox/{transferId}/confirmation",
                        Set.of("200", "400", "404", "409", "413", "415")),
                Map.entry("get /api/v1/deliveries", Set.of("200", "400")),
                Map.entry("get /api/v1/deliveries/{deliveryId}", Set.of("200", "404")),
                Map.entry("get /api/v1/packages/{packageId}/receipt", Set.of("200", "404")),
                Map.entry("get /api/v1/deliveries/{deliveryId}/signatures", Set.of("200", "404")),
                Map.entry("post /api/v1/signatures", Set.of("200", "400", "409", "413", "415", "422")),
                Map.entry("post /api/v1/signatures/preparations", Set.of("201", "400", "409", "413", "415", "422")),
                Map.entry("put /api/v1/signatures/preparations/{preparationId}",
                        Set.of("200", "400", "404", "413", "415", "422")),
                Map.entry("get /api/v1/sent", Set.of("200", "400")),
                Map.entry("get /api/v1/organizations", Set.of("200", "400")),
                Map.entry("get /api/v1/organizations/{code}", Set.of("200", "404")));
        Set<String> described = new HashSet<>();
        for (Map.Entry<String, JsonValue> path : paths.entrySet()) {
            for (String method : path.getValue().asJsonObject().keySet()) {
                described.add(method + " " + path.getKey());
            }
        }
        assertThat(described).containsExactlyInAnyOrderElementsOf(expected.keySet());
        expected.forEach((operation, responses) -> {
            String[] words = operation.split(" ");
            Set<String> all = new HashSet<>(responses);
            all.addAll(Set.of("401", "403", "406", "429", "500", "503"));
            JsonObject one = paths.getJsonObject(words[1]).getJsonObject(words[0]);
            assertThat(one.getJsonObject("responses").keySet()).as(operation).isEqualTo(all);
            assertThat(one.getString("operationId")).isNotBlank();
            assertThat(one.getString("summary")).isNotBlank();
        });
        JsonObject components = answer.json().getJsonObject("components");
        assertThat(components.getJsonObject("securitySchemes").keySet()).containsExactlyInAnyOrder("basic",
                "certificate");
        assertThat(components.getJsonObject("schemas").getJsonObject("Problem").getJsonObject("properties").keySet())
                .containsExactlyInAnyOrder("type", "title", "status", "detail", "code", "hint", "correlationId",
                        "recipients");
        assertThat(components.getJsonObject("schemas").getJsonObject("ErrorCode").getJsonArray("enum"))
                .hasSizeGreaterThan(40);
        everyReferenceLeadsSomewhere(answer.json(), answer.json());
    }

    private static void everyReferenceLeadsSomewhere(JsonObject whole, JsonValue value) {
        if (value instanceof JsonObject object) {
            object.forEach((name, member) -> {
                if (name.equals("$ref") && member instanceof jakarta.json.JsonString ref) {
                    assertThat(whole.getValue(ref.getString().substring(1))).isNotNull();
                } else {
                    everyReferenceLeadsSomewhere(whole, member);
                }
            });
        } else if (value instanceof jakarta.json.JsonArray array) {
            array.forEach(element -> everyReferenceLeadsSomewhere(whole, element));
        }
    }

    // --- words of these tests

    private RestClient client(String systemId) {
        return new RestClient(node.http(), systemId, node.secret(systemId));
    }

    private static String number() {
        return Integer.toString(new Random().nextInt(1, 2_000_000_000));
    }

    private static String identity() {
        return VPCP + ",2026/11/23," + number() + "/CV-REST";
    }

    private static String metadata(String number, String to) {
        return """
               {"from":"%s","to":["%s"],"number":"%s","notation":"CV-REST","issueDate":"2026-11-23","place":"Hà Nội",
                "typeName":"Công văn","subject":"Về việc thử nghiệm <REST> & JSON",
                "signer":{"capacity":"TL.","position":"Vụ trưởng","name":"Người Thử"},"urgency":"URGENT"}"""
                .formatted(VPCP, to, number);
    }

    private static String edxml(String identity, String subject, String to) {
        String number = identity.substring(identity.lastIndexOf(',') + 1, identity.lastIndexOf('/'));
        return """
               <edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLHeader><edXML:MessageHeader>
               <edXML:From><edXML:OrganId>%s</edXML:OrganId></edXML:From><edXML:To><edXML:OrganId>%s</edXML:OrganId></edXML:To>
               <edXML:DocumentId>%s</edXML:DocumentId><edXML:Code><edXML:CodeNumber>%s</edXML:CodeNumber><edXML:CodeNotation>CV-REST</edXML:CodeNotation></edXML:Code>
               <edXML:PromulgationInfo><edXML:Place>Hà Nội</edXML:Place><edXML:PromulgationDate>2026/11/23</edXML:PromulgationDate></edXML:PromulgationInfo>
               <edXML:DocumentType><edXML:Type>2</edXML:Type><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType><edXML:Subject>%s</edXML:Subject>
               </edXML:MessageHeader></edXML:edXMLHeader></edXML:edXMLEnvelope></edXML>"""
                .formatted(VPCP, to, identity, number, subject);
    }

    private String sendDocument(String to) {
        String number = number();
        Answer sent = vpcp.postDocument(metadata(number, to), "", PDF);
        assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        return sent.json().getString("documentId");
    }

    private static Answer confirm(RestClient client, String transfer) {
        return client.postJson("inbox/" + transfer + "/confirmation", "{\"outcome\":\"DONE\"}");
    }

    private static JsonObject waiting(RestClient client, String type, String identity) {
        return await().atMost(PATIENCE).until(() -> find(client, type, identity), Optional::isPresent).orElseThrow();
    }

    private static Optional<JsonObject> find(RestClient client, String type, String identity) {
        for (int offset = 0;; offset += 500) {
            JsonObject page = client.get("inbox?limit=500&type=" + type + "&offset=" + offset).json();
            Optional<JsonObject> found = page.getJsonArray("items").getValuesAs(JsonObject.class).stream()
                    .filter(item -> item.getString("documentId").equals(identity)).findFirst();
            if (found.isPresent() || !page.containsKey("nextOffset")) {
                return found;
            }
        }
    }

    private JsonObject delivery(String identity) {
        JsonObject page = vpcp.get("deliveries?documentId=" + java.net.URLEncoder.encode(identity, UTF_8)).json();
        assertThat(page.getJsonArray("items")).hasSize(1);
        return page.getJsonArray("items").getJsonObject(0);
    }

    private static List<String> codes(Answer page) {
        return page.json().getJsonArray("items").getValuesAs(o -> o.asJsonObject().getString("code"));
    }
}
