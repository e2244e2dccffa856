package vn.congvan.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The command line's jar, which the EAR carries for the workers that look into files: laid into the node's folder, since a process
 * of its own cannot read it inside the deployment.
 */
final class ToolsJar {

    private static final String INSIDE = "../tools/congvan-tools.program";

    private ToolsJar() {}

    /** Where it lies now. */
    static Path lay(Path home) {
        URL self = ToolsJar.class.getProtectionDomain().getCodeSource().getLocation();
        Path target = home.resolve("congvan-tools.jar");
        try {
            // the address of the archive in which this class lies, as a folder
            URL folder = self.getPath().endsWith("/") ? self : new URL(self + "/");
            Path half = Files.createTempFile(home, "congvan-tools", ".part");
            try (InputStream in = new URL(folder, INSIDE).openStream()) {
                Files.copy(in, half, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("the deployment's own tools cannot be laid out in " + home, e);
        }
    }
}
