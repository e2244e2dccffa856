package vn.congvan.tools;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;

import vn.congvan.signature.FileExaminer;
import vn.congvan.signature.FileVerdict;
import vn.congvan.signature.RevocationAnswer;
import vn.congvan.signature.SignaturePolicy;
import vn.congvan.signature.TrustMaterial;
import vn.congvan.signing.SigningAnswers;

/**
 * {@code worker}: started by a server, which asks it line by line and ends it by closing the line or by killing it. A question is a number and,
 * behind tabs, {@code examine}, the folder of what is trusted, the instant of receipt, the present, the file, and, where that is a detached
 * signature, the file that it signs; or {@code describe} and a file that somebody answered; or what {@link SigningAnswers} answers. The empty question, which comes first, has it rehearse.
 */
@Command(name = "worker", description = "Answers a server.", hidden = true)
final class Worker implements Callable<Integer> {

    private Optional<Path> trusted = Optional.empty();
    private Optional<FileExaminer> examiner = Optional.empty();

    @Override
    public Integer call() throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // whatever a library has to say must not stand between the answers
        System.setOut(System.err);
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            String[] words = line.split("\t");
            answers.println(words[0] + "\t" + (words.length < 2 ? ready() : answer(words)));
        }
        return Tools.FINE;
    }

    /** Ends the program when it cannot do its work here: whoever started it hears why. */
    private static String ready() throws IOException {
        Rehearsal.play(Clock.systemUTC().instant());
        return new JsonLine().add("policy", SignaturePolicy.current().version()).toString();
    }

    private String answer(String... words) {
        try {
            if (SigningAnswers.isAsked(words)) {
                return SigningAnswers.answer(words);
            }
            if (words.length == 3 && words[1].equals("describe")) {
                return describe(Path.of(words[2]));
            }
            return VerdictLine.add(new JsonLine(), examine(words)).toString();
        } catch (IOException | RuntimeException e) {
            return new JsonLine().add("fault", e.toString()).toString();
        }
    }

    private static String describe(Path file) throws IOException {
        RevocationAnswer answer = RevocationAnswer.in(file);
        JsonLine line = new JsonLine().add("about", answer.about()).add("by", answer.by()).add("madeAt",
                answer.madeAt().toString());
        answer.until().ifPresent(until -> line.add("until", until.toString()));
        return line.toString();
    }

    private FileVerdict examine(String... words) throws IOException {
        FileExaminer asked = examiner(Path.of(words[2]));
        Instant receivedAt = Instant.parse(words[3]);
        Instant now = Instant.parse(words[4]);
        return words.length == 6
                ? asked.examine(Path.of(words[5]), receivedAt, now)
                : asked.examine(Path.of(words[5]), Path.of(words[6]), receivedAt, now);
    }

    /** What is trusted is read once and kept until it changes, by which its folder gets another name. */
    private FileExaminer examiner(Path trust) throws IOException {
        if (!trusted.equals(Optional.of(trust))) {
            examiner = Optional.of(new FileExaminer(SignaturePolicy.current(), TrustMaterial.in(trust)));
            trusted = Optional.of(trust);
        }
        return examiner.orElseThrow();
    }
}
