package vn.congvan.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import vn.congvan.signing.SigningKeys.Keeper;
import vn.congvan.signing.SigningKeys.Purpose;
import vn.congvan.signing.SigningKeys.Reference;

/**
 * Keys of the demo profile, made at the first start in {@code CONGVAN_HOME/keys/demo}: a root that only this node trusts, a leader's
 * key, and keys of the sample directory's organizations. The tools make them, in a process of their own.
 *
 * @param folder where they lie
 */
record DemoKeys(Path folder) {

    private static final Logger LOG = Logger.getLogger(DemoKeys.class);
    private static final String VARIABLE = "CONGVAN_DEMO_KEYS_PASSWORD";
    private static final String LEADER = "Lãnh Đạo Mẫu";
    /** Of the sample directory: code and name. */
    private static final List<String> ORGANIZATIONS = List.of("000.00.00.G22=Văn phòng Chính phủ",
            "000.00.00.H47=UBND tỉnh Quảng Nam", "000.00.00.H17=UBND thành phố Đà Nẵng",
            "000.00.00.H49=UBND tỉnh Quảng Ninh");
    private static final int SECONDS = 120;

    /** Where they lie, made when they are not there yet. */
    static DemoKeys lay(Path home, Path java, Path tools) {
        Path folder = home.resolve("keys").resolve("demo");
        try {
            if (Files.notExists(folder)) {
                Files.createDirectories(folder.getParent());
                Path half = Files.createTempDirectory(folder.getParent(), "demo-",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                make(half, java, tools);
                try {
                    Files.move(half, folder);
                    LOG.infof("keys for trying things out were made in %s", folder);
                } catch (FileSystemException e) {
                    LOG.infof("another node has made the keys for trying things out: %s", e.getMessage());
                }
            }
            return new DemoKeys(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("no keys for trying things out can be made in " + folder, e);
        }
    }

    private static void make(Path folder, Path java, Path tools) throws IOException {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx256m", "-jar", tools.toString(),
                "demo-keys", "--folder", folder.toString(), "--password-variable", VARIABLE, "--leader", LEADER));
        ORGANIZATIONS.forEach(organization -> command.addAll(List.of("--organization", organization)));
        Path output = folder.resolve("output");
        ProcessBuilder making = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        making.environment().put(VARIABLE, password);
        // the names are Vietnamese, whatever the server's own environment speaks
        making.environment().put("LC_ALL", "C.UTF-8");
        try {
            Process running = making.start();
            if (!running.waitFor(SECONDS, TimeUnit.SECONDS)) {
                running.destroyForcibly();
                throw new IOException("making keys did not end");
            }
            if (running.exitValue() != 0) {
                throw new IOException("no keys were made: " + Files.readString(output, StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keys were being made", e);
        }
        Files.delete(output);
        Files.writeString(folder.resolve("password"), password);
    }

    /** Whom the node trusts where the administrator names nobody. */
    Path trust() {
        return folder.resolve("trust");
    }

    /** The organizations' keys. */
    List<Reference> references() {
        return ORGANIZATIONS.stream().map(organization -> organization.substring(0, organization.indexOf('=')))
                .map(code -> new Reference(code, Purpose.SIGNING,
                        new Keeper.Pkcs12(folder.resolve("seal-" + code + ".p12")), "seal"))
                .toList();
    }

    /** The password of each of the files. */
    char[] password() {
        try {
            return Files.readString(folder.resolve("password")).toCharArray();
        } catch (IOException e) {
            LOG.errorf(e, "the password of the keys for trying things out cannot be read");
            return new char[0];
        }
    }
}
