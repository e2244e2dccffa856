package vn.congvan.edxml;

/**
 * One line of the manifest ({@code Reference}). Its type is not reliable: it is often not that of the attachment.
 *
 * @param contentId the id as written, {@code cid:} and all
 * @param contentType the type as written
 * @param description what the attachment is
 * @param attachmentName its file name
 */
public record ManifestReference(String contentId, String contentType, String description, String attachmentName) {

    public ManifestReference {
        contentId = WireText.field(contentId);
        contentType = WireText.field(contentType);
        description = WireText.field(description);
        attachmentName = WireText.field(attachmentName);
    }

    /** The id by which it is matched with an attachment: without any leading {@code cid:}. */
    public String contentKey() {
        return ContentId.key(contentId);
    }
}
