package vn.congvan.edxml;

import java.util.Optional;
import vn.congvan.document.Sha256;

/**
 * An attachment as it was found in a package.
 *
 * @param index its place in the package, from 0
 * @param contentId its id as written, {@code cid:} and all
 * @param name its file name; taken from the manifest when the attachment has none
 * @param description what it is
 * @param declaredType the type it claims ({@code ContentType}), not reliable
 * @param encoding how the file was carried
 * @param encodedLength characters of base64 between the tags, white space included
 * @param size bytes of the file; 0 when it was skipped or could not be decoded
 * @param sha256 digest of the file; empty when it was skipped or could not be decoded
 */
public record AttachmentRead(int index, String contentId, String name, String description, String declaredType,
        Encoding encoding, long encodedLength, long size, Optional<Sha256> sha256) {

    /** How a file is carried. */
    public enum Encoding {
        /** Base64 of the file. */
        RAW,
        /** Base64 of a zip that holds nothing but the file. */
        ONE_ENTRY_ZIP,
        /** There is no file to be had: not base64, missing, or a damaged zip. */
        UNDECODABLE,
        /** Not looked at, as the caller asked. */
        SKIPPED
    }

    /** The id by which it is matched with the manifest: without any leading {@code cid:}. */
    public String contentKey() {
        return ContentId.key(contentId);
    }
}
