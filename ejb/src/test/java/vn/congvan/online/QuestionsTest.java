package vn.congvan.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions to a server that answers as others do, and as they should not. */
class QuestionsTest {

    private static final int LARGEST = 1000;

    private final List<URI> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private String address;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        address = "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.getAddress().getPort();
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI());
            answer(exchange);
        });
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/elsewhere")) {
            exchange.getResponseHeaders().add("Location", address + "/forbidden");
            exchange.sendResponseHeaders(302, -1);
        } else if (path.endsWith("/large")) {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(new byte[LARGEST + 1]);
            }
        } else if (path.endsWith("/never")) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            await();
        } else if (path.endsWith("/broken")) {
            exchange.sendResponseHeaders(500, -1);
        } else {
            byte[] question = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, question.length);
            exchange.getResponseBody().write(question);
        }
        exchange.close();
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private Questions questions(String allowed, Optional<InetSocketAddress> proxy) {
        return new Questions(new OnlineSettings(List.of(AllowedAddress.parse(allowed)), proxy, Duration.ofSeconds(3),
                Optional.empty()));
    }

    private byte[] ask(String path) throws IOException {
        return questions(address + "/allowed/", Optional.empty()).post(URI.create(address + path), "text/plain",
                new byte[] {1, 2}, LARGEST);
    }

    @Test
    void whoIsAllowedIsAsked() throws IOException {
        assertThat(ask("/allowed/echo")).containsExactly(1, 2);
    }

    @Test
    void nobodyElseIs() {
        assertThatThrownBy(() -> ask("/forbidden")).isInstanceOf(IOException.class).hasMessageContaining("may not");
        assertThat(asked).isEmpty();
    }

    @Test
    void nobodyIsFollowedToAnotherAddress() {
        assertThatThrownBy(() -> ask("/allowed/elsewhere")).isInstanceOf(IOException.class).hasMessageContaining("302");
        assertThat(asked).hasSize(1);
    }

    @Test
    void anAnswerThatIsTooLargeTooLateOrNoneIsAFault() {
        assertThatThrownBy(() -> ask("/allowed/large")).isInstanceOf(IOException.class)
                .hasMessageContaining("more than");
        assertThatThrownBy(() -> ask("/allowed/never")).isInstanceOf(IOException.class)
                .hasMessageContaining("did not answer");
        assertThatThrownBy(() -> ask("/allowed/broken")).isInstanceOf(IOException.class).hasMessageContaining("500");
    }

    @Test
    void theProxyIsAskedWhereThereIsOne() throws IOException {
        byte[] answer = questions("http://tsa.example.vn/", Optional.of(server.getAddress()))
                .post(URI.create("http://tsa.example.vn/allowed/echo"), "text/plain", new byte[] {3}, LARGEST);

        assertThat(answer).containsExactly(3);
        assertThat(asked).containsExactly(URI.create("http://tsa.example.vn/allowed/echo"));
    }

    @Test
    void whoMakesTimeStampsHasToBeAllowed() {
        assertThatThrownBy(() -> new OnlineSettings(List.of(), Optional.empty(), Duration.ofSeconds(1),
                Optional.of(URI.create("http://tsa.example.vn/")))).isInstanceOf(IllegalArgumentException.class);
    }
}
