package vn.congvan.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import vn.congvan.document.ErrorCode;

/** All three steps of a signature in one call, with a key in memory. */
final class SigningSteps {

    private SigningSteps() {}

    static byte[] sign(Path pdf, SigningPki.Holder signer, SigningAppearance appearance) {
        return sign(pdf, signer, appearance, SigningPki.SIGNED, Optional.empty());
    }

    static byte[] sign(Path pdf, SigningPki.Holder signer, SigningAppearance appearance, Instant time,
            Optional<Numbering> numbering) {
        return sign(pdf, pdf.getParent(), signer, appearance, time, numbering);
    }

    /** @param folder where files may be written in between */
    static byte[] sign(Path pdf, Path folder, SigningPki.Holder signer, SigningAppearance appearance, Instant time,
            Optional<Numbering> numbering) {
        try {
            Path prepared = folder.resolve("prepared.pdf");
            PreparationResult result = new SigningPreparation().prepare(pdf,
                    new SigningRequest(signer.encoded(), time, appearance, numbering), prepared);
            assertThat(result).isInstanceOf(PreparationResult.Prepared.class);
            SigningState state = ((PreparationResult.Prepared) result).state();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            CompletionResult completed = new SigningCompletion().complete(prepared, state,
                    signer.sign(state.dataToSign()), Optional.empty(), out);
            assertThat(completed).isInstanceOf(CompletionResult.Completed.class);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path signInto(Path target, Path pdf, SigningPki.Holder signer, SigningAppearance appearance, Instant time,
            Optional<Numbering> numbering) {
        byte[] signed = sign(pdf, signer, appearance, time, numbering);
        try (OutputStream out = Files.newOutputStream(target)) {
            out.write(signed);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ErrorCode refused(Path pdf, SigningPki.Holder signer, SigningAppearance appearance,
            Optional<Numbering> numbering) {
        try {
            PreparationResult result = new SigningPreparation().prepare(pdf,
                    new SigningRequest(signer.encoded(), SigningPki.SIGNED, appearance, numbering),
                    pdf.resolveSibling("refused.pdf"));
            assertThat(result).isInstanceOf(PreparationResult.Refused.class);
            assertThat(pdf.resolveSibling("refused.pdf")).doesNotExist();
            return ((PreparationResult.Refused) result).refusal().code();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
