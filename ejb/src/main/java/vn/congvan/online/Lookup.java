package vn.congvan.online;

import vn.congvan.signature.RevocationSource;

/**
 * A question that is due.
 *
 * @param key under which its outcome is reported
 * @param source what to ask where
 */
public record Lookup(String key, RevocationSource source) {}
