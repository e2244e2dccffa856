package vn.congvan.organization;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A connecting system as the node's administrator lays it down.
 *
 * @param active false: nothing is accepted from it
 * @param addresses addresses and networks (CIDR) from which it may call; none: any
 * @param certificates the client certificates by which it may prove itself beside its secret
 */
public record SystemEntry(String id, String name, boolean active, List<String> addresses,
        List<X509Certificate> certificates) {

    /** The longest id, in characters. */
    public static final int LONGEST_ID = 64;

    public SystemEntry {
        addresses = List.copyOf(addresses);
        certificates = List.copyOf(certificates);
    }

    /** Whether {@code text} is an IP address or a network such as {@code 10.1.0.0/16}. */
    public static boolean isAddress(String text) {
        try {
            AddressList.parse(text);
            return !text.isBlank() && text.chars().noneMatch(Character::isWhitespace);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
