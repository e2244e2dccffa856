package vn.congvan.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.server.NodeSettings;

class SystemEntranceTest {

    @ParameterizedTest(name = "demo {0}, TLS {1}, from {2} to {3}: {4}")
    @CsvSource({"true,false,127.0.0.1,127.0.0.1,true", "true,false,0:0:0:0:0:0:0:1,0:0:0:0:0:0:0:1,true",
            "true,false,127.0.0.1,192.0.2.7,false", "true,false,192.0.2.7,192.0.2.7,false",
            "true,false,192.0.2.9,127.0.0.1,false", "true,true,192.0.2.9,192.0.2.7,true",
            "false,false,127.0.0.1,127.0.0.1,false", "false,false,192.0.2.9,192.0.2.7,false",
            "false,true,192.0.2.9,192.0.2.7,true", "false,true,127.0.0.1,127.0.0.1,true"})
    void credentialsTravelOverTlsOrOnLoopbackInTheDemoProfile(boolean demo, boolean tls, String from, String to,
            boolean fine) {
        SystemEntrance entrance = new SystemEntrance();
        entrance.node = new NodeSettings("test", demo, 1024, 1, 1);

        Optional<Refusal> fault = entrance.connectionFault(request(tls, from, to));

        assertThat(fault.map(Refusal::code)).isEqualTo(fine ? Optional.empty() : Optional.of(ErrorCode.TLS_REQUIRED));
    }

    @ParameterizedTest
    @CsvSource({"vpcp:secret,vpcp", "vpcp:with:colons,vpcp", "vpcp,vpcp", ":secret,''"})
    void whoIsClaimedStandsBeforeTheColon(String pair, String claimed) {
        assertThat(SystemEntrance.claimed(authorized(
                "basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo(claimed);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Basic", "Basic ?", "Bearer dnBjcDp4"})
    void whatIsNoHttpBasicClaimsNobody(String header) {
        assertThat(SystemEntrance.claimed(authorized(header))).isEmpty();
    }

    private static HttpServletRequest authorized(String header) {
        return (HttpServletRequest) Proxy.newProxyInstance(SystemEntranceTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeader" -> header;
                    case "getAttribute" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void aWaitIsToldInWholeSecondsThatAreEnough() {
        assertThat(RetryAfter.seconds(RetryAfter.tooEarlyBy(Duration.ofNanos(1)))).contains("1");
        assertThat(RetryAfter.seconds(RetryAfter.tooEarlyBy(Duration.ofMillis(1001)))).contains("2");
        assertThat(RetryAfter.seconds(RetryAfter.tooEarlyBy(Duration.ofSeconds(6)))).contains("6");
        assertThat(RetryAfter.seconds(Refusal.of(ErrorCode.CREDENTIALS_INVALID))).isEmpty();
    }

    private static HttpServletRequest request(boolean tls, String from, String to) {
        return (HttpServletRequest) Proxy.newProxyInstance(SystemEntranceTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "isSecure" -> tls;
                    case "getRemoteAddr" -> from;
                    case "getLocalAddr" -> to;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
