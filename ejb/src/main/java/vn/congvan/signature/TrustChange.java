package vn.congvan.signature;

import java.time.Instant;
import java.util.UUID;

/**
 * One line of the log of whom the node trusts.
 *
 * @param fingerprint SHA-256 of the item, hexadecimal
 * @param name subject of the certificate; of a list, who issued it
 * @param by the account, or the file that came or went
 * @param reason in the words of who did it; may be empty
 */
public record TrustChange(UUID id, Instant at, Act act, String fingerprint, TrustKind kind, String name, String by,
        String reason) {

    /** What was done. */
    public enum Act {
        /** From then on it counts. */
        LOADED,
        /** From then on it counts no more. */
        REMOVED
    }
}
