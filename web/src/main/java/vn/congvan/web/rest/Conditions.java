package vn.congvan.web.rest;

import java.util.Arrays;

/** The conditions of RFC 9110 §13 under which content is sent. */
final class Conditions {

    private Conditions() {}

    /** True when {@code If-None-Match} names the entity tag, so that nothing need be sent; compared weakly. */
    static boolean noneMatchFails(String header, String tag) {
        if (header == null) {
            return false;
        }
        return Arrays.stream(header.split(",")).map(String::strip)
                .map(named -> named.startsWith("W/") ? named.substring(2) : named)
                .anyMatch(named -> named.equals("*") || named.equals(tag));
    }

    /** True when a {@code Range} may be honoured: without {@code If-Range}, or with exactly this entity tag. */
    static boolean rangeHolds(String ifRange, String tag) {
        return ifRange == null || ifRange.strip().equals(tag);
    }
}
