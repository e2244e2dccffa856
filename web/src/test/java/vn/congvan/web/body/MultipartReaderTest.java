package vn.congvan.web.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.RefusedException;

class MultipartReaderTest {

    private static final String TYPE = "multipart/form-data; boundary=b0";

    private record Part(String name, String fileName, byte[] bytes) {}

    @Test
    void partsComeInTheirOrderWithTheirBytes() throws IOException {
        List<Part> parts = read(TYPE, bytes("--b0\r\nContent-Disposition: form-data; name=\"metadata\"\r\n\r\n{}\r\n"
                + "--b0\r\ncontent-disposition: form-data; name=file; filename=\"Công văn.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
                + "%PDF\r\n--b\r\n\r\n--b0--\r\n"), 4096);
        assertThat(parts).extracting(Part::name).containsExactly("metadata", "file");
        assertThat(parts).extracting(Part::fileName).containsExactly("", "Công văn.pdf");
        assertThat(parts.get(1).bytes()).isEqualTo(bytes("%PDF\r\n--b\r\n"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 8192, 70_000})
    void anyBytesSurviveHoweverTheyArrive(int chunk) throws IOException {
        Random random = new Random(chunk);
        byte[] content = new byte[200_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) "\r\n-b0x".charAt(random.nextInt(6));
        }
        // what would end the part must not occur within it
        String text = new String(content, StandardCharsets.ISO_8859_1).replace("\r\n--b0", "\r\n--bx");
        content = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(bytes("preamble\r\n--b0\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"));
        body.write(content);
        body.write(bytes("\r\n--b0--\r\nepilogue"));
        List<Part> parts = read(TYPE, body.toByteArray(), chunk);
        assertThat(parts).hasSize(1);
        assertThat(parts.get(0).bytes()).isEqualTo(content);
    }

    @Test
    void anEmptyFormHasNoParts() throws IOException {
        assertThat(read(TYPE, bytes("--b0--\r\n"), 100)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--b0", "--b0\r\n",
            "--b0\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nbroken off",
            "--b0x\r\n", "--b0\r\nContent-Type: text/plain\r\n\r\nx\r\n--b0--", "no boundary at all"})
    void whatIsNoFormIsMalformed(String body) {
        assertThat(refused(TYPE, bytes(body))).isEqualTo(ErrorCode.REQUEST_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=",
            "multipart/form-data; boundary=\"é\"",
            "multipart/form-data; boundary=12345678901234567890123456789012345678901234567890123456789012345678901"})
    void aFormWithoutAUsableBoundaryIsMalformed(String type) {
        assertThat(refused(type, bytes("--b0--"))).isEqualTo(ErrorCode.REQUEST_MALFORMED);
    }

    @Test
    void headersWithoutEndAreNotKept() {
        assertThat(refused(TYPE, bytes("--b0\r\nX: " + "x".repeat(100_000)))).isEqualTo(ErrorCode.REQUEST_MALFORMED);
        assertThat(refused(TYPE, bytes("--b0\r\n" + "X: y\r\n".repeat(10_000)))).isEqualTo(ErrorCode.REQUEST_MALFORMED);
    }

    @Test
    void aTransferEncodingIsRefusedRatherThanKeptUndecoded() {
        assertThat(refused(TYPE, bytes("--b0\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b0--")))
                .isEqualTo(ErrorCode.REQUEST_FIELD_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"filename=\"../../etc/Công văn.pdf\"", "filename=\"C:\\Users\\Công văn.pdf\"",
            "filename*=UTF-8''C%C3%B4ng%20v%C4%83n.pdf", "filename=\"x\"; filename*=utf-8'vi'C%C3%B4ng%20v%C4%83n.pdf",
            "filename=\"Công\u0007 văn.pdf\""})
    void aFileNameIsANameAndNeverAPath(String parameter) throws IOException {
        List<Part> parts = read(TYPE, bytes(
                "--b0\r\nContent-Disposition: form-data; name=\"file\"; " + parameter + "\r\n\r\nx\r\n--b0--"), 100);
        assertThat(parts.get(0).fileName()).isEqualTo("Công văn.pdf");
    }

    @Test
    void quotedParametersMayHoldSemicolonsAndQuotes() {
        assertThat(MultipartReader.parameters("form-data; name=\"a;b=\\\"c\\\"\"; x = y ; z=\"")).containsEntry("name",
                "a;b=\"c\"").containsEntry("x", "y").containsEntry("z", "");
    }

    private static ErrorCode refused(String type, byte[] body) {
        try {
            read(type, body, 1000);
        } catch (RefusedException e) {
            return e.refusal().code();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("not refused");
    }

    private static List<Part> read(String type, byte[] body, int chunk) throws IOException {
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(body)) {
            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                return super.read(b, off, Math.min(len, chunk));
            }
        };
        MultipartReader reader = new MultipartReader(slow, type);
        List<Part> parts = new ArrayList<>();
        for (Optional<MultipartReader.Head> head = reader.next(); head.isPresent(); head = reader.next()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            reader.copyTo(bytes);
            parts.add(new Part(head.get().name(), head.get().fileName(), bytes.toByteArray()));
        }
        return parts;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
