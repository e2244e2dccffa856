package vn.congvan.signing;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is right or wrong about a signed receipt.
 *
 * @param receipt what it says, as far as it can be read; to be believed only if {@link #isValid()}
 * @param signer subject of the certificate that came with it; empty if it has none that can be read
 * @param chain the certificates that came with it, the signer's first, each in DER, for keeping
 * @param problems what is wrong; empty if nothing is
 */
public record ReceiptCheck(Optional<Receipt> receipt, String signer, List<byte[]> chain, Set<Problem> problems) {

    /** One thing that is wrong. */
    public enum Problem {
        /** No receipt of ours: not the compact form, unknown members, a spelling of its own. */
        NOT_A_RECEIPT,
        /** Not RS256 or ES256 with a key of the size that it takes. */
        ALGORITHM_NOT_ALLOWED,
        /** The signature is not that of the certificate's key on these words: something was changed. */
        SIGNATURE_WRONG,
        /** The certificate does not lead to one of the anchors. */
        CHAIN_NOT_TRUSTED,
        /** The certificate, or one above it, is not in force at the time of checking. */
        CERTIFICATE_NOT_IN_FORCE,
        /** The receipt says it was made at a time at which its certificate was not in force. */
        ACCEPTED_OUTSIDE_CERTIFICATE,
        /** The receipt says it was made after the time of checking. */
        ACCEPTED_IN_THE_FUTURE
    }

    public ReceiptCheck {
        chain = List.copyOf(chain);
        problems = Set.copyOf(problems);
    }

    /** Whether nothing is wrong. */
    public boolean isValid() {
        return problems.isEmpty();
    }
}
