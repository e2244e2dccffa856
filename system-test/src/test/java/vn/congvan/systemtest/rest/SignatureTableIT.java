package vn.congvan.systemtest.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

import vn.congvan.signature.TestPki;
import vn.congvan.systemtest.RunningNode;
import vn.congvan.systemtest.desk.DeskBrowser;
import vn.congvan.systemtest.rest.RestClient.Answer;
import vn.congvan.systemtest.rest.RestClient.Upload;

/** What was found about signatures, taken along with its proof, and checked again without the node. */
class SignatureTableIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String CLERK = "vanthu.ubnd";

    private static RunningNode node;
    private static TestPki pki;
    private static TestPki.Signer leader;

    @TempDir
    static Path trust;
    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        pki = new TestPki(Clock.systemUTC().instant());
        leader = pki.signer("CN=\\=CMD('x') Người Ký,SURNAME=Người,GIVENNAME=Thử,O=Văn phòng thử,C=VN");
        pki.lay(trust);
        node = RunningNode.start("signature-table", java.util.List.of(), Map.of("CONGVAN_TRUST", trust.toString()));
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    private static RestClient as(String system) {
        return new RestClient(node.http(), system, node.secret(system));
    }

    private static String sent(byte[] file) {
        String id = UUID.randomUUID().toString();
        Answer sent = as("vpcp").postDocument(
                """
                {"from":"000.00.00.G22","to":["000.00.00.H47","000.00.00.H17"],"number":"%d","notation":"BC-%s","issueDate":"2026-11-23",
                 "place":"Hà Nội","typeName":"Công văn","subject":"V/v bảng chữ ký","signer":{"position":"Chức vụ mẫu","name":"Người Ký Mẫu"}}"""
                        .formatted(1 + Math.abs(id.hashCode() % 9_999), id.substring(0, 8)),
                "", new Upload("van-ban.pdf", file));
        assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        return sent.json().getString("packageId");
    }

    private static String delivery(String packageId, String recipient) {
        return as("vpcp").get("deliveries?packageId=" + packageId).json().getJsonArray("items")
                .getValuesAs(JsonObject.class).stream().filter(each -> each.getString("to").equals(recipient))
                .findFirst().orElseThrow().getString("deliveryId");
    }

    private static Map<String, byte[]> table(String system, String delivery) throws IOException {
        Answer answer = await().atMost(PATIENCE).until(() -> as(system).get("deliveries/" + delivery + "/signatures"),
                got -> got.status() == 200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/zip");
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    @Test
    void senderAndRecipientTakeTheTableAlongAndNobodyElseDoes() throws Exception {
        String packageId = sent(pki.sign(TestPki.page("Bang chu ky"), leader));
        String delivery = delivery(packageId, "000.00.00.H17");

        Map<String, byte[]> table = table("vpcp", delivery);

        assertThat(table("danang", delivery).keySet()).isEqualTo(table.keySet());
        assertThat(as("quangninh").get("deliveries/" + delivery + "/signatures").problem())
                .isEqualTo("DELIVERY_UNKNOWN");
        assertThat(as("vpcp").get("deliveries/x/signatures").status()).isEqualTo(400);
        assertThat(table.keySet()).contains("signatures.csv", "signatures.json")
                .anyMatch(name -> name.matches("proof/anchor-[0-9a-f]{64}\\.crt"))
                .anyMatch(name -> name.matches("proof/crl-[0-9a-f]{64}\\.crl"));
        JsonObject file = Json
                .createReader(new StringReader(new String(table.get("signatures.json"), StandardCharsets.UTF_8)))
                .readObject().getJsonArray("files").getJsonObject(0);
        JsonObject said = as("vpcp").get("deliveries/" + delivery).json().getJsonArray("files").getJsonObject(0);
        assertThat(file.getString("state")).isEqualTo("VALID").isEqualTo(said.getString("state"));
        JsonObject signature = file.getJsonArray("signatures").getJsonObject(0);
        said.getJsonArray("signatures").getJsonObject(0).forEach(
                (name, value) -> assertThat(signature).as(name).containsEntry(name, value));
        String csv = new String(table.get("signatures.csv"), StandardCharsets.UTF_8);
        assertThat(csv).startsWith("\uFEFF\"file\",").contains("\"van-ban.pdf\"", "\"'=CMD('x') Người Ký\"");
    }

    @Test
    void theToolSaysTheSameWithTheProofWhenTheListIsGone() throws Exception {
        byte[] signed = pki.signAdvanced(TestPki.page("Kiem tra lai"), leader,
                java.util.Optional.of(pki.timeStamper("CN=Dấu thời gian,C=VN")));
        Map<String, byte[]> table = table("vpcp", delivery(sent(signed), "000.00.00.H17"));
        Path proof = Files.createDirectory(folder.resolve("proof"));
        for (Map.Entry<String, byte[]> entry : table.entrySet()) {
            if (entry.getKey().startsWith("proof/")) {
                Files.write(folder.resolve(entry.getKey()), entry.getValue());
            }
        }
        Path root = Files.createDirectory(folder.resolve("root"));
        Files.copy(trust.resolve("root.crt"), root.resolve("root.crt"));
        Path file = Files.write(folder.resolve("van-ban.pdf"), signed);
        String later = Clock.systemUTC().instant().plus(Duration.ofDays(3000)).toString();

        assertThat(tool("verify", "--trust", root.toString(), "--at", later, file.toString())).isEqualTo(5);
        assertThat(tool("verify", "--trust", root.toString(), "--proof", proof.toString(), "--at", later,
                file.toString())).isZero();
    }

    private static int tool(String... arguments) throws Exception {
        java.util.List<String> command = new java.util.ArrayList<>(
                java.util.List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                        Path.of("..", "tools", "target", "congvan-tools.jar").toString()));
        command.addAll(java.util.List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void aClerkSavesTheSameAtTheDesk() throws Exception {
        String packageId = sent(pki.sign(TestPki.page("Luu tai ban lam viec"), leader));
        String delivery = delivery(packageId, "000.00.00.H47");
        table("vpcp", delivery);
        try (DeskBrowser browser = new DeskBrowser(node.http())) {
            browser.open("/desk/delivery.xhtml?id=" + delivery);
            browser.logIn(CLERK, node.password(CLERK));

            assertThat(browser.texts(By.id("signatures"))).containsExactly("Tải bảng chữ ký số và bằng chứng (ZIP)");
            assertThat(browser.fetchStatus("/desk/signatures?delivery=" + delivery)).isEqualTo(200);
            assertThat(browser.fetchStatus("/desk/signatures?delivery=" + UUID.randomUUID())).isEqualTo(404);
        }
    }
}
