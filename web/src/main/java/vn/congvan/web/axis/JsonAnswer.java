package vn.congvan.web.axis;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;

/**
 * Writes one JSON object as a stream, on one line and in ASCII: the SDK reads answers by lines and decodes some as
 * US-ASCII, so every other character is escaped. There is no way to write {@code null}, on which the SDK would drop the
 * whole answer. The server's JSON generator is not used because it has no string value that streams.
 */
final class JsonAnswer implements Closeable {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private final OutputStream out;
    private boolean comma;

    JsonAnswer(OutputStream out) throws IOException {
        this.out = new BufferedOutputStream(out, 1 << 15);
        this.out.write('{');
    }

    JsonAnswer field(String name, String value) throws IOException {
        name(name);
        string(value);
        return this;
    }

    JsonAnswer field(String name, long value) throws IOException {
        name(name);
        ascii(Long.toString(value));
        return this;
    }

    JsonAnswer field(String name, boolean value) throws IOException {
        name(name);
        ascii(Boolean.toString(value));
        return this;
    }

    /** The bytes written to the stream, in base64; the caller closes the stream before the next field. */
    OutputStream base64(String name) throws IOException {
        name(name);
        out.write('"');
        return Base64.getEncoder().wrap(new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                out.write('"');
            }
        });
    }

    /** Begins an array of objects. */
    void beginRows(String name) throws IOException {
        name(name);
        out.write('[');
        comma = false;
    }

    void beginRow() throws IOException {
        if (comma) {
            out.write(',');
        }
        out.write('{');
        comma = false;
    }

    void endRow() throws IOException {
        out.write('}');
        comma = true;
    }

    void endRows() throws IOException {
        out.write(']');
        comma = true;
    }

    /** Ends the object and the stream. An answer that was broken off is not closed, so that nobody takes it for whole. */
    @Override
    public void close() throws IOException {
        out.write('}');
        out.close();
    }

    private void name(String name) throws IOException {
        if (comma) {
            out.write(',');
        }
        string(name);
        out.write(':');
        comma = true;
    }

    private void string(String value) throws IOException {
        out.write('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.write('\\');
                out.write(c);
            } else if (c >= 0x20 && c < 0x7F) {
                out.write(c);
            } else {
                out.write('\\');
                out.write('u');
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.write(HEX[c >> shift & 0xF]);
                }
            }
        }
        out.write('"');
    }

    private void ascii(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            out.write(text.charAt(i));
        }
    }
}
