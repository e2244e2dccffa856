package vn.congvan.signing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;

/**
 * A {@link Receipt} signed by the node: a JWS (RFC 7515) in the compact form, algorithm RS256 or ES256, the node's certificates in
 * the header member {@code x5c}, header and payload in the one spelling of RFC 8785. Any JWS library can check it; this one does
 * with the JDK alone.
 */
public final class SignedReceipt {

    /** The header member {@code typ}. */
    private static final String TYPE = "congvan-receipt+jws";
    private static final int MAX_LENGTH = 8 << 20;
    private static final int MAX_CHAIN = 8;
    /** The two numbers of an ES256 signature, in bytes. */
    private static final int P256 = 32;
    /** Clocks of two machines differ. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private final String compact;

    private SignedReceipt(String compact) {
        this.compact = compact;
    }

    /** What came of signing a receipt. */
    public sealed interface Answer {

        /** @param receipt to be kept and handed out as it is */
        record Issued(SignedReceipt receipt) implements Answer {}

        /** @param refusal as {@link SigningKeys.SignatureAnswer.Refused} */
        record Refused(Refusal refusal) implements Answer {}
    }

    /** Signs {@code receipt} with the key that {@code keys} hold for the receipts of its node. */
    public static Answer issue(Receipt receipt, SigningKeys keys) {
        SigningKeys.ChainAnswer chain = keys.chain(receipt.node(), SigningKeys.Purpose.RECEIPT);
        if (chain instanceof SigningKeys.ChainAnswer.Refused refused) {
            return new Answer.Refused(refused.refusal());
        }
        List<byte[]> certificates = ((SigningKeys.ChainAnswer.Found) chain).chain();
        Optional<String> fit = algorithm(certificates.get(0));
        if (fit.isEmpty()) {
            return new Answer.Refused(
                    Refusal.of(ErrorCode.SIGNING_KEY_UNFIT, receipt.node(), "neither RSA nor EC P-256"));
        }
        String algorithm = fit.get();
        String header = CanonicalJson.write(Map.of("alg", algorithm, "typ", TYPE, "x5c",
                certificates.stream().map(Base64.getEncoder()::encodeToString).toList()));
        String input = base64(header.getBytes(StandardCharsets.UTF_8)) + '.'
                + base64(receipt.toJson().getBytes(StandardCharsets.UTF_8));
        SigningKeys.SignatureAnswer answer = keys.sign(receipt.node(), SigningKeys.Purpose.RECEIPT,
                input.getBytes(StandardCharsets.US_ASCII));
        if (answer instanceof SigningKeys.SignatureAnswer.Refused refused) {
            return new Answer.Refused(refused.refusal());
        }
        byte[] value = ((SigningKeys.SignatureAnswer.Signed) answer).value();
        return new Answer.Issued(new SignedReceipt(
                input + '.' + base64(algorithm.equals("ES256") ? plain(value) : value)));
    }

    private static Optional<String> algorithm(byte[] certificate) {
        try {
            return algorithm(SignerCertificates.parse(certificate));
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate of our own cannot be read", e);
        }
    }

    /** The JWS name; ES256 is P-256 and nothing else. */
    private static Optional<String> algorithm(X509Certificate certificate) {
        Optional<String> algorithm = SignerCertificates.algorithm(certificate);
        if (certificate.getPublicKey() instanceof ECPublicKey ec) {
            return algorithm.filter(a -> ec.getParams().getOrder().bitLength() == 8 * P256).map(a -> "ES256");
        }
        return algorithm.map(a -> "RS256");
    }

    /** The compact form. */
    @Override
    public String toString() {
        return compact;
    }

    /** The compact form, in ASCII. */
    public byte[] bytes() {
        return compact.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Checks a signed receipt. No revocation is asked about: who wants that, asks about {@link ReceiptCheck#chain()}.
     *
     * @param bytes the compact form
     * @param anchors trusted roots, or the node's own certificate, each in DER
     * @param at the time as of which certificates must be in force
     * @throws IllegalStateException an anchor is no certificate
     */
    public static ReceiptCheck verify(byte[] bytes, Collection<byte[]> anchors, Instant at) {
        try {
            return check(bytes, anchors(anchors), at);
        } catch (IllegalArgumentException | CertificateException e) {
            return new ReceiptCheck(Optional.empty(), "", List.of(), Set.of(ReceiptCheck.Problem.NOT_A_RECEIPT));
        }
    }

    private static ReceiptCheck check(byte[] bytes, List<X509Certificate> anchors, Instant at)
            throws CertificateException {
        String[] parts = text(bytes).split("\\.", -1);
        if (bytes.length > MAX_LENGTH || parts.length != 3) {
            throw new IllegalArgumentException("not three parts");
        }
        if (!(CanonicalJson.read(text(decoded(parts[0]))) instanceof Map<?, ?> header) || header.size() != 3
                || !TYPE.equals(header.get("typ")) || !(header.get("x5c") instanceof List<?> x5c) || x5c.isEmpty()
                || x5c.size() > MAX_CHAIN) {
            throw new IllegalArgumentException("not our header");
        }
        List<byte[]> encoded = new ArrayList<>();
        for (Object element : x5c) {
            if (!(element instanceof String certificate)) {
                throw new IllegalArgumentException("x5c holds no text");
            }
            encoded.add(Base64.getDecoder().decode(certificate));
        }
        List<X509Certificate> chain = SignerCertificates.parse(encoded);
        Receipt receipt = Receipt.ofJson(text(decoded(parts[1])));
        X509Certificate signer = chain.get(0);
        EnumSet<ReceiptCheck.Problem> problems = EnumSet.noneOf(ReceiptCheck.Problem.class);
        Optional<String> algorithm = algorithm(signer);
        if (algorithm.isEmpty() || !algorithm.get().equals(header.get("alg"))) {
            problems.add(ReceiptCheck.Problem.ALGORITHM_NOT_ALLOWED);
        } else if (!fits(signer, algorithm.get(), parts[0] + '.' + parts[1], decoded(parts[2]))) {
            problems.add(ReceiptCheck.Problem.SIGNATURE_WRONG);
        }
        chainProblem(chain, anchors, at).ifPresent(problems::add);
        Date accepted = Date.from(receipt.accepted());
        if (accepted.before(signer.getNotBefore()) || accepted.after(signer.getNotAfter())) {
            problems.add(ReceiptCheck.Problem.ACCEPTED_OUTSIDE_CERTIFICATE);
        }
        if (receipt.accepted().isAfter(at.plus(CLOCKS))) {
            problems.add(ReceiptCheck.Problem.ACCEPTED_IN_THE_FUTURE);
        }
        return new ReceiptCheck(Optional.of(receipt), signer.getSubjectX500Principal().getName(), encoded, problems);
    }

    private static boolean fits(X509Certificate signer, String algorithm, String input, byte[] value) {
        try {
            Signature verifying = Signature
                    .getInstance(algorithm.equals("ES256") ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
            verifying.initVerify(signer.getPublicKey());
            verifying.update(input.getBytes(StandardCharsets.US_ASCII));
            return verifying.verify(value);
        } catch (GeneralSecurityException e) {
            // a value of another length is as wrong as any other
            return false;
        }
    }

    private static Optional<ReceiptCheck.Problem> chainProblem(List<X509Certificate> chain,
            List<X509Certificate> anchors, Instant at) {
        Date date = Date.from(at);
        X509Certificate signer = chain.get(0);
        if (anchors.contains(signer)) {
            return date.before(signer.getNotBefore()) || date.after(signer.getNotAfter())
                    ? Optional.of(ReceiptCheck.Problem.CERTIFICATE_NOT_IN_FORCE)
                    : Optional.empty();
        }
        if (anchors.isEmpty()) {
            return Optional.of(ReceiptCheck.Problem.CHAIN_NOT_TRUSTED);
        }
        // the root may be sent along, or left out
        List<X509Certificate> path = chain.stream().takeWhile(certificate -> !anchors.contains(certificate)).toList();
        try {
            PKIXParameters parameters = new PKIXParameters(
                    Set.copyOf(anchors.stream().map(anchor -> new TrustAnchor(anchor, null)).toList()));
            parameters.setRevocationEnabled(false);
            parameters.setDate(date);
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            return Optional.of(e.getReason() == BasicReason.EXPIRED || e.getReason() == BasicReason.NOT_YET_VALID
                    ? ReceiptCheck.Problem.CERTIFICATE_NOT_IN_FORCE
                    : ReceiptCheck.Problem.CHAIN_NOT_TRUSTED);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PKIX", e);
        }
    }

    private static List<X509Certificate> anchors(Collection<byte[]> anchors) {
        try {
            return SignerCertificates.parse(List.copyOf(anchors));
        } catch (CertificateException e) {
            throw new IllegalStateException("an anchor is no certificate", e);
        }
    }

    private static String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decoded(String part) {
        byte[] bytes = Base64.getUrlDecoder().decode(part);
        if (!base64(bytes).equals(part)) {
            throw new IllegalArgumentException("not the one spelling in base64url");
        }
        return bytes;
    }

    /** From DER ({@code SEQUENCE { r INTEGER, s INTEGER }}) to the two plain numbers of RFC 7518. */
    private static byte[] plain(byte[] der) {
        // both lengths fit one byte with P-256
        byte[] plain = new byte[2 * P256];
        int at = 2;
        for (int i = 0; i < 2; i++) {
            int length = der[at + 1];
            byte[] number = Arrays.copyOfRange(der, at + 2, at + 2 + length);
            int skip = Math.max(0, number.length - P256);
            System.arraycopy(number, skip, plain, i * P256 + Math.max(0, P256 - number.length), number.length - skip);
            at += 2 + length;
        }
        return plain;
    }
}
