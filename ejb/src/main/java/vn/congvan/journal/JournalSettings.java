package vn.congvan.journal;

import java.time.Duration;

/**
 * How long this room remembers; made and checked by room {@code server}.
 *
 * @param refusedRequestsKept how long the line of a refused request is kept
 */
public record JournalSettings(Duration refusedRequestsKept) {}
