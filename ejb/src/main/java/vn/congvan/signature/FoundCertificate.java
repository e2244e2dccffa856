package vn.congvan.signature;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import eu.europa.esig.dss.diagnostic.CertificateRevocationWrapper;
import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import eu.europa.esig.dss.enumerations.RevocationType;

import vn.congvan.document.Sha256;

/**
 * A certificate of a signer, or of somebody between a signer and an anchor, as far as the judge asks.
 *
 * @param der the certificate itself
 * @param name readable
 * @param organisation that it names; may be empty
 * @param kind whose it is, when nothing else is known
 * @param notBefore from when on it is valid
 * @param notAfter until when
 * @param trusted whether it is an anchor
 * @param made how its issuer signed it
 * @param answers what is said about whether it was taken back
 * @param listAddresses where, as it says itself, there is a list of those that were taken back
 * @param answerAddresses where, as it says itself, somebody answers whether it was
 */
record FoundCertificate(byte[] der, String name, String organisation, SignatureFinding.Kind kind, Instant notBefore,
        Instant notAfter, boolean trusted, Made made, List<Answer> answers, List<String> listAddresses,
        List<String> answerAddresses) {

    FoundCertificate {
        answers = List.copyOf(answers);
        listAddresses = List.copyOf(listAddresses);
        answerAddresses = List.copyOf(answerAddresses);
    }

    /**
     * How something was signed; nothing where nobody knows.
     *
     * @param digest such as {@code SHA256}
     * @param encryption such as {@code RSA}
     * @param bits length of the key
     */
    record Made(Optional<String> digest, Optional<String> encryption, Optional<String> bits) {

        static Made of(eu.europa.esig.dss.diagnostic.AbstractTokenProxy token) {
            return new Made(Optional.ofNullable(token.getDigestAlgorithm()).map(Enum::name),
                    Optional.ofNullable(token.getEncryptionAlgorithm()).map(e -> e.getName()),
                    Optional.ofNullable(token.getKeyLengthUsedToSignThisToken()));
        }

        /** In words, such as {@code RSA_SHA256 2048}. */
        String text() {
            return digest.isEmpty() || encryption.isEmpty()
                    ? ""
                    : encryption.get() + "_" + digest.get() + " " + bits.orElse(null);
        }
    }

    /**
     * What one list or answer says about a certificate.
     *
     * @param believed whether it is itself signed well and knows the certificate
     * @param revoked whether the certificate was taken back
     * @param made when the answer was made
     * @param good until when it is meant to be used
     * @param revokedAt when the certificate was taken back
     * @param source who says so; may be empty
     * @param fingerprint SHA-256 of the list or answer, hexadecimal
     */
    record Answer(boolean believed, boolean revoked, Optional<Instant> made, Optional<Instant> good,
            Optional<Instant> revokedAt, String source, String fingerprint) {

        private static Answer of(CertificateRevocationWrapper said, CertificateWrapper about, Set<String> responders) {
            return new Answer(
                    said.isSignatureValid() && said.isKnown()
                            && isEntitled(said, about.getSigningCertificate(), responders),
                    said.isRevoked(),
                    FoundSignature.instant(said.getThisUpdate()), FoundSignature.instant(said.getNextUpdate()),
                    FoundSignature.instant(said.getRevocationDate()),
                    said.getSigningCertificate() == null
                            ? ""
                            : said.getSigningCertificate().getReadableCertificateName(),
                    said.getBinaries() == null ? "" : Sha256.of(said.getBinaries()).hex());
        }

        /**
         * Whether who signed it may say so: who issued the certificate, whom that one lets answer in its place (RFC 6960, 4.2.2.2), or whom
         * the administrator trusts. The library finds an answer well signed whoever made it.
         */
        private static boolean isEntitled(CertificateRevocationWrapper said, CertificateWrapper issuer,
                Set<String> responders) {
            CertificateWrapper by = said.getSigningCertificate();
            if (by == null || issuer == null) {
                return false;
            }
            if (by.getId().equals(issuer.getId())) {
                return true;
            }
            return said.getRevocationType() == RevocationType.OCSP && (responders.contains(fingerprint(by))
                    || by.isIdKpOCSPSigning() && by.isSignatureValid() && by.getSigningCertificate() != null
                            && by.getSigningCertificate().getId().equals(issuer.getId())
                            && said.getProductionDate() != null && !said.getProductionDate().before(by.getNotBefore())
                            && !said.getProductionDate().after(by.getNotAfter()));
        }

        private static String fingerprint(CertificateWrapper certificate) {
            return Sha256.of(certificate.getBinaries()).hex();
        }
    }

    /** @param responders fingerprints of those whose answers the administrator trusts, whoever issued the certificate */
    static FoundCertificate of(CertificateWrapper found, Set<String> responders) {
        boolean person = found.getSurname() != null || found.getGivenName() != null;
        boolean namesItself = found.getOrganizationName() != null
                && found.getOrganizationName().equalsIgnoreCase(found.getCommonName());
        return new FoundCertificate(found.getBinaries(), found.getReadableCertificateName(),
                Optional.ofNullable(found.getOrganizationName()).orElse(""),
                !person && namesItself ? SignatureFinding.Kind.ORGANISATION : SignatureFinding.Kind.PERSON,
                found.getNotBefore().toInstant(), found.getNotAfter().toInstant(), found.isTrusted(), Made.of(found),
                found.getCertificateRevocationData().stream().map(said -> Answer.of(said, found, responders)).toList(),
                found.getCRLDistributionPoints(), found.getOCSPAccessUrls());
    }
}
