package vn.congvan.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.Sha256;

class TimeStampingTest {

    private static final SigningPki PKI = new SigningPki();
    private static final SigningPki.Holder ORGANIZATION = PKI.signer("CN=Cơ quan giả định, C=VN");

    @TempDir
    private Path folder;

    private Path prepared;
    private SigningState state;
    private byte[] value;

    @BeforeEach
    void aPreparedFile() throws IOException {
        prepared = folder.resolve("prepared.pdf");
        state = ((PreparationResult.Prepared) new SigningPreparation().prepare(
                SigningPages.decision(folder.resolve("van-ban.pdf")),
                new SigningRequest(ORGANIZATION.encoded(), SigningPki.SIGNED,
                        new SigningAppearance.OnCopy("SAO Y", SigningPages.ORGANIZATION), Optional.empty()),
                prepared)).state();
        value = ORGANIZATION.sign(state.dataToSign());
    }

    @Test
    void aTimeStampMakesItBaselineT() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        CompletionResult result = new SigningCompletion().complete(prepared, state, value,
                Optional.of(PKI::timeStamp), out);

        assertThat(result)
                .isEqualTo(new CompletionResult.Completed(Sha256.of(out.toByteArray()), Files.size(prepared), true));
        assertThat(DssOpinion.of(out.toByteArray(), PKI)).singleElement().satisfies(signature -> {
            assertThat(signature.level()).isEqualTo(SignatureLevel.PAdES_BASELINE_T);
            assertThat(signature.indication()).isEqualTo(Indication.TOTAL_PASSED);
        });
    }

    @Test
    void aTokenThatWasFetchedBeforehandDoesAsWell() throws IOException {
        byte[] token = PKI.timeStamp(Sha256.of(value).bytes());
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        CompletionResult result = new SigningCompletion().complete(prepared, state, value, Optional.of(sha256 -> token),
                out);

        assertThat(((CompletionResult.Completed) result).timeStamped()).isTrue();
    }

    @Test
    void aTokenOfSomethingElseIsRefused() throws IOException {
        assertThat(refused(sha256 -> PKI.timeStamp(new byte[32])).about()).containsExactly("imprint");
    }

    @Test
    void aTokenThatIsNoneIsRefused() throws IOException {
        assertThat(refused(sha256 -> new byte[] {1, 2, 3}).code()).isEqualTo(ErrorCode.TIME_STAMP_FAILED);
    }

    @Test
    void aTokenWhoseOwnSignatureDoesNotHoldIsRefused() throws IOException {
        assertThat(refused(sha256 -> {
            byte[] token = PKI.timeStamp(sha256);
            // its last bytes are the signature value
            token[token.length - 20] ^= 1;
            return token;
        }).code()).isEqualTo(ErrorCode.TIME_STAMP_FAILED);
    }

    @Test
    void anAuthorityThatDoesNotAnswerIsSaidToBeOne() throws IOException {
        Refusal refusal = refused(sha256 -> {
            throw new IOException("connect timed out");
        });

        assertThat(refusal.code()).isEqualTo(ErrorCode.TIME_STAMP_FAILED);
        assertThat(refusal.sentence()).contains("connect timed out");
    }

    private Refusal refused(TimeStampSource source) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CompletionResult result = new SigningCompletion().complete(prepared, state, value, Optional.of(source), out);
        assertThat(result).isInstanceOf(CompletionResult.Refused.class);
        assertThat(out.size()).isZero();
        return ((CompletionResult.Refused) result).refusal();
    }
}
