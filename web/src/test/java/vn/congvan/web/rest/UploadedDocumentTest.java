package vn.congvan.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.content.ContentSettings;
import vn.congvan.content.ContentStore;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.web.body.ArrivingBody;

class UploadedDocumentTest {

    static final String METADATA = """
                                   {"from":"000.00.00.G22","to":["000.00.00.H47"],"number":"88","notation":"VPCP-KSTT",
                                    "issueDate":"2026-11-23","typeName":"Công văn","subject":"Về việc thử nghiệm"}""";

    @TempDir
    Path directory;
    private ContentStore store;

    @BeforeEach
    void open() {
        store = new ContentStore(new ContentSettings(directory, 1_000_000, 0, Duration.ofDays(1)), Clock.systemUTC());
    }

    @Test
    void filesAreReadInTheirOrderAndRemovedOnClosing() throws IOException {
        try (UploadedDocument upload = read(form(METADATA, "a.pdf", "eins", "b.pdf", "zwei"))) {
            assertThat(upload.form().subject()).isEqualTo("Về việc thử nghiệm");
            assertThat(upload.files()).extracting(UploadedDocument.UploadedFile::name).containsExactly("a.pdf",
                    "b.pdf");
            assertThat(upload.files().get(1).content().open()).hasContent("zwei");
            assertThat(temporary()).isEqualTo(2);
        }
        assertThat(temporary()).isZero();
    }

    @Test
    void metadataMayComeLast() throws IOException {
        String body = part("name=\"file\"; filename=\"a.pdf\"", "x") + part("name=\"metadata\"", METADATA) + "--b0--";
        try (UploadedDocument upload = read(body)) {
            assertThat(upload.files()).hasSize(1);
        }
    }

    @Test
    void theSameDocumentHasTheSameFingerprintAndAnotherHasNot() throws IOException {
        assertThat(fingerprint(form(METADATA, "a.pdf", "x"))).isEqualTo(fingerprint(form(METADATA, "a.pdf", "x")));
        assertThat(fingerprint(form(METADATA, "a.pdf", "x"))).isNotEqualTo(fingerprint(form(METADATA, "a.pdf", "y")))
                .isNotEqualTo(fingerprint(form(METADATA, "b.pdf", "x")))
                .isNotEqualTo(fingerprint(form(METADATA.replace("88", "89"), "a.pdf", "x")));
    }

    @Test
    void aBrokenUploadLeavesNothingBehind() throws IOException {
        String whole = form(METADATA, "a.pdf", "x".repeat(100), "b.pdf", "y".repeat(100));
        for (int length = 0; length < whole.length() - 4; length += 7) {
            String broken = whole.substring(0, length);
            assertThatExceptionOfType(RefusedException.class).as(broken).isThrownBy(() -> read(broken).close());
            assertThat(temporary()).isZero();
        }
    }

    @Test
    void whatIsMissingOrUnknownIsNamed() throws IOException {
        assertThat(refused("--b0--")).isEqualTo(Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, "metadata"));
        assertThat(refused(part("name=\"metadata\"", METADATA) + part("name=\"file\"", "x") + "--b0--"))
                .isEqualTo(Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, "file[0].filename"));
        assertThat(refused(part("name=\"metadata\"", METADATA) + part("name=\"anh\"; filename=\"a\"", "x") + "--b0--")
                .about()).first().isEqualTo("anh");
        assertThat(refused(form(METADATA, "a.pdf", "")).about()).first().isEqualTo("file[0]");
        assertThat(refused(form(METADATA, "a".repeat(201), "x")).about()).first().isEqualTo("file[0].filename");
        assertThat(temporary()).isZero();
    }

    @Test
    void thereIsAnEndToHowManyFilesOneDocumentHas() throws IOException {
        StringBuilder body = new StringBuilder(part("name=\"metadata\"", METADATA));
        for (int i = 0; i <= UploadedDocument.MAX_FILES; i++) {
            body.append(part("name=\"file\"; filename=\"" + i + "\"", "x"));
        }
        assertThat(refused(body + "--b0--")).isEqualTo(Refusal.of(ErrorCode.ATTACHMENTS_TOO_MANY, 200));
        assertThat(temporary()).isZero();
    }

    @Test
    void aFileAboveTheLimitOfTheStoreIsRefused() throws IOException {
        assertThat(refused(form(METADATA, "a.pdf", "x".repeat(1_000_001))).code()).isEqualTo(ErrorCode.BODY_TOO_LARGE);
        assertThat(temporary()).isZero();
    }

    @Test
    void aConnectionThatBreaksIsToldApartFromADiskThatDoes() {
        ArrivingBody reset = new ArrivingBody(new java.io.InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }

            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                throw new IOException("reset");
            }
        }, 50, 100);
        assertThatExceptionOfType(RefusedException.class).isThrownBy(reset::read)
                .satisfies(e -> assertThat(e.refusal()).isEqualTo(Refusal.of(ErrorCode.BODY_INCOMPLETE, 0, 50)));
    }

    @Test
    void aBodyAboveItsLimitIsRefusedBeforeAndWhileItIsRead() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> new ArrivingBody(new ByteArrayInputStream(new byte[0]), 101, 100));
        assertThatExceptionOfType(RefusedException.class).isThrownBy(
                () -> new ArrivingBody(new ByteArrayInputStream(new byte[101]), -1, 100).readAllBytes());
    }

    private String fingerprint(String body) throws IOException {
        try (UploadedDocument upload = read(body)) {
            return upload.fingerprint().hex();
        }
    }

    private Refusal refused(String body) throws IOException {
        try (UploadedDocument upload = read(body)) {
            throw new AssertionError("not refused: " + upload.form());
        } catch (RefusedException e) {
            return e.refusal();
        }
    }

    private UploadedDocument read(String body) throws IOException {
        return UploadedDocument.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                "multipart/form-data; boundary=b0", store);
    }

    private long temporary() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("incoming"))) {
            return files.count();
        }
    }

    private static String form(String metadata, String... files) {
        StringBuilder body = new StringBuilder(part("name=\"metadata\"", metadata));
        for (int i = 0; i < files.length; i += 2) {
            body.append(part("name=\"file\"; filename=\"" + files[i] + "\"", files[i + 1]));
        }
        return body.append("--b0--\r\n").toString();
    }

    private static String part(String parameters, String content) {
        return "--b0\r\nContent-Disposition: form-data; " + parameters + "\r\n\r\n" + content + "\r\n";
    }
}
