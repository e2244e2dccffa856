package vn.congvan.delivery;

import java.util.UUID;

import vn.congvan.document.Sha256;

/**
 * One package to be carried to one recipient, claimed for a while.
 *
 * @param attempt which attempt this is, from 1
 * @param correlation the correlation id of the request that brought the package
 */
public record Carriage(UUID transferId, UUID packageId, UUID recipientId, Sha256 sha256, int attempt,
        String correlation) {}
