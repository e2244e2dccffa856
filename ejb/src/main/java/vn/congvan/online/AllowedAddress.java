package vn.congvan.online;

import java.net.URI;
import java.util.Locale;

/**
 * Addresses that may be asked: one host and port, and everything from a path on.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case
 * @param path begins with a slash; everything under it, when it ends with one, otherwise itself and what follows behind a slash
 */
public record AllowedAddress(String scheme, String host, int port, String path) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * Reads {@code http://ocsp.example.vn/} or {@code https://tsa.example.vn:8443/tsr}.
     *
     * @throws IllegalArgumentException it is no such address, or has a query, a fragment, or a user
     */
    public static AllowedAddress parse(String text) {
        URI uri = URI.create(text);
        if (!isPlain(uri) || uri.getRawQuery() != null) {
            throw new IllegalArgumentException(text + " is no address that can be allowed: scheme://host[:port]/path");
        }
        return new AllowedAddress(scheme(uri), uri.getHost().toLowerCase(Locale.ROOT), port(uri), path(uri));
    }

    /** Whether this address is one of them. */
    public boolean admits(URI uri) {
        return isPlain(uri) && scheme.equals(scheme(uri)) && host.equals(uri.getHost().toLowerCase(Locale.ROOT))
                && port == port(uri) && isUnder(path(uri));
    }

    private boolean isUnder(String asked) {
        // what a server may read as a way up or as another slash is not looked into any further
        boolean strange = asked.contains("/.") || asked.contains("//") || asked.contains("%2") || asked.contains("%5");
        return !strange && (asked.equals(path) || asked.startsWith(path.endsWith("/") ? path : path + "/"));
    }

    private static boolean isPlain(URI uri) {
        return uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null
                && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
    }

    private static String scheme(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : scheme(uri).equals("https") ? HTTPS : HTTP;
    }

    private static String path(URI uri) {
        return uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    }
}
