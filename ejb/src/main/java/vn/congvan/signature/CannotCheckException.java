package vn.congvan.signature;

/** A file, or a part of it, that is not looked into any further, and why. */
final class CannotCheckException extends Exception {

    private static final long serialVersionUID = 1;

    private final ReasonCode reason;

    CannotCheckException(ReasonCode reason, String what) {
        super(reason + ": " + what);
        this.reason = reason;
    }

    CannotCheckException(ReasonCode reason, Exception cause) {
        super(reason.name(), cause);
        this.reason = reason;
    }

    ReasonCode reason() {
        return reason;
    }
}
