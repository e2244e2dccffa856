package vn.congvan.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.document.ErrorCode;

/** The door, with the worker's side in this process: every word between them goes by as text. */
class FileSigningTest {

    private static final SigningPki PKI = new SigningPki();
    private static final SigningPki.Holder ORGANIZATION = PKI.signer("CN=Cơ quan giả định, C=VN");
    private static final SigningAppearance COPY = new SigningAppearance.OnCopy("SAO Y", SigningPages.ORGANIZATION);
    private static final FileSigning.Asking WORKER = question -> SigningAnswers.answer(("1\t" + question).split("\t"));

    @TempDir
    private Path folder;

    @Test
    void aFileGoesInAndASignedFileComesOut() throws IOException {
        CompletionResult result = sign(door(WORKER, Optional.empty()), COPY, Optional.empty());

        assertThat(result).isInstanceOfSatisfying(CompletionResult.Completed.class,
                completed -> assertThat(completed.timeStamped()).isFalse());
        assertThat(DssOpinion.of(Files.readAllBytes(signed()), PKI)).singleElement()
                .satisfies(s -> assertThat(s.indication()).isEqualTo(Indication.TOTAL_PASSED));
        assertThat(folder.resolve("signed.pdf.prepared")).doesNotExist();
    }

    @Test
    void numberAndPlacesArriveAtTheWorker() throws IOException {
        Numbering numbering = new Numbering("15", new PagePlace(1, 30, 30.5, 20, 6), "23 tháng 11",
                new PagePlace(1, 100, 30, 60, 6), 13);

        assertThat(sign(door(WORKER, Optional.empty()), COPY, Optional.of(numbering)))
                .isInstanceOf(CompletionResult.Completed.class);
        assertThat(SigningRequestText.read(SigningRequestText.write(
                new SigningRequest(List.of(), SigningPki.SIGNED, COPY, Optional.of(numbering)))).numbering())
                .contains(numbering);
    }

    @Test
    void whenTheAuthorityAnswersTheSignatureIsTimeStamped() throws IOException {
        assertThat(sign(door(WORKER, Optional.of(PKI::timeStamp)), COPY, Optional.empty()))
                .isInstanceOfSatisfying(CompletionResult.Completed.class,
                        completed -> assertThat(completed.timeStamped()).isTrue());
        assertThat(DssOpinion.of(Files.readAllBytes(signed()), PKI)).singleElement()
                .satisfies(s -> assertThat(s.level()).isEqualTo(SignatureLevel.PAdES_BASELINE_T));
    }

    @Test
    void whenTheAuthorityDoesNotAnswerTheFileIsSignedWithoutATimeStamp() throws IOException {
        TimeStampSource silent = digest -> {
            throw new IOException("không trả lời");
        };

        assertThat(sign(door(WORKER, Optional.of(silent)), COPY, Optional.empty()))
                .isInstanceOfSatisfying(CompletionResult.Completed.class,
                        completed -> assertThat(completed.timeStamped()).isFalse());
    }

    @Test
    void whatAWorkerRefusesIsRefusedHere() throws IOException {
        SigningAppearance nowhere = new SigningAppearance.Seal(new byte[] {1}, 36, SigningPages.ORGANIZATION,
                Optional.of("Không Có Ai"), Optional.empty());

        assertThat(sign(door(WORKER, Optional.empty()), nowhere, Optional.empty()))
                .isInstanceOf(CompletionResult.Refused.class);
        assertThat(signed()).doesNotExist();
    }

    @Test
    void withoutAKeyNoWorkerIsAsked() throws IOException {
        FileSigning.Asking nobody = question -> {
            throw new AssertionError("asked");
        };
        CompletionResult result = door(nobody, Optional.empty()).sign(pdf(), "H98", SigningPki.SIGNED, COPY,
                Optional.empty(), signed());

        assertThat(result).isInstanceOfSatisfying(CompletionResult.Refused.class,
                refused -> assertThat(refused.refusal().code()).isEqualTo(ErrorCode.SIGNING_KEY_UNKNOWN));
    }

    @Test
    void aWorkersFaultSaysNothingAboutTheFile() {
        assertThatThrownBy(() -> sign(door(question -> "{\"fault\":\"đầy\"}", Optional.empty()), COPY,
                Optional.empty())).isInstanceOf(IOException.class).hasMessageContaining("đầy");
        assertThatThrownBy(() -> sign(door(question -> "?", Optional.empty()), COPY, Optional.empty()))
                .isInstanceOf(IOException.class);
    }

    private CompletionResult sign(FileSigning door, SigningAppearance appearance, Optional<Numbering> numbering)
            throws IOException {
        return door.sign(pdf(), "H99", SigningPki.SIGNED, appearance, numbering, signed());
    }

    private FileSigning door(FileSigning.Asking worker, Optional<TimeStampSource> timeStamps) throws IOException {
        Path file = ORGANIZATION.pkcs12(folder.resolve("keys.p12"), "khóa", "mat".toCharArray());
        SigningKeys keys = new SigningKeys(
                List.of(new SigningKeys.Reference("H99", SigningKeys.Purpose.SIGNING,
                        new SigningKeys.Keeper.Pkcs12(file), "khóa")),
                reference -> "mat".toCharArray(), Clock.fixed(SigningPki.SIGNED, ZoneOffset.UTC));
        return new FileSigning(worker, keys, timeStamps);
    }

    private Path pdf() throws IOException {
        return SigningPages.decision(folder.resolve("van-ban.pdf"));
    }

    private Path signed() {
        return folder.resolve("signed.pdf");
    }
}
