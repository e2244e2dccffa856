package vn.congvan.web.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.organization.ConnectedSystem;
import vn.congvan.organization.OrganizationDirectory;
import vn.congvan.server.NodeSettings;

/** Where connecting systems come in, over whichever protocol: proven, over a fit connection, and not too often. */
@ApplicationScoped
public class SystemEntrance {

    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    @Inject
    OrganizationDirectory directory;
    @Inject
    NodeSettings node;
    @Inject
    CallRates rates;
    @Inject
    Guesses guesses;

    /**
     * The reason why credentials may not travel over this connection, or empty when they may: TLS, or loopback in the demo
     * profile (decisions 27). A call that comes from loopback to another of the machine's addresses does not count.
     */
    public Optional<Refusal> connectionFault(HttpServletRequest request) {
        boolean fine = request.isSecure() || node.demo() && isLoopback(request.getRemoteAddr())
                && isLoopback(request.getLocalAddr());
        return fine ? Optional.empty() : Optional.of(Refusal.of(ErrorCode.TLS_REQUIRED));
    }

    /** The system that calls, by its client certificate or by HTTP Basic with id and secret. */
    public Authentication authenticate(HttpServletRequest request) {
        Optional<Refusal> fault = connectionFault(request);
        if (fault.isPresent()) {
            return new Authentication.Refused(fault.get(), claimed(request));
        }
        Optional<ConnectedSystem> certified = certificate(request)
                .flatMap(directory::authenticate);
        if (certified.isPresent()) {
            return admit(certified.get(), request.getRemoteAddr());
        }
        Optional<Basic> basic = Basic.of(request);
        if (basic.isEmpty()) {
            return new Authentication.Refused(Refusal.of(ErrorCode.CREDENTIALS_INVALID), claimed(request));
        }
        String id = basic.get().id();
        String secret = basic.get().secret();
        return prove(id, request.getRemoteAddr(), secret, () -> directory.authenticate(id, secret));
    }

    /**
     * Who a request says it is from, proven or not: the id in HTTP Basic, or else the subject of its certificate; empty when
     * it has neither.
     */
    static String claimed(HttpServletRequest request) {
        return Basic.of(request).map(Basic::id).or(
                () -> certificate(request).map(certificate -> certificate.getSubjectX500Principal().getName()))
                .orElse("");
    }

    private static Optional<X509Certificate> certificate(HttpServletRequest request) {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
                ? Optional.of(chain[0])
                : Optional.empty();
    }

    /** What {@code Authorization} says. */
    private record Basic(String id, String secret) {

        private static final String SCHEME = "Basic ";

        /** Empty when it says nothing, or nothing that can be read. */
        static Optional<Basic> of(HttpServletRequest request) {
            String header = request.getHeader("Authorization");
            if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
                return Optional.empty();
            }
            try {
                String pair = new String(Base64.getDecoder().decode(header.substring(SCHEME.length()).strip()),
                        StandardCharsets.UTF_8);
                int colon = pair.indexOf(':');
                return Optional
                        .of(colon < 0
                                ? new Basic(pair, "")
                                : new Basic(pair.substring(0, colon), pair.substring(colon + 1)));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * The system that signed a message with its secret, over a connection that was found fit.
     *
     * @param mac the HMAC-SHA-256 that came with it; empty when what came is none
     * @param sign what the system repeats from call to call and others do not know
     */
    public Authentication authenticateHmac(HttpServletRequest request, String systemId, byte[] message,
            Optional<byte[]> mac, String sign) {
        String address = request.getRemoteAddr();
        return prove(systemId, address, sign,
                () -> mac.flatMap(m -> directory.authenticateHmac(systemId, message, m)));
    }

    private Authentication prove(String id, String remoteAddress, String sign,
            Supplier<Optional<ConnectedSystem>> proof) {
        Optional<Duration> pause = guesses.pause(id, remoteAddress, sign);
        if (pause.isPresent()) {
            return new Authentication.Refused(RetryAfter.tooEarlyBy(pause.get()), id);
        }
        Optional<ConnectedSystem> system = proof.get();
        if (system.isEmpty()) {
            guesses.failed(id, remoteAddress);
            return new Authentication.Refused(Refusal.of(ErrorCode.CREDENTIALS_INVALID), id);
        }
        guesses.proved(id, remoteAddress, sign);
        return admit(system.get(), remoteAddress);
    }

    /** Where it calls from is said only to who has proven itself: a stranger learns nothing about lists of addresses. */
    private Authentication admit(ConnectedSystem system, String remoteAddress) {
        if (!directory.admits(system, remoteAddress)) {
            return new Authentication.Refused(Refusal.of(ErrorCode.ADDRESS_NOT_ALLOWED, remoteAddress), system.id());
        }
        return rates.count(system)
                .<Authentication>map(wait -> new Authentication.Refused(RetryAfter.tooEarlyBy(wait), system.id()))
                .orElseGet(() -> new Authentication.Known(system));
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
