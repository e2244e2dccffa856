package vn.congvan.web.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlCharactersTest {

    @Test
    void whatPeopleWriteIsReadable() {
        String text = "V/v: Đề án số 5\t\r\n \uD83D\uDCC4 …";
        assertThat(XmlCharacters.only(text)).isTrue();
        assertThat(XmlCharacters.readable(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\u0001", "\u001F", "\uD83D", "\uDCC4", "\uFFFE", "\uFFFF"})
    void whatXmlHasNoPlaceForIsReplaced(String one) {
        assertThat(XmlCharacters.only("a" + one + "b")).isFalse();
        assertThat(XmlCharacters.readable("a" + one + "b")).isEqualTo("a\uFFFDb");
    }
}
