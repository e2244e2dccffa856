package vn.congvan.delivery;

import vn.congvan.document.Refusal;

/** What came of a recipient's system saying how far it got with a package. */
public sealed interface Confirmation {

    /** Recorded, now or by an earlier call that said the same. */
    record Recorded(TransferState state) implements Confirmation {}

    /** Not recorded. */
    record Refused(Refusal refusal) implements Confirmation {}
}
