package vn.congvan.web.desk;

import java.util.Locale;

/**
 * The type under which a received file is served. It follows from our list, never from what the package claims: whatever
 * is not on it is bytes to be saved.
 */
enum FileKind {
    /** Shown by the page's own viewer. */
    PDF("application/pdf"),
    /** Anything else. */
    OTHER("application/octet-stream");

    private final String mediaType;

    FileKind(String mediaType) {
        this.mediaType = mediaType;
    }

    static FileKind of(String name) {
        return name.strip().toLowerCase(Locale.ROOT).endsWith(".pdf") ? PDF : OTHER;
    }

    String mediaType() {
        return mediaType;
    }
}
