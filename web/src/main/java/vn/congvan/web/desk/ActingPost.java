package vn.congvan.web.desk;

import java.io.Serializable;
import java.util.Optional;

import jakarta.enterprise.context.SessionScoped;

import vn.congvan.person.Person;
import vn.congvan.person.Post;

/** Which of their posts a person acts from during this session. */
@SessionScoped
public class ActingPost implements Serializable {

    private static final long serialVersionUID = 1L;

    private Post chosen;

    public void choose(Post post) {
        chosen = post;
    }

    /** The chosen post while it is still held, otherwise the first; empty for a person without any. */
    public Optional<Post> of(Person person) {
        return Optional.ofNullable(chosen).filter(person.posts()::contains)
                .or(() -> person.posts().stream().findFirst());
    }
}
