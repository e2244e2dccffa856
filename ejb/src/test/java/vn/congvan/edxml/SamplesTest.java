package vn.congvan.edxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Sha256;

/** Every package that was collected in the field is read as its description says. */
class SamplesTest {

    private static final String ABSENT = "SKIPPED: no folder shared/contract/samples beside the project; "
            + "the packages from the field were not read";

    private final EdxmlCodec codec = new EdxmlCodec(EdxmlLimits.defaults());

    @Test
    void theSamplesAreThere() {
        if (Samples.folder().isEmpty()) {
            System.err.println(ABSENT);
        }
        Assumptions.assumeTrue(Samples.folder().isPresent(), ABSENT);
        assertThat(Samples.folder()).isPresent();
    }

    @TestFactory
    Stream<DynamicTest> everySampleYieldsWhatIsExpected() throws IOException {
        if (Samples.folder().isEmpty()) {
            return Stream.empty();
        }
        Path folder = Samples.folder().get();
        JsonObject expected;
        try (InputStream in = Files.newInputStream(folder.resolve("expected.json"));
                JsonReader reader = Json.createReader(in)) {
            expected = reader.readObject();
        }
        assertThat(Samples.all()).extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(expected.keySet());
        return expected.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(),
                        () -> check(folder.resolve(entry.getKey()), entry.getValue().asJsonObject())));
    }

    private void check(Path file, JsonObject expected) throws IOException {
        assertThat(Sha256.of(Files.readAllBytes(file)).hex()).isEqualTo(expected.getString("sha256"));
        Reading reading;
        try (InputStream in = Files.newInputStream(file)) {
            reading = codec.read(in, AttachmentSink.hashing());
        }
        if (!expected.getBoolean("wellFormed")) {
            assertThat(reading).isInstanceOfSatisfying(Reading.Refused.class, refused -> {
                assertThat(refused.refusal().code()).isEqualTo(ErrorCode.XML_NOT_WELL_FORMED);
                assertThat(refused.refusal().about()).containsExactly("0", "\"1212\" before the XML prolog");
            });
            return;
        }
        if (!(reading instanceof Reading.Read read)) {
            fail("refused: " + reading);
            return;
        }
        assertThat(expected.getString("verdict")).isEqualTo("accept");
        EdxmlMessage message = read.message();
        assertThat(message.from().organId()).isEqualTo(text(expected, "from"));
        checkSignature(message.signature(), expected.getString("signature"));
        if (message instanceof EdxmlDocument document) {
            assertThat(expected.getString("kind")).isEqualTo("edoc");
            checkDocument(document, expected);
        } else if (message instanceof EdxmlStatus status) {
            assertThat(expected.getString("kind")).isEqualTo("status");
            checkStatus(status, expected);
        }
    }

    private static void checkSignature(EdxmlSignatureBlock block, String expected) {
        if (expected.equals("none")) {
            assertThat(block).isEqualTo(EdxmlSignatureBlock.NONE);
            return;
        }
        assertThat(expected).isEqualTo("unverifiable (Signature in the QCVN namespace, certificate truncated)");
        assertThat(block.form()).isEqualTo(EdxmlSignatureBlock.Form.SIGNATURE);
        assertThat(block.isVerifiable()).isFalse();
        assertThat(block.doubts()).contains(EdxmlSignatureBlock.Doubt.NAMESPACE,
                EdxmlSignatureBlock.Doubt.CERTIFICATE_DAMAGED);
    }

    private static void checkDocument(EdxmlDocument document, JsonObject expected) {
        assertThat(document.to()).extracting(Party::organId).isEqualTo(texts(expected.getJsonArray("to")));
        assertThat(document.documentId()).isEqualTo(text(expected, "documentId"));
        assertThat(document.code()).hasToString(text(expected, "code"));
        assertThat(document.promulgationDateText()).isEqualTo(text(expected, "promulgationDate"));
        assertThat(document.promulgationDate()).isPresent();
        assertThat(document.typeName()).isEqualTo(text(expected, "typeName"));
        assertThat(document.subject()).isEqualTo(text(expected, "subject"));
        assertThat(document.business().map(Business::kindText).orElse(""))
                .isEqualTo(text(expected, "bussinessDocType"));
        assertThat(document.business().map(Business::documentId).orElse(""))
                .isEqualTo(text(expected, "bussinessDocumentId"));
        assertThat(document.business().map(Business::paperText).orElse("")).isEqualTo(text(expected, "paper"));
        assertThat(document.traces().stream().map(trace -> List.of(trace.organId(), trace.timestampText())).toList())
                .isEqualTo(expected.getJsonArray("traceHeaders").stream().map(v -> texts(v.asJsonArray())).toList());
        assertThat(document.business().stream().flatMap(business -> business.changes().stream())
                .flatMap(change -> change.receivers().stream())
                .map(change -> List.of(change.organId(), change.typeText())).toList())
                .isEqualTo(expected.getJsonArray("receiverChanges").stream().map(v -> texts(v.asJsonArray())).toList());
        List<Business.Replacement> replaced = new ArrayList<>();
        for (JsonValue value : expected.getJsonArray("replaces")) {
            replaced.add(new Business.Replacement(value.asJsonArray().getString(0),
                    texts(value.asJsonArray().getJsonArray(1))));
        }
        assertThat(document.business().map(Business::replacements).orElse(List.of())).isEqualTo(replaced);
        assertThat(document.attachments()).hasSameSizeAs(expected.getJsonArray("attachments"));
        for (int i = 0; i < document.attachments().size(); i++) {
            checkAttachment(document.attachments().get(i), expected.getJsonArray("attachments").getJsonObject(i), i);
        }
    }

    private static void checkAttachment(AttachmentRead attachment, JsonObject expected, int index) {
        Map<String, AttachmentRead.Encoding> encodings = Map.of("raw", AttachmentRead.Encoding.RAW, "one-entry zip",
                AttachmentRead.Encoding.ONE_ENTRY_ZIP);
        assertThat(attachment.index()).isEqualTo(index);
        assertThat(attachment.contentId()).isEqualTo(text(expected, "contentId"));
        assertThat(attachment.name()).isEqualTo(text(expected, "name"));
        assertThat(attachment.declaredType()).isEqualTo(text(expected, "declaredType"));
        assertThat(attachment.encoding()).isEqualTo(encodings.get(expected.getString("encoding")));
        assertThat(attachment.size()).isEqualTo(expected.getInt("size"));
        assertThat(attachment.sha256().orElseThrow().hex()).isEqualTo(expected.getString("sha256"));
    }

    private static void checkStatus(EdxmlStatus status, JsonObject expected) {
        assertThat(status.statusCodeText()).isEqualTo(text(expected, "statusCode"));
        assertThat(status.statusCode().orElseThrow().wire()).isEqualTo(text(expected, "statusCode"));
        assertThat(status.responseForOrganId()).isEqualTo(text(expected, "responseForOrganId"));
        assertThat(status.responseForCode()).isEqualTo(text(expected, "responseForCode"));
        assertThat(status.responseForDocumentId()).isEqualTo(text(expected, "responseForDocumentId"));
        assertThat(status.responseForDateText()).isEqualTo(text(expected, "responseForDate"));
        assertThat(status.description()).isEqualTo(text(expected, "description"));
        assertThat(status.timestampText()).isEqualTo(text(expected, "timestamp"));
        assertThat(status.timestamp()).isPresent();
    }

    private static String text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString string ? string.getString() : "";
    }

    private static List<String> texts(JsonArray array) {
        return array.stream().map(value -> value instanceof JsonString string ? string.getString() : "").toList();
    }
}
