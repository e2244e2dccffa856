package vn.congvan.node;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * The passwords that the parts of a node need among themselves, made at the first start and kept in a file that only its
 * owner can read. Whoever loses the file loses the node: it opens the database and the credential store.
 */
final class NodeSecrets {

    /** The file, in the node's home. */
    static final String FILE = "node-secrets.properties";

    private final Path file;
    private final Properties known = new Properties();

    NodeSecrets(Path home) {
        file = home.resolve(FILE);
        if (Files.exists(file)) {
            try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                known.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
        }
    }

    /** The secret of that name; made and written down when it is asked for the first time. */
    synchronized String of(String name) {
        String secret = known.getProperty(name);
        if (secret == null) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            known.setProperty(name, secret);
            write();
        }
        return secret;
    }

    private void write() {
        Path fresh = file.resolveSibling(FILE + ".new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, Platform.ownerOnly("rw-------"));
            try (BufferedWriter writer = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
                known.store(writer, "passwords among the parts of this node; keep them with its database");
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
