package vn.congvan.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the programs of PostgreSQL are called when we are root, as which they refuse to run: in a user namespace of their own,
 * or where a container forbids that, as the user nobody.
 */
enum Unprivileged {

    /** We are an ordinary user. */
    AS_WE_ARE(List.of()),
    /** Inside a user namespace root is not root. */
    NAMESPACE(List.of("unshare", "--user")),
    /** As nobody, to whom the files then belong; it keeps the group root, which alone may pass through the home. */
    NOBODY(List.of("setpriv", "--reuid=65534", "--clear-groups"));

    private static final int NOBODYS_ID = 65534;

    private final List<String> prefix;

    Unprivileged(List<String> prefix) {
        this.prefix = prefix;
    }

    /** The first way that works on this machine for the programs, given a folder that is ours. */
    static Unprivileged find(PostgresBinaries binaries, Path scratch) {
        if (!Platform.isRoot()) {
            return AS_WE_ARE;
        }
        for (Unprivileged way : List.of(NAMESPACE, NOBODY)) {
            if (way.works(binaries, scratch)) {
                return way;
            }
        }
        throw new CannotStart(
                "PostgreSQL không chạy được dưới quyền root và bộ chứa này không cho tạo không gian người dùng: hãy chạy"
                        + " lại bằng một người dùng thường (không phải root).",
                "PostgreSQL does not run as root, and this container forbids user namespaces: run again as an ordinary"
                        + " user.");
    }

    List<String> command(List<String> words) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(words);
        return all;
    }

    /** Gives a folder and what is in it to those as whom the programs run. */
    void own(Path root) {
        if (this == NOBODY && Files.exists(root)) {
            try (Stream<Path> paths = Files.walk(root)) {
                for (Path path : paths.toList()) {
                    Files.setAttribute(path, "unix:uid", NOBODYS_ID);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(root + " cannot be given to the user nobody", e);
            }
        }
    }

    private boolean works(PostgresBinaries binaries, Path scratch) {
        try {
            Path output = scratch.resolve("unprivileged.out");
            if (!run(output, binaries.program("postgres"), "--version")) {
                return false;
            }
            if (this == NOBODY) {
                own(scratch);
                Files.setPosixFilePermissions(scratch.toAbsolutePath().getParent(),
                        PosixFilePermissions.fromString("rwx--x---"));
            }
            // they must reach the folder of the database, too
            return run(output, "test", "-x", scratch.toAbsolutePath().toString());
        } catch (IOException e) {
            // there is no such program here: not this way
            return false;
        }
    }

    private boolean run(Path output, String... words) throws IOException {
        return Command.run(Path.of("/"), output, Duration.ofSeconds(20), command(List.of(words))).succeeded();
    }
}
