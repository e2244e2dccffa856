package vn.congvan.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The certificate with which the demo node speaks HTTPS: made at the first start, signed by itself, for localhost only.
 *
 * @param keyStore key and certificate (PKCS#12)
 * @param trustStore the certificates by which clients may prove themselves (PKCS#12); at first only the node's own
 * @param certificate the certificate as clients want it (PEM)
 */
record DemoCertificate(Path keyStore, Path trustStore, Path certificate) {

    private static final String ALIAS = "node";

    static DemoCertificate in(Path home, String password) {
        try {
            Path folder = Platform.privateFolder(home.resolve("tls"));
            DemoCertificate files = new DemoCertificate(folder.resolve("key.p12"), folder.resolve("trust.p12"),
                    folder.resolve("localhost.pem"));
            if (!Files.exists(files.trustStore)) {
                files.make(folder, password);
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("no certificate can be made in " + home, e);
        }
    }

    // the trust store comes last: where it stands, everything stands
    private void make(Path folder, String password) throws IOException {
        Files.deleteIfExists(keyStore);
        keytool(folder, "-genkeypair", "-alias", ALIAS, "-keyalg", "RSA", "-keysize", "2048", "-validity", "825",
                "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-ext", "bc:c", "-ext",
                "eku=serverAuth,clientAuth",
                "-storetype", "PKCS12", "-keystore", keyStore.toString(), "-storepass", password);
        keytool(folder, "-exportcert", "-rfc", "-alias", ALIAS, "-file", certificate.toString(), "-keystore",
                keyStore.toString(), "-storepass", password);
        Path fresh = folder.resolve("trust.p12.new");
        Files.deleteIfExists(fresh);
        keytool(folder, "-importcert", "-noprompt", "-alias", ALIAS, "-file", certificate.toString(), "-storetype",
                "PKCS12", "-keystore", fresh.toString(), "-storepass", password);
        PostgresBinaries.moveAtOnce(fresh, trustStore);
    }

    private static void keytool(Path folder, String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of(Platform.ofJava("keytool")));
        all.addAll(List.of(words));
        Path output = folder.resolve("keytool.out");
        Command done = Command.run(folder, output, Duration.ofSeconds(60), all);
        if (!done.succeeded()) {
            throw new IllegalStateException("keytool made no certificate: " + done.lastLine());
        }
        Files.delete(output);
    }
}
