package vn.congvan.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictWordsTest {

    private final VerdictWords vietnamese = VerdictWords.in(Locale.forLanguageTag("vi"));
    private final VerdictWords english = VerdictWords.in(Locale.UK);

    @ParameterizedTest
    @EnumSource
    void everyReasonSaysWhyAndWhatToDoInBothLanguages(ReasonCode reason) {
        assertThat(vietnamese.sentence(reason)).endsWith(".").isNotEqualTo(english.sentence(reason));
        assertThat(vietnamese.hint(reason)).endsWith(".").isNotEqualTo(english.hint(reason));
    }

    @ParameterizedTest
    @EnumSource
    void everyStateHasAFewWordsInBothLanguages(VerdictState state) {
        assertThat(vietnamese.state(state)).isNotBlank().isNotEqualTo(english.state(state));
    }

    @ParameterizedTest
    @EnumSource
    void thePageOnVerdictsNamesEveryReasonInTheWordsThatAreShown(ReasonCode reason) throws IOException {
        assertThat(Files.readString(Path.of("../docs/signatures.md"))).contains("| `" + reason + "` | `"
                + reason.state() + "` | " + vietnamese.sentence(reason) + " *" + vietnamese.hint(reason) + "* | "
                + english.sentence(reason) + " *" + english.hint(reason) + "* |");
    }
}
