package vn.congvan.signing;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A fictional root, an issuer below it, and who they certify. */
final class SigningPki {

    static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant UNTIL = Instant.parse("2029-01-01T00:00:00Z");
    static final Instant SIGNED = Instant.parse("2026-11-23T03:20:30Z");

    private final AtomicLong serial = new AtomicLong(1000);
    private final Holder root;
    private final Holder issuer;
    private final Holder authority;

    /** A key and its certificates, its own first, the root last. */
    record Holder(PrivateKey key, List<X509Certificate> chain) {

        X509Certificate certificate() {
            return chain.get(0);
        }

        List<byte[]> encoded() {
            return chain.stream().map(SigningPki::encoded).toList();
        }

        byte[] sign(byte[] data) {
            try {
                Signature signing = Signature.getInstance(
                        key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
                signing.initSign(key);
                signing.update(data);
                return signing.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        Path pkcs12(Path file, String alias, char[] password) throws IOException {
            try (OutputStream out = Files.newOutputStream(file)) {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry(alias, key, password, chain.toArray(Certificate[]::new));
                store.store(out, password);
                return file;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    SigningPki() {
        root = issue("CN=Gốc thử nghiệm, O=Cơ quan chứng thực giả định, C=VN", null, keys("RSA"), FROM,
                UNTIL, Kind.ISSUER);
        issuer = issue("CN=CA công vụ thử nghiệm, O=Cơ quan chứng thực giả định, C=VN", root, keys("RSA"), FROM,
                UNTIL, Kind.ISSUER);
        authority = issue("CN=Dấu thời gian thử nghiệm, O=Cơ quan chứng thực giả định, C=VN", issuer, keys("RSA"),
                FROM, UNTIL, Kind.TIME_STAMPS);
    }

    private enum Kind {
        ISSUER,
        SIGNER,
        TIME_STAMPS
    }

    Holder signer(String name) {
        return signer(name, "RSA", FROM, UNTIL);
    }

    Holder signer(String name, String algorithm, Instant from, Instant until) {
        return issue(name, issuer, keys(algorithm), from, until, Kind.SIGNER);
    }

    X509Certificate root() {
        return root.certificate();
    }

    /** The lists of root and issuer, both empty. */
    List<byte[]> revocationLists() {
        try {
            List<byte[]> lists = new ArrayList<>();
            for (Holder of : List.of(root, issuer)) {
                X509v2CRLBuilder builder = new X509v2CRLBuilder(
                        X500Name.getInstance(of.certificate().getSubjectX500Principal().getEncoded()),
                        Date.from(SIGNED.minus(1, ChronoUnit.DAYS)));
                builder.setNextUpdate(Date.from(UNTIL));
                builder.addExtension(Extension.authorityKeyIdentifier, false,
                        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(of.certificate()));
                X509CRLHolder list = builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(of.key()));
                lists.add(list.getEncoded());
            }
            return lists;
        } catch (IOException | GeneralSecurityException | OperatorException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A time stamp of {@link #SIGNED} plus five seconds. */
    byte[] timeStamp(byte[] sha256) {
        try {
            TimeStampTokenGenerator generator = new TimeStampTokenGenerator(
                    new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withRSA", authority.key(),
                            authority.certificate()),
                    new JcaDigestCalculatorProviderBuilder().build()
                            .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                    new ASN1ObjectIdentifier("1.2.3.4.1"));
            generator.addCertificates(new JcaCertStore(authority.chain()));
            TimeStampRequestGenerator request = new TimeStampRequestGenerator();
            request.setCertReq(true);
            TimeStampRequest asked = request.generate(TSPAlgorithms.SHA256, sha256);
            return generator.generate(asked, BigInteger.valueOf(serial.incrementAndGet()),
                    Date.from(SIGNED.plusSeconds(5))).getEncoded();
        } catch (IOException | TSPException | GeneralSecurityException | OperatorException e) {
            throw new IllegalStateException(e);
        }
    }

    private Holder issue(String name, Holder by, KeyPair keys, Instant from, Instant until, Kind kind) {
        try {
            X500Name subject = new X500Name(name);
            X500Name issuerName = by == null
                    ? subject
                    : X500Name.getInstance(by.certificate().getSubjectX500Principal().getEncoded());
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(issuerName,
                    BigInteger.valueOf(serial.incrementAndGet()), Date.from(from), Date.from(until), subject,
                    SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.subjectKeyIdentifier, false,
                    extensions.createSubjectKeyIdentifier(keys.getPublic()));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(kind == Kind.ISSUER));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(kind == Kind.ISSUER
                    ? KeyUsage.keyCertSign | KeyUsage.cRLSign
                    : KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
            if (kind == Kind.TIME_STAMPS) {
                builder.addExtension(Extension.extendedKeyUsage, true,
                        new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
            }
            if (by != null) {
                builder.addExtension(Extension.authorityKeyIdentifier, false,
                        extensions.createAuthorityKeyIdentifier(by.certificate()));
            }
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA")
                            .build(by == null ? keys.getPrivate() : by.key())));
            List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
            if (by != null) {
                chain.addAll(by.chain());
            }
            return new Holder(keys.getPrivate(), chain);
        } catch (IOException | GeneralSecurityException | OperatorException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
