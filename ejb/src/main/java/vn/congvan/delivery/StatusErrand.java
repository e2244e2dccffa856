package vn.congvan.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * One status to be carried to its addressee, claimed for a while.
 *
 * @param written true when a status package exists; otherwise the node has to write its own
 * @param correlation the id under which the logs speak of the status: of the request that brought it, or its own
 */
public record StatusErrand(UUID statusId, boolean written, String code, UUID fromId, String fromCode, UUID toId,
        String toCode, String documentId, String documentCode, Optional<LocalDate> issueDate, String description,
        Instant reportedAt, int attempt, String correlation) {}
