package vn.congvan.organization;

import vn.congvan.document.Refusal;

/** What came of asking to change the directory. */
public sealed interface Change {

    /**
     * Done; asking again changes nothing more.
     *
     * @param reopened whether it was closed before
     */
    record Done(Organization organization, boolean reopened) implements Change {}

    /** Not done. */
    record Refused(Refusal refusal) implements Change {}
}
