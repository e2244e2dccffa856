package vn.congvan.signing;

import java.time.Instant;
import java.util.UUID;

/**
 * A file that waits for a signature made somewhere else.
 *
 * @param id under which the value is brought
 * @param algorithm how to sign, in the JDK's spelling: {@code SHA256withRSA} or {@code SHA256withECDSA}
 * @param dataToSign the bytes to be signed
 * @param digest their SHA-256, for devices that sign a digest computed elsewhere
 * @param until until when it waits
 */
public record PreparedSignature(UUID id, String algorithm, byte[] dataToSign, byte[] digest, Instant until) {}
