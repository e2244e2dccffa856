package vn.congvan.signature;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What was found about one file.
 *
 * @param reason why; its state is the verdict
 * @param signatures each signature, in the order in which they stand in the file
 * @param standsFrom the verdict would be the same had the file been received at any instant from here on ...
 * @param standsUntil ... and before here
 */
public record FileVerdict(ReasonCode reason, List<SignatureFinding> signatures, Instant standsFrom,
        Instant standsUntil) {

    public FileVerdict {
        signatures = List.copyOf(signatures);
    }

    /** The one word. */
    public VerdictState state() {
        return reason.state();
    }

    /** A verdict that has nothing to do with when the file was received. */
    static FileVerdict timeless(ReasonCode reason, List<SignatureFinding> signatures) {
        return new FileVerdict(reason, signatures, Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z"));
    }

    /** The worst of the signatures decides; it holds for every instant of receipt between two at which something turns. */
    static FileVerdict of(List<SignatureFinding> signatures, Instant receivedAt) {
        ReasonCode worst = signatures.stream().map(SignatureFinding::reason)
                .min(Comparator.comparing(ReasonCode::state).thenComparing(r -> r == ReasonCode.ALL_HOLDS))
                .orElse(ReasonCode.NO_SIGNATURE);
        FileVerdict all = timeless(worst, signatures);
        Instant from = all.standsFrom;
        Instant until = all.standsUntil;
        for (SignatureFinding signature : signatures) {
            for (Instant turn : signature.turns()) {
                if (!turn.isAfter(receivedAt)) {
                    from = from.isAfter(turn) ? from : turn;
                } else {
                    until = until.isBefore(turn) ? until : turn;
                }
            }
        }
        return new FileVerdict(worst, signatures, from, until);
    }
}
