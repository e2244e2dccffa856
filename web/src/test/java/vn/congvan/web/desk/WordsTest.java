package vn.congvan.web.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import vn.congvan.delivery.DeliveryState;
import vn.congvan.document.Urgency;
import vn.congvan.person.Role;

class WordsTest {

    private static final ResourceBundle VIETNAMESE = ResourceBundle.getBundle(Words.BUNDLE, Language.VIETNAMESE);
    private static final ResourceBundle ENGLISH = ResourceBundle.getBundle(Words.BUNDLE, Language.ENGLISH);

    @Test
    void bothLanguagesSayTheSameThings() {
        ResourceBundle.Control alone = new ResourceBundle.Control() {
            @Override
            public List<Locale> getCandidateLocales(String name, Locale locale) {
                return List.of(locale);
            }
        };
        assertThat(ResourceBundle.getBundle(Words.BUNDLE, Language.ENGLISH, alone).keySet())
                .isEqualTo(ResourceBundle.getBundle(Words.BUNDLE, Locale.ROOT, alone).keySet());
    }

    @Test
    void everyStateUrgencyAndRoleHasAWord() {
        Stream.of(Arrays.stream(DeliveryState.values()).map(state -> "state." + state),
                Arrays.stream(Urgency.values()).map(urgency -> "urgency." + urgency),
                Arrays.stream(Role.values()).map(role -> "role." + role)).flatMap(keys -> keys).forEach(key -> {
                    assertThat(VIETNAMESE.getString(key)).isNotBlank();
                    assertThat(ENGLISH.getString(key)).isNotBlank();
                });
    }

    @Test
    void vietnameseIsVietnameseWhateverTheServersOwnLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.ENGLISH);
            ResourceBundle.clearCache();
            assertThat(ResourceBundle.getBundle(Words.BUNDLE, Language.VIETNAMESE).getString("state.ARRIVED"))
                    .isEqualTo("Đã đến");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void everyWordIsWrittenInComposedCharacters() {
        assertThat(VIETNAMESE.keySet()).allSatisfy(
                key -> assertThat(Normalizer.isNormalized(VIETNAMESE.getString(key), Normalizer.Form.NFC)).isTrue());
    }

    @Test
    void instantsAreShownAsAClockInVietnamShowsThem() {
        assertThat(new Words().timeOf(Instant.parse("2021-03-15T18:05:00Z"))).isEqualTo("16/03/2021 01:05");
        assertThat(new Words().date(Optional.of(LocalDate.of(2021, 3, 6)))).isEqualTo("06/03/2021");
        assertThat(new Words().time(Optional.empty())).isEqualTo("–");
    }
}
