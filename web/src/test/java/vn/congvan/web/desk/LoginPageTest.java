package vn.congvan.web.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginPageTest {

    @Test
    void theLoginBringsBackToThePageThatWasAskedFor() {
        assertThat(LoginPage.returnTo("/desk/delivery.xhtml?id=1")).isEqualTo("/desk/delivery.xhtml?id=1");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "/", "//evil.example/desk/", "https://evil.example/desk/", "/axis/getReceivedEdocList",
            "/desk/\r\nSet-Cookie: a=b", "/desk/\\evil.example", "javascript:alert(1)"})
    void theLoginLeadsNowhereButToTheDesk(String next) {
        assertThat(LoginPage.returnTo(next)).isEqualTo("/desk/incoming.xhtml");
    }
}
