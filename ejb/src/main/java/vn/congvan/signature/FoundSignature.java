package vn.congvan.signature;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import eu.europa.esig.dss.diagnostic.AbstractTokenProxy;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlDigestMatcher;
import eu.europa.esig.dss.enumerations.CertificateOrigin;

/**
 * What was found out about one signature or time stamp, by whatever looked into the file. The judge asks for nothing else, so that it does
 * not matter who looked.
 *
 * @param signer certificate of who made it, where that is known
 * @param chain from the signer on towards an anchor
 * @param named whether it says itself by which certificate it was made: inside what was signed or, while that certificate's key does
 *            not fit, anywhere
 * @param bound whether that is the signer's
 * @param made how it was made
 * @param intact whether its value is right and all that it says it signs is there and unchanged
 * @param at when: of a time stamp what it proves, of a signature what its signer claims
 * @param provesSignature of a time stamp, whether it proves that the signature stood then
 * @param digests the digests by which it covers what it signs, such as {@code SHA256}
 * @param stamps time stamps on it
 */
record FoundSignature(Optional<FoundCertificate> signer, List<FoundCertificate> chain, boolean named, boolean bound,
        FoundCertificate.Made made, boolean intact, Optional<Instant> at, boolean provesSignature, List<String> digests,
        List<FoundSignature> stamps) {

    FoundSignature {
        chain = List.copyOf(chain);
        digests = List.copyOf(digests);
        stamps = List.copyOf(stamps);
    }

    /** @param responders see {@link FoundCertificate#of} */
    static FoundSignature of(SignatureWrapper found, Set<String> responders) {
        return new FoundSignature(signer(found, responders), chain(found, responders), isNamed(found), bound(found),
                FoundCertificate.Made.of(found), found.isSignatureIntact() && found.isSignatureValid()
                        && found.getDigestMatchers().stream().allMatch(m -> m.isDataFound() && m.isDataIntact()),
                instant(found.getClaimedSigningTime()), false,
                found.getDigestMatchers().stream().filter(m -> m.getDigestMethod() != null)
                        .map(XmlDigestMatcher::getDigestMethod).map(Enum::name).toList(),
                found.getTimestampList().stream().map(stamp -> of(stamp, responders)).toList());
    }

    /** @param responders see {@link FoundCertificate#of} */
    static FoundSignature of(TimestampWrapper found, Set<String> responders) {
        return new FoundSignature(signer(found, responders), chain(found, responders),
                found.isSigningCertificateReferencePresent(),
                bound(found), FoundCertificate.Made.of(found),
                found.isMessageImprintDataFound() && found.isMessageImprintDataIntact() && found.isSignatureIntact()
                        && found.isSignatureValid(),
                instant(found.getProductionTime()), found.getType().coversSignature(), List.of(), List.of());
    }

    /** An XML signature may name its certificate in its key information alone, where it is signer only if its key fits. */
    private static boolean isNamed(SignatureWrapper found) {
        return found.isSigningCertificateReferencePresent() || found.getSigningCertificate() == null
                && !found.foundCertificates().getRelatedCertificatesByOrigin(CertificateOrigin.KEY_INFO).isEmpty();
    }

    private static Optional<FoundCertificate> signer(AbstractTokenProxy token, Set<String> responders) {
        return Optional.ofNullable(token.getSigningCertificate())
                .map(certificate -> FoundCertificate.of(certificate, responders));
    }

    private static List<FoundCertificate> chain(AbstractTokenProxy token, Set<String> responders) {
        return token.getCertificateChain().stream()
                .map(certificate -> FoundCertificate.of(certificate, responders)).toList();
    }

    private static boolean bound(AbstractTokenProxy token) {
        return token.getSigningCertificateReference() != null
                && token.getSigningCertificateReference().isDigestValueMatch();
    }

    static Optional<Instant> instant(Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }
}
