package vn.congvan.web.axis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

import org.jboss.logging.Logger;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.organization.ConnectedSystem;
import vn.congvan.web.access.Authentication;
import vn.congvan.web.access.SystemEntrance;

/** Lets in who signed the headers with the secret of the system that they name. */
@Dependent
class AxisEntrance {

    private static final Logger LOG = Logger.getLogger(AxisEntrance.class);
    private static final String HASH_HEADER = SignedHeader.PREFIX + "hash-header";
    private static final String TIMESTAMP = "timestamp";

    private final SystemEntrance systems;
    private final Clock clock;

    @Inject
    AxisEntrance(SystemEntrance systems, Clock clock) {
        this.systems = systems;
        this.clock = clock;
    }

    /** Whether somebody comes in. */
    sealed interface Entry {

        record Admitted(Call call) implements Entry {}

        /** @param claimed the system id that was claimed, proven or not; empty when none was */
        record TurnedAway(Refusal refusal, String claimed) implements Entry {}
    }

    /**
     * Verifies the signature over the bytes of the header as they came. An unknown system and a wrong signature get the
     * same answer. A signature covers neither method, path nor body, so a copied set of headers opens other operations
     * too: what keeps that harmless is TLS, and that every operation can be repeated and is bound to its caller.
     */
    Entry enter(HttpServletRequest request) {
        String outside = claimed(request);
        List<String> headers = Collections.list(request.getHeaders(SignedHeader.NAME));
        if (headers.size() != 1) {
            return new Entry.TurnedAway(Refusal.of(ErrorCode.REQUEST_MALFORMED, SignedHeader.NAME), outside);
        }
        byte[] signed = SignedHeader.bytes(headers.get(0));
        SignedHeader.Reading reading = SignedHeader.read(signed);
        if (reading instanceof SignedHeader.Reading.Unreadable unreadable) {
            return new Entry.TurnedAway(unreadable.refusal(), outside);
        }
        AxisParameters parameters = ((SignedHeader.Reading.Readable) reading).parameters();
        Optional<String> systemId = parameters.find("systemid");
        String mac = request.getHeader(HASH_HEADER);
        if (systemId.isEmpty() || mac == null) {
            return new Entry.TurnedAway(Refusal.of(ErrorCode.REQUEST_MALFORMED,
                    systemId.isEmpty() ? SignedHeader.PREFIX + "systemid" : HASH_HEADER), outside);
        }
        String claimed = SignedHeader.printable(systemId.get());
        String timestamp = parameters.find(TIMESTAMP).orElse("");
        // a service object repeats the time stamp of its construction in every call
        Authentication who = systems.authenticateHmac(request, systemId.get(), signed, hex(mac), timestamp);
        if (who instanceof Authentication.Refused refused) {
            return new Entry.TurnedAway(refused.refusal(), claimed);
        }
        ConnectedSystem caller = ((Authentication.Known) who).system();
        Optional<Refusal> fault = timestampFault(timestamp, caller.limits().headerAge(), clock.instant());
        return fault.isPresent()
                ? new Entry.TurnedAway(fault.get(), claimed)
                : new Entry.Admitted(new Call(request, caller, parameters));
    }

    /**
     * Why the time stamp of a proven caller is not taken. By default any is, but for one in a future that no zone of the
     * world explains: it is that of the service object's construction, which may be years ago. Where an age is set for the
     * system, the time stamp has to be there, and is held to the time of Vietnam.
     */
    static Optional<Refusal> timestampFault(String timestamp, Optional<Duration> oldest, Instant now) {
        Optional<Instant> signedAt = ClientClock.signedAt(timestamp);
        LOG.debugf("signed with headers of age %s",
                signedAt.map(at -> Duration.between(at, now).toString()).orElse("unknown"));
        boolean taken = oldest.isPresent()
                ? signedAt.isPresent() && ClientClock.isWithin(oldest.get(), signedAt.get(), now)
                : signedAt.isEmpty() || !ClientClock.isImpossible(signedAt.get(), now);
        if (taken) {
            return Optional.empty();
        }
        return Optional.of(timestamp.isBlank()
                ? Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, TIMESTAMP)
                : Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, TIMESTAMP, SignedHeader.printable(timestamp)));
    }

    /** The system id that a request names, before anything is proven. */
    static String claimed(HttpServletRequest request) {
        String header = request.getHeader(SignedHeader.PREFIX + "systemid");
        return header == null ? "" : SignedHeader.printable(header.strip());
    }

    private static Optional<byte[]> hex(String mac) {
        try {
            return Optional.of(HexFormat.of().parseHex(mac.strip()));
        } catch (IllegalArgumentException e) {
            // something that is no signature is a wrong signature
            return Optional.empty();
        }
    }
}
