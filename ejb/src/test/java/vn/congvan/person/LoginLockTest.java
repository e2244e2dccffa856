package vn.congvan.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

class LoginLockTest {

    private static final Instant NOW = Instant.parse("2021-03-01T01:00:00Z");

    @Test
    void aFewSlipsLockNothing() {
        for (int failures = 1; failures <= LoginLock.FREE; failures++) {
            assertThat(LoginLock.until(failures, NOW)).isEmpty();
        }
    }

    @Test
    void everyFurtherFailureLocksTwiceAsLong() {
        assertThat(LoginLock.until(5, NOW)).contains(NOW.plusSeconds(30));
        assertThat(LoginLock.until(6, NOW)).contains(NOW.plusSeconds(60));
        assertThat(LoginLock.until(7, NOW)).contains(NOW.plusSeconds(120));
    }

    @Test
    void noLockLastsLongerThanAQuarterOfAnHour() {
        assertThat(LoginLock.until(10, NOW)).contains(NOW.plus(Duration.ofMinutes(15)));
        assertThat(LoginLock.until(Integer.MAX_VALUE, NOW)).contains(NOW.plus(Duration.ofMinutes(15)));
    }
}
