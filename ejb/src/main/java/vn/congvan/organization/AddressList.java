package vn.congvan.organization;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Addresses and networks from which a system may call, as {@code 10.1.2.3 2001:db8::/32}; an empty list admits all. */
record AddressList(List<Network> networks) {

    record Network(byte[] address, int prefix) {

        boolean holds(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int shift = address.length * 8 - prefix;
            return new BigInteger(1, address).shiftRight(shift).equals(new BigInteger(1, other).shiftRight(shift));
        }
    }

    static AddressList parse(String text) {
        List<Network> networks = new ArrayList<>();
        for (String word : text.strip().split("\\s+")) {
            if (!word.isEmpty()) {
                int slash = word.indexOf('/');
                byte[] address = address(slash < 0 ? word : word.substring(0, slash));
                networks.add(new Network(address,
                        slash < 0 ? address.length * 8 : Integer.parseInt(word.substring(slash + 1))));
            }
        }
        return new AddressList(List.copyOf(networks));
    }

    boolean admits(String remoteAddress) {
        return networks.isEmpty() || networks.stream().anyMatch(n -> n.holds(address(remoteAddress)));
    }

    /** Literal addresses only: a name is never looked up. */
    private static byte[] address(String literal) {
        if (!literal.matches("[0-9a-fA-F.:%]+")) {
            throw new IllegalArgumentException("not an IP address: " + literal);
        }
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: " + literal, e);
        }
    }
}
