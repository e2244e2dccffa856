package vn.congvan.signing;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;

/** Carries a refusal from deep inside the making of an increment to the class that answers with it as a value. */
final class RefusedSigning extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedSigning(Throwable cause, ErrorCode code, Object... about) {
        super(code.name(), cause);
        this.refusal = Refusal.of(code, about);
    }

    RefusedSigning(ErrorCode code, Object... about) {
        this(null, code, about);
    }

    RefusedSigning(Refusal refusal) {
        super(refusal.code().name());
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
