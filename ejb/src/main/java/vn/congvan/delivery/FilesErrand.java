package vn.congvan.delivery;

import java.time.Instant;
import java.util.UUID;

import vn.congvan.document.Sha256;

/**
 * A package whose files somebody has claimed to look into.
 *
 * @param packageId the package
 * @param sha256 its bytes
 * @param fromId the organization that sent it
 * @param receivedAt when it was taken over
 * @param attempts how often this was begun, this time included
 * @param correlation the correlation id of the request that brought it
 */
public record FilesErrand(UUID packageId, Sha256 sha256, UUID fromId, Instant receivedAt, int attempts,
        String correlation) {}
