package vn.congvan.signature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Folders with nothing but files in them. */
final class Folders {

    private Folders() {}

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    /** Deletes those of a parent whose names begin so and that nobody has touched since {@code before}; returns how many. */
    static int deleteOld(Path parent, Instant before, List<String> beginnings) throws IOException {
        int deleted = 0;
        try (Stream<Path> folders = Files.list(parent)) {
            for (Path folder : folders.toList()) {
                String name = folder.getFileName().toString();
                if (beginnings.stream().anyMatch(name::startsWith) && isOlder(folder, before)) {
                    delete(folder);
                    deleted++;
                }
            }
        }
        return deleted;
    }

    private static boolean isOlder(Path folder, Instant before) throws IOException {
        try {
            return Files.isDirectory(folder) && Files.getLastModifiedTime(folder).toInstant().isBefore(before);
        } catch (NoSuchFileException e) {
            // another node was faster
            return false;
        }
    }
}
