package vn.congvan.signing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import vn.congvan.document.Sha256;

/**
 * A signed file, until it is closed.
 *
 * @param folder what is deleted then, with the files in it
 * @param file the file
 * @param sha256 its digest
 * @param size its bytes
 * @param timeStamped whether it is PAdES baseline T; otherwise B
 */
public record SignedPdf(Path folder, Path file, Sha256 sha256, long size,
        boolean timeStamped) implements AutoCloseable {

    @Override
    public void close() throws IOException {
        clear(folder);
    }

    static void clear(Path folder) throws IOException {
        List<Path> files;
        try (var all = Files.list(folder)) {
            files = all.toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }
}
