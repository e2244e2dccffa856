package vn.congvan.signature;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on files that are as plain as most are, for a fraction of the work: {@link PlainPdf} says which these are, {@link KnownSigners} what is known about their
 * signers, and the judge is the one who judges all others. Whatever it does not answer, the library looks into.
 */
final class FastPath {

    private final KnownSigners signers;

    FastPath(TrustMaterial trust) {
        this.signers = new KnownSigners(trust);
    }

    /** The verdict, when the file is plain and its signers are known. */
    Optional<FileVerdict> verdict(PlainPdf pdf, SignatureJudge judge, Instant receivedAt, Instant now) {
        try {
            return signers.found(pdf, now).map(found -> {
                List<SignatureFinding> findings = new ArrayList<>();
                for (int i = 0; i < found.size(); i++) {
                    findings.add(judge.signature(found.get(i),
                            SignedContent.of(Optional.empty(), "bytes " + pdf.signatures().get(i).range())));
                }
                return FileVerdict.of(findings, receivedAt);
            });
        } catch (GeneralSecurityException e) {
            // trusted material that only the library can read
            return Optional.empty();
        }
    }

    /** Takes in what the library found in a plain file that the fast path did not answer. */
    void learn(PlainPdf pdf, List<FoundSignature> found, Instant now) {
        try {
            signers.learn(pdf, found, now);
        } catch (GeneralSecurityException e) {
            // nothing is learned then, and the library looks into the next file as well
            return;
        }
    }
}
