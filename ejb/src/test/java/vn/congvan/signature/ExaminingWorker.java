package vn.congvan.signature;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/** Looks into the files that it is asked about, with everything around it as in the product's own program. */
public final class ExaminingWorker {

    private ExaminingWorker() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        FileExaminer examiner = new FileExaminer(SignaturePolicy.current(), TrustMaterial.in(Path.of(arguments[0])));
        Instant now = Instant.parse(arguments[1]);
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            String[] words = line.split("\t");
            answers.println(words[0] + "\t"
                    + (words.length < 2 ? "ready" : examiner.examine(Path.of(words[1]), now, now).reason()));
        }
    }
}
