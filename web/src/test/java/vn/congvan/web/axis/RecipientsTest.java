package vn.congvan.web.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.congvan.document.OrganizationCode;
import vn.congvan.document.RefusedException;

class RecipientsTest {

    private static final OrganizationCode A = new OrganizationCode("000.00.00.H17");
    private static final OrganizationCode B = new OrganizationCode("000.00.00.H49");

    @ParameterizedTest
    @ValueSource(strings = {"[\"000.00.00.H17\",\"000.00.00.H49\"]", "[\"000.00.00.H17\" , \"000.00.00.H49\"]",
            "000.00.00.H17,000.00.00.H49", "000.00.00.H17; 000.00.00.H49;", "\"000.00.00.H17;000.00.00.H49\"",
            "000.00.00.h17,000.00.00.h49"})
    void everyFormOfTwoCodesIsRead(String text) {
        assertThat(Recipients.parse(text)).containsExactly(A, B);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"000.00.00.H17\"", "000.00.00.H17", "[\"000.00.00.H17\"]", " 000.00.00.H17 "})
    void everyFormOfOneCodeIsRead(String text) {
        assertThat(Recipients.parse(text)).containsExactly(A);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"\"", " ; , "})
    void anEmptyListNamesNobody(String text) {
        assertThat(Recipients.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[1]", "[\"a\"", "[[\"a\"]]", "[null]", "[\"a\"] x", "\"a"})
    void brokenJsonIsRefused(String text) {
        assertThatThrownBy(() -> Recipients.parse(text)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("REQUEST_FIELD_INVALID");
    }

    @Test
    void whatCanBeNobodysCodeIsNamed() {
        assertThatThrownBy(() -> Recipients.parse("000.00.00.H17,not a code"))
                .isInstanceOf(RefusedException.class).hasMessageContaining("RECIPIENT_UNKNOWN")
                .hasMessageContaining("not a code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"H\\u0000\"]", "[\"H\\ud800\"]", "[\"H\\uffff\"]", "[\"H\\u0085\"]"})
    void whatNoPackageCanHoldIsNobodysCode(String text) {
        assertThatThrownBy(() -> Recipients.parse(text)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("RECIPIENT_UNKNOWN");
    }
}
