package vn.congvan.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Protocol;
import vn.congvan.document.Refusal;

class LineRationTest {

    private static final int RATION = 3;

    private final StandingClock clock = new StandingClock();
    private final LineRation ration = new LineRation();

    @BeforeEach
    void threeLinesAMinute() {
        ration.clock = clock;
        ration.settings = new JournalSettings(Duration.ofDays(90), RATION);
    }

    @Test
    void whatIsBeyondTheRationIsCountedOnTheLastLine() {
        List<LineRation.Line> lines = claim("vpcp", ErrorCode.RATE_LIMITED, 1000);

        assertThat(lines).hasSize(RATION).extracting(LineRation.Line::id).doesNotHaveDuplicates();
        assertThat(ration.drain()).isEqualTo(Map.of(lines.get(RATION - 1).id(), 1000L - RATION));
        assertThat(ration.drain()).isEmpty();
    }

    @Test
    void nobodysFloodTakesAnothersLines() {
        claim("vpcp", ErrorCode.RATE_LIMITED, 1000);

        assertThat(claim("danang", ErrorCode.RATE_LIMITED, 1)).hasSize(1);
        assertThat(claim("vpcp", ErrorCode.SENDER_NOT_ALLOWED, 1)).hasSize(1);
        assertThat(ration.claim(request("vpcp", "192.0.2.7", ErrorCode.RATE_LIMITED))).isPresent();
    }

    @Test
    void aNewMinuteBringsNewLines() {
        claim("vpcp", ErrorCode.RATE_LIMITED, 10);
        clock.now = clock.now.plusSeconds(60);

        List<LineRation.Line> lines = claim("vpcp", ErrorCode.RATE_LIMITED, 5);

        assertThat(lines).hasSize(RATION);
        assertThat(ration.drain()).hasSize(2).containsEntry(lines.get(RATION - 1).id(), 2L).containsValue(7L);
    }

    @Test
    void inventedNamesShareOneLinePerCodeOnceTheNodesLinesAreSpent() {
        int all = RATION * LineRation.CALLERS;
        List<LineRation.Line> lines = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            lines.addAll(claim("invented-" + i, ErrorCode.CREDENTIALS_INVALID, 1));
        }

        assertThat(lines).hasSize(all + 1);
        assertThat(lines.get(all).request()).satisfies(last -> {
            assertThat(last.claimedCaller()).isEqualTo("*");
            assertThat(last.remoteAddress()).isEqualTo("*");
            assertThat(last.refusal().code()).isEqualTo(ErrorCode.CREDENTIALS_INVALID);
        });
        assertThat(ration.drain()).isEqualTo(Map.of(lines.get(all).id(), 10_000L - all - 1));
        assertThat(claim("invented", ErrorCode.TLS_REQUIRED, 5)).hasSize(1);
    }

    @Test
    void aCallerThatHasALineKeepsItWhenTheNodesLinesAreSpent() {
        LineRation.Line own = claim("vpcp", ErrorCode.SENDER_NOT_ALLOWED, 1).get(0);
        for (int i = 0; i < RATION * LineRation.CALLERS; i++) {
            claim("invented-" + i, ErrorCode.CREDENTIALS_INVALID, 1);
        }

        assertThat(claim("vpcp", ErrorCode.SENDER_NOT_ALLOWED, 4)).isEmpty();
        assertThat(ration.drain()).containsEntry(own.id(), 4L);
    }

    private List<LineRation.Line> claim(String caller, ErrorCode code, int times) {
        List<LineRation.Line> lines = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            ration.claim(request(caller, "192.0.2.1", code)).ifPresent(lines::add);
        }
        return lines;
    }

    private static RefusedRequest request(String caller, String address, ErrorCode code) {
        return new RefusedRequest(Protocol.REST, "GET /api/v1/inbox", caller, address, Refusal.of(code, 1),
                Optional.empty(), 0, "thread");
    }

    private static final class StandingClock extends Clock {

        private Instant now = Instant.parse("2021-03-01T01:00:30Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
