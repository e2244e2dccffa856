package vn.congvan.signing;

import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;

/** What both the holder of a key and the preparation of a file ask of the signer's certificate; JDK alone. */
final class SignerCertificates {

    private static final int MIN_RSA_BITS = 2048;
    private static final int MIN_EC_BITS = 256;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    private SignerCertificates() {}

    static X509Certificate parse(byte[] der) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der));
    }

    static List<X509Certificate> parse(List<byte[]> chain) throws CertificateException {
        List<X509Certificate> parsed = new ArrayList<>();
        for (byte[] der : chain) {
            parsed.add(parse(der));
        }
        return parsed;
    }

    /** What the certificate's key signs with; empty if it is of no kind that we sign with. */
    static Optional<String> algorithm(X509Certificate certificate) {
        PublicKey key = certificate.getPublicKey();
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= MIN_RSA_BITS) {
            return Optional.of("SHA256withRSA");
        }
        if (key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() >= MIN_EC_BITS) {
            return Optional.of("SHA256withECDSA");
        }
        return Optional.empty();
    }

    /** Why the certificate may not sign at that time. */
    static Optional<Refusal> refusal(X509Certificate certificate, String owner, Instant at) {
        if (algorithm(certificate).isEmpty()) {
            return Optional.of(
                    Refusal.of(ErrorCode.SIGNING_KEY_UNFIT, owner, certificate.getPublicKey().getAlgorithm()));
        }
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
            return Optional.of(Refusal.of(ErrorCode.SIGNING_KEY_UNFIT, owner, "keyUsage"));
        }
        Date date = Date.from(at);
        if (date.before(certificate.getNotBefore()) || date.after(certificate.getNotAfter())) {
            return Optional.of(Refusal.of(ErrorCode.SIGNING_CERTIFICATE_NOT_IN_FORCE,
                    certificate.getSubjectX500Principal().getName(),
                    certificate.getNotBefore().toInstant() + " – " + certificate.getNotAfter().toInstant()));
        }
        return Optional.empty();
    }
}
