package vn.congvan.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Secrets that systems and users begin with: given, or made here. What was made stands in a file that only its owner can
 * read, and never in a log. The file is written before the rows: whoever is killed between the two finds the same secrets
 * in it the next time.
 */
final class FirstSecrets {

    private final Path file;
    private final String comment;
    private final boolean noteGiven;
    private final TreeMap<String, String> known = new TreeMap<>();
    private int noted;

    /**
     * @param comment what the first line of the file says
     * @param noteGiven whether secrets that were given are written down, too
     */
    FirstSecrets(Path file, String comment, boolean noteGiven) {
        this.file = file;
        this.comment = comment;
        this.noteGiven = noteGiven;
        if (Files.exists(file)) {
            Properties earlier = new Properties();
            try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                earlier.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
            earlier.stringPropertyNames().forEach(key -> known.put(key, earlier.getProperty(key)));
        }
    }

    /**
     * A secret to begin with.
     *
     * @param key whose it is, as the file says it
     * @param made true when it was made here, and is known to nobody else
     */
    record Secret(String key, String text, boolean made) {}

    /** The secret with which {@code key} is to begin: the given one, the one that stands in the file, or a fresh one. */
    Secret of(String key, Optional<String> given) {
        return new Secret(key, given.or(() -> Optional.ofNullable(known.get(key))).orElseGet(FirstSecrets::random),
                given.isEmpty());
    }

    /** The secret has been taken, and is to stand in the file. */
    void note(Secret secret) {
        if (secret.made() || noteGiven) {
            known.put(secret.key(), secret.text());
            noted++;
        }
    }

    /** A fresh secret of 192 bits, in letters, digits, dash and underscore. */
    private static String random() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** How many have been noted. */
    int noted() {
        return noted;
    }

    Path file() {
        return file;
    }

    /** Writes down what was noted, if anything was. */
    void write() {
        if (noted == 0) {
            return;
        }
        List<String> lines = new ArrayList<>(List.of("# " + comment));
        known.forEach((key, value) -> lines.add(key + "=" + value));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, lines, StandardCharsets.UTF_8, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the first secrets cannot be written to " + file, e);
        }
    }
}
