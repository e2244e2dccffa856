package vn.congvan.web.axis;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A package as UTF-8, for the one operation whose clients decode it so whatever it declares: the SDK turns what getEdoc
 * gives it into text and the text into a file.
 */
final class Utf8Rendering {

    /** Enough for any prolog, junk before it included. */
    private static final int HEAD = 4096;
    private static final Pattern DECLARED = Pattern
            .compile("(<\\?xml\\s[^>]*?encoding\\s*=\\s*)(?:\"[^\"]*\"|'[^']*')");

    private Utf8Rendering() {}

    /** The encoding to render from; empty where the bytes are UTF-8 already, or nothing can be done for them. */
    static Optional<Charset> needed(String declared) {
        try {
            Charset charset = Charset.forName(declared.strip());
            return charset.equals(StandardCharsets.UTF_8) ? Optional.empty() : Optional.of(charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            // the reader took it nevertheless: its bytes go out as they came
            return Optional.empty();
        }
    }

    /** Copies {@code in}, which is in {@code charset}, to {@code out} as UTF-8 and makes the prolog say so. */
    static void copy(InputStream in, Charset charset, OutputStream out) throws IOException {
        Reader reader = new InputStreamReader(in, charset);
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        char[] buffer = new char[HEAD];
        int filled = 0;
        for (int n = 0; n >= 0 && filled < buffer.length; n = reader.read(buffer, filled, buffer.length - filled)) {
            filled += n;
        }
        String head = new String(buffer, 0, filled);
        if (head.startsWith("\uFEFF")) {
            head = head.substring(1);
        }
        writer.write(DECLARED.matcher(head).replaceFirst("$1\"UTF-8\""));
        reader.transferTo(writer);
        writer.flush();
    }
}
