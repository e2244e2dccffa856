package vn.congvan.edxml;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;

/** Carries a refusal from the depth of the reader to its door, where it becomes a value again; never leaves the room. */
final class RefusedPackage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedPackage(ErrorCode code, Object... about) {
        super(code.name(), null, false, false);
        this.refusal = Refusal.of(code, about);
    }

    Refusal refusal() {
        return refusal;
    }
}
