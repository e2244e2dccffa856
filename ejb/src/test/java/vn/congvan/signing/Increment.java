package vn.congvan.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;

/** What was appended to a file. */
final class Increment {

    private Increment() {}

    /** The numbers of objects that stood in {@code before} and stand in what {@code after} has more. */
    static Set<Long> rewritten(Path before, Path after) throws IOException {
        byte[] was = Files.readAllBytes(before);
        byte[] is = Files.readAllBytes(after);
        assertThat(Arrays.copyOf(is, was.length)).isEqualTo(was);
        String increment = new String(is, was.length, is.length - was.length, StandardCharsets.ISO_8859_1);
        Set<Long> written = new TreeSet<>();
        Matcher object = Pattern.compile("^(\\d+) 0 obj((?!endobj|stream\\s).)*", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(increment);
        while (object.find()) {
            // the cross-reference stream may bear the number that the one before it had
            if (!object.group().contains("/XRef")) {
                written.add(Long.valueOf(object.group(1)));
            }
        }
        assertThat(written).isNotEmpty();
        try (PDDocument document = Loader.loadPDF(before.toFile())) {
            Set<Long> old = document.getDocument().getXrefTable().keySet().stream().map(key -> key.getNumber())
                    .collect(Collectors.toSet());
            written.retainAll(old);
            return written;
        }
    }
}
