package vn.congvan.organization;

import vn.congvan.document.Refusal;

/** What came of asking to change the directory. */
public sealed interface Change {

    /** Done; asking again changes nothing more. */
    record Done(Organization organization) implements Change {}

    /** Not done. */
    record Refused(Refusal refusal) implements Change {}
}
