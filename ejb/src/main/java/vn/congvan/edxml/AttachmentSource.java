package vn.congvan.edxml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file to be sent.
 *
 * @param name its file name; the extension decides how it is carried
 * @param description what it is
 * @param contentType the type written for a file carried raw; empty means the usual one for its extension
 * @param opener gives the bytes
 */
public record AttachmentSource(String name, String description, String contentType, Opener opener) {

    /** Gives a fresh stream of the same bytes every time it is asked. */
    @FunctionalInterface
    public interface Opener {
        InputStream open() throws IOException;
    }

    public AttachmentSource {
        name = WireText.field(name);
        description = WireText.field(description);
        contentType = WireText.field(contentType);
        if (name.isEmpty() || opener == null) {
            throw new IllegalArgumentException("an attachment has a name and bytes");
        }
    }

    public static AttachmentSource of(String name, String description, Opener opener) {
        return new AttachmentSource(name, description, "", opener);
    }

    public static AttachmentSource of(String name, String description, Path file) {
        return new AttachmentSource(name, description, "", () -> Files.newInputStream(file));
    }

    public static AttachmentSource of(String name, String description, byte[] bytes) {
        byte[] kept = bytes.clone();
        return new AttachmentSource(name, description, "", () -> new java.io.ByteArrayInputStream(kept));
    }
}
