package vn.congvan.signature;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is known about what a signature covers, besides what the signature's own value says.
 *
 * @param intact whether all that it covers is there and unchanged
 * @param fault what else is wrong with it
 * @param covers what it covers, in words
 * @param digests the digests by which it covers that, such as {@code SHA256}
 * @param claimedAt when it was made, where the signer says so outside the usual place
 */
record SignedContent(boolean intact, Optional<ReasonCode> fault, String covers, Set<String> digests,
        Optional<Instant> claimedAt) {

    static SignedContent of(Optional<ReasonCode> fault, String covers) {
        return new SignedContent(true, fault, covers, Set.of(), Optional.empty());
    }
}
