package vn.congvan.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedAddressTest {

    private static boolean admits(String allowed, String asked) {
        return AllowedAddress.parse(allowed).admits(URI.create(asked));
    }

    @Test
    void whatLiesUnderAnAddressIsAllowed() {
        assertThat(admits("http://OCSP.example.vn", "http://ocsp.example.vn/")).isTrue();
        assertThat(admits("http://ocsp.example.vn/", "http://ocsp.example.vn:80/a/b?c=d")).isTrue();
        assertThat(admits("https://tsa.example.vn:8443/tsr", "https://tsa.example.vn:8443/tsr")).isTrue();
        assertThat(admits("https://tsa.example.vn:8443/tsr", "https://tsa.example.vn:8443/tsr/2")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://ocsp.example.vn/crl/a", "http://ocsp.example.vn:8080/crl/a",
            "http://example.vn/crl/a", "http://ocsp.example.vn.attacker.vn/crl/a", "http://user@ocsp.example.vn/crl/a",
            "http://ocsp.example.vn/crlx", "http://ocsp.example.vn/", "http://ocsp.example.vn/crl/../admin",
            "http://ocsp.example.vn/crl/%2e%2e/admin", "http://ocsp.example.vn//crl/a",
            "http://ocsp.example.vn/crl/a#b",
            "ftp://ocsp.example.vn/crl/a", "/crl/a", "file:///etc/passwd"})
    void nothingElseIs(String asked) {
        assertThat(admits("http://ocsp.example.vn/crl", asked)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ocsp.example.vn", "http://", "http://u@example.vn/", "http://example.vn/?q", "ldap://x/"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> AllowedAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
