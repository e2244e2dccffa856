package vn.congvan.person;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A user as the node's administrator lays it down.
 *
 * @param active false: the account is closed, and opens nothing any more
 */
public record AccountEntry(String userName, String displayName, boolean active, List<PostEntry> posts) {

    public AccountEntry {
        posts = List.copyOf(posts);
    }

    /**
     * A post that the user holds.
     *
     * @param until the last day, in Vietnam's calendar; empty while it is open-ended
     */
    public record PostEntry(Post post, Optional<LocalDate> until) {}
}
