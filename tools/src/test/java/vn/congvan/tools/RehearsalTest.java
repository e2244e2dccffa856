package vn.congvan.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class RehearsalTest {

    @Test
    void aWorkerSignsAndLooksIntoFilesOfItsOwnAndLeavesNothingBehind() throws Exception {
        List<Path> before = temporary();

        Rehearsal.play(Clock.systemUTC().instant());

        assertThat(temporary()).isEqualTo(before);
    }

    @Test
    void theFirstAnswerNamesThePolicyAndFaultsAreAnswers() throws Exception {
        InputStream in = System.in;
        PrintStream out = System.out;
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        try {
            System.setIn(new ByteArrayInputStream("1\t\n2\texamine\n".getBytes(StandardCharsets.UTF_8)));
            System.setOut(new PrintStream(answers, true, StandardCharsets.UTF_8));
            new Worker().call();
        } finally {
            System.setIn(in);
            System.setOut(out);
        }

        assertThat(answers.toString(StandardCharsets.UTF_8).lines()).satisfiesExactly(
                first -> assertThat(first).startsWith("1\t{\"policy\":"),
                second -> assertThat(second).startsWith("2\t{\"fault\":"));
    }

    private static List<Path> temporary() throws Exception {
        try (Stream<Path> folders = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("rehearsal-")).sorted().toList();
        }
    }
}
