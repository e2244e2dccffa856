package vn.congvan.signing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jboss.logging.Logger;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.Sha256;

/**
 * A file in, a signed file out. Workers prepare and complete; only the key, which they never
 * see, is used here. JDK alone: it runs in the server.
 */
public final class FileSigning {

    private static final Logger LOG = Logger.getLogger(FileSigning.class);

    /** Asks a worker one line and gives its one line. */
    @FunctionalInterface
    public interface Asking {

        /** @throws IOException no worker could be asked, or it gave no answer */
        String ask(String question) throws IOException;
    }

    private final Asking workers;
    private final SigningKeys keys;
    private final Optional<TimeStampSource> timeStamps;

    /** @param timeStamps where time stamps come from; when it does not answer, a file is signed without one */
    public FileSigning(Asking workers, SigningKeys keys, Optional<TimeStampSource> timeStamps) {
        this.workers = workers;
        this.keys = keys;
        this.timeStamps = timeStamps;
    }

    /**
     * Signs with the organisation's key.
     *
     * @param pdf the file, which stays as it is
     * @param owner whose key signs
     * @param claimed the time of signing that the signature claims
     * @param signed where the signed file goes; nothing is left there after a refusal. A file of the same name with
     *            {@code .prepared} behind it stands beside it for as long as this takes
     * @return whether it was done, and whether with a time stamp; any refusal of one of the three steps
     * @throws IOException no worker answered, which says nothing about the file
     */
    public CompletionResult sign(Path pdf, String owner, Instant claimed, SigningAppearance appearance,
            Optional<Numbering> numbering, Path signed) throws IOException {
        SigningKeys.ChainAnswer chain = keys.chain(owner, SigningKeys.Purpose.SIGNING);
        if (chain instanceof SigningKeys.ChainAnswer.Refused refused) {
            return new CompletionResult.Refused(refused.refusal());
        }
        SigningRequest request = new SigningRequest(((SigningKeys.ChainAnswer.Found) chain).chain(), claimed,
                appearance, numbering);
        Path prepared = signed.resolveSibling(signed.getFileName() + ".prepared");
        try {
            PreparationResult preparation = prepare(pdf, request, prepared);
            return preparation instanceof PreparationResult.Prepared done
                    ? complete(owner, prepared, done.state(), signed)
                    : new CompletionResult.Refused(((PreparationResult.Refused) preparation).refusal());
        } finally {
            Files.deleteIfExists(prepared);
        }
    }

    /**
     * The first of the three steps, for a key that is somewhere else: on a desktop token, in a remote service.
     *
     * @param pdf the file, which stays as it is
     * @param prepared where the prepared file goes; nothing is left there after a refusal
     * @throws IOException no worker answered, which says nothing about the file
     */
    public PreparationResult prepare(Path pdf, SigningRequest request, Path prepared) throws IOException {
        Map<?, ?> answer = ask(SigningAnswers.PREPARE, pdf.toString(), prepared.toString(),
                SigningRequestText.write(request));
        Optional<Refusal> refusal = refusal(answer);
        return refusal.isPresent()
                ? new PreparationResult.Refused(refusal.get())
                : new PreparationResult.Prepared(SigningState.ofJson((String) answer.get("state")));
    }

    /**
     * The last of the three steps.
     *
     * @param value the signature over {@link SigningState#dataToSign()}; for ECDSA in DER
     * @param signed where the signed file goes; nothing is left there after a refusal
     * @throws IOException no worker answered, which says nothing about the value
     */
    public CompletionResult complete(Path prepared, SigningState state, byte[] value, Path signed)
            throws IOException {
        Map<?, ?> completion = ask(SigningAnswers.COMPLETE, prepared.toString(), signed.toString(), state.toJson(),
                Base64.getEncoder().encodeToString(value),
                timeStamp(value).map(Base64.getEncoder()::encodeToString).orElse(SigningAnswers.NONE));
        Optional<Refusal> refusal = refusal(completion);
        return refusal.isPresent()
                ? new CompletionResult.Refused(refusal.get())
                : new CompletionResult.Completed(new Sha256((String) completion.get("sha256")),
                        (Long) completion.get("size"), (Boolean) completion.get("timeStamped"));
    }

    private CompletionResult complete(String owner, Path prepared, SigningState state, Path signed) throws IOException {
        SigningKeys.SignatureAnswer answer = keys.sign(owner, SigningKeys.Purpose.SIGNING, state.dataToSign());
        if (answer instanceof SigningKeys.SignatureAnswer.Refused refused) {
            return new CompletionResult.Refused(refused.refusal());
        }
        return complete(prepared, state, ((SigningKeys.SignatureAnswer.Signed) answer).value(), signed);
    }

    private Optional<byte[]> timeStamp(byte[] value) {
        if (timeStamps.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(timeStamps.get().token(Sha256.of(value).bytes()));
        } catch (IOException e) {
            // a document must not wait for somebody else's service; the answer says that it has no time stamp
            LOG.warnf(e, "no time stamp: a file is signed without one");
            return Optional.empty();
        }
    }

    private Map<?, ?> ask(String... words) throws IOException {
        String line = workers.ask(String.join("\t", words));
        try {
            Map<?, ?> answer = (Map<?, ?>) CanonicalJson.read(line);
            if (!answer.containsKey("fault")) {
                return answer;
            }
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new IOException("a worker answered what is no answer", e);
        }
        throw new IOException("a worker could not do its work: " + line);
    }

    private static Optional<Refusal> refusal(Map<?, ?> answer) {
        return Optional.ofNullable((String) answer.get("refused")).map(
                code -> Refusal.of(ErrorCode.valueOf(code), ((List<?>) answer.get("about")).toArray()));
    }
}
