package vn.congvan.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateEndTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @ParameterizedTest
    @CsvSource({"P61D,", "P60D,60", "P59D,60", "P30D,30", "P14D,14", "P10D,14", "P7D,7", "P2D,7", "P1D,1", "PT1H,1",
            "PT0S,0", "-P3D,0"})
    void itsOwnerIsWarnedSixtyThirtyFourteenSevenAndOneDayBefore(Duration left, Integer warning) {
        assertThat(end(left).warning(NOW).stream().boxed().toList())
                .isEqualTo(warning == null ? java.util.List.of() : java.util.List.of(warning));
    }

    @ParameterizedTest
    @CsvSource({"P61D,61", "PT47H,1", "PT1H,0", "-PT1H,-1"})
    void daysLeftAreWholeDays(Duration left, long days) {
        assertThat(end(left).daysLeft(NOW)).isEqualTo(days);
    }

    private static CertificateEnd end(Duration left) {
        return new CertificateEnd(CertificateEnd.Purpose.SIGNING, "000.00.00.H99", "CN=Cơ quan giả định",
                NOW.plus(left));
    }
}
