package vn.congvan.journal;

import java.time.Duration;

/**
 * How long this room remembers; made and checked by room {@code server}.
 *
 * @param refusedRequestsKept how long the line of a refused request is kept
 * @param refusedLinesPerMinute how many lines of the same caller, address and code are written within a minute
 */
public record JournalSettings(Duration refusedRequestsKept, int refusedLinesPerMinute) {}
