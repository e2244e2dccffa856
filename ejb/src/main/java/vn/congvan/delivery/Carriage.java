package vn.congvan.delivery;

import java.util.UUID;

import vn.congvan.document.Sha256;

/**
 * One package to be carried to one recipient, claimed for a while.
 *
 * @param attempt which attempt this is, from 1
 */
public record Carriage(UUID transferId, UUID packageId, UUID recipientId, Sha256 sha256, int attempt) {}
