package vn.congvan.systemtest.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import vn.congvan.signature.TestPki;
import vn.congvan.systemtest.NodeExtension;
import vn.congvan.systemtest.RunningNode;
import vn.congvan.systemtest.rest.RestClient.Answer;
import vn.congvan.systemtest.rest.RestClient.Upload;

/** Signing over REST, with the keys that a demo node makes at its first start. */
@ExtendWith(NodeExtension.class)
class SigningIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String VPCP = "000.00.00.G22";
    private static final String COMMITTEE = "000.00.00.H47";
    private static final String LEADER = "Lãnh Đạo Mẫu";
    private static final String PLACE = "{\"page\":1,\"left\":110,\"top\":200,\"width\":50,\"height\":25}";

    private final RunningNode node;
    private final RestClient vpcp;
    private final RestClient danang;
    private byte[] page;

    SigningIT(RunningNode node) {
        this.node = node;
        this.vpcp = new RestClient(node.http(), "vpcp", node.secret("vpcp"));
        this.danang = new RestClient(node.http(), "danang", node.secret("danang"));
    }

    @BeforeEach
    void aPage() throws IOException {
        page = TestPki.page("Van ban can ky " + UUID.randomUUID());
    }

    @Test
    void theLeaderSignsElsewhereAndTheOrganisationHereAndTheRecipientSeesThatNothingIsLacking() throws Exception {
        byte[] byLeader = signedByLeader(page);
        Answer signed = sign(vpcp, "{\"organization\":\"" + VPCP + "\",\"look\":\"SEAL\",\"sealWidth\":36,\"leader\":\""
                + LEADER + "\"}", seal(), byLeader);
        assertThat(signed.status()).as(signed.text()).isEqualTo(200);
        assertThat(signed.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(signed.header("Time-Stamped")).isEqualTo("false");

        JsonObject said = delivered(signed.body());
        JsonObject file = said.getJsonArray("files").getJsonObject(0);
        assertThat(file.getString("reason")).isEqualTo("ALL_HOLDS");
        assertThat(file.getJsonArray("signatures").getValuesAs(JsonObject.class)).extracting(s -> s.getString("signer"))
                .containsExactly(LEADER, "Văn phòng Chính phủ");
        assertThat(said.getJsonObject("signatures").getBoolean("complete")).as(said.toString()).isTrue();
    }

    @Test
    void whatIsChangedAfterTheOrganisationSignedIsSaidToBeChanged() throws Exception {
        byte[] signed = sign(vpcp,
                "{\"organization\":\"" + VPCP + "\",\"look\":\"ATTACHMENT\",\"documentCode\":\"1/CV\"}",
                new byte[0], page).body();

        assertThat(delivered(TestPki.addSentence(signed, "Them vao")).getJsonObject("signatures").getString("state"))
                .isEqualTo("CHANGED_AFTER_SIGNING");
    }

    @Test
    void theOrganisationSealsOnlyWhatItsLeaderHasSigned() throws Exception {
        assertThat(sign(vpcp, "{\"organization\":\"" + VPCP + "\",\"look\":\"SEAL\",\"sealWidth\":36,\"place\":" + PLACE
                + "}", seal(), page).problem()).isEqualTo("LEADER_NOT_SIGNED");
    }

    @Test
    void aWrongValueIsRefusedAndTheFileWaitsOn() throws Exception {
        JsonObject prepared = prepared(page);
        byte[] value = value(prepared);
        byte[] wrong = value.clone();
        wrong[20] ^= 1;

        assertThat(complete(vpcp, prepared, wrong).problem()).isEqualTo("SIGNATURE_VALUE_WRONG");
        assertThat(complete(danang, prepared, value).problem()).isEqualTo("PREPARATION_UNKNOWN");
        assertThat(complete(vpcp, prepared, value).status()).isEqualTo(200);
        assertThat(complete(vpcp, prepared, value).problem()).isEqualTo("PREPARATION_UNKNOWN");
        try (var waiting = Files.list(node.home().resolve("signing"))) {
            assertThat(waiting.map(Path::getFileName).map(Path::toString)
                    .filter(name -> name.contains(prepared.getString("preparationId")))).isEmpty();
        }
    }

    @Test
    void nobodySignsForAnotherOrganizationNorWithoutItsKey() throws Exception {
        String foreign = "{\"organization\":\"" + VPCP + "\",\"look\":\"COPY\",\"copyForm\":\"SAO Y\"}";
        assertThat(sign(danang, foreign, new byte[0], page).problem()).isEqualTo("SENDER_NOT_ALLOWED");
        assertThat(sign(vpcp, foreign, new byte[0], "no PDF at all".getBytes(UTF_8)).problem())
                .isEqualTo("PDF_UNREADABLE");
        assertThat(
                sign(vpcp, foreign.replace("COPY\"", "SEAL\",\"sealWidth\":36").replace(",\"copyForm\":\"SAO Y\"", ""),
                        new byte[0], page).problem())
                .isEqualTo("REQUEST_FIELD_MISSING");
        assertThat(sign(vpcp, foreign.replace("COPY", "HANDWRITTEN"), seal(), page).problem())
                .isEqualTo("REQUEST_FIELD_INVALID");
        try (var left = Files.list(node.home().resolve("signing"))) {
            assertThat(left.map(Path::getFileName).map(Path::toString).filter(name -> name.startsWith("signing-")))
                    .isEmpty();
        }
    }

    private byte[] signedByLeader(byte[] pdf) throws Exception {
        JsonObject prepared = prepared(pdf);
        Answer signed = complete(vpcp, prepared, value(prepared));
        assertThat(signed.status()).as(signed.text()).isEqualTo(200);
        return signed.body();
    }

    private JsonObject prepared(byte[] pdf) throws Exception {
        String certificates = Arrays.stream(leader().getCertificateChain("leader")).map(SigningIT::encoded)
                .collect(Collectors.joining("\",\"", "[\"", "\"]"));
        Answer prepared = vpcp.post("signatures/preparations", form(), multipart("{\"organization\":\"" + VPCP
                + "\",\"look\":\"HANDWRITTEN\",\"leader\":\"" + LEADER + "\",\"place\":" + PLACE + ",\"certificates\":"
                + certificates + "}", picture(Color.BLUE), pdf));
        assertThat(prepared.status()).as(prepared.text()).isEqualTo(201);
        assertThat(prepared.json().getString("algorithm")).isEqualTo("SHA256withRSA");
        return prepared.json();
    }

    private byte[] value(JsonObject prepared) throws Exception {
        Signature signing = Signature.getInstance(prepared.getString("algorithm"));
        signing.initSign((PrivateKey) leader().getKey("leader", password()));
        signing.update(Base64.getDecoder().decode(prepared.getString("dataToSign")));
        return signing.sign();
    }

    private static Answer complete(RestClient system, JsonObject prepared, byte[] value) {
        HttpRequest request = system.request("signatures/preparations/" + prepared.getString("preparationId"))
                .header("Content-Type", "application/json").PUT(HttpRequest.BodyPublishers
                        .ofString("{\"value\":\"" + Base64.getEncoder().encodeToString(value) + "\"}"))
                .build();
        return RestClient.send(request);
    }

    private static Answer sign(RestClient system, String metadata, byte[] image, byte[] pdf) {
        return system.post("signatures", form(), multipart(metadata, image, pdf));
    }

    /** What is said of a document with this file, once its files have been looked into. */
    private JsonObject delivered(byte[] pdf) {
        String number = UUID.randomUUID().toString().substring(0, 8).replaceAll("\\D", "") + "1";
        Answer sent = vpcp.postDocument(
                """
                {"from":"%s","to":["%s"],"number":"%s","notation":"CV-%s","issueDate":"2026-11-23","place":"Hà Nội",
                 "typeName":"Công văn","subject":"V/v ký số","signer":{"position":"Chức vụ mẫu","name":"%s"}}"""
                        .formatted(VPCP, COMMITTEE, number, UUID.randomUUID().toString().substring(0, 8), LEADER),
                "",
                new Upload("van-ban.pdf", pdf));
        assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        String delivery = sent.json().getJsonArray("deliveries").getJsonObject(0).getString("deliveryId");
        return await().atMost(PATIENCE).until(() -> {
            JsonObject said = vpcp.get("deliveries/" + delivery).json();
            return said.containsKey("signatures") ? said : null;
        }, Objects::nonNull);
    }

    private KeyStore leader() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(node.home().resolve("keys/demo/leader.p12"))) {
            store.load(in, password());
        }
        return store;
    }

    private char[] password() throws IOException {
        return Files.readString(node.home().resolve("keys/demo/password")).toCharArray();
    }

    private static String encoded(Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] seal() throws IOException {
        return picture(Color.RED);
    }

    private static byte[] picture(Color ink) throws IOException {
        BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(ink);
        pen.drawOval(10, 10, 180, 180);
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static final String BOUNDARY = "border-of-parts";

    private static String form() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    private static byte[] multipart(String metadata, byte[] image, byte[] pdf) {
        List<byte[]> parts = new ArrayList<>();
        parts.add(("--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"metadata\"\r\nContent-Type: application/json\r\n\r\n"
                + metadata + "\r\n").getBytes(UTF_8));
        if (image.length > 0) {
            parts.add(part("image", "seal.png"));
            parts.add(image);
            parts.add("\r\n".getBytes(UTF_8));
        }
        parts.add(part("file", "van-ban.pdf"));
        parts.add(pdf);
        parts.add(("\r\n--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] part(String name, String fileName) {
        return ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n").getBytes(UTF_8);
    }
}
