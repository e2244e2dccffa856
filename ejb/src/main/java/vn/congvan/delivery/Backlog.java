package vn.congvan.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is not finished at a moment.
 *
 * @param openByState deliveries in each state in which somebody still has to do something; states without any are 0
 * @param documentsDue transfers that are due to be carried
 * @param statusesDue statuses that are due to be carried
 * @param oldestDue since when the oldest of those has been due
 */
public record Backlog(Map<DeliveryState, Long> openByState, long documentsDue, long statusesDue,
        Optional<Instant> oldestDue) {

    public Backlog {
        openByState = Map.copyOf(openByState);
    }
}
