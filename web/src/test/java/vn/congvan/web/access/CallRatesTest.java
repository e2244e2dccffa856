package vn.congvan.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import vn.congvan.organization.ConnectedSystem;
import vn.congvan.organization.SystemLimits;
import vn.congvan.server.NodeSettings;

class CallRatesTest {

    private final SettableClock clock = new SettableClock();
    private final CallRates rates = new CallRates();

    @BeforeEach
    void twoASecondAndFiveAtOnce() {
        rates.clock = clock;
        rates.node = new NodeSettings("test", false, 1024, 2, 5);
    }

    @Test
    void aSystemWithoutLimitsOfItsOwnHasTheNodes() {
        assertThat(calls(system("vpcp", SystemLimits.NONE))).isEqualTo(5);
        assertThat(rates.count(system("vpcp", SystemLimits.NONE))).contains(Duration.ofMillis(500));
        clock.pass(Duration.ofMillis(500));
        assertThat(calls(system("vpcp", SystemLimits.NONE))).isEqualTo(1);
    }

    @Test
    void aLimitOfItsOwnGoesBeforeTheNodes() {
        ConnectedSystem slow = system("slow",
                new SystemLimits(OptionalInt.of(1), OptionalInt.of(1), Optional.empty(), false));

        assertThat(calls(slow)).isEqualTo(1);
        assertThat(rates.count(slow)).contains(Duration.ofSeconds(1));
    }

    @Test
    void oneOfTheTwoMayBeSetAlone() {
        assertThat(calls(system("patient",
                new SystemLimits(OptionalInt.empty(), OptionalInt.of(50), Optional.empty(), false)))).isEqualTo(50);
        assertThat(calls(system("steady",
                new SystemLimits(OptionalInt.of(1000), OptionalInt.empty(), Optional.empty(), false)))).isEqualTo(5);
    }

    @Test
    void oneThatRunsWildLeavesTheOthersTheirs() {
        calls(system("vpcp", SystemLimits.NONE));

        assertThat(calls(system("danang", SystemLimits.NONE))).isEqualTo(5);
    }

    private int calls(ConnectedSystem system) {
        int calls = 0;
        while (rates.count(system).isEmpty()) {
            calls++;
        }
        return calls;
    }

    private static ConnectedSystem system(String id, SystemLimits limits) {
        return new ConnectedSystem(id, id, Set.of(), Set.of(), limits);
    }
}
