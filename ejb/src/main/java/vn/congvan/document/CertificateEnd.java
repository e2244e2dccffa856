package vn.congvan.document;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * When a certificate ends that somebody has to renew before.
 *
 * @param purpose what it is for
 * @param owner the organization, the node or the system whose it is
 * @param subject whom it names
 * @param until its last instant
 */
public record CertificateEnd(Purpose purpose, String owner, String subject, Instant until) {

    /** What a certificate is for. */
    public enum Purpose {
        /** An organization signs documents with its key. */
        SIGNING,
        /** The node signs receipts with its key. */
        RECEIPT,
        /** A system proves itself with it. */
        CLIENT
    }

    /** Days before the end at which its owner is warned, the first warning first. */
    private static final List<Integer> WARNINGS = List.of(60, 30, 14, 7, 1);

    /** Whole days from then until the end; negative when it has ended. */
    public long daysLeft(Instant now) {
        return Math.floorDiv(Duration.between(now, until).getSeconds(), Duration.ofDays(1).getSeconds());
    }

    /**
     * Which of the warnings stands: the smallest number of days (60, 30, 14, 7 or 1) within which it ends; 0 when it has ended, empty
     * when it ends later than that.
     */
    public OptionalInt warning(Instant now) {
        if (!until.isAfter(now)) {
            return OptionalInt.of(0);
        }
        return WARNINGS.stream().filter(days -> !until.isAfter(now.plus(Duration.ofDays(days)))).mapToInt(days -> days)
                .min();
    }
}
