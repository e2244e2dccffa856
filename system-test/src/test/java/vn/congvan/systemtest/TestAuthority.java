package vn.congvan.systemtest;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Gives out certificates, good ones and bad ones, that live as long as a test run. */
final class TestAuthority {

    private static final AtomicLong SERIAL = new AtomicLong(System.nanoTime());

    private final Holder self;

    /** A key and its certificate. */
    record Holder(PrivateKey key, X509Certificate certificate) {}

    private TestAuthority(Holder self) {
        this.self = self;
    }

    static TestAuthority named(String name) {
        return new TestAuthority(issue(name, Optional.empty(), Duration.ofHours(-1), Duration.ofDays(2), true));
    }

    X509Certificate certificate() {
        return self.certificate();
    }

    /** A certificate for localhost and for clients, from now on. */
    Holder issue(String name) {
        return issue(name, Optional.of(self), Duration.ofHours(-1), Duration.ofDays(1), false);
    }

    /** One that ended a day ago. */
    Holder issueExpired(String name) {
        return issue(name, Optional.of(self), Duration.ofDays(-30), Duration.ofDays(-1), false);
    }

    /** One that begins tomorrow. */
    Holder issueForTomorrow(String name) {
        return issue(name, Optional.of(self), Duration.ofDays(1), Duration.ofDays(2), false);
    }

    /** One that nobody vouches for, and that ended a day ago. */
    static Holder expiredOnItsOwn(String name) {
        return issue(name, Optional.empty(), Duration.ofDays(-30), Duration.ofDays(-1), false);
    }

    private static Holder issue(String name, Optional<Holder> issuer, Duration from, Duration to, boolean authority) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            X500Name subject = new X500Name("CN=" + name);
            Instant now = Instant.now();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer.map(i -> new X500Name(i.certificate().getSubjectX500Principal().getName())).orElse(subject),
                    BigInteger.valueOf(SERIAL.incrementAndGet()), Date.from(now.plus(from)), Date.from(now.plus(to)),
                    subject, pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (!authority) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(
                        new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                        new GeneralName(GeneralName.dNSName, "localhost"),
                        new GeneralName(GeneralName.iPAddress, "127.0.0.1")}));
            }
            PrivateKey signing = issuer.map(Holder::key).orElse(pair.getPrivate());
            return new Holder(pair.getPrivate(), new JcaX509CertificateConverter().getCertificate(
                    builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signing))));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("no certificate for " + name, e);
        }
    }

    /** Writes a PKCS#12 file with that key. */
    void writeKey(Path file, Holder holder, String password) throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        store.setKeyEntry("node", holder.key(), password.toCharArray(),
                new Certificate[] {holder.certificate(), self.certificate()});
        write(file, store, password);
    }

    /** Writes a PKCS#12 file that trusts these. */
    static void writeTrust(Path file, String password, X509Certificate... trusted)
            throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        for (int i = 0; i < trusted.length; i++) {
            store.setCertificateEntry("trusted-" + i, trusted[i]);
        }
        write(file, store, password);
    }

    private static void write(Path file, KeyStore store, String password) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** TLS that trusts servers of this authority, and shows that certificate, asked for by its name or not. */
    SSLContext tls(Optional<Holder> client) {
        try {
            KeyStore trust = empty();
            trust.setCertificateEntry("authority", self.certificate());
            TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(trust);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(client.map(c -> new KeyManager[] {new Insistent(c)}).orElse(null), trusted.getTrustManagers(),
                    null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    /** The JDK's own would keep back a certificate that the server will not like. */
    private static final class Insistent extends X509ExtendedKeyManager {

        private static final String ALIAS = "client";

        private final Holder holder;

        Insistent(Holder holder) {
            this.holder = holder;
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return ALIAS;
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            return ALIAS;
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {holder.certificate()};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return holder.key();
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            throw new UnsupportedOperationException("this is a client");
        }
    }
}
