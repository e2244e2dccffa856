package vn.congvan.web.rest;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import vn.congvan.signature.Examination;
import vn.congvan.signature.ReasonCode;
import vn.congvan.signature.SignatureFinding;
import vn.congvan.signature.VerdictState;
import vn.congvan.signature.VerdictWords;
import vn.congvan.verification.CheckedFile;

/** A file of a package, and what was found about its signatures. */
@Schema(name = "SignedFile")
public record SignedFile(@Schema(required = true) String name,
        @Schema(required = true, description = "Bytes; 0 when the file could not be decoded") long size,
        @Schema(description = "SHA-256, hexadecimal; absent when the file could not be decoded", pattern = "[0-9a-f]{64}") String sha256,
        @Schema(description = "The verdict; absent when there was nothing to check") VerdictState state,
        @Schema(description = "Why") ReasonCode reason,
        @Schema(description = "Why, as a Vietnamese sentence") String sentence,
        @Schema(description = "What to do") String hint, @Schema(description = "When it was checked") Instant checkedAt,
        @Schema(required = true, description = "Each signature") List<Signature> signatures) {

    static SignedFile of(CheckedFile file) {
        VerdictWords words = VerdictWords.in(Locale.ROOT);
        ReasonCode reason = file.examination().map(Examination::reason).orElse(null);
        return new SignedFile(file.name(), file.size(), file.sha256().map(s -> s.hex()).orElse(null),
                reason == null ? null : reason.state(), reason, reason == null ? null : words.sentence(reason),
                reason == null ? null : words.hint(reason), file.examination().map(Examination::judgedAt).orElse(null),
                file.examination().map(Examination::signatures).orElse(List.of()).stream().map(Signature::of).toList());
    }

    /** One signature. */
    @Schema(name = "Signature")
    public record Signature(@Schema(required = true) SignatureFinding.Kind kind,
            @Schema(required = true) VerdictState state, @Schema(required = true) ReasonCode reason,
            @Schema(required = true, description = "The signer's name as the certificate has it") String signer,
            @Schema(required = true) String organisation,
            @Schema(required = true, description = "Serial number of the certificate, hexadecimal") String serial,
            @Schema(required = true) String issuer,
            @Schema(required = true, description = "SHA-256 of the certificate, hexadecimal") String certificate,
            Instant validFrom, Instant validUntil,
            @Schema(description = "When it was signed, as the signer says; proves nothing") Instant claimedAt,
            @Schema(description = "The earliest instant at which a valid time stamp proves that it stood") Instant provenAt,
            @Schema(required = true) String provenBy, @Schema(required = true) String covers,
            @Schema(required = true) String algorithm, @Schema(required = true) boolean intact,
            @Schema(required = true) SignatureFinding.Revocation revocation,
            @Schema(required = true) String revocationSource, Instant revocationAt) {

        static Signature of(SignatureFinding found) {
            return new Signature(found.kind(), found.reason().state(), found.reason(), found.signer(),
                    found.organisation(), found.serial(), found.issuer(), found.certificate(),
                    found.validFrom().orElse(null), found.validUntil().orElse(null), found.claimedAt().orElse(null),
                    found.provenAt().orElse(null), found.provenBy(), found.covers(), found.algorithm(), found.intact(),
                    found.revocation(), found.revocationSource(), found.revocationAt().orElse(null));
        }
    }
}
