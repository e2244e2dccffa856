package vn.congvan.signing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is to be signed how.
 *
 * @param certificateChain the signer's certificate first, then its issuers, each in DER
 * @param claimedTime the time of signing as the signer's side claims it; whole seconds are kept
 * @param appearance what the signature looks like, and so what it is for
 * @param numbering number and date, put on in an increment of their own before the signature; or, for a leader, empty places
 *            that the signature covers
 */
public record SigningRequest(List<byte[]> certificateChain, Instant claimedTime, SigningAppearance appearance,
        Optional<Numbering> numbering) {

    public SigningRequest {
        certificateChain = List.copyOf(certificateChain);
    }

    public SigningPurpose purpose() {
        return appearance.purpose();
    }
}
