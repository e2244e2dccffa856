package vn.congvan.web.access;

import vn.congvan.document.Refusal;
import vn.congvan.organization.ConnectedSystem;

/** Who a caller turned out to be. */
public sealed interface Authentication {

    /** A system that has proven itself. */
    record Known(ConnectedSystem system) implements Authentication {}

    /**
     * Nobody that may enter, or not now.
     *
     * @param claimed the id that was claimed, or the subject of a certificate that nobody registered; empty when there was
     *        neither
     */
    record Refused(Refusal refusal, String claimed) implements Authentication {}
}
