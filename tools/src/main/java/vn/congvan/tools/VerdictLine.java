package vn.congvan.tools;

import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

import vn.congvan.signature.FileVerdict;
import vn.congvan.signature.SignatureFinding;
import vn.congvan.signature.VerdictWords;

/** A verdict as one JSON object in one line; what {@code verify} prints, and what workers answer to the server. */
final class VerdictLine {

    private VerdictLine() {}

    /** Adds the verdict to what {@code line} says already. */
    static JsonLine add(JsonLine line, FileVerdict verdict) {
        VerdictWords words = VerdictWords.in(Locale.ROOT);
        return line.add("state", verdict.state().name()).add("reason", verdict.reason().name())
                .add("sentence", words.sentence(verdict.reason())).add("hint", words.hint(verdict.reason()))
                .add("standsFrom", verdict.standsFrom().toString()).add("standsUntil", verdict.standsUntil().toString())
                .objects("signatures", verdict.signatures().stream().map(s -> signature(s, words)).toList());
    }

    private static JsonLine signature(SignatureFinding found, VerdictWords words) {
        JsonLine line = new JsonLine().add("kind", found.kind().name()).add("state", found.reason().state().name())
                .add("reason", found.reason().name()).add("sentence", words.sentence(found.reason()))
                .add("signer", text(found.signer())).add("organisation", text(found.organisation()))
                .add("serial", found.serial()).add("issuer", found.issuer()).add("certificate", found.certificate());
        instant(line, "validFrom", found.validFrom());
        instant(line, "validUntil", found.validUntil());
        instant(line, "claimedAt", found.claimedAt());
        instant(line, "provenAt", found.provenAt());
        line.add("provenBy", text(found.provenBy())).add("covers", found.covers()).add("algorithm", found.algorithm())
                .add("intact", found.intact()).add("revocation", found.revocation().name())
                .add("revocationSource", text(found.revocationSource()));
        instant(line, "revocationAt", found.revocationAt());
        return line.texts("proof", found.proof()).objects("wanted", found.wanted().stream()
                .map(source -> new JsonLine().add("kind", source.kind().name()).add("address", source.address())
                        .add("question", Base64.getEncoder().encodeToString(source.question()))
                        .add("about", source.about()))
                .toList());
    }

    private static void instant(JsonLine line, String name, Optional<Instant> at) {
        at.ifPresent(instant -> line.add(name, instant.toString()));
    }

    private static String text(String given) {
        return given == null ? "" : given;
    }
}
