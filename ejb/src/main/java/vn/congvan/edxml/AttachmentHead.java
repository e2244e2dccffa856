package vn.congvan.edxml;

/**
 * What a package says about one attachment, before its content.
 *
 * @param index its place in the package, from 0
 * @param contentId its id as written
 * @param name its file name; taken from the manifest when the attachment has none; never a path to be used
 * @param description what it is
 * @param declaredType the type it claims, not reliable
 */
public record AttachmentHead(int index, String contentId, String name, String description, String declaredType) {

    public AttachmentHead {
        contentId = WireText.field(contentId);
        name = WireText.field(name);
        description = WireText.field(description);
        declaredType = WireText.field(declaredType);
    }

    /** The id by which it is matched with the manifest: without any leading {@code cid:}. */
    public String contentKey() {
        return ContentId.key(contentId);
    }
}
