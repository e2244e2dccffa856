package vn.congvan.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.crypto.Mac;
import javax.crypto.SecretKey;

import org.jboss.logging.Logger;

import vn.congvan.signing.SigningKeys.Keeper;
import vn.congvan.signing.SigningKeys.Purpose;
import vn.congvan.signing.SigningKeys.Reference;

/**
 * The key with which the node signs receipts when the administrator named none: made at the first start, with a certificate that vouches
 * for itself, in {@code CONGVAN_HOME/keys}. Its password is derived from the node key, so that nothing more has to be kept secret.
 */
final class ReceiptKey {

    static final String ALIAS = "receipt";

    private static final Logger LOG = Logger.getLogger(ReceiptKey.class);
    private static final String PASSWORD = "CONGVAN_RECEIPT_PASSWORD";
    private static final int DAYS = 3650;

    private ReceiptKey() {}

    /** As whose key it is known. */
    static Reference reference(Path home, String node) {
        return new Reference(node, Purpose.RECEIPT, new Keeper.Pkcs12(file(home)), ALIAS);
    }

    private static Path file(Path home) {
        return home.resolve("keys").resolve("receipt.p12");
    }

    /** The password of the file. */
    static char[] password(SecretKey nodeKey) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(nodeKey);
            return Base64.getEncoder().withoutPadding()
                    .encodeToString(mac.doFinal("receipt key".getBytes(StandardCharsets.UTF_8))).toCharArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /**
     * Makes the PKCS#12 file when it is not there yet; beside it lies {@code receipt.crt}, for those who check receipts.
     *
     * @param node the node's name, which the certificate bears
     */
    static void lay(Path home, String node, SecretKey nodeKey, Path java) {
        Path folder = home.resolve("keys");
        Path file = file(home);
        try {
            if (Files.exists(file)) {
                return;
            }
            Files.createDirectories(folder);
            Path half = Files.createTempDirectory(folder, "receipt").resolve("receipt.p12");
            make(half, node, nodeKey, java);
            Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rw-------"));
            writeCertificate(half, folder.resolve("receipt.crt"), nodeKey);
            try {
                // of two nodes that share the folder one makes it
                Files.createLink(file, half);
                LOG.infof("a key for receipts was made in %s", file);
            } catch (FileAlreadyExistsException e) {
                LOG.infof("another node has made the key for receipts: %s", e.getMessage());
            }
            Files.delete(half);
            Files.delete(half.getParent());
            writeCertificate(file, folder.resolve("receipt.crt"), nodeKey);
        } catch (IOException e) {
            throw new UncheckedIOException("no key for receipts can be made in " + folder, e);
        }
    }

    private static void make(Path file, String node, SecretKey nodeKey, Path java) throws IOException {
        Path output = Files.createTempFile("keytool", ".out");
        ProcessBuilder keytool = new ProcessBuilder(List.of(java.resolveSibling("keytool").toString(), "-genkeypair",
                "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1", "-sigalg", "SHA256withECDSA", "-dname",
                "CN=" + node.replaceAll("[^A-Za-z0-9._ -]", "_"), "-validity", Integer.toString(DAYS), "-ext",
                "ku:c=digitalSignature", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass:env",
                PASSWORD)).redirectErrorStream(true).redirectOutput(output.toFile());
        keytool.environment().put(PASSWORD, new String(password(nodeKey)));
        try {
            Process running = keytool.start();
            if (!running.waitFor(60, TimeUnit.SECONDS)) {
                running.destroyForcibly();
                throw new IOException("keytool did not end");
            }
            if (running.exitValue() != 0) {
                throw new IOException("keytool made no key: " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a key was being made", e);
        } finally {
            Files.delete(output);
        }
    }

    private static void writeCertificate(Path file, Path certificate, SecretKey nodeKey) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password(nodeKey));
            Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(store.getCertificate(ALIAS).getEncoded())
                    + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException e) {
            throw new IOException("the key for receipts cannot be read; was the node key exchanged?", e);
        }
    }
}
