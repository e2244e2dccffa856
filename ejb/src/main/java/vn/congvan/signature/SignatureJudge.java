package vn.congvan.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

import vn.congvan.document.Sha256;
import vn.congvan.signature.SignatureFinding.Kind;
import vn.congvan.signature.SignatureFinding.Revocation;

import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;

/** What one signature is worth: intact, by whom, and whether the certificate vouched for that at the best time that is proven. */
final class SignatureJudge {

    private static final int LONGEST_ADDRESS = 500;
    private static final int MOST_ADDRESSES = 20;
    private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

    private final SignaturePolicy policy;
    private final Instant receivedAt;
    private final Instant now;
    private final Set<TrustAnchor> anchors = new HashSet<>();
    private final Set<String> responders = new HashSet<>();

    SignatureJudge(SignaturePolicy policy, TrustMaterial trust, Instant receivedAt, Instant now) {
        this.policy = policy;
        this.receivedAt = receivedAt;
        this.now = now;
        trust.responders().forEach(der -> responders.add(Sha256.of(der).hex()));
        trust.anchors().forEach(der -> anchors.add(new TrustAnchor(certificate(der), null)));
    }

    /** Whether a certificate was taken back, who says so and as of when. */
    private record Status(Revocation revocation, String source, Optional<Instant> at) {}

    /** What the library found out about a signature, as far as it is believed here. */
    FoundSignature found(SignatureWrapper signature) {
        return FoundSignature.of(signature, responders);
    }

    /** A signature, by its value, its signer and what is known about what it covers. */
    SignatureFinding signature(SignatureWrapper signature, SignedContent content) {
        return signature(found(signature), content);
    }

    /** The same, whoever found it. */
    SignatureFinding signature(FoundSignature signature, SignedContent content) {
        List<FoundSignature> stamps = signature.stamps();
        Optional<FoundSignature> proof = stamps.stream().filter(FoundSignature::provesSignature).filter(this::proves)
                .min(Comparator.comparing(t -> t.at().orElseThrow()));
        Optional<Instant> provenAt = proof.flatMap(FoundSignature::at);
        Instant at = provenAt.orElse(receivedAt);
        boolean intact = content.intact() && signature.intact();
        Status status = status(signature, at);
        boolean brokenStamp = stamps.stream().anyMatch(t -> !t.intact());
        ReasonCode reason;
        if (signature.signer().isEmpty()) {
            // the signature says by whom it was made, and that certificate was taken out or another one put in its place
            reason = signature.named() ? ReasonCode.NOT_INTACT : ReasonCode.SIGNATURE_UNREADABLE;
        } else if (!intact) {
            reason = ReasonCode.NOT_INTACT;
        } else if (content.fault().isPresent()) {
            reason = content.fault().get();
        } else {
            reason = signer(signature, at, status, Kind.PERSON).orElse(
                    brokenStamp ? ReasonCode.TIME_STAMP_BROKEN : digests(signature, content, at));
        }
        return finding(signature, signature.signer().map(FoundCertificate::kind).orElse(Kind.PERSON), content.covers(),
                signature.at().or(content::claimedAt), provenAt,
                proof.map(t -> t.signer().orElseThrow().name()).orElse(""), intact, status, reason);
    }

    /** Strong signatures over weak digests are weak: another content of the same digest would be signed as well. */
    private ReasonCode digests(FoundSignature signature, SignedContent content, Instant at) {
        boolean strong = content.digests().stream().allMatch(d -> policy.isStrong(d, at))
                && signature.digests().stream().allMatch(d -> policy.isStrong(d, at));
        return strong ? ReasonCode.ALL_HOLDS : ReasonCode.WEAK_ALGORITHM;
    }

    /** A time stamp over the whole document. */
    SignatureFinding timeStamp(TimestampWrapper found, Optional<ReasonCode> fault, String covers) {
        FoundSignature stamp = FoundSignature.of(found, responders);
        Instant at = stamp.at().orElseThrow();
        Status status = status(stamp, at);
        ReasonCode reason;
        if (stamp.signer().isEmpty()) {
            reason = ReasonCode.SIGNATURE_UNREADABLE;
        } else if (!stamp.intact()) {
            reason = ReasonCode.TIME_STAMP_BROKEN;
        } else {
            reason = fault.or(() -> signer(stamp, at, status, Kind.TIME_STAMP)).orElse(ReasonCode.ALL_HOLDS);
        }
        return finding(stamp, Kind.TIME_STAMP, covers, stamp.at(), stamp.at(), "", stamp.intact(), status, reason);
    }

    /** Whether a time stamp proves anything: intact, and by somebody who can be believed. */
    private boolean proves(FoundSignature stamp) {
        Instant at = stamp.at().orElseThrow();
        return stamp.signer().isPresent() && stamp.intact() && !at.isAfter(now)
                && signer(stamp, at, status(stamp, at), Kind.TIME_STAMP).isEmpty();
    }

    /** What is wrong with who signed; empty when nothing is. */
    private Optional<ReasonCode> signer(FoundSignature token, Instant at, Status status, Kind kind) {
        FoundCertificate certificate = token.signer().orElseThrow();
        if (!reachesAnchor(token, at, kind)) {
            return Optional.of(ReasonCode.NO_TRUST_ANCHOR);
        }
        if (status.revocation == Revocation.REVOKED) {
            return Optional.of(ReasonCode.REVOKED);
        }
        if (at.isAfter(certificate.notAfter())) {
            return Optional.of(ReasonCode.EXPIRED);
        }
        if (at.isBefore(certificate.notBefore())) {
            return Optional.of(ReasonCode.NOT_YET_VALID);
        }
        if (!isFor(certificate(certificate.der()), kind)) {
            return Optional.of(ReasonCode.NOT_FOR_SIGNING);
        }
        if (token.named() && !token.bound()) {
            return Optional.of(ReasonCode.CERTIFICATE_NOT_BOUND);
        }
        if (!isStrong(token.made(), at)
                || token.chain().stream().filter(c -> !c.trusted()).anyMatch(c -> !isStrong(c.made(), at))) {
            return Optional.of(ReasonCode.WEAK_ALGORITHM);
        }
        return status.revocation == Revocation.UNKNOWN
                ? Optional.of(ReasonCode.REVOCATION_UNKNOWN)
                : Optional.empty();
    }

    private boolean isStrong(FoundCertificate.Made made, Instant at) {
        return made.digest().isPresent() && made.encryption().isPresent()
                && made.bits().filter(bits -> bits.matches("\\d+")).filter(bits -> policy.isStrong(made.digest().get(),
                        made.encryption().get(), Integer.parseInt(bits), at)).isPresent();
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
    private boolean reachesAnchor(FoundSignature token, Instant at, Kind kind) {
        List<X509Certificate> path = new ArrayList<>();
        for (FoundCertificate each : token.chain()) {
            X509Certificate certificate = certificate(each.der());
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
    private Status status(FoundSignature token, Instant at) {
        Optional<Status> worst = Optional.empty();
        for (FoundCertificate certificate : token.chain()) {
            if (certificate.trusted()) {
                break;
            }
            Status status = status(certificate, at);
            if (worst.isEmpty() || rank(status) > rank(worst.get())) {
                worst = Optional.of(status);
            }
        }
        // an anchor that signs itself is taken back by not being trusted any more
        return worst.orElse(new Status(token.chain().isEmpty() ? Revocation.UNKNOWN : Revocation.GOOD, "",
                Optional.empty()));
    }

    private static int rank(Status status) {
        return switch (status.revocation) {
            case GOOD -> 0;
            case UNKNOWN -> 1;
            case REVOKED -> 2;
        };
    }

    private Status status(FoundCertificate certificate, Instant at) {
        Optional<Status> good = Optional.empty();
        for (FoundCertificate.Answer said : certificate.answers()) {
            if (!said.believed() || said.made().isEmpty() || said.made().get().isAfter(now)) {
                continue;
            }
            Instant made = said.made().get();
            if (said.revoked()) {
                if (said.revokedAt().filter(at::isBefore).isEmpty()) {
                    return new Status(Revocation.REVOKED, said.source(), Optional.of(made));
                }
                good = Optional.of(new Status(Revocation.GOOD, said.source(), Optional.of(made)));
            } else if (said.good().filter(at::isAfter).isEmpty()) {
                good = good.filter(g -> g.at.orElseThrow().isAfter(made))
                        .or(() -> Optional.of(new Status(Revocation.GOOD, said.source(), Optional.of(made))));
            }
        }
        return good.orElse(new Status(Revocation.UNKNOWN, "", Optional.empty()));
    }

    private SignatureFinding finding(FoundSignature token, Kind kind, String covers, Optional<Instant> claimedAt,
            Optional<Instant> provenAt, String provenBy, boolean intact, Status status, ReasonCode reason) {
        Optional<FoundCertificate> signer = token.signer();
        Optional<X509Certificate> certificate = signer.map(c -> certificate(c.der()));
        return new SignatureFinding(kind, signer.map(FoundCertificate::name).orElse(""),
                signer.map(FoundCertificate::organisation).orElse(""),
                certificate.map(c -> c.getSerialNumber().toString(16)).orElse(""),
                certificate.map(c -> c.getIssuerX500Principal().getName()).orElse(""),
                signer.map(c -> Sha256.ofDigest(Sha256.digester().digest(c.der())).hex()).orElse(""),
                signer.map(FoundCertificate::notBefore), signer.map(FoundCertificate::notAfter), claimedAt, provenAt,
                provenBy, covers, token.made().text(), intact, status.revocation, status.source, status.at,
                proof(token), wanted(token), turns(token), reason);
    }

    /** Every instant to which the one is compared as of which it is judged. */
    private List<Instant> turns(FoundSignature token) {
        TreeSet<Instant> found = new TreeSet<>(policy.turns());
        for (FoundCertificate each : token.chain()) {
            found.add(each.notBefore());
            found.add(after(each.notAfter()));
            for (FoundCertificate.Answer said : each.answers()) {
                said.good().map(SignatureJudge::after).ifPresent(found::add);
                said.revokedAt().ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    /** The next instant that the database tells from this one. */
    private static Instant after(Instant last) {
        return last.plus(1, ChronoUnit.MICROS);
    }

    /** Where it could be asked about those certificates of which nobody says now whether they were taken back. */
    private List<RevocationSource> wanted(FoundSignature token) {
        LinkedHashSet<RevocationSource> found = new LinkedHashSet<>();
        List<FoundCertificate> chain = token.chain();
        for (int i = 0; i + 1 < chain.size() && !chain.get(i).trusted(); i++) {
            FoundCertificate certificate = chain.get(i);
            boolean known = certificate.answers().stream()
                    .anyMatch(said -> said.believed() && said.good().filter(now::isAfter).isEmpty());
            if (!known) {
                String about = Sha256.of(certificate.der()).hex();
                certificate.listAddresses().forEach(address -> found
                        .add(new RevocationSource(RevocationSource.Kind.LIST, address, new byte[0], about)));
                if (!certificate.answerAddresses().isEmpty()) {
                    byte[] question = question(certificate(certificate.der()), certificate(chain.get(i + 1).der()));
                    certificate.answerAddresses().forEach(address -> found
                            .add(new RevocationSource(RevocationSource.Kind.ANSWER, address, question, about)));
                }
            }
        }
        token.stamps().forEach(stamp -> found.addAll(wanted(stamp)));
        return found.stream().filter(source -> source.address().length() <= LONGEST_ADDRESS
                && source.address().matches("(?i)https?://.*")).limit(MOST_ADDRESSES).toList();
    }

    private static byte[] question(X509Certificate about, X509Certificate issuer) {
        try {
            return new OCSPReqBuilder().addRequest(new CertificateID(
                    new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                    new JcaX509CertificateHolder(issuer), about.getSerialNumber())).build().getEncoded();
        } catch (OCSPException | OperatorCreationException | GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("no question can be made about a certificate that was read", e);
        }
    }

    /** All that the answer to who signed, when, and whether that certificate was taken back, depends on. */
    private static List<String> proof(FoundSignature token) {
        TreeSet<String> found = new TreeSet<>();
        for (FoundCertificate each : token.chain()) {
            found.add(Sha256.of(each.der()).hex());
            each.answers().stream().filter(FoundCertificate.Answer::believed).map(FoundCertificate.Answer::fingerprint)
                    .filter(fingerprint -> !fingerprint.isEmpty()).forEach(found::add);
        }
        token.stamps().forEach(stamp -> found.addAll(proof(stamp)));
        return List.copyOf(found);
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
