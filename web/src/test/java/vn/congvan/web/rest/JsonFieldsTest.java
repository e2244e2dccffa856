package vn.congvan.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.document.Urgency;

class JsonFieldsTest {

    @Test
    void membersAreReadInAnyOrder() {
        String read = read("{\"b\":[\"x\",\"y\"],\"a\":\"  một  \"}",
                f -> f.text("a", 10) + f.texts("b", 10) + f.optionalText("c", 10));
        assertThat(read).isEqualTo("một[x, y]Optional.empty");
    }

    @Test
    void nullIsTheSameAsAbsent() {
        Optional<String> read = read("{\"a\":null}", f -> f.optionalText("a", 10));
        assertThat(read).isEmpty();
    }

    @Test
    void aMissingMemberIsNamedWithItsPath() {
        assertThat(refusal("{\"signer\":{}}", f -> f.object("signer", s -> s.text("name", 10))))
                .isEqualTo(Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, "signer.name"));
    }

    @Test
    void aWrongElementIsNamedWithItsIndex() {
        assertThat(refusal("{\"to\":[\"000.00.00.H47\",\"a b\"]}", f -> f.codes("to")))
                .isEqualTo(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "to[1]", "a b"));
    }

    @Test
    void anUnknownMemberIsRefusedWithItsName() {
        Refusal refusal = refusal("{\"subject\":\"x\",\"subjct\":\"y\"}", f -> f.text("subject", 10));
        assertThat(refusal.code()).isEqualTo(ErrorCode.REQUEST_FIELD_INVALID);
        assertThat(refusal.about().get(0)).isEqualTo("subjct");
        assertThat(refusal.about().get(1)).contains("subject");
    }

    @Test
    void anUnknownMemberWithinAnotherIsRefusedWithItsPath() {
        assertThat(refusal("{\"refs\":[{\"id\":\"1\"},{\"id\":\"2\",\"x\":1}]}",
                f -> f.objects("refs", r -> r.text("id", 10))).about().get(0)).isEqualTo("refs[1].x");
    }

    @Test
    void aMemberGivenTwiceIsRefused() {
        assertThat(refusal("{\"a\":\"1\",\"a\":\"2\"}", f -> f.text("a", 10)).code())
                .isEqualTo(ErrorCode.REQUEST_MALFORMED);
    }

    @ParameterizedTest
    @Timeout(10)
    @ValueSource(strings = {"{", "{\"a\":", "{\"a\":{", "[]", "\"x\"", "{\"a\":}", "{} x", "{\"a\":\"\\u12\"}",
            "\u0000"})
    void whatIsNotOneJsonObjectIsMalformed(String text) {
        assertThat(refusal(text, f -> "").code()).isEqualTo(ErrorCode.REQUEST_MALFORMED);
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        byte[] latin = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> JsonFields.read(latin, f -> f.text("a", 9)))
                .satisfies(e -> assertThat(e.refusal().code()).isEqualTo(ErrorCode.REQUEST_MALFORMED));
    }

    @Test
    void deepNestingIsMalformedAndNotACrash() {
        assertThat(refusal("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}", f -> "").code())
                .isEqualTo(ErrorCode.REQUEST_MALFORMED);
    }

    @Test
    void nothingIsAnEmptyBody() {
        assertThat(refusal("", f -> "").code()).isEqualTo(ErrorCode.BODY_EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "{}", "[]"})
    void whatIsNotATextIsNotTakenForOne(String value) {
        assertThat(refusal("{\"a\":" + value + "}", f -> f.text("a", 10)))
                .isEqualTo(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "a", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "11", "1.5", "1e99", "99999999999", "\"3\"", "true"})
    void aNumberHasToBeWholeAndWithinItsBounds(String value) {
        assertThat(refusal("{\"n\":" + value + "}", f -> f.optionalNumber("n", 0, 10)).code())
                .isEqualTo(ErrorCode.REQUEST_FIELD_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\u0001", "\\uD83D", "\\uFFFF"})
    void whatNoPackageCanCarryIsRefused(String escape) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> JsonFields.read(("{\"a\":\"x" + escape + "y\"}").getBytes(StandardCharsets.UTF_8),
                        fields -> fields.text("a", 100)))
                .satisfies(e -> assertThat(e.refusal().about().get(0)).isEqualTo("a"));
    }

    @Test
    void aTextThatIsTooLongIsNamedWithBothLengths() {
        assertThat(refusal("{\"a\":\"12345\"}", f -> f.text("a", 4)))
                .isEqualTo(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "a", "5 > 4"));
    }

    @Test
    void aWordThatIsNoneOfTheAllowedOnesIsAnsweredWithThem() {
        assertThat(refusal("{\"u\":\"SOON\"}", f -> f.optionalOneOf("u", List.of(Urgency.NORMAL, Urgency.FLASH)))
                .about()).containsExactly("u", "SOON (NORMAL, FLASH)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "23/11/2026", "2026/11/23", "hôm nay"})
    void aDateIsWrittenAsIsoWritesIt(String date) {
        assertThat(refusal("{\"d\":\"" + date + "\"}", f -> f.date("d")))
                .isEqualTo(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "d", date));
    }

    @Test
    void aTextAboveTheLimitIsNotReadToItsEnd() {
        byte[] endless = new byte[JsonFields.MAX_BYTES + 10];
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> JsonFields.bytes(new ByteArrayInputStream(endless)))
                .satisfies(e -> assertThat(e.refusal().code()).isEqualTo(ErrorCode.BODY_TOO_LARGE));
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> JsonFields.sink().write(endless));
    }

    private static <T> T read(String json, Function<JsonFields, T> reader) {
        return JsonFields.read(json.getBytes(StandardCharsets.UTF_8), reader);
    }

    private static Refusal refusal(String json, Function<JsonFields, ?> reader) {
        try {
            read(json, reader);
        } catch (RefusedException e) {
            return e.refusal();
        }
        throw new AssertionError("not refused: " + json);
    }
}
