package vn.congvan.delivery;

import java.util.UUID;

import vn.congvan.document.MessageType;
import vn.congvan.document.Sha256;

/**
 * What a recipient's system fetches; the bytes stand in room {@code content} under {@code sha256}.
 *
 * @param transferId the transfer that was fetched
 * @param encoding the character encoding in which the package was read, {@code UTF-8} unless it is another
 */
public record TransferContent(UUID transferId, UUID packageId, MessageType type, Sha256 sha256, long size,
        String encoding) {}
