package vn.congvan.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.RefusedException;
import vn.congvan.document.Sha256;

class QueryTest {

    @Test
    void aDateIsItsFirstMomentInVietnam() {
        assertThat(Query.instant("from", "2026-11-23")).contains(Instant.parse("2026-11-22T17:00:00Z"));
        assertThat(Query.instant("from", "2026-11-23T00:00:00+07:00")).contains(Instant.parse("2026-11-22T17:00:00Z"));
        assertThat(Query.instant("from", " ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23T00:00:00", "23/11/2026", "hôm qua"})
    void aTimeWithoutOffsetIsRefusedRatherThanGuessed(String text) {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> Query.instant("from", text))
                .satisfies(e -> assertThat(e.refusal().about()).containsExactly("from", text));
    }

    @Test
    void codesComeRepeatedOrByCommas() {
        assertThat(Query.codes("to", List.of("A,B", " C ", "a"))).extracting(OrganizationCode::value)
                .containsExactly("A", "B", "C");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "A,", ",A", "A,,B"})
    void anEmptyCodeIsALimitThatWentWrong(String text) {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> Query.codes("to", List.of(text)))
                .satisfies(e -> assertThat(e.refusal().about().get(0)).isEqualTo("to"));
        assertThat(Query.codes("to", List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+10000-01-01", "+999999999-12-31", "-0001-01-01T00:00:00Z", "+12021-01-01T00:00:00Z"})
    void aTimeThatNoRowCanHaveIsRefused(String text) {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> Query.instant("from", text));
    }

    @Test
    void aControlCharacterIsRefusedWhereverItStands() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Query.parsed("q", "a\0b", java.util.Optional::of))
                .satisfies(e -> assertThat(e.refusal().about()).containsExactly("q", "a b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "-1", "1.0", "x", "99999999999"})
    void aNumberOutOfBoundsIsRefused(String text) {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> Query.number("limit", text, 1, 500, 50));
    }

    @Test
    void anIdIsWrittenInFull() {
        assertThat(Query.id("id", "0190F3F0-0000-7000-8000-000000000001")).isPresent();
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> Query.id("id", "1-1-1-1-1"));
    }

    @Test
    void whatIsShownIsShortAndOnOneLine() {
        assertThat(Query.shown("a\r\nb")).isEqualTo("a  b");
        assertThat(Query.shown("x".repeat(500))).hasSize(81);
        assertThat(Query.shown(null)).isEmpty();
    }

    @Test
    void anIdempotencyKeyMayBeQuotedButNotEmptyOrStrange() {
        assertThat(Sending.key(null)).isEmpty();
        assertThat(Sending.key("k-1")).contains("k-1");
        assertThat(Sending.key("\"k-1\"")).contains("k-1");
        for (String bad : List.of(" ", "khóa", "a b", "x".repeat(256))) {
            assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> Sending.key(bad))
                    .satisfies(e -> assertThat(e.refusal().code()).isEqualTo(ErrorCode.REQUEST_FIELD_INVALID));
        }
    }

    @Test
    void aRequestIsTheSameByItsAddressAndItsContent() {
        Sha256 content = Sha256.of(new byte[] {1});
        Sha256 print = Sending.fingerprint("POST", "/api/v1/packages", "to=A", content);
        assertThat(print).isEqualTo(Sending.fingerprint("POST", "/api/v1/packages", "to=A", content));
        assertThat(List.of(Sending.fingerprint("POST", "/api/v1/packages", null, content),
                Sending.fingerprint("POST", "/api/v1/packagest", "o=A", content),
                Sending.fingerprint("POST", "/api/v1/packages", "to=A", Sha256.of(new byte[] {2}))))
                .doesNotContain(print);
    }
}
