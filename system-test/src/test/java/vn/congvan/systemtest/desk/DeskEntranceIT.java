package vn.congvan.systemtest.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import vn.congvan.systemtest.GuardedNode;
import vn.congvan.systemtest.NodeExtension;
import vn.congvan.systemtest.RunningNode;

/** The desk's door in the production profile: TLS or nothing. */
@ExtendWith(NodeExtension.class)
class DeskEntranceIT {

    private static final String CLERK = "vanthu.ubnd";

    private final RunningNode node;
    private final HttpClient plain = GuardedNode.http(Optional.empty());
    private final HttpClient tls;

    DeskEntranceIT(GuardedNode guarded) {
        this.node = guarded.node();
        this.tls = GuardedNode.http(Optional.of(guarded.tls()));
    }

    @Test
    void withoutTlsThereIsNoFormAndNoPasswordIsTaken() throws Exception {
        HttpResponse<String> form = get(plain, node.http(), "/login.xhtml", "");
        assertThat(form.statusCode()).isEqualTo(403);
        assertThat(form.body()).contains("TLS").doesNotContain("login:password");

        HttpResponse<String> login = logIn(plain, node.http());
        assertThat(login.statusCode()).isEqualTo(403);
        assertThat(cookies(login)).noneMatch(cookie -> cookie.startsWith("CONGVAN="));
    }

    @Test
    void aSessionOfTlsOpensNothingWithoutIt() throws Exception {
        String session = session(logIn(tls, node.https()));

        assertThat(get(tls, node.https(), "/desk/incoming.xhtml", session).statusCode()).isEqualTo(200);
        assertThat(get(plain, node.http(), "/desk/incoming.xhtml", session).statusCode()).isEqualTo(403);
    }

    @Test
    void overTlsTheLoginOpensTheDeskAndEveryCookieIsForTlsAlone() throws Exception {
        HttpResponse<String> login = logIn(tls, node.https());

        assertThat(login.statusCode()).isEqualTo(302);
        assertThat(login.headers().firstValue("Location").orElseThrow()).endsWith("/desk/incoming.xhtml");
        assertThat(login.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
        assertThat(cookies(login)).isNotEmpty().allSatisfy(cookie -> {
            assertThat(cookie.toLowerCase(java.util.Locale.ROOT)).contains("; secure");
            assertThat(cookie).containsIgnoringCase("HttpOnly").containsIgnoringCase("SameSite=Lax");
        });
    }

    private HttpResponse<String> logIn(HttpClient http, URI address) throws IOException, InterruptedException {
        String form = Map.of("login", "login", "login:user", CLERK, "login:password", node.password(CLERK),
                "login:enter", "x", "jakarta.faces.ViewState", "stateless").entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return http.send(HttpRequest.newBuilder(URI.create(address + "/login.xhtml"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(HttpClient http, URI address, String path, String cookie)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static List<String> cookies(HttpResponse<?> answer) {
        return answer.headers().allValues("Set-Cookie");
    }

    private static String session(HttpResponse<?> answer) {
        return cookies(answer).stream().filter(cookie -> cookie.startsWith("CONGVAN="))
                .map(cookie -> cookie.split(";")[0]).findFirst().orElseThrow();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
