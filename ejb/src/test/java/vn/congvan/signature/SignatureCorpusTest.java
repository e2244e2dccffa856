package vn.congvan.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files with a known answer, from the test suites of the field and from published attacks. They lie beside the project, where they do. */
class SignatureCorpusTest {

    /** Beside the project, or where {@code -Dcongvan.shared} says. */
    private static final Path SHARED = Path.of(System.getProperty("congvan.shared", "../../shared"), "signatures");
    private static final Path CORPUS = SHARED.resolve("corpus");
    private static final Path HOSTILE = SHARED.resolve("hostile");
    /** Within the lists of the corpus, which end in November 2027. */
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    static Stream<Arguments> files() throws IOException {
        if (!Files.isDirectory(CORPUS)) {
            return Stream.of(Arguments.of("", ""));
        }
        return Files.readAllLines(CORPUS.resolve("expected.csv")).stream().skip(1).filter(l -> !l.isBlank())
                .map(line -> line.split(",", 3)).map(row -> Arguments.of(row[0], row[1]));
    }

    @Test
    void theCorpusLiesBesideTheProject() {
        assumeTrue(Files.isDirectory(CORPUS), "no corpus at " + CORPUS.toAbsolutePath().normalize());
        assertThat(CORPUS.resolve("expected.csv")).exists();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("files")
    void eachFileGetsItsState(String name, String expected) throws IOException {
        assumeTrue(!name.isEmpty(), "no corpus at " + CORPUS.toAbsolutePath().normalize());
        FileVerdict verdict = new FileExaminer(SignaturePolicy.current(), TrustMaterial.in(CORPUS))
                .examine(CORPUS.resolve(name), NOW, NOW);

        assertThat(verdict.state()).as("%s", verdict).isIn(states(expected));
    }

    private static Set<VerdictState> states(String expected) {
        return switch (expected) {
            case "INTACT" -> Set.of(VerdictState.INTACT_SIGNER_UNCONFIRMED);
            case "ALTERED" -> Set.of(VerdictState.CHANGED_AFTER_SIGNING);
            case "UNREADABLE" -> Set.of(VerdictState.CANNOT_CHECK);
            case "ALTERED_OR_UNREADABLE" -> Set.of(VerdictState.CHANGED_AFTER_SIGNING, VerdictState.CANNOT_CHECK);
            default -> Set.copyOf(List.of(VerdictState.valueOf(expected)));
        };
    }
}
