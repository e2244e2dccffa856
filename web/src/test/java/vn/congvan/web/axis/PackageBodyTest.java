package vn.congvan.web.axis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.congvan.content.ContentSettings;
import vn.congvan.content.ContentStore;
import vn.congvan.content.ReceivedContent;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.document.Sha256;

class PackageBodyTest {

    private static final String FORM = "multipart/form-data; boundary=b0";
    private static final String FILE_HEAD = "--b0\r\nContent-Disposition: form-data; name=\"file_doc\"; filename=\"a\"\r\n\r\n";
    private static final int MAX = 300_000;

    @TempDir
    Path folder;
    private ContentStore store;

    @BeforeEach
    void newStore() {
        store = new ContentStore(new ContentSettings(folder, MAX, 0, Duration.ofDays(1)), Clock.systemUTC());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1000, 65_535, 65_536, 65_537, 65_538, MAX})
    void theFileIsTheSameBareWithALineEndAndInAForm(int size) throws IOException {
        byte[] file = new byte[size];
        new Random(size).nextBytes(file);

        assertThat(received(in(file), size, "application/octet-stream", file)).isEqualTo(file);
        assertThat(received(in(file, bytes("\r\n")), size + 2, null, file)).isEqualTo(file);
        assertThat(
                received(in(bytes("--b0\r\nContent-Disposition: form-data; name=note\r\n\r\nx\r\n" + FILE_HEAD), file,
                        bytes("\r\n--b0--\r\n")), -1, FORM, file))
                .isEqualTo(file);
    }

    @Test
    void aHeaderLineWithoutEndIsNoForm() throws IOException {
        Endless header = new Endless();

        assertThat(refused(new SequenceInputStream(in(bytes("--b0\r\nX: ")), header), FORM)).isEqualTo("02");
        assertThat(header.given).as("bytes that were read of it").isLessThan(256 * 1024);
    }

    @Test
    void aPartWithoutEndBesideTheFileIsTooLarge() throws IOException {
        Endless part = new Endless();

        assertThat(refused(new SequenceInputStream(
                in(bytes("--b0\r\nContent-Disposition: form-data; name=note\r\n\r\n")), part), FORM)).isEqualTo("12");
        assertThat(part.given).isLessThan(MAX + 2L * PackageBody.AROUND);
    }

    @Test
    void aFileWithoutEndIsTooLarge() throws IOException {
        for (String type : new String[] {"", FORM}) {
            Endless rest = new Endless();

            assertThat(refused(new SequenceInputStream(in(bytes(FILE_HEAD)), rest), type)).isEqualTo("12");
            assertThat(rest.given).isLessThan(MAX + 2L * PackageBody.AROUND);
        }
    }

    @Test
    void aLengthThatIsTooLargeIsRefusedBeforeAnythingIsRead() {
        Endless body = new Endless();

        assertThat(refusal(() -> PackageBody.of(body, MAX + 3, "", MAX))).isEqualTo("12");
        assertThat(refusal(() -> PackageBody.of(body, MAX + PackageBody.AROUND + 1, FORM, MAX))).isEqualTo("12");
        assertThat(body.given).isZero();
    }

    @Test
    void whatStandsAroundTheFileDoesNotMakeItTooLarge() {
        assertThat(refusal(() -> PackageBody.of(in(), MAX + 2, "", MAX))).isEmpty();
        assertThat(refusal(() -> PackageBody.of(in(), MAX + 500, FORM, MAX))).isEmpty();
    }

    @Test
    void aFormOfManyPartsWithoutTheFileIsRefusedBeforeItEnds() throws IOException {
        String part = "--b0\r\nContent-Disposition: form-data; name=note\r\n\r\nx\r\n";

        assertThat(refused(in(bytes(part.repeat(100) + FILE_HEAD + "x\r\n--b0--")), FORM)).isEqualTo("02");
    }

    @Test
    void aBodyThatEndsBeforeItsLengthIsIncomplete() throws IOException {
        try (ReceivedContent content = store.begin()) {
            assertThat(refusal(() -> PackageBody.of(in(bytes("<edXML")), 100, "", MAX).receive("0", content)))
                    .isEqualTo("10");
        }
    }

    private byte[] received(InputStream body, long announced, String type, byte[] file) throws IOException {
        try (ReceivedContent content = store.begin()) {
            PackageBody.of(body, announced, type, MAX).receive(Sha256.of(file).hex(), content);
            try (InputStream in = content.open()) {
                return in.readAllBytes();
            }
        }
    }

    private String refused(InputStream body, String type) throws IOException {
        try (ReceivedContent content = store.begin()) {
            return refusal(() -> PackageBody.of(body, -1, type, MAX).receive("0".repeat(64), content));
        }
    }

    /** The number that the axis gives; empty when nothing was refused. */
    private static String refusal(Attempt attempt) {
        try {
            attempt.make();
            return "";
        } catch (RefusedException e) {
            Refusal refusal = e.refusal();
            return AxisError.number(refusal);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void make() throws IOException;
    }

    private static InputStream in(byte[]... pieces) {
        InputStream all = InputStream.nullInputStream();
        for (byte[] piece : pieces) {
            all = new SequenceInputStream(all, new ByteArrayInputStream(piece));
        }
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The letter x for ever; whoever keeps it runs out of memory. */
    private static final class Endless extends InputStream {

        private long given;

        @Override
        public int read() {
            given++;
            return 'x';
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            java.util.Arrays.fill(buffer, offset, offset + length, (byte) 'x');
            given += length;
            return length;
        }
    }
}
