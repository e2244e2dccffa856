package vn.congvan.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.document.Sha256;

/** Certificates and revocation lists as administrators have them: DER or PEM, one or many in a file. */
final class TrustReading {

    /** How files of answers end. */
    static final String ANSWER = ".ocsp";
    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
    private static final int LARGEST_FILE = 64 << 20;

    private TrustReading() {}

    /** The rows of what {@code bytes} hold, not yet loaded by anybody. */
    static List<TrustItemRow> read(String fileName, byte[] bytes) {
        if (holdsKey(bytes)) {
            throw new RefusedException(Refusal.of(ErrorCode.TRUST_HOLDS_KEY, fileName));
        }
        if (fileName.toLowerCase(java.util.Locale.ROOT).endsWith(ANSWER)) {
            // who gave it and about whom is for those to read who read certificates from outside
            return List.of(row(bytes, TrustKind.OCSP_ANSWER, "", ""));
        }
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<TrustItemRow> found = new ArrayList<>();
            if (fileName.toLowerCase(java.util.Locale.ROOT).endsWith(".crl") || isList(bytes)) {
                for (CRL list : factory.generateCRLs(new ByteArrayInputStream(bytes))) {
                    found.add(row((X509CRL) list));
                }
            } else {
                Collection<? extends java.security.cert.Certificate> certificates = factory
                        .generateCertificates(new ByteArrayInputStream(bytes));
                for (java.security.cert.Certificate certificate : certificates) {
                    found.add(row((X509Certificate) certificate));
                }
            }
            if (found.isEmpty()) {
                throw new RefusedException(Refusal.of(ErrorCode.TRUST_UNREADABLE, fileName));
            }
            return found;
        } catch (CertificateException | CRLException e) {
            throw new RefusedException(Refusal.of(ErrorCode.TRUST_UNREADABLE, fileName));
        }
    }

    /** What the files of a folder hold whose names end in {@code .crt}, {@code .cer}, {@code .pem}, {@code .der}, {@code .crl} or
     * {@code .ocsp}. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().toLowerCase(java.util.Locale.ROOT)
                    .matches(".*\\.(crt|cer|pem|der|crl|ocsp)")).filter(Files::isRegularFile).sorted().toList();
        }
    }

    static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                throw new RefusedException(Refusal.of(ErrorCode.BODY_TOO_LARGE, LARGEST_FILE));
            }
            return bytes;
        }
    }

    /** Whoever loads a private key has taken the wrong file, and must hear of it before somebody else sees the file. */
    private static boolean holdsKey(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains("PRIVATE KEY-----");
    }

    private static boolean isList(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1).contains("X509 CRL");
    }

    private static TrustItemRow row(X509Certificate certificate) throws CertificateException {
        String subject = certificate.getSubjectX500Principal().getName();
        String issuer = certificate.getIssuerX500Principal().getName();
        // who signed itself can only be trusted or not; what others signed leads to them
        boolean anchor = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        TrustItemRow row = row(certificate.getEncoded(),
                anchor
                        ? TrustKind.ANCHOR
                        : isResponder(certificate) ? TrustKind.OCSP_RESPONDER : TrustKind.INTERMEDIATE,
                subject, issuer);
        row.serial = certificate.getSerialNumber().toString(16);
        row.validFrom = certificate.getNotBefore().toInstant();
        row.validUntil = certificate.getNotAfter().toInstant();
        return row;
    }

    /** A certificate for answering whether others were taken back, and for nothing else. */
    private static boolean isResponder(X509Certificate certificate) throws CertificateException {
        return certificate.getBasicConstraints() < 0 && certificate.getExtendedKeyUsage() != null
                && certificate.getExtendedKeyUsage().equals(List.of(OCSP_SIGNING));
    }

    private static TrustItemRow row(X509CRL list) throws CRLException {
        String issuer = list.getIssuerX500Principal().getName();
        TrustItemRow row = row(list.getEncoded(), TrustKind.CRL, issuer, issuer);
        row.serial = Optional.ofNullable(list.getExtensionValue("2.5.29.20")).map(TrustReading::number).orElse("");
        row.validFrom = list.getThisUpdate().toInstant();
        row.validUntil = Optional.ofNullable(list.getNextUpdate()).map(Date::toInstant).orElse(null);
        return row;
    }

    /** The number inside an OCTET STRING that holds an INTEGER; both are short. */
    private static String number(byte[] extension) {
        return extension.length > 4
                ? new java.math.BigInteger(1, java.util.Arrays.copyOfRange(extension, 4,
                        extension.length)).toString(16)
                : "";
    }

    private static TrustItemRow row(byte[] der, TrustKind kind, String name, String issuer) {
        TrustItemRow row = new TrustItemRow();
        row.sha256 = Sha256.ofDigest(Sha256.digester().digest(der)).hex();
        row.kind = kind;
        row.der = der;
        row.name = cut(name);
        row.issuer = cut(issuer);
        row.serial = "";
        return row;
    }

    private static String cut(String name) {
        return name.length() <= 500 ? name : name.substring(0, 500);
    }

    /** Whether a list is still the newest that could be had at {@code now}. */
    static boolean isFresh(TrustItemRow list, Instant now) {
        return list.validUntil == null || now.isBefore(list.validUntil);
    }
}
