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
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package as UTF-8, for the one operation whose clients decode it so whatever it declares: the SDK turns what getEdoc
 * gives it into text and the text into a file.
 */
final class Utf8Rendering {

    /** Enough for any prolog, junk before it included. */
    private static final int HEAD = 4096;
    private static final Pattern DECLARED = Pattern
            .compile("(\\s*<\\?xml\\s[^>]*?encoding\\s*=\\s*)(?:\"([^\"]*)\"|'([^']*)')");
    private static final String MARK = "\uFEFF";
    private static final byte[] MARK_BYTES = MARK.getBytes(StandardCharsets.UTF_8);

    private Utf8Rendering() {}

    /**
     * Copies a package to {@code out} as UTF-8 and makes the prolog say so. One that is UTF-8 and says nothing else goes out
     * byte for byte.
     *
     * @param encoding in which the package was read
     */
    static void copy(InputStream in, String encoding, OutputStream out) throws IOException {
        Optional<Charset> other = other(encoding);
        if (other.isPresent()) {
            transcode(in, other.get(), out);
        } else {
            correct(in, out);
        }
    }

    /** The encoding to render from; empty where the bytes are UTF-8 already, or nothing can be done for them. */
    static Optional<Charset> other(String encoding) {
        try {
            Charset charset = Charset.forName(encoding.strip());
            return charset.equals(StandardCharsets.UTF_8) ? Optional.empty() : Optional.of(charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            // the reader took it nevertheless: its bytes go out as they came
            return Optional.empty();
        }
    }

    private static void transcode(InputStream in, Charset charset, OutputStream out) throws IOException {
        Reader reader = new InputStreamReader(in, charset);
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        char[] buffer = new char[HEAD];
        int filled = 0;
        for (int n = 0; n >= 0 && filled < buffer.length; n = reader.read(buffer, filled, buffer.length - filled)) {
            filled += n;
        }
        String head = new String(buffer, 0, filled);
        writer.write(declaringUtf8(head.startsWith(MARK) ? head.substring(MARK.length()) : head));
        reader.transferTo(writer);
        writer.flush();
    }

    /** For bytes that are UTF-8, whatever their prolog says. */
    private static void correct(InputStream in, OutputStream out) throws IOException {
        byte[] head = in.readNBytes(HEAD);
        boolean marked = Arrays.equals(head, 0, Math.min(head.length, MARK_BYTES.length), MARK_BYTES, 0,
                MARK_BYTES.length);
        int start = marked ? MARK_BYTES.length : 0;
        out.write(head, 0, start);
        // an encoding that gives each byte back as it was; up to the end of a prolog all is ASCII
        String text = new String(head, start, head.length - start, StandardCharsets.ISO_8859_1);
        out.write(declaringUtf8(text).getBytes(StandardCharsets.ISO_8859_1));
        in.transferTo(out);
    }

    private static String declaringUtf8(String head) {
        Matcher declared = DECLARED.matcher(head);
        if (!declared.lookingAt()) {
            return head;
        }
        String name = declared.group(2) == null ? declared.group(3) : declared.group(2);
        return name.strip().matches("(?i)utf-?8")
                ? head
                : declared.group(1) + "\"UTF-8\"" + head.substring(declared.end());
    }
}
