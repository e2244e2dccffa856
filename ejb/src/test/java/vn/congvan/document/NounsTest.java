package vn.congvan.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NounsTest {

    @Test
    void organizationCodesCompareTrimmedAndWithoutCase() {
        assertThat(new OrganizationCode(" 000.00.00.h47 ")).isEqualTo(new OrganizationCode("000.00.00.H47"))
                .hasToString("000.00.00.h47");
        assertThat(new OrganizationCode("vxp.saas.03").key()).isEqualTo("VXP.SAAS.03");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a b", "a\tb", "a\u0000b"})
    void whatHasWhiteSpaceInsideIsNoOrganizationCode(String text) {
        assertThat(OrganizationCode.parse(text)).isEmpty();
        assertThatThrownBy(() -> new OrganizationCode(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void organizationCodesEndAtSixtyFourCharacters() {
        assertThat(OrganizationCode.parse("A".repeat(64))).isPresent();
        assertThat(OrganizationCode.parse("A".repeat(65))).isEmpty();
    }

    @Test
    void documentIdentitiesCompareByNormalFormAndDate() {
        DocumentId slashes = new DocumentId("000.00.00.G22,2015/09/30,7816/VPCP-TTĐT");
        assertThat(new DocumentId(" 000.00.00.G22,2015-09-30,7816/VPCP-TTĐT ")).isEqualTo(slashes);
        // Đ stays Đ; what is composed of two characters equals what is one
        assertThat(new DocumentId("Quye\u0302\u0301t")).isEqualTo(new DocumentId("Quy\u1ebft"));
        assertThat(new DocumentId("a")).isNotEqualTo(new DocumentId("A"));
        assertThat(new DocumentId(" x ").value()).isEqualTo(" x ");
    }

    @Test
    void theStandardIdentityHasThreeParts() {
        assertThat(DocumentId.of(new OrganizationCode("000.00.00.H47"), LocalDate.of(2020, 1, 7),
                new DocumentCode("88", "UBND-KGVX"))).hasToString("000.00.00.H47,2020/01/07,88/UBND-KGVX");
    }

    @Test
    void aDocumentCodeIsTheSameInEverySpelling() {
        String key = DocumentCode.parse("05/QĐ-UBND").key();
        for (String other : new String[] {"5/QĐ-UBND", " 05 / QĐ-UBND ", "005/qđ-ubnd",
                Normalizer.normalize("05/QĐ-UBND", Normalizer.Form.NFD)}) {
            assertThat(DocumentCode.parse(other).key()).as(other).isEqualTo(key);
        }
        assertThat(DocumentCode.parse("50/QĐ-UBND").key()).isNotEqualTo(key);
        assertThat(DocumentCode.parse("0").key()).isEqualTo("0");
    }

    @Test
    void aDocumentCodeComesApartAtItsFirstSlash() {
        assertThat(DocumentCode.parse("28/2018/QĐ-TTg")).isEqualTo(new DocumentCode("28", "2018/QĐ-TTg"))
                .hasToString("28/2018/QĐ-TTg");
        assertThat(DocumentCode.parse("15").isEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "01", " 01 "})
    void oneStatusHasSeveralSpellings(String text) {
        assertThat(StatusCode.parse(text)).contains(StatusCode.ARRIVED);
    }

    @Test
    void unknownStatusesAreNotGuessed() {
        assertThat(StatusCode.parse("103")).isEmpty();
        assertThat(StatusCode.parse("")).isEmpty();
        assertThat(StatusCode.parse("13")).contains(StatusCode.RETRACT_REQUESTED);
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyErrorHasASentenceAndAHintInBothLanguages(ErrorCode code) {
        Refusal refusal = Refusal.of(code, "a", "b");
        assertThat(refusal.sentence()).isNotBlank().doesNotContain("{");
        assertThat(refusal.hint()).isNotBlank().doesNotContain("{");
        assertThat(refusal.sentence(Locale.ENGLISH)).isNotBlank().isNotEqualTo(refusal.sentence());
        assertThat(refusal.hint(Locale.ENGLISH)).isNotBlank().isNotEqualTo(refusal.hint());
    }

    @Test
    void aSentenceNamesWhatItIsAbout() {
        assertThat(Refusal.of(ErrorCode.SENDER_NOT_ALLOWED, "000.00.00.H17", "vpcp").sentence())
                .isEqualTo("Đơn vị gửi 000.00.00.H17 không đúng với mã đã đăng ký của hệ thống vpcp.");
    }

    @Test
    void timeOrderedIdsAreVersionSevenAndSortByTheirInstant() {
        UUID early = TimeOrderedId.next(Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
        UUID late = TimeOrderedId.next(Clock.fixed(Instant.parse("2026-01-01T00:00:01Z"), ZoneOffset.UTC));
        assertThat(early.version()).isEqualTo(7);
        assertThat(early.variant()).isEqualTo(2);
        assertThat(early.toString()).isLessThan(late.toString());
    }

    @Test
    void digestsAreLowerCaseHexadecimal() {
        assertThat(Sha256.of(new byte[0]))
                .hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThatThrownBy(() -> new Sha256("E3")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Sha256.of(new byte[] {1}).bytes()).hasSize(32);
    }
}
