package vn.congvan.journal;

import java.time.Instant;

/** A refused request, as it stands in the log. */
public record RefusedLine(Instant at, RefusedRequest request) {}
