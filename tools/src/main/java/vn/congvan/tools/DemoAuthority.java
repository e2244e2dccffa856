package vn.congvan.tools;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A root that nobody else trusts, and that ends with this object: its key is written nowhere. */
final class DemoAuthority {

    private static final Duration YEARS = Duration.ofDays(3650);
    private static final Duration BEFORE = Duration.ofDays(1);
    private static final int RSA_BITS = 2048;

    private final Instant now;
    private final KeyPair keys;
    private final X509Certificate root;

    DemoAuthority(X500Name name, Instant now) throws IOException, GeneralSecurityException {
        this.now = now;
        this.keys = newKeys();
        this.root = certificate(name, keys, name, true);
    }

    /** RSA, as the field's keys are. */
    static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(RSA_BITS);
        return generator.generateKeyPair();
    }

    X509Certificate root() {
        return root;
    }

    /** A certificate for signing documents. */
    X509Certificate certify(X500Name subject, KeyPair subjectKeys) throws IOException, GeneralSecurityException {
        return certificate(subject, subjectKeys, X500Name.getInstance(root.getSubjectX500Principal().getEncoded()),
                false);
    }

    private X509Certificate certificate(X500Name subject, KeyPair subjectKeys, X500Name issuer, boolean authority)
            throws IOException, GeneralSecurityException {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(issuer,
                new BigInteger(63, new SecureRandom()), Date.from(now.minus(BEFORE)), Date.from(now.plus(YEARS)),
                subject, subjectKeys.getPublic());
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(authority
                ? KeyUsage.keyCertSign | KeyUsage.cRLSign
                : KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
        builder.addExtension(Extension.subjectKeyIdentifier, false,
                extensions.createSubjectKeyIdentifier(subjectKeys.getPublic()));
        builder.addExtension(Extension.authorityKeyIdentifier, false,
                extensions.createAuthorityKeyIdentifier(keys.getPublic()));
        try {
            return new JcaX509CertificateConverter().getCertificate(
                    builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** A list of revoked certificates with nobody on it, DER. */
    byte[] emptyList() throws IOException, GeneralSecurityException {
        JcaX509v2CRLBuilder builder = new JcaX509v2CRLBuilder(root, Date.from(now.minus(BEFORE)));
        builder.setNextUpdate(Date.from(now.plus(YEARS)));
        builder.addExtension(Extension.authorityKeyIdentifier, false,
                new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(root));
        try {
            return new JcaX509CRLConverter()
                    .getCRL(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())))
                    .getEncoded();
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
