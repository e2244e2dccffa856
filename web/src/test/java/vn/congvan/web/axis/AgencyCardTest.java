package vn.congvan.web.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;

class AgencyCardTest {

    @ParameterizedTest
    @CsvSource({"code,64", "pcode,64", "pid,64", "name,200", "mail,200", "mobile,100", "fax,100"})
    void aFieldMayBeAsLongAsAPackageAndTheRegisterHold(String field, int longest) {
        // one character outside the basic plane counts once, as the database counts it
        String longestText = "\uD83D\uDCC4" + "ệ".repeat(longest - 1);

        assertThat(read(field, longestText)).isNotNull();
        refused(field, longestText + "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Vụ \\u0001 Thử", "Vụ \\u0000Thử", "Vụ\\u000bThử", "Vụ \\ud800 Thử", "Vụ \\uffff Thử",
            "Vụ \\ufffe Thử"})
    void whatXmlHasNoCharacterForIsRefused(String text) {
        for (String field : new String[] {"code", "pcode", "name", "mail", "mobile", "fax"}) {
            refused(field, text);
        }
    }

    @Test
    void tabsAndLettersOfEveryScriptAreTaken() {
        assertThat(read("name", "Vụ\\tThử \\ud83d\\udcc4 đơn vị 試").name()).isEqualTo("Vụ\tThử \uD83D\uDCC4 đơn vị 試");
    }

    private static void refused(String field, String text) {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> read(field, text)).satisfies(e -> {
            assertThat(AxisError.number(e.refusal())).isEqualTo("10");
            assertThat(e.refusal().about()).first().isEqualTo(field);
        });
    }

    private static AgencyCard read(String field, String text) {
        String rest = (field.equals("code") ? "" : ",\"code\":\"000.00.01.G22\"")
                + (field.equals("name") ? "" : ",\"name\":\"Vụ Thử\"");
        return AgencyCard.read(("{\"" + field + "\":\"" + text + "\"" + rest + "}").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsNoObjectIsShownToWhoSentIt() {
        assertThatThrownBy(() -> AgencyCard.read("mã,tên".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.refusal())
                        .isEqualTo(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "body", "mã,tên")));
    }
}
