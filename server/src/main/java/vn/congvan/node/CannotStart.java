package vn.congvan.node;

/** Something stands in the way of starting; the message is the one sentence that the person in front of it is told. */
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotStart(String vietnamese, String english) {
        super(vietnamese + " | " + english);
    }

    CannotStart(String vietnamese, String english, Throwable cause) {
        super(vietnamese + " | " + english, cause);
    }
}
