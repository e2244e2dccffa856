package vn.congvan.edxml;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How much of what the reader puts up with. Passing a limit refuses the package with the code named here.
 *
 * @param maxBodyBytes bytes of a package ({@code BODY_TOO_LARGE})
 * @param maxDepth elements within each other ({@code XML_TOO_DEEP})
 * @param maxElements elements of a package ({@code XML_TOO_MANY_ELEMENTS})
 * @param maxTextChars characters of one field, tag or comment ({@code XML_TEXT_TOO_LONG})
 * @param maxHeaderChars characters of a package outside its attachments' content ({@code XML_TEXT_TOO_LONG})
 * @param maxAttachments attachments of a package ({@code ATTACHMENTS_TOO_MANY})
 * @param maxAttachmentBytes bytes of one file, decoded and unzipped ({@code ATTACHMENT_TOO_LARGE})
 * @param maxDecodedBytes bytes of all files of a package together ({@code ATTACHMENT_TOO_LARGE})
 * @param maxZipRatio how many times a zipped file may grow, looked at from the first MiB on
 *        ({@code ATTACHMENT_ZIP_RATIO})
 * @param spoolMemoryBytes how much of a payload that cannot be passed on at once is held in memory before a temporary
 *        file is used
 * @param spoolDirectory where such temporary files stand; empty means the platform's own place for them
 */
public record EdxmlLimits(long maxBodyBytes, int maxDepth, int maxElements, int maxTextChars, int maxHeaderChars,
        int maxAttachments, long maxAttachmentBytes, long maxDecodedBytes, int maxZipRatio, int spoolMemoryBytes,
        Optional<Path> spoolDirectory) {

    public EdxmlLimits {
        atLeast(1, maxBodyBytes, "maxBodyBytes");
        // what the format itself needs
        atLeast(16, maxDepth, "maxDepth");
        atLeast(100, maxElements, "maxElements");
        atLeast(1024, maxTextChars, "maxTextChars");
        atLeast(maxTextChars, maxHeaderChars, "maxHeaderChars");
        atLeast(1, maxAttachments, "maxAttachments");
        atLeast(1, maxAttachmentBytes, "maxAttachmentBytes");
        atLeast(1, maxDecodedBytes, "maxDecodedBytes");
        atLeast(1, maxZipRatio, "maxZipRatio");
        atLeast(0, spoolMemoryBytes, "spoolMemoryBytes");
    }

    private static void atLeast(long least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", less than " + least);
        }
    }

    /** 1 GiB a package, 512 MiB a file, 200 files, 64 KiB a field. */
    public static EdxmlLimits defaults() {
        return new EdxmlLimits(1L << 30, 32, 100_000, 1 << 16, 1 << 23, 200, 1L << 29, 1L << 31, 200, 1 << 16,
                Optional.empty());
    }

    public EdxmlLimits withMaxBodyBytes(long bytes) {
        return new EdxmlLimits(bytes, maxDepth, maxElements, maxTextChars, maxHeaderChars, maxAttachments,
                maxAttachmentBytes, maxDecodedBytes, maxZipRatio, spoolMemoryBytes, spoolDirectory);
    }

    public EdxmlLimits withMaxDepth(int depth) {
        return new EdxmlLimits(maxBodyBytes, depth, maxElements, maxTextChars, maxHeaderChars, maxAttachments,
                maxAttachmentBytes, maxDecodedBytes, maxZipRatio, spoolMemoryBytes, spoolDirectory);
    }

    public EdxmlLimits withMaxElements(int elements) {
        return new EdxmlLimits(maxBodyBytes, maxDepth, elements, maxTextChars, maxHeaderChars, maxAttachments,
                maxAttachmentBytes, maxDecodedBytes, maxZipRatio, spoolMemoryBytes, spoolDirectory);
    }

    public EdxmlLimits withMaxTextChars(int chars) {
        return new EdxmlLimits(maxBodyBytes, maxDepth, maxElements, chars, maxHeaderChars, maxAttachments,
                maxAttachmentBytes, maxDecodedBytes, maxZipRatio, spoolMemoryBytes, spoolDirectory);
    }

    public EdxmlLimits withMaxHeaderChars(int chars) {
        return new EdxmlLimits(maxBodyBytes, maxDepth, maxElements, maxTextChars, chars, maxAttachments,
                maxAttachmentBytes, maxDecodedBytes, maxZipRatio, spoolMemoryBytes, spoolDirectory);
    }

    public EdxmlLimits withMaxAttachments(int attachments) {
        return new EdxmlLimits(maxBodyBytes, maxDepth, maxElements, maxTextChars, maxHeaderChars, attachments,
                maxAttachmentBytes, maxDecodedBytes, maxZipRatio, spoolMemoryBytes, spoolDirectory);
    }

    public EdxmlLimits withMaxAttachmentBytes(long bytes) {
        return new EdxmlLimits(maxBodyBytes, maxDepth, maxElements, maxTextChars, maxHeaderChars, maxAttachments, bytes,
                maxDecodedBytes, maxZipRatio, spoolMemoryBytes, spoolDirectory);
    }

    public EdxmlLimits withMaxDecodedBytes(long bytes) {
        return new EdxmlLimits(maxBodyBytes, maxDepth, maxElements, maxTextChars, maxHeaderChars, maxAttachments,
                maxAttachmentBytes, bytes, maxZipRatio, spoolMemoryBytes, spoolDirectory);
    }

    public EdxmlLimits withMaxZipRatio(int ratio) {
        return new EdxmlLimits(maxBodyBytes, maxDepth, maxElements, maxTextChars, maxHeaderChars, maxAttachments,
                maxAttachmentBytes, maxDecodedBytes, ratio, spoolMemoryBytes, spoolDirectory);
    }

    public EdxmlLimits withSpoolMemoryBytes(int bytes) {
        return new EdxmlLimits(maxBodyBytes, maxDepth, maxElements, maxTextChars, maxHeaderChars, maxAttachments,
                maxAttachmentBytes, maxDecodedBytes, maxZipRatio, bytes, spoolDirectory);
    }

    public EdxmlLimits withSpoolDirectory(Path directory) {
        return new EdxmlLimits(maxBodyBytes, maxDepth, maxElements, maxTextChars, maxHeaderChars, maxAttachments,
                maxAttachmentBytes, maxDecodedBytes, maxZipRatio, spoolMemoryBytes, Optional.of(directory));
    }
}
