package vn.congvan.online;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Questions over HTTP to those who may be asked. An answer is at most as large and as late as is allowed; nobody is followed to another
 * address.
 */
final class Questions {

    private static final int FINE = 200;

    private final OnlineSettings settings;
    private final HttpClient http;

    Questions(OnlineSettings settings) {
        this.settings = settings;
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(settings.patience());
        // without one of our own, that of the JVM would be asked
        builder.proxy(settings.proxy().map(ProxySelector::of).orElse(HttpClient.Builder.NO_PROXY));
        this.http = builder.build();
    }

    /**
     * Asks.
     *
     * @param type of the question, such as {@code application/timestamp-query}
     * @param largest bytes of the answer
     * @return the answer's bytes
     * @throws IOException there was no answer, or another one than 200, or it was too large or too late, or that address may not be asked
     */
    byte[] post(URI address, String type, byte[] question, int largest) throws IOException {
        return ask(HttpRequest.newBuilder(address).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(question)).build(), largest);
    }

    /**
     * Fetches.
     *
     * @param largest bytes of the answer
     * @throws IOException as {@link #post}
     */
    byte[] get(URI address, int largest) throws IOException {
        return ask(HttpRequest.newBuilder(address).GET().build(), largest);
    }

    private byte[] ask(HttpRequest request, int largest) throws IOException {
        if (!settings.admits(request.uri())) {
            throw new IOException(request.uri() + " may not be asked");
        }
        Bounded body = new Bounded(largest);
        CompletableFuture<HttpResponse<Void>> asked = http.sendAsync(request,
                head -> BodySubscribers.ofByteArrayConsumer(part -> part.ifPresent(body::add)));
        try {
            HttpResponse<Void> answer = asked.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != FINE) {
                throw new IOException(request.uri() + " answered " + answer.statusCode());
            }
            return body.bytes.toByteArray();
        } catch (ExecutionException e) {
            throw new IOException(request.uri() + ": " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(request.uri() + " did not answer within " + settings.patience(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + request.uri() + " was asked", e);
        } finally {
            asked.cancel(true);
        }
    }

    /** What has come so far. */
    private static final class Bounded {

        private final int largest;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Bounded(int largest) {
            this.largest = largest;
        }

        void add(byte[] part) {
            if (bytes.size() + part.length > largest) {
                throw new IllegalStateException("more than " + largest + " bytes");
            }
            bytes.writeBytes(part);
        }
    }
}
