package vn.congvan.tools;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
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

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        String password = System.getenv(variable);
        if (password == null || password.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "environment variable " + variable + " is not set");
        }
        Path trust = Files.createDirectories(folder.resolve("trust"));
        DemoAuthority authority = new DemoAuthority(
                name("Gốc mẫu Công Văn, không tin cậy ngoài bản dùng thử", "Công Văn", "", ""), Instant.now());
        Files.write(trust.resolve("demo-root.crt"), authority.root().getEncoded());
        Files.write(trust.resolve("demo-root.crl"), authority.emptyList());
        String first = organizations.values().iterator().next();
        int space = leader.indexOf(' ');
        write(LEADER, LEADER, name(leader, first, space < 0 ? leader : leader.substring(0, space),
                space < 0 ? "" : leader.substring(space + 1)), authority, password);
        for (Map.Entry<String, String> organization : organizations.entrySet()) {
            write(SEAL + "-" + organization.getKey(), SEAL,
                    name(organization.getValue(), organization.getValue(), "", ""), authority, password);
        }
        return Tools.FINE;
    }

    private void write(String file, String alias, X500Name name, DemoAuthority authority, String password)
            throws IOException, GeneralSecurityException {
        KeyPair keys = DemoAuthority.newKeys();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(alias, keys.getPrivate(), password.toCharArray(),
                new Certificate[] {authority.certify(name, keys), authority.root()});
        try (OutputStream out = Files.newOutputStream(folder.resolve(file + ".p12"))) {
            store.store(out, password.toCharArray());
        }
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
}
