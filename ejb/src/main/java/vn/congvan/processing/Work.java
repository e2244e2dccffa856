package vn.congvan.processing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The work that a line of the incoming register makes.
 *
 * @param lead who leads
 * @param cooperators who cooperates, by name
 * @param acts what was done, the first first
 */
public record Work(UUID entryId, WorkState state, Worker lead, List<Worker> cooperators, Optional<LocalDate> dueOn,
        List<Act> acts) {

    public Work {
        cooperators = List.copyOf(cooperators);
        acts = List.copyOf(acts);
    }

    /** Somebody who handles it, with the name of then. */
    public record Worker(String userName, String displayName) {}

    /**
     * One step.
     *
     * @param to to whom it was assigned, the lead first; empty for other steps
     * @param note the direction, or what came of it; may be empty
     */
    public record Act(Instant at, WorkState act, String by, String to, String note) {}

    /** Whether the last day is over and the work is not. */
    public boolean isOverdue(LocalDate today) {
        return state != WorkState.COMPLETED && dueOn.filter(today::isAfter).isPresent();
    }
}
