package vn.congvan.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuessesTest {

    private static final String HERE = "192.0.2.1";
    private static final String THERE = "192.0.2.2";
    private static final int FREE = Guesses.FAILURES.most();

    private final SettableClock clock = new SettableClock();
    private final Guesses guesses = new Guesses();

    @BeforeEach
    void setClock() {
        guesses.clock = clock;
    }

    @Test
    void someFailuresAreFreeAndThenOneTryIsLookedAtNowAndThen() {
        assertThat(tries("vpcp", HERE, 1000)).isEqualTo(FREE);
        assertThat(guesses.pause("vpcp", HERE, "x")).contains(Duration.ofSeconds(6));
        clock.pass(Duration.ofSeconds(5));
        assertThat(tries("vpcp", HERE, 1000)).isZero();
        clock.pass(Duration.ofSeconds(1));
        assertThat(tries("vpcp", HERE, 1000)).isEqualTo(1);
        clock.pass(Duration.ofMinutes(1));
        assertThat(tries("vpcp", HERE, 1000)).isEqualTo(10);
    }

    @Test
    void theSystemIsNotShutOutFromAnotherAddress() {
        tries("vpcp", HERE, 1000);

        assertThat(guesses.pause("vpcp", THERE, "secret")).isEmpty();
    }

    @Test
    void theSystemIsKnownAgainAtTheAddressOfTheGuesser() {
        guesses.proved("vpcp", HERE, "secret");
        tries("vpcp", HERE, 1000);

        assertThat(guesses.pause("vpcp", HERE, "secret")).isEmpty();
        assertThat(guesses.pause("vpcp", HERE, "other")).isPresent();
        assertThat(guesses.pause("danang", HERE, "secret")).isEmpty();
    }

    @Test
    void nothingAtAllIsNoSign() {
        guesses.proved("vpcp", HERE, "");
        tries("vpcp", HERE, 1000);

        assertThat(guesses.pause("vpcp", HERE, "")).isPresent();
    }

    @Test
    void neighboursInOneIpv6NetworkAreOne() {
        tries("vpcp", "2001:db8:1:2::1", 1000);

        assertThat(guesses.pause("vpcp", "2001:db8:1:2:ffff::7", "x")).isPresent();
        assertThat(guesses.pause("vpcp", "2001:db8:1:3::1", "x")).isEmpty();
    }

    @Test
    void namesThatAreInventedTakeNoMoreThanTheirPlace() {
        tries("vpcp", HERE, 1000);
        for (int i = 0; i < Guesses.REMEMBERED / 2; i++) {
            guesses.failed("invented-" + i + "x".repeat(1000), HERE);
        }

        assertThat(guesses.pause("vpcp", HERE, "x")).isPresent();
        for (int i = 0; i < Guesses.REMEMBERED; i++) {
            guesses.failed("more-" + i, HERE);
        }
        assertThat(guesses.pause("vpcp", HERE, "x")).isEmpty();
    }

    /** How many of so many wrong secrets were looked at. */
    private int tries(String system, String address, int many) {
        int looked = 0;
        for (int i = 0; i < many; i++) {
            if (guesses.pause(system, address, "guess " + i).isEmpty()) {
                guesses.failed(system, address);
                looked++;
            }
        }
        return looked;
    }
}
