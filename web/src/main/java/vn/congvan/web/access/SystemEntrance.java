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
            return new Authentication.Refused(fault.get(), "");
        }
        String stranger = "";
        if (request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0) {
            Optional<ConnectedSystem> system = directory.authenticate(chain[0], request.getRemoteAddr());
            if (system.isPresent()) {
                return admit(system.get());
            }
            stranger = chain[0].getSubjectX500Principal().getName();
        }
        String authorization = request.getHeader("Authorization");
        return authorization == null
                ? new Authentication.Refused(Refusal.of(ErrorCode.CREDENTIALS_INVALID), stranger)
                : basic(authorization, request.getRemoteAddr());
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
                () -> mac.flatMap(m -> directory.authenticateHmac(systemId, message, m, address)));
    }

    private Authentication basic(String header, String remoteAddress) {
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return new Authentication.Refused(Refusal.of(ErrorCode.CREDENTIALS_INVALID), "");
        }
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return new Authentication.Refused(Refusal.of(ErrorCode.CREDENTIALS_INVALID), "");
        }
        int colon = pair.indexOf(':');
        String id = colon < 0 ? pair : pair.substring(0, colon);
        String secret = colon < 0 ? "" : pair.substring(colon + 1);
        return prove(id, remoteAddress, secret, () -> directory.authenticate(id, secret, remoteAddress));
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
        return admit(system.get());
    }

    private Authentication admit(ConnectedSystem system) {
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
