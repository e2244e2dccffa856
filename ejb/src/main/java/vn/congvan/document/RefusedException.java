package vn.congvan.document;

import java.util.Objects;

/**
 * Something was asked wrongly and cannot be answered from where this was noticed, as when a body turns out too large
 * while it is still being read. Caught at the edge, where it becomes the protocol's refusal. Where a refusal can be
 * returned as a value, it is.
 */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.code() + " " + refusal.about(), null, false, false);
        this.refusal = Objects.requireNonNull(refusal);
    }

    public Refusal refusal() {
        return refusal;
    }
}
