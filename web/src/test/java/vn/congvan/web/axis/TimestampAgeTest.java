package vn.congvan.web.axis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;

/** The clock shows 10:00 in Vietnam. */
class TimestampAgeTest {

    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
    private static final Duration AN_HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @CsvSource({"23112026T100000+0791", "22112016T100000+0000", "24112026T000000+0000", "not a time", "''"})
    void withoutALimitAnyAgeIsTakenAndWhatCannotBeRead(String timestamp) {
        assertThat(AxisEntrance.timestampFault(timestamp, Optional.empty(), NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"24112026T001001+0000", "23112027T100000+0000"})
    void withoutALimitAFutureThatNoZoneExplainsIsRefused(String timestamp) {
        assertThat(AxisEntrance.timestampFault(timestamp, Optional.empty(), NOW))
                .contains(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "timestamp", timestamp));
    }

    @ParameterizedTest
    @CsvSource({"23112026T100000+0000", "23112026T090000+0000", "23112026T085000+0000", "23112026T101000+0000"})
    void withinALimitAClockMayBeTenMinutesOff(String timestamp) {
        assertThat(AxisEntrance.timestampFault(timestamp, Optional.of(AN_HOUR), NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"23112026T084959+0000", "22112026T100000+0000", "23112026T101001+0000", "not a time"})
    void whatIsOlderOrNoTimeIsRefusedWhereALimitIsSet(String timestamp) {
        assertThat(AxisEntrance.timestampFault(timestamp, Optional.of(AN_HOUR), NOW))
                .contains(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "timestamp", timestamp));
        assertThat(AxisError.number(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "timestamp", timestamp)))
                .isEqualTo("10");
    }

    @ParameterizedTest
    @CsvSource("''")
    void aTimestampHasToBeThereWhereALimitIsSet(String timestamp) {
        assertThat(AxisEntrance.timestampFault(timestamp, Optional.of(AN_HOUR), NOW))
                .contains(Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, "timestamp"));
    }
}
