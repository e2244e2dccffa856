package vn.congvan.signature;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import vn.congvan.document.Sha256;
import vn.congvan.signature.SignatureFinding.Kind;
import vn.congvan.signature.SignatureFinding.Revocation;

import eu.europa.esig.dss.diagnostic.AbstractTokenProxy;
import eu.europa.esig.dss.diagnostic.CertificateRevocationWrapper;
import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;

/** What one signature is worth: intact, by whom, and whether the certificate vouched for that at the best time that is proven. */
final class SignatureJudge {

    private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

    private final SignaturePolicy policy;
    private final Instant receivedAt;
    private final Instant now;
    private final Set<TrustAnchor> anchors = new HashSet<>();

    SignatureJudge(SignaturePolicy policy, TrustMaterial trust, Instant receivedAt, Instant now) {
        this.policy = policy;
        this.receivedAt = receivedAt;
        this.now = now;
        trust.anchors().forEach(der -> anchors.add(new TrustAnchor(certificate(der), null)));
    }

    /** Whether a certificate was taken back, who says so and as of when. */
    private record Status(Revocation revocation, String source, Optional<Instant> at) {}

    /** A signature, by its value, its signer and what is known about what it covers. */
    SignatureFinding signature(SignatureWrapper signature, SignedContent content) {
        List<TimestampWrapper> stamps = signature.getTimestampList();
        Optional<TimestampWrapper> proof = stamps.stream().filter(t -> t.getType().coversSignature())
                .filter(this::proves).min(Comparator.comparing(TimestampWrapper::getProductionTime));
        Optional<Instant> provenAt = proof.map(t -> t.getProductionTime().toInstant());
        Instant at = provenAt.orElse(receivedAt);
        boolean intact = content.intact() && signature.isSignatureIntact() && signature.isSignatureValid()
                && signature.getDigestMatchers().stream().allMatch(m -> m.isDataFound() && m.isDataIntact());
        Status status = status(signature, at);
        boolean brokenStamp = stamps.stream().anyMatch(t -> !isIntact(t));
        ReasonCode reason;
        if (signature.getSigningCertificate() == null) {
            // the signature says by whom it was made, and that certificate was taken out or another one put in its place
            reason = signature.isSigningCertificateReferencePresent()
                    ? ReasonCode.NOT_INTACT
                    : ReasonCode.SIGNATURE_UNREADABLE;
        } else if (!intact) {
            reason = ReasonCode.NOT_INTACT;
        } else if (content.fault().isPresent()) {
            reason = content.fault().get();
        } else {
            reason = signer(signature, at, status, Kind.PERSON).orElse(
                    brokenStamp ? ReasonCode.TIME_STAMP_BROKEN : digests(signature, content, at));
        }
        return finding(signature, kind(signature), content.covers(),
                Optional.ofNullable(signature.getClaimedSigningTime()).or(() -> content.claimedAt().map(Date::from)),
                provenAt, proof.map(t -> t.getSigningCertificate().getReadableCertificateName()).orElse(""), intact,
                status, reason);
    }

    /** Strong signatures over weak digests are weak: another content of the same digest would be signed as well. */
    private ReasonCode digests(SignatureWrapper signature, SignedContent content, Instant at) {
        boolean strong = content.digests().stream().allMatch(d -> policy.isStrong(d, at))
                && signature.getDigestMatchers().stream().filter(m -> m.getDigestMethod() != null)
                        .allMatch(m -> policy.isStrong(m.getDigestMethod().name(), at));
        return strong ? ReasonCode.ALL_HOLDS : ReasonCode.WEAK_ALGORITHM;
    }

    /** A time stamp over the whole document. */
    SignatureFinding timeStamp(TimestampWrapper stamp, Optional<ReasonCode> fault, String covers) {
        Instant at = stamp.getProductionTime().toInstant();
        Status status = status(stamp, at);
        boolean intact = isIntact(stamp);
        ReasonCode reason;
        if (stamp.getSigningCertificate() == null) {
            reason = ReasonCode.SIGNATURE_UNREADABLE;
        } else if (!intact) {
            reason = ReasonCode.TIME_STAMP_BROKEN;
        } else {
            reason = fault.or(() -> signer(stamp, at, status, Kind.TIME_STAMP)).orElse(ReasonCode.ALL_HOLDS);
        }
        return finding(stamp, Kind.TIME_STAMP, covers, Optional.of(stamp.getProductionTime()), Optional.of(at),
                "", intact, status, reason);
    }

    private static boolean isIntact(TimestampWrapper stamp) {
        return stamp.isMessageImprintDataFound() && stamp.isMessageImprintDataIntact() && stamp.isSignatureIntact()
                && stamp.isSignatureValid();
    }

    /** Whether a time stamp proves anything: intact, and by somebody who can be believed. */
    private boolean proves(TimestampWrapper stamp) {
        Instant at = stamp.getProductionTime().toInstant();
        return stamp.getSigningCertificate() != null && isIntact(stamp) && !at.isAfter(now)
                && signer(stamp, at, status(stamp, at), Kind.TIME_STAMP).isEmpty();
    }

    /** What is wrong with who signed; empty when nothing is. */
    private Optional<ReasonCode> signer(AbstractTokenProxy token, Instant at, Status status, Kind kind) {
        CertificateWrapper certificate = token.getSigningCertificate();
        if (!reachesAnchor(token, at, kind)) {
            return Optional.of(ReasonCode.NO_TRUST_ANCHOR);
        }
        if (status.revocation == Revocation.REVOKED) {
            return Optional.of(ReasonCode.REVOKED);
        }
        if (at.isAfter(certificate.getNotAfter().toInstant())) {
            return Optional.of(ReasonCode.EXPIRED);
        }
        if (at.isBefore(certificate.getNotBefore().toInstant())) {
            return Optional.of(ReasonCode.NOT_YET_VALID);
        }
        if (!isFor(certificate(certificate.getBinaries()), kind)) {
            return Optional.of(ReasonCode.NOT_FOR_SIGNING);
        }
        boolean bound = !token.isSigningCertificateReferencePresent()
                || token.getSigningCertificateReference() != null
                        && token.getSigningCertificateReference().isDigestValueMatch();
        if (!bound) {
            return Optional.of(ReasonCode.CERTIFICATE_NOT_BOUND);
        }
        if (!isStrong(token, at)
                || token.getCertificateChain().stream().filter(c -> !c.isTrusted()).anyMatch(c -> !isStrong(c, at))) {
            return Optional.of(ReasonCode.WEAK_ALGORITHM);
        }
        return status.revocation == Revocation.UNKNOWN
                ? Optional.of(ReasonCode.REVOCATION_UNKNOWN)
                : Optional.empty();
    }

    private boolean isStrong(AbstractTokenProxy token, Instant at) {
        String bits = token.getKeyLengthUsedToSignThisToken();
        return token.getDigestAlgorithm() != null && token.getEncryptionAlgorithm() != null && bits != null
                && bits.matches("\\d+") && policy.isStrong(token.getDigestAlgorithm().name(),
                        token.getEncryptionAlgorithm().getName(), Integer.parseInt(bits), at);
    }

    private static boolean isFor(X509Certificate certificate, Kind kind) {
        try {
            if (kind == Kind.TIME_STAMP) {
                List<String> purposes = certificate.getExtendedKeyUsage();
                return purposes != null && purposes.contains(TIME_STAMPING);
            }
        } catch (GeneralSecurityException e) {
            // what cannot be read permits nothing
            return false;
        }
        boolean[] usage = certificate.getKeyUsage();
        return usage == null || usage[0] || usage[1];
    }

    /**
     * Whether a way leads from the certificate to a trusted one, by the rules of X.509 (basic constraints, path lengths, names), at the
     * instant asked for; the signer's own expiry is looked at elsewhere, so the way is asked for within it.
     */
    private boolean reachesAnchor(AbstractTokenProxy token, Instant at, Kind kind) {
        List<X509Certificate> path = new ArrayList<>();
        for (CertificateWrapper each : token.getCertificateChain()) {
            X509Certificate certificate = certificate(each.getBinaries());
            boolean anchor = anchors.stream().anyMatch(a -> a.getTrustedCert().equals(certificate));
            if (anchor) {
                return path.isEmpty() || isPath(path, at, kind);
            }
            path.add(certificate);
        }
        return false;
    }

    private boolean isPath(List<X509Certificate> path, Instant at, Kind kind) {
        X509Certificate signer = path.get(0);
        Instant inside = at;
        if (inside.isAfter(signer.getNotAfter().toInstant())) {
            inside = signer.getNotAfter().toInstant();
        } else if (inside.isBefore(signer.getNotBefore().toInstant())) {
            inside = signer.getNotBefore().toInstant();
        }
        try {
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(inside));
            parameters.addCertPathChecker(new UnderstoodExtensions());
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return true;
        } catch (GeneralSecurityException e) {
            // there is no way, and it does not matter here why
            return false;
        }
    }

    /** The worst of what the lists say about the certificates between signer and anchor. */
    private Status status(AbstractTokenProxy token, Instant at) {
        Optional<Status> worst = Optional.empty();
        for (CertificateWrapper certificate : token.getCertificateChain()) {
            if (certificate.isTrusted()) {
                break;
            }
            Status status = status(certificate, at);
            if (worst.isEmpty() || rank(status) > rank(worst.get())) {
                worst = Optional.of(status);
            }
        }
        // an anchor that signs itself is taken back by not being trusted any more
        return worst.orElse(new Status(token.getCertificateChain().isEmpty() ? Revocation.UNKNOWN : Revocation.GOOD, "",
                Optional.empty()));
    }

    private static int rank(Status status) {
        return switch (status.revocation) {
            case GOOD -> 0;
            case UNKNOWN -> 1;
            case REVOKED -> 2;
        };
    }

    private Status status(CertificateWrapper certificate, Instant at) {
        Optional<Status> good = Optional.empty();
        for (CertificateRevocationWrapper said : certificate.getCertificateRevocationData()) {
            if (!said.isSignatureValid() || !said.isKnown() || said.getThisUpdate() == null
                    || said.getThisUpdate().toInstant().isAfter(now)) {
                continue;
            }
            String source = said.getSigningCertificate() == null
                    ? ""
                    : said.getSigningCertificate().getReadableCertificateName();
            Instant made = said.getThisUpdate().toInstant();
            if (said.isRevoked()) {
                if (said.getRevocationDate() == null || !said.getRevocationDate().toInstant().isAfter(at)) {
                    return new Status(Revocation.REVOKED, source, Optional.of(made));
                }
                good = Optional.of(new Status(Revocation.GOOD, source, Optional.of(made)));
            } else if (said.getNextUpdate() == null || !said.getNextUpdate().toInstant().isBefore(at)) {
                good = good.filter(g -> g.at.orElseThrow().isAfter(made))
                        .or(() -> Optional.of(new Status(Revocation.GOOD, source, Optional.of(made))));
            }
        }
        return good.orElse(new Status(Revocation.UNKNOWN, "", Optional.empty()));
    }

    private static Kind kind(SignatureWrapper signature) {
        CertificateWrapper certificate = signature.getSigningCertificate();
        boolean person = certificate != null
                && (certificate.getSurname() != null || certificate.getGivenName() != null);
        boolean namesItself = certificate != null && certificate.getOrganizationName() != null
                && certificate.getOrganizationName().equalsIgnoreCase(certificate.getCommonName());
        return !person && namesItself ? Kind.ORGANISATION : Kind.PERSON;
    }

    private static SignatureFinding finding(AbstractTokenProxy token, Kind kind, String covers,
            Optional<Date> claimedAt, Optional<Instant> provenAt, String provenBy, boolean intact, Status status,
            ReasonCode reason) {
        Optional<CertificateWrapper> certificate = Optional.ofNullable(token.getSigningCertificate());
        String algorithm = token.getEncryptionAlgorithm() == null || token.getDigestAlgorithm() == null
                ? ""
                : token.getEncryptionAlgorithm().getName() + "_" + token.getDigestAlgorithm().name() + " "
                        + token.getKeyLengthUsedToSignThisToken();
        return new SignatureFinding(kind, certificate.map(CertificateWrapper::getReadableCertificateName).orElse(""),
                certificate.map(CertificateWrapper::getOrganizationName).orElse(""),
                certificate.map(c -> new BigInteger(c.getSerialNumber()).toString(16)).orElse(""),
                certificate.map(c -> certificate(c.getBinaries()).getIssuerX500Principal().getName()).orElse(""),
                certificate.map(c -> Sha256.ofDigest(Sha256.digester().digest(c.getBinaries())).hex()).orElse(""),
                certificate.map(c -> c.getNotBefore().toInstant()), certificate.map(c -> c.getNotAfter().toInstant()),
                claimedAt.map(Date::toInstant), provenAt, provenBy, covers, algorithm, intact, status.revocation,
                status.source, status.at, reason);
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a certificate that was read once cannot be read again", e);
        }
    }
}
