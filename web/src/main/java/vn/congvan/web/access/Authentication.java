package vn.congvan.web.access;

import vn.congvan.document.Refusal;
import vn.congvan.organization.ConnectedSystem;

/** Who a caller turned out to be. */
public sealed interface Authentication {

    /** A system that has proven itself. */
    record Known(ConnectedSystem system) implements Authentication {}

    /**
     * Nobody that may enter.
     *
     * @param claimed the id that was claimed, empty when none was
     */
    record Refused(Refusal refusal, String claimed) implements Authentication {}
}
