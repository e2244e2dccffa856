package vn.congvan.online;

import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with what is fetched.
 *
 * @param failing how many lists and answers cannot be fetched
 * @param since since when the oldest of them; empty when there is none
 * @param lastError why the latest failed; empty when none did
 */
public record OnlineState(long failing, Optional<Instant> since, String lastError) {}
