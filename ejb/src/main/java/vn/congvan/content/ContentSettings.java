package vn.congvan.content;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how much this room keeps; made and checked by room {@code server}.
 *
 * @param directory the folder of the file store, on one file system
 * @param maxBytes the largest package that is taken, in bytes
 * @param minFreeBytes what must stay free on the disk, in bytes; below it new content is refused
 * @param orphanAge how old a file without a row must be before the sweep removes it
 */
public record ContentSettings(Path directory, long maxBytes, long minFreeBytes, Duration orphanAge) {}
