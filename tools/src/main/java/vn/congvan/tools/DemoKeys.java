package vn.congvan.tools;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code demo-keys}: keys for trying things out. A root that nobody else trusts, its list of revoked certificates, a leader's key and
 * organizations' keys; the root's own key is thrown away.
 */
@Command(name = "demo-keys", description = "Makes a root, its list of revoked certificates, a leader's and organizations' keys for trying things out; nobody should trust them.", mixinStandardHelpOptions = true)
final class DemoKeys implements Callable<Integer> {

    static final String LEADER = "leader";
    static final String SEAL = "seal";

    private static final Duration YEARS = Duration.ofDays(3650);
    private static final int BITS = 2048;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--folder", required = true, paramLabel = "DIR", description = "An empty folder. It gets trust/demo-root.crt, trust/demo-root.crl, leader.p12 and seal-CODE.p12.")
    private Path folder;

    @Option(names = "--password-variable", required = true, paramLabel = "NAME", description = "The environment variable that holds the password of the PKCS#12 files.")
    private String variable;

    @Option(names = "--leader", required = true, paramLabel = "NAME", description = "Full name of the leader.")
    private String leader;

    @Option(names = "--organization", required = true, paramLabel = "CODE=NAME", description = "An organization that signs; repeat for more. The leader belongs to the first.")
    private Map<String, String> organizations = new LinkedHashMap<>();

    private final Instant now = Instant.now();

    @Override
    public Integer call() throws IOException, GeneralSecurityException, OperatorCreationException {
        String password = System.getenv(variable);
        if (password == null || password.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "environment variable " + variable + " is not set");
        }
        Path trust = Files.createDirectories(folder.resolve("trust"));
        KeyPair rootKeys = keys();
        X500Name rootName = name("Gốc mẫu Công Văn, không tin cậy ngoài bản dùng thử", "Công Văn", "", "");
        X509Certificate root = certificate(rootName, rootKeys, rootName, rootKeys, true);
        Files.write(trust.resolve("demo-root.crt"), root.getEncoded());
        Files.write(trust.resolve("demo-root.crl"), list(root, rootKeys));
        String first = organizations.values().iterator().next();
        int space = leader.indexOf(' ');
        write(LEADER, LEADER, name(leader, first, space < 0 ? leader : leader.substring(0, space),
                space < 0 ? "" : leader.substring(space + 1)), root, rootKeys, password);
        for (Map.Entry<String, String> organization : organizations.entrySet()) {
            write(SEAL + "-" + organization.getKey(), SEAL,
                    name(organization.getValue(), organization.getValue(), "", ""), root, rootKeys, password);
        }
        return Tools.FINE;
    }

    private void write(String file, String alias, X500Name name, X509Certificate root, KeyPair rootKeys,
            String password) throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPair keys = keys();
        X500Name issuer = X500Name.getInstance(root.getSubjectX500Principal().getEncoded());
        X509Certificate certificate = certificate(name, keys, issuer, rootKeys, false);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(alias, keys.getPrivate(), password.toCharArray(), new Certificate[] {certificate, root});
        try (OutputStream out = Files.newOutputStream(folder.resolve(file + ".p12"))) {
            store.store(out, password.toCharArray());
        }
    }

    private X509Certificate certificate(X500Name subject, KeyPair keys, X500Name issuer, KeyPair issuerKeys,
            boolean authority) throws GeneralSecurityException, OperatorCreationException, CertIOException {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(issuer,
                new BigInteger(63, new SecureRandom()), Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(YEARS)), subject, keys.getPublic());
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(authority
                ? KeyUsage.keyCertSign | KeyUsage.cRLSign
                : KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
        builder.addExtension(Extension.subjectKeyIdentifier, false,
                extensions.createSubjectKeyIdentifier(keys.getPublic()));
        builder.addExtension(Extension.authorityKeyIdentifier, false,
                extensions.createAuthorityKeyIdentifier(issuerKeys.getPublic()));
        return new JcaX509CertificateConverter().getCertificate(
                builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(issuerKeys.getPrivate())));
    }

    private byte[] list(X509Certificate root, KeyPair keys)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        JcaX509v2CRLBuilder builder = new JcaX509v2CRLBuilder(root, Date.from(now.minus(Duration.ofDays(1))));
        builder.setNextUpdate(Date.from(now.plus(YEARS)));
        builder.addExtension(Extension.authorityKeyIdentifier, false,
                new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(root));
        return new JcaX509CRLConverter()
                .getCRL(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())))
                .getEncoded();
    }

    private static X500Name name(String common, String organization, String surname, String given) {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.C, "VN").addRDN(BCStyle.O,
                organization);
        if (!surname.isEmpty()) {
            name.addRDN(BCStyle.SURNAME, surname);
        }
        if (!given.isEmpty()) {
            name.addRDN(BCStyle.GIVENNAME, given);
        }
        return name.addRDN(BCStyle.CN, common).build();
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        return generator.generateKeyPair();
    }
}
