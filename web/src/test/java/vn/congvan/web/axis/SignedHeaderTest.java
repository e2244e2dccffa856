package vn.congvan.web.axis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.congvan.document.ErrorCode;

class SignedHeaderTest {

    @Test
    void parametersAreReadWithTheirCaseAndWithoutPrefix() {
        AxisParameters read = readable(
                "{\"XroadVnpt-docId\":\"X\",\"XroadVnpt-docid\":\"y\",\"XroadVnpt-systemid\":\"danang\"}");

        assertThat(read.values()).containsEntry("docId", "X").containsEntry("docid", "y").containsEntry("systemid",
                "danang");
    }

    @Test
    void whatTravelsAsUtf8IsReadAsUtf8() {
        String text = "{\"XroadVnpt-description\":\"lỗi định dạng\"}";
        // the container shows the bytes of the header as ISO-8859-1
        String header = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(SignedHeader.bytes(header)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        assertThat(readable(text).find("description")).contains("lỗi định dạng");
    }

    @Test
    void theJsonTextOfAListInsideStaysText() {
        assertThat(readable("{\"XroadVnpt-to\":\"[\\\"000.00.00.H17\\\",\\\"000.00.00.H49\\\"]\"}").find("to"))
                .contains("[\"000.00.00.H17\",\"000.00.00.H49\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lỗi", "định", "Đã nhận", "ă"})
    void charactersCutToTheirLowByteAreCalledNonAscii(String value) {
        byte[] cut = cutToLowBytes("{\"XroadVnpt-description\":\"" + value + "\"}");

        assertThat(SignedHeader.isDamaged(cut)).isTrue();
        assertThat(refused(cut)).isEqualTo(ErrorCode.HEADER_NOT_ASCII);
    }

    @Test
    void asciiAndUtf8AreNotDamaged() {
        assertThat(SignedHeader.isDamaged("{\"a\":\"b\"}".getBytes(StandardCharsets.US_ASCII))).isFalse();
        assertThat(SignedHeader.isDamaged("{\"a\":\"ỗđ\"}".getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "\"text\"", "{", "{\"a\":1}", "{\"a\":null}", "{\"a\":{}}", "{\"a\":[]}",
            "{\"a\":\"b\"", "{\"a\":\"b\"} {}", "{\"a\":\"b\",\"a\":\"c\"}",
            "{\"XroadVnpt-a\":\"b\",\"xroadvnpt-a\":\"c\"}"})
    void whatIsNoFlatObjectOfStringsIsMalformed(String text) {
        assertThat(refused(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(ErrorCode.REQUEST_MALFORMED);
    }

    @Test
    void aThousandReceiversFit() {
        String codes = IntStream.range(0, 1000).mapToObj(i -> "\\\"000.%02d.%02d.H47\\\"".formatted(i / 100, i % 100))
                .collect(Collectors.joining(",", "[", "]"));

        assertThat(readable("{\"XroadVnpt-to\":\"" + codes + "\"}").find("to").orElseThrow()).contains("000.09.99.H47");
    }

    @Test
    void moreThanTheLimitIsMalformed() {
        assertThat(refused(("{\"a\":\"" + "x".repeat(SignedHeader.MAX_BYTES) + "\"}").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(ErrorCode.REQUEST_MALFORMED);
    }

    static byte[] cutToLowBytes(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }

    private static AxisParameters readable(String text) {
        return ((SignedHeader.Reading.Readable) SignedHeader.read(text.getBytes(StandardCharsets.UTF_8))).parameters();
    }

    private static ErrorCode refused(byte[] header) {
        return ((SignedHeader.Reading.Unreadable) SignedHeader.read(header)).refusal().code();
    }

    @Test
    void whatIsShownOfAValueIsShortAndBreaksNeitherLogNorXml() {
        assertThat(SignedHeader.printable("a\u0000b\nc\u0085d\ud800e\uffff")).isEqualTo("a?b?c?d\ufffde\ufffd");
        assertThat(SignedHeader.printable("x".repeat(63) + "\uD83D\uDCC4y")).isEqualTo("x".repeat(63) + "\uD83D\uDCC4");
    }
}
