package vn.congvan.person;

import java.util.List;
import java.util.UUID;

/**
 * A user whose account is open.
 *
 * @param userName the name with which to log in, lower case
 * @param displayName the name that others see
 * @param posts the posts held today; may be none
 * @param mustChangePassword true while the password is one that somebody else chose
 * @param passwordVersion counts the changes of the password; a login with an older one is over
 */
public record Person(UUID id, String userName, String displayName, List<Post> posts,
        boolean mustChangePassword, int passwordVersion) {

    public Person {
        posts = List.copyOf(posts);
    }

    /**
     * The same person with the rights of one post only, as somebody who holds posts at two agencies acts for one at a time
     * ({@code rules.md} 10).
     *
     * @throws IllegalArgumentException when that post is not held
     */
    public Person actingAs(Post post) {
        if (!posts.contains(post)) {
            throw new IllegalArgumentException(userName + " does not hold that post");
        }
        return new Person(id, userName, displayName, List.of(post), mustChangePassword, passwordVersion);
    }
}
