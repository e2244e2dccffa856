package vn.congvan.web.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.organization.ConnectedSystem;
import vn.congvan.organization.OrganizationDirectory;
import vn.congvan.server.NodeSettings;

/** Where connecting systems come in: SOAP and REST alike; the axis has its own signature but the same connection rule. */
@ApplicationScoped
public class SystemEntrance {

    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    @Inject
    OrganizationDirectory directory;
    @Inject
    NodeSettings node;

    /**
     * The reason why credentials may not travel over this connection, or empty when they may: TLS, or loopback in the demo
     * profile (decisions 27).
     */
    public Optional<Refusal> connectionFault(HttpServletRequest request) {
        boolean fine = request.isSecure() || node.demo() && isLoopback(request.getRemoteAddr());
        return fine ? Optional.empty() : Optional.of(Refusal.of(ErrorCode.TLS_REQUIRED));
    }

    /** The system that calls, by its client certificate or by HTTP Basic with id and secret. */
    public Authentication authenticate(HttpServletRequest request) {
        Optional<Refusal> fault = connectionFault(request);
        if (fault.isPresent()) {
            return new Authentication.Refused(fault.get(), "");
        }
        if (request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0) {
            Optional<ConnectedSystem> system = directory.authenticate(chain[0], request.getRemoteAddr());
            if (system.isPresent()) {
                return new Authentication.Known(system.get());
            }
        }
        return basic(request.getHeader("Authorization"), request.getRemoteAddr());
    }

    private Authentication basic(String header, String remoteAddress) {
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
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
        return directory.authenticate(id, secret, remoteAddress).<Authentication>map(Authentication.Known::new)
                .orElseGet(() -> new Authentication.Refused(Refusal.of(ErrorCode.CREDENTIALS_INVALID), id));
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
