package vn.congvan.online;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whom the node may ask, and how; made and checked by room {@code server}.
 *
 * @param allowed who may be asked; nobody when empty
 * @param proxy through which; directly when empty
 * @param patience how long one question may take, from connecting to the last byte of the answer
 * @param timeStamps who makes time stamps; nobody when empty
 */
public record OnlineSettings(List<AllowedAddress> allowed, Optional<InetSocketAddress> proxy, Duration patience,
        Optional<URI> timeStamps) {

    public OnlineSettings {
        List<AllowedAddress> all = List.copyOf(allowed);
        timeStamps.filter(uri -> !admits(all, uri)).ifPresent(uri -> {
            throw new IllegalArgumentException(uri + " is not among the addresses that may be asked");
        });
        allowed = all;
    }

    boolean admits(URI uri) {
        return admits(allowed, uri);
    }

    private static boolean admits(List<AllowedAddress> allowed, URI uri) {
        return allowed.stream().anyMatch(address -> address.admits(uri));
    }
}
