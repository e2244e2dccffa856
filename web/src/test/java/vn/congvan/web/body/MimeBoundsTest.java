package vn.congvan.web.body;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.RefusedException;

class MimeBoundsTest {

    private static final String BOUNDARY = "----=_Part_7_1234567.8901234567890";
    private static final String TYPE = "multipart/related; type=\"text/xml\"; boundary=\"" + BOUNDARY + '"';
    private static final int HEADERS = 16 * 1024;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 33, 40, 41, 100, 8192, 1 << 20})
    void aBodyWithinTheBoundsPassesUnchangedHoweverItArrives(int chunk) throws IOException {
        byte[] content = new byte[100_000];
        new Random(7).nextBytes(content);
        byte[] body = join(bytes("preamble\r\n"), part("Content-Type: text/xml", bytes("<a/>")),
                part("Content-ID: <" + "x".repeat(HEADERS - 200) + ">", content),
                part("", bytes("no header\r\n--not the boundary\r\n")), bytes("--" + BOUNDARY + "--\r\n"),
                bytes("epilogue ".repeat(10_000)));

        assertThat(read(body, chunk)).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 33, 8192, 1 << 20})
    void headersWithoutEndAreRefused(int chunk) {
        byte[] body = join(part("Content-Type: text/xml", bytes("<a/>")),
                bytes("--" + BOUNDARY + "\r\nX: " + "x".repeat(HEADERS)), bytes("x".repeat(1 << 20)));

        assertRefused(body, chunk);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 33, 8192})
    void manyShortHeadersAreCountedTogether(int chunk) {
        assertRefused(join(bytes("--" + BOUNDARY + "\r\n"), bytes("X: y\r\n".repeat(HEADERS / 6 + 1))), chunk);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 33, 8192})
    void linesThatEndInALineFeedAloneCountTheSame(int chunk) {
        assertRefused(join(bytes("--" + BOUNDARY + "\n"), bytes("X: y\n".repeat(HEADERS / 5 + 1))), chunk);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 33, 8192})
    void blanksBehindADelimiterHaveABound(int chunk) throws IOException {
        byte[] few = join(bytes("--" + BOUNDARY + " ".repeat(50) + "\r\n\r\na\r\n--" + BOUNDARY + "--"));
        assertThat(read(few, chunk)).isEqualTo(few);
        assertRefused(bytes("--" + BOUNDARY + " ".repeat(200) + "\r\n\r\na"), chunk);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 33, 8192})
    void whatStandsBeforeTheFirstPartHasABound(int chunk) {
        assertRefused(bytes("x".repeat(2 * HEADERS)), chunk);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 33, 8192})
    void aBodyHasOnlySoManyParts(int chunk) throws IOException {
        byte[] one = part("A: b", bytes("c"));
        byte[][] most = new byte[MimeBounds.MAX_PARTS + 1][];
        java.util.Arrays.fill(most, one);
        most[MimeBounds.MAX_PARTS] = bytes("--" + BOUNDARY + "--");
        assertThat(read(join(most), chunk)).hasSize(MimeBounds.MAX_PARTS * one.length + BOUNDARY.length() + 4);

        byte[][] more = new byte[MimeBounds.MAX_PARTS + 2][];
        java.util.Arrays.fill(more, one);
        assertRefused(join(more), chunk);
    }

    @Test
    void aTypeWithoutBoundaryIsRefused() {
        assertThatThrownBy(() -> new MimeBounds(InputStream.nullInputStream(), "multipart/related"))
                .isInstanceOf(RefusedException.class);
    }

    private static void assertRefused(byte[] body, int chunk) {
        assertThatThrownBy(() -> read(body, chunk)).isInstanceOfSatisfying(RefusedException.class,
                e -> assertThat(e.refusal().code()).isEqualTo(ErrorCode.REQUEST_MALFORMED));
    }

    private static byte[] read(byte[] body, int chunk) throws IOException {
        try (InputStream in = new MimeBounds(new ByteArrayInputStream(body), TYPE)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[chunk];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
            return out.toByteArray();
        }
    }

    private static byte[] part(String header, byte[] content) {
        return join(bytes("--" + BOUNDARY + "\r\n" + (header.isEmpty() ? "" : header + "\r\n") + "\r\n"), content,
                bytes("\r\n"));
    }

    private static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }
}
