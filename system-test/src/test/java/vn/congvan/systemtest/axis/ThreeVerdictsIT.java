package vn.congvan.systemtest.axis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

import vn.congvan.signature.TestPki;
import vn.congvan.systemtest.NodeExtension;
import vn.congvan.systemtest.RunningNode;
import vn.congvan.systemtest.desk.DeskBrowser;
import vn.congvan.systemtest.desk.Letter;

/** A demo node as it comes: a signed, an altered and an unsigned document, sent with the axis's own protocol. */
@ExtendWith(NodeExtension.class)
class ThreeVerdictsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String COMMITTEE = "000.00.00.H47";
    private static final String CLERK = "vanthu.ubnd";

    private final RunningNode node;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ThreeVerdictsIT(RunningNode node) {
        this.node = node;
    }

    @Test
    void aSignedAnAlteredAndAnUnsignedDocumentAreToldApartInTheInboxAndOverRest() throws Exception {
        byte[] page = TestPki.page("Ba van ban");
        byte[] signed = signed(page);

        String good = arrived(signed, "V/v văn bản đã ký số");
        String altered = arrived(TestPki.addSentence(signed, "Them vao sau khi ky"), "V/v văn bản bị sửa");
        String unsigned = arrived(page, "V/v văn bản không ký");

        assertThat(List.of(state(good), state(altered), state(unsigned))).containsExactly("VALID",
                "CHANGED_AFTER_SIGNING", "UNSIGNED");
        try (DeskBrowser browser = new DeskBrowser(node.http())) {
            browser.open("/desk/incoming.xhtml");
            browser.logIn(CLERK, node.password(CLERK));
            assertThat(browser.texts(By.cssSelector(".c-verdict .state"))).contains("Hợp lệ",
                    "Nội dung bị thay đổi sau khi ký", "Không có chữ ký số");
        }
    }

    @Test
    void whomTheNodeTrustsIsReadBeforeAnythingComesIn() throws IOException {
        assertThat(Files.readString(node.log())).containsSubsequence("certificates and lists came or went",
                "Deployed \\\"congvan.ear\\\"");
    }

    private byte[] signed(byte[] pdf) throws IOException, InterruptedException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(("--border\r\nContent-Disposition: form-data; name=\"metadata\"\r\n\r\n"
                + "{\"organization\":\"000.00.00.G22\",\"look\":\"ATTACHMENT\",\"documentCode\":\"1/CV\"}\r\n"
                + "--border\r\nContent-Disposition: form-data; name=\"file\"; filename=\"van-ban.pdf\"\r\n\r\n")
                .getBytes(UTF_8));
        form.writeBytes(pdf);
        form.writeBytes("\r\n--border--\r\n".getBytes(UTF_8));
        HttpResponse<byte[]> answer = http.send(request("/api/v1/signatures")
                .header("Content-Type", "multipart/form-data; boundary=border")
                .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray())).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
        return answer.body();
    }

    private String arrived(byte[] pdf, String subject) throws IOException {
        Letter letter = Letter.about(subject, pdf, COMMITTEE);
        AxisClient axis = new AxisClient(URI.create(node.http() + "/axis"), "vpcp", node.secret("vpcp"));
        String answer = axis.sendEdoc(
                Map.of("from", "000.00.00.G22", "servicetype", "eDoc", "messagetype", AxisClient.EDOC), letter.edxml())
                .text();
        assertThat(answer).contains("\"OK\"");
        return await().atMost(PATIENCE).until(
                () -> get("/api/v1/deliveries?documentId=" + URLEncoder.encode(letter.identity(), UTF_8))
                        .getJsonArray("items").getValuesAs(JsonObject.class).stream()
                        .map(delivery -> delivery.getString("deliveryId")).findFirst(),
                Optional::isPresent).orElseThrow();
    }

    private String state(String delivery) {
        return await().atMost(PATIENCE).until(
                () -> get("/api/v1/deliveries/" + delivery).getJsonArray("files").getValuesAs(JsonObject.class)
                        .stream().map(file -> file.getString("state", "")).filter(state -> !state.isEmpty())
                        .findFirst(),
                Optional::isPresent).orElseThrow();
    }

    private JsonObject get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request(path).GET().build(),
                HttpResponse.BodyHandlers.ofString(UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.createReader(new StringReader(answer.body())).readObject();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(node.http().resolve(path)).header("Authorization", "Basic "
                + Base64.getEncoder().encodeToString(("vpcp:" + node.secret("vpcp")).getBytes(UTF_8)));
    }
}
