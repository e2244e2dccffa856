package vn.congvan.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

class AllowanceTest {

    private static final Instant NOW = Instant.parse("2021-03-01T01:00:00Z");
    private static final Allowance.Rate RATE = Allowance.Rate.perSecond(10, 3);

    private final Allowance allowance = new Allowance();

    @Test
    void aFullBucketHoldsWhatItMayAndNoMore() {
        assertThat(taken(NOW)).isEqualTo(3);
        assertThat(allowance.take(RATE, NOW)).contains(Duration.ofMillis(100));
    }

    @Test
    void itFillsEvenlyAndNeverOverflows() {
        taken(NOW);

        assertThat(taken(NOW.plusMillis(99))).isZero();
        assertThat(taken(NOW.plusMillis(100))).isEqualTo(1);
        assertThat(taken(NOW.plusMillis(300))).isEqualTo(2);
        assertThat(taken(NOW.plusSeconds(3600))).isEqualTo(3);
    }

    @Test
    void whatIsRefusedCostsNothing() {
        taken(NOW);
        for (int i = 0; i < 1000; i++) {
            assertThat(allowance.take(RATE, NOW)).isPresent();
        }

        assertThat(taken(NOW.plusMillis(100))).isEqualTo(1);
    }

    @Test
    void lookingTakesNothing() {
        assertThat(allowance.untilNext(RATE, NOW)).isEmpty();
        assertThat(taken(NOW)).isEqualTo(3);
        assertThat(allowance.untilNext(RATE, NOW.plusMillis(40))).contains(Duration.ofMillis(60));
    }

    @Test
    void aClockThatIsSetBackLocksNobodyOut() {
        taken(NOW);

        assertThat(allowance.take(RATE, NOW.minusSeconds(86_400))).contains(Duration.ofMillis(100));
        assertThat(taken(NOW.minusSeconds(86_400).plusMillis(300))).isEqualTo(3);
    }

    @Test
    void aRateThatWasLoweredCountsFromNowOn() {
        Allowance.Rate slow = new Allowance.Rate(Duration.ofSeconds(6), 2);
        taken(NOW);

        assertThat(allowance.take(slow, NOW)).isEmpty();
        assertThat(allowance.take(slow, NOW)).isPresent();
    }

    private int taken(Instant at) {
        int taken = 0;
        while (allowance.take(RATE, at).isEmpty()) {
            taken++;
        }
        return taken;
    }
}
