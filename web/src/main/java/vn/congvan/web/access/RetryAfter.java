package vn.congvan.web.access;

import java.time.Duration;
import java.util.Optional;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;

/** The header {@code Retry-After}: after how many seconds a refused call is worth making again. */
public final class RetryAfter {

    /** The header. */
    public static final String HEADER = "Retry-After";

    private static final String BUSY = "60";

    private RetryAfter() {}

    /** The seconds to tell; empty where waiting alone does not help. */
    public static Optional<String> seconds(Refusal refusal) {
        return switch (refusal.code()) {
            case RATE_LIMITED -> refusal.about().stream().findFirst();
            case BUSY, DISK_FULL -> Optional.of(BUSY);
            default -> Optional.empty();
        };
    }

    /** The refusal of a call that comes so much too early. */
    static Refusal tooEarlyBy(Duration wait) {
        return Refusal.of(ErrorCode.RATE_LIMITED, Math.max(1, wait.plusMillis(999).toSeconds()));
    }
}
