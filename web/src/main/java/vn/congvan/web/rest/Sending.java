package vn.congvan.web.rest;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.MessageType;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.document.Sha256;
import vn.congvan.idempotency.IdempotencyKeys;
import vn.congvan.intake.IntakeAnswer;
import vn.congvan.organization.ConnectedSystem;

/**
 * Sends once per {@code Idempotency-Key}. A key that was answered gives the stored answer; one that is under way, or
 * whose answer a crash lost, sends again with the instant of the first attempt, so that the very same package is built
 * and {@code intake} answers as it did. A refused request frees its key: nothing was recorded, the mended one may use it.
 *
 * <p>A request without a key is told from its repetition by {@code intake}, which knows the bytes of every package and the
 * content of every document. What the node builds from a form bears an instant, though: where only that would differ and
 * {@code intake} takes nothing but the bytes for the same, as with updates, recalls and statuses, the request itself is its
 * key.
 */
@ApplicationScoped
class Sending {

    static final String KEY_HEADER = "Idempotency-Key";
    static final String REPLAYED_HEADER = "Idempotent-Replayed";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");

    @Inject
    IdempotencyKeys keys;
    @Inject
    Caller caller;
    @Inject
    Problems problems;
    @Inject
    Clock clock;
    @Inject
    HttpServletRequest request;

    /** Hands a package to {@code intake}. */
    @FunctionalInterface
    interface Attempt {

        /** @param at the instant that the package bears, the same in every attempt under one key */
        IntakeAnswer send(Instant at) throws IOException;
    }

    /**
     * Sends what {@code intake} recognises by itself when it comes again.
     *
     * @param content what the request carries, beside its address, as a digest
     * @param documentId the identity to tell the sender; empty when it knows it itself
     */
    Response once(Sha256 content, Optional<String> documentId, Attempt attempt) throws IOException {
        Optional<String> named = key(request.getHeader(KEY_HEADER));
        if (named.isPresent()) {
            return under(named, content, documentId, attempt);
        }
        IntakeAnswer answer = attempt.send(clock.instant());
        if (answer instanceof IntakeAnswer.Refused refused) {
            return problems.refuse(refused);
        }
        PackageReceipt receipt = PackageReceipt.of((IntakeAnswer.Accepted) answer, documentId.orElse(null));
        return answer(status(receipt), RepresentationWriter.text(receipt)).build();
    }

    /** As {@link #once}, for what {@code intake} recognises only while the instant in it is the same. */
    Response onceByItself(Sha256 content, Optional<String> documentId, Attempt attempt) throws IOException {
        return under(key(request.getHeader(KEY_HEADER)), content, documentId, attempt);
    }

    private Response under(Optional<String> named, Sha256 content, Optional<String> documentId, Attempt attempt)
            throws IOException {
        ConnectedSystem system = caller.system();
        Sha256 fingerprint = fingerprint(request.getMethod(), request.getRequestURI(), request.getQueryString(),
                content);
        // no caller can bring a key with a blank in it
        String key = named.orElse("sha-256 " + fingerprint.hex());
        IdempotencyKeys.Claim claim = keys.claim(system, key, fingerprint);
        if (claim instanceof IdempotencyKeys.Claim.Taken) {
            return problems.refuse(Refusal.of(ErrorCode.IDEMPOTENCY_KEY_REUSED));
        }
        if (claim instanceof IdempotencyKeys.Claim.Answered earlier) {
            return answer(earlier.status(), earlier.answer()).header(REPLAYED_HEADER, "true").build();
        }
        IntakeAnswer answer;
        try {
            answer = attempt.send(((IdempotencyKeys.Claim.Mine) claim).since());
        } catch (RefusedException e) {
            keys.release(system, key, fingerprint);
            throw e;
        }
        if (answer instanceof IntakeAnswer.Refused refused) {
            keys.release(system, key, fingerprint);
            return problems.refuse(refused);
        }
        PackageReceipt receipt = PackageReceipt.of((IntakeAnswer.Accepted) answer, documentId.orElse(null));
        // who names its request expects the very same answer; who does not is told that it was known
        PackageReceipt again = named.isEmpty() ? receipt.again() : receipt;
        keys.answered(system, key, fingerprint, status(again), RepresentationWriter.text(again));
        return answer(status(receipt), RepresentationWriter.text(receipt)).build();
    }

    private static int status(PackageReceipt receipt) {
        return receipt.repeated() ? Response.Status.OK.getStatusCode() : Response.Status.CREATED.getStatusCode();
    }

    private Response.ResponseBuilder answer(int status, String receipt) {
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8")).entity(receipt)
                .header(HttpHeaders.LOCATION, location(receipt));
    }

    /** Where the sender can follow what it sent: a document's deliveries; a status has none, but it has been sent. */
    private String location(String receipt) {
        try (JsonReader reader = Json.createReader(new StringReader(receipt))) {
            JsonObject sent = reader.readObject();
            String packageId = sent.getString("packageId");
            return MessageType.STATUS.wire().equals(sent.getString("type"))
                    ? SentResource.address(request, packageId)
                    : DeliveriesResource.address(request, packageId);
        }
    }

    /** The key as it came, or out of the quotes that the draft standard puts around it. */
    static Optional<String> key(String header) {
        Optional<String> text = Query.text(header);
        if (header != null && text.isEmpty()) {
            throw Query.invalid(KEY_HEADER, "");
        }
        return text.map(t -> {
            String key = t.length() > 2 && t.startsWith("\"") && t.endsWith("\"") ? t.substring(1, t.length() - 1) : t;
            if (!KEY.matcher(key).matches()) {
                throw Query.invalid(KEY_HEADER, key);
            }
            return key;
        });
    }

    /** What makes a request the same request: its address and its content. */
    static Sha256 fingerprint(String method, String path, String query, Sha256 content) {
        MessageDigest digest = Sha256.digester();
        for (String part : new String[] {method, path, query == null ? "" : query}) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        digest.update(content.bytes());
        return Sha256.ofDigest(digest.digest());
    }
}
