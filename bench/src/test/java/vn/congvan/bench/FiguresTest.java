package vn.congvan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.List;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void theMedianIsTheMiddleOneAndNotTheMean() {
        List<Round> rounds = List.of(new Round(100, 9, 9), new Round(10, 1, 1), new Round(20, 2, 2));

        assertThat(Round.median(rounds, Round::perSecond)).isEqualTo(20);
        assertThat(Round.median(rounds.subList(1, 3), Round::acceptMillis)).isEqualTo(1.5);
    }

    @Test
    void processorTimeIsReadAlsoWhenTheNameOfTheThreadHoldsBlanksAndParentheses() {
        assertThat(ServerProcess.ticks("7 (Thread-1 (acti)) S 1 2 3 4 5 6 7 8 9 10 120 30 0 0 20 0")).isEqualTo(150);
    }

    @Test
    void theOwnProcessHasUsedProcessorTimeAndMemory() {
        ServerProcess own = new ServerProcess(ProcessHandle.current().pid());

        assertThat(own.cpuMillis()).isPositive();
        assertThat(own.peakMegabytes()).isBetween(10.0, 100_000.0);
        assertThat(own.cpuMillisOf("no thread is called this")).isZero();
    }

    @Test
    void lettersHaveTheSizeThatWasAskedForAndNoTwoAreEqual() throws Exception {
        Letters letters = new Letters(1 << 20);
        Letters.Letter one = letters.next();
        Letters.Letter other = letters.next();

        assertThat(one.size()).isBetween((1L << 20) - 1500, (1L << 20) + 1500);
        assertThat(one.identity).isNotEqualTo(other.identity);
        assertThat(one.sha256()).isEqualTo(digest(one)).isNotEqualTo(other.sha256());
    }

    @Test
    void sizesAreReadAsTheyAreWritten() {
        assertThat(Choices.bytes("10KB")).isEqualTo(10_240);
        assertThat(Choices.written(Choices.bytes("50MB"))).isEqualTo("50 MB");
        assertThat(Choices.of("--sizes", "1MB", "--callers", "1,4", "--rounds", "5").sizes()).containsExactly(1 << 20);
        assertThatThrownBy(() -> Choices.of("--fast")).hasMessageContaining("--quick");
    }

    private static byte[] digest(Letters.Letter letter) throws Exception {
        try (InputStream bytes = letter.open()) {
            return MessageDigest.getInstance("SHA-256").digest(read(bytes));
        }
    }

    private static byte[] read(InputStream bytes) throws IOException {
        return bytes.readAllBytes();
    }
}
