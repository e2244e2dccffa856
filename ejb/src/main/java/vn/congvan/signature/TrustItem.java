package vn.congvan.signature;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing by which signatures are judged.
 *
 * @param fingerprint SHA-256 of its bytes, hexadecimal
 * @param kind what it is for
 * @param name subject of the certificate; of a list, who issued it
 * @param issuer who issued it
 * @param serial serial number of the certificate, or number of the list, hexadecimal; empty when there is none
 * @param validFrom from when on it is valid; of a list, when it was made
 * @param validUntil until when; of a list, when the next one is due
 * @param loadedAt when it was loaded
 * @param loadedBy by whom, or from which file
 */
public record TrustItem(String fingerprint, TrustKind kind, String name, String issuer, String serial,
        Optional<Instant> validFrom, Optional<Instant> validUntil, Instant loadedAt, String loadedBy) {}
