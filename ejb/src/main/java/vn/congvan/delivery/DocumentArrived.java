package vn.congvan.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * A document has reached its recipient.
 *
 * @param takenOver when the node took it over from its sender
 * @param at when it arrived
 */
public record DocumentArrived(UUID deliveryId, Instant takenOver, Instant at) {}
