package vn.congvan.web.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import vn.congvan.document.RefusedException;

class ClientClockTest {

    @Test
    void whatLooksLikeAZoneIsMilliseconds() {
        assertThat(ClientClock.signedAt("23112026T024136+0791")).contains(Instant.parse("2026-11-22T19:41:36Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "31022026T024136+0791", "2026-11-23T02:41:36Z", "99999999T999999+0000"})
    void aTimestampThatCannotBeReadIsNoFault(String text) {
        assertThat(ClientClock.signedAt(text)).isEmpty();
    }

    @Test
    void onlyAFutureThatNoZoneExplainsIsImpossible() {
        Instant now = Instant.parse("2026-11-23T00:00:00Z");

        assertThat(ClientClock.isImpossible(now.minus(Duration.ofDays(4000)), now)).isFalse();
        assertThat(ClientClock.isImpossible(now.plus(Duration.ofMinutes(14 * 60 + 10)), now)).isFalse();
        assertThat(ClientClock.isImpossible(now.plus(Duration.ofMinutes(14 * 60 + 11)), now)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"23/11/2026,2026-11-22T17:00:00Z,2026-11-23T16:59:59.999999999Z",
            "2026/11/23,2026-11-22T17:00:00Z,2026-11-23T16:59:59.999999999Z",
            "2026-11-23,2026-11-22T17:00:00Z,2026-11-23T16:59:59.999999999Z",
            "23/11/2026 07:00:00,2026-11-23T00:00:00Z,2026-11-23T00:00:00.999999999Z",
            "2026/11/23 07:00:00,2026-11-23T00:00:00Z,2026-11-23T00:00:00.999999999Z",
            "2026/11/23 07:00,2026-11-23T00:00:00Z,2026-11-23T00:00:59.999999999Z",
            "2026-11-23T07:00:00,2026-11-23T00:00:00Z,2026-11-23T00:00:00.999999999Z",
            "2026-11-23T07:00:00Z,2026-11-23T07:00:00Z,2026-11-23T07:00:00.999999999Z",
            "2026-11-23T07:00:00.123+02:00,2026-11-23T05:00:00Z,2026-11-23T05:00:00.999999999Z",
            "1/2/2026,2026-01-31T17:00:00Z,2026-02-01T16:59:59.999999999Z"})
    void datesAreReadInEveryForm(String text, Instant from, Instant to) {
        assertThat(ClientClock.from("fromDate", text)).isEqualTo(from);
        assertThat(ClientClock.to("toDate", text)).isEqualTo(to);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "31/02/2026", "2026", "1/2/3", "2026/11/2026", "23/11/2026 25:00:00",
            "01/01/10000", "10000-01-01", "+10000-01-01", "2026-11-23T00:00:00+19:00", "2026-11-23T00:00:00+9999"})
    void whatIsNoDateIsRefused(String text) {
        assertThatThrownBy(() -> ClientClock.from("fromDate", text)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("REQUEST_FIELD_INVALID").hasMessageContaining("fromDate");
    }

    @Test
    void rowsCarryVietnamTime() {
        assertThat(ClientClock.row(Instant.parse("2026-11-22T19:41:36.5Z"))).isEqualTo("2026/11/23 02:41:36");
    }
}
