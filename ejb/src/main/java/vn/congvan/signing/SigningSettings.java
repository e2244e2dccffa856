package vn.congvan.signing;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What room {@code signing} is told.
 *
 * @param folder for files that are being signed, and prepared ones that wait for their signature
 * @param kept how long a prepared file waits
 */
public record SigningSettings(Path folder, Duration kept) {}
