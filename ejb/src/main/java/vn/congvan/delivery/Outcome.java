package vn.congvan.delivery;

import vn.congvan.document.Refusal;

/** What came of carrying something over a line. */
public sealed interface Outcome {

    /** It lies ready for that system, which will fetch it. */
    record Ready(String systemId) implements Outcome {}

    /** The recipient has it. */
    record Delivered() implements Outcome {}

    /** The other side said no; trying again is senseless. */
    record Refused(Refusal refusal) implements Outcome {}

    /** Nobody answered, or with a passing fault; try again later. */
    record Unreachable(String fault) implements Outcome {}
}
