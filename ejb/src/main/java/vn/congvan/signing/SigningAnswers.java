package vn.congvan.signing;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import vn.congvan.document.Refusal;

/**
 * The worker's side of {@link FileSigning}: prepares and completes. A question is, behind its number,
 * {@code prepare}, the file, where the prepared file goes, and the request; or {@code complete}, the prepared file, where the
 * signed file goes, the state, the signature's value, and the time stamp or {@code -}, both in base64.
 *
 * <p>Uses PDFBox and BouncyCastle: for worker processes only.
 */
public final class SigningAnswers {

    static final String PREPARE = "prepare";
    static final String COMPLETE = "complete";
    static final String NONE = "-";
    private static final Set<String> QUESTIONS = Set.of(PREPARE, COMPLETE);

    private SigningAnswers() {}

    /** Whether {@link #answer} answers this. */
    public static boolean isAsked(String... words) {
        return words.length > 1 && QUESTIONS.contains(words[1]);
    }

    /**
     * @param words the question, its number first
     * @return one line of JSON
     * @throws IOException a file could not be read or written
     * @throws IllegalArgumentException it is no such question
     */
    public static String answer(String... words) throws IOException {
        if (words[1].equals(PREPARE) && words.length == 5) {
            PreparationResult result = new SigningPreparation().prepare(Path.of(words[2]),
                    SigningRequestText.read(words[4]), Path.of(words[3]));
            return result instanceof PreparationResult.Prepared prepared
                    ? CanonicalJson.write(Map.of("state", prepared.state().toJson()))
                    : refused(((PreparationResult.Refused) result).refusal());
        }
        if (words[1].equals(COMPLETE) && words.length == 7) {
            return complete(words);
        }
        throw new IllegalArgumentException("no such question: " + words[1] + " of " + words.length + " words");
    }

    private static String complete(String... words) throws IOException {
        Path signed = Path.of(words[3]);
        Optional<TimeStampSource> stamp = words[6].equals(NONE)
                ? Optional.empty()
                : Optional.of(digest -> Base64.getDecoder().decode(words[6]));
        CompletionResult result;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(signed))) {
            result = new SigningCompletion().complete(Path.of(words[2]), SigningState.ofJson(words[4]),
                    Base64.getDecoder().decode(words[5]), stamp, out);
        }
        if (result instanceof CompletionResult.Completed completed) {
            return CanonicalJson.write(Map.of("sha256", completed.sha256().hex(), "size", completed.size(),
                    "timeStamped", completed.timeStamped()));
        }
        Files.delete(signed);
        return refused(((CompletionResult.Refused) result).refusal());
    }

    private static String refused(Refusal refusal) {
        return CanonicalJson.write(Map.of("refused", refusal.code().name(), "about",
                refusal.about().stream().map(String::valueOf).toList()));
    }
}
