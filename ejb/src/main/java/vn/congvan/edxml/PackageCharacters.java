package vn.congvan.edxml;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.congvan.document.ErrorCode;

/**
 * The characters of a package: finds the encoding, decodes, counts. Done here and not by the XML parser, because only who
 * decodes can say at which byte something is wrong, let a control character pass as U+FFFD, and stop a name or a comment
 * that never ends before it fills the memory.
 */
final class PackageCharacters extends Reader {

    /** Bytes taken from the stream at a time, and characters handed out at most. */
    static final int CHUNK = 16 * 1024;

    private static final byte[] NOTHING = {};
    private static final char REPLACEMENT = '\uFFFD';
    private static final int LONGEST_CHARACTER = 4;
    /** What base64 is made of: 1 at each byte that is, 0 at each that is not. */
    private static final byte[] PLAIN = new byte[256];

    static {
        for (char c = 0; c < 0x80; c++) {
            boolean plain = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9'
                    || "+/= \t\r\n".indexOf(c) >= 0;
            PLAIN[c] = (byte) (plain ? 1 : 0);
        }
    }

    private static final Pattern DECLARED = Pattern
            .compile("<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._:-]*)[\"']");

    private enum Form {
        UTF_8,
        UTF_16_BE,
        UTF_16_LE,
        SINGLE_BYTE
    }

    private final InputStream in;
    private final long maxBytes;
    private final Findings findings;

    private Chunk current = new Chunk();
    private Chunk previous = new Chunk();
    private boolean ended;
    private long bytesTaken;
    private long charsGiven;
    private long allowedUntil = Long.MAX_VALUE;
    private String readingAbout = "";
    private int allowance;
    private boolean controlFound;
    private Form form = Form.UTF_8;
    private String encoding = "";
    private char[] table;
    private char held;
    private boolean eliding;
    private long elided;
    /** What was given last, where the parser still has it. */
    private char[] lastGiven = new char[0];
    private int lastEnd;
    private int lastLength;
    private IOException fault;

    /** Some bytes of the package and where they stand in it. */
    private static final class Chunk {
        private byte[] bytes = NOTHING;
        private int from;
        private int to;
        private int start;
        private long byteOffset;
        private long charOffset;
    }

    PackageCharacters(InputStream in, long maxBytes, Findings findings) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.findings = findings;
    }

    /** Reads the beginning, finds the encoding; refuses what cannot be XML. */
    void begin() throws IOException {
        // a small package never needs the second one
        current.bytes = new byte[CHUNK];
        fill(0);
        if (current.to == 0) {
            throw new RefusedPackage(ErrorCode.BODY_EMPTY);
        }
        byte[] b = current.bytes;
        int n = current.to;
        if (startsWith(b, n, 0xEF, 0xBB, 0xBF)) {
            current.from = 3;
        } else if (startsWith(b, n, 0xFE, 0xFF)) {
            form = Form.UTF_16_BE;
            current.from = 2;
        } else if (startsWith(b, n, 0xFF, 0xFE)) {
            form = Form.UTF_16_LE;
            current.from = 2;
        } else if (startsWith(b, n, 0x00, '<')) {
            form = Form.UTF_16_BE;
        } else if (startsWith(b, n, '<', 0x00)) {
            form = Form.UTF_16_LE;
        }
        boolean wide = form == Form.UTF_16_BE || form == Form.UTF_16_LE;
        skipWhiteSpace(wide);
        if (!wide) {
            refuseJunk();
            findDeclaredEncoding(current.from == 3);
        }
        current.start = current.from;
        current.byteOffset += current.from;
    }

    /** The encoding in which the package is read, of UTF-16 also in which order: not every package has a mark that says it. */
    String encoding() {
        return switch (form) {
            case UTF_8 -> "UTF-8";
            case UTF_16_BE -> "UTF-16BE";
            case UTF_16_LE -> "UTF-16LE";
            case SINGLE_BYTE -> encoding;
        };
    }

    private static boolean startsWith(byte[] bytes, int length, int... expected) {
        if (length < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private void skipWhiteSpace(boolean wide) {
        int step = wide ? 2 : 1;
        int at = current.from;
        while (at + step <= current.to) {
            int c = !wide
                    ? current.bytes[at]
                    : form == Form.UTF_16_BE
                            ? (current.bytes[at] & 0xFF) << 8 | current.bytes[at + 1] & 0xFF
                            : (current.bytes[at + 1] & 0xFF) << 8 | current.bytes[at] & 0xFF;
            if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
                break;
            }
            at += step;
        }
        if (at > current.from) {
            findings.add(Finding.Code.LEADING_WHITESPACE, "", "");
            current.from = at;
        }
    }

    private void refuseJunk() {
        int at = current.from;
        if (at == current.to) {
            throw new RefusedPackage(ErrorCode.XML_NOT_WELL_FORMED, at, "only white space");
        }
        if (current.bytes[at] == '<') {
            return;
        }
        int end = at;
        while (end < current.to && end - at < 40 && current.bytes[end] != '<') {
            end++;
        }
        StringBuilder junk = new StringBuilder();
        for (int i = at; i < end; i++) {
            junk.append(current.bytes[i] >= ' ' && current.bytes[i] < 0x7F ? (char) current.bytes[i] : '?');
        }
        throw new RefusedPackage(ErrorCode.XML_NOT_WELL_FORMED, at, "\"" + junk + "\" before the XML prolog");
    }

    private void findDeclaredEncoding(boolean marked) {
        int length = Math.min(current.to - current.from, 400);
        Matcher declared = DECLARED
                .matcher(new String(current.bytes, current.from, length, StandardCharsets.ISO_8859_1));
        if (!declared.lookingAt()) {
            return;
        }
        String name = declared.group(1).toLowerCase(Locale.ROOT);
        if (name.equals("utf-8") || name.equals("utf8")) {
            return;
        }
        if (marked || name.startsWith("utf-16") || name.startsWith("utf-32") || name.startsWith("ucs-")) {
            // bytes that start with "<?xml" are no UTF-16, and a mark says UTF-8 louder than the declaration
            findings.add(Finding.Code.ENCODING_DECLARATION_WRONG, "", declared.group(1));
            return;
        }
        encoding = declared.group(1);
        table = singleByteTable(name).orElseThrow(() -> new RefusedPackage(ErrorCode.XML_NOT_WELL_FORMED, current.from,
                "encoding " + declared.group(1) + " is not supported"));
        form = Form.SINGLE_BYTE;
    }

    /** The 256 characters of an encoding in which a byte is a character and ASCII is itself. */
    private static Optional<char[]> singleByteTable(String name) {
        if (!name.startsWith("iso-8859-") && !name.startsWith("windows-") && !name.startsWith("cp125")
                && !name.equals("us-ascii") && !name.equals("ascii") && !name.equals("latin1")) {
            return Optional.empty();
        }
        if (!Charset.isSupported(name)) {
            return Optional.empty();
        }
        Charset charset = Charset.forName(name);
        char[] all = new char[256];
        for (int i = 0; i < all.length; i++) {
            CharBuffer one = charset.decode(ByteBuffer.wrap(new byte[] {(byte) i}));
            all[i] = one.length() == 1 ? one.charAt(0) : REPLACEMENT;
            if (i < 0x80 && all[i] != i) {
                return Optional.empty();
            }
        }
        return Optional.of(all);
    }

    /** From here on at most {@code chars} characters are given before this is called again. */
    void allow(int chars, String about) {
        eliding = false;
        allowance = chars;
        readingAbout = about;
        allowedUntil = charsGiven + chars;
    }

    /** From here on as many characters as come; what is read is not kept. */
    void allowAny() {
        allowedUntil = Long.MAX_VALUE;
    }

    /**
     * Lets the parser not see the base64 that follows, up to the next markup, when nobody wants it: letters, digits and
     * blanks are plain text whatever they say. Only when all that the parser has not yet looked at is such text.
     *
     * @param from at which character the content begins
     */
    void elide(long from) {
        allowAny();
        if (form != Form.UTF_8 && form != Form.SINGLE_BYTE || held != 0) {
            return;
        }
        int unseen = (int) Math.min(charsGiven - from, lastLength);
        int at = lastEnd - unseen;
        while (at < lastEnd && lastGiven[at] < 0x80 && PLAIN[lastGiven[at]] != 0) {
            at++;
        }
        eliding = at == lastEnd;
    }

    /** How many characters the parser was not shown. */
    long elided() {
        return elided;
    }

    private void dropPlain() throws IOException {
        long dropped = 0;
        while (true) {
            byte[] bytes = current.bytes;
            int at = current.from;
            int to = current.to;
            // the one loop that sees every byte of a large package: eight at a time, without a branch between them
            while (at + 8 <= to && (PLAIN[bytes[at] & 0xFF] & PLAIN[bytes[at + 1] & 0xFF] & PLAIN[bytes[at + 2] & 0xFF]
                    & PLAIN[bytes[at + 3] & 0xFF] & PLAIN[bytes[at + 4] & 0xFF] & PLAIN[bytes[at + 5] & 0xFF]
                    & PLAIN[bytes[at + 6] & 0xFF] & PLAIN[bytes[at + 7] & 0xFF]) != 0) {
                at += 8;
            }
            while (at < to && PLAIN[bytes[at] & 0xFF] != 0) {
                at++;
            }
            dropped += at - current.from;
            current.from = at;
            if (at < to || ended) {
                break;
            }
            next();
        }
        eliding = false;
        elided += dropped;
        // from here on characters and bytes are counted anew
        current.byteOffset += current.from - current.start;
        current.start = current.from;
        current.charOffset = charsGiven;
        previous.to = previous.start;
    }

    /** What the stream itself threw, so that it is not taken for a fault of the content. */
    Optional<IOException> fault() {
        return Optional.ofNullable(fault);
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
        if (charsGiven > allowedUntil) {
            throw new RefusedPackage(ErrorCode.XML_TEXT_TOO_LONG, readingAbout, allowance);
        }
        if (held != 0) {
            chars[offset] = held;
            held = 0;
            charsGiven++;
            return 1;
        }
        if (length == 1) {
            return readOne(chars, offset);
        }
        if (eliding) {
            dropPlain();
        }
        int given = 0;
        while (given == 0) {
            if (current.to - current.from < LONGEST_CHARACTER && !ended) {
                next();
            }
            if (current.from == current.to) {
                return -1;
            }
            given = decode(chars, offset, length);
        }
        charsGiven += given;
        lastGiven = chars;
        lastEnd = offset + given;
        lastLength = given;
        return given;
    }

    /** Room for one character only may cut a pair in two. */
    private int readOne(char[] chars, int offset) throws IOException {
        char[] pair = new char[2];
        int given = read(pair, 0, 2);
        if (given <= 0) {
            return given;
        }
        chars[offset] = pair[0];
        if (given == 2) {
            held = pair[1];
            charsGiven--;
        }
        return 1;
    }

    private int decode(char[] chars, int offset, int length) {
        return switch (form) {
            case UTF_8 -> decodeUtf8(chars, offset, length);
            case SINGLE_BYTE -> decodeSingleBytes(chars, offset, length);
            case UTF_16_BE -> decodeUtf16(chars, offset, length, 0, 1);
            case UTF_16_LE -> decodeUtf16(chars, offset, length, 1, 0);
        };
    }

    private int decodeUtf8(char[] chars, int offset, int length) {
        byte[] bytes = current.bytes;
        int at = current.from;
        int limit = current.to;
        int out = offset;
        int outEnd = offset + length;
        while (at < limit && out < outEnd) {
            int plainEnd = Math.min(limit, at + outEnd - out);
            while (at < plainEnd && bytes[at] >= ' ') {
                chars[out++] = (char) bytes[at++];
            }
            if (at == plainEnd) {
                break;
            }
            int lead = bytes[at];
            if (lead >= 0) {
                chars[out++] = control(lead, at);
                at++;
                continue;
            }
            int size = (lead & 0xE0) == 0xC0 ? 2 : (lead & 0xF0) == 0xE0 ? 3 : (lead & 0xF8) == 0xF0 ? 4 : 0;
            if (size == 0) {
                throw malformed(at);
            }
            if (at + size > limit) {
                if (ended) {
                    throw malformed(at);
                }
                break;
            }
            if (size == 4 && out + 2 > outEnd) {
                break;
            }
            int code = lead & 0x7F >> size;
            for (int i = 1; i < size; i++) {
                if ((bytes[at + i] & 0xC0) != 0x80) {
                    throw malformed(at);
                }
                code = code << 6 | bytes[at + i] & 0x3F;
            }
            if (size == 2 && code < 0x80 || size == 3 && code < 0x800 || size == 4 && code < 0x10000
                    || code > Character.MAX_CODE_POINT || code >= Character.MIN_SURROGATE
                            && code <= Character.MAX_SURROGATE) {
                throw malformed(at);
            }
            if (size == 4) {
                chars[out++] = Character.highSurrogate(code);
                chars[out++] = Character.lowSurrogate(code);
            } else {
                chars[out++] = code >= 0xFFFE ? control(code, at) : (char) code;
            }
            at += size;
        }
        current.from = at;
        return out - offset;
    }

    private int decodeSingleBytes(char[] chars, int offset, int length) {
        int n = Math.min(length, current.to - current.from);
        for (int i = 0; i < n; i++) {
            int b = current.bytes[current.from + i] & 0xFF;
            char c = table[b];
            if (c == REPLACEMENT) {
                throw malformed(current.from + i);
            }
            chars[offset + i] = c < ' ' ? control(c, current.from + i) : c;
        }
        current.from += n;
        return n;
    }

    private int decodeUtf16(char[] chars, int offset, int length, int high, int low) {
        int at = current.from;
        int out = offset;
        while (out < offset + length && at + 2 <= current.to) {
            char c = (char) ((current.bytes[at + high] & 0xFF) << 8 | current.bytes[at + low] & 0xFF);
            if (Character.isHighSurrogate(c)) {
                if (out + 2 > offset + length || at + 4 > current.to && !ended) {
                    break;
                }
                char second = at + 4 > current.to
                        ? 0
                        : (char) ((current.bytes[at + 2 + high] & 0xFF) << 8 | current.bytes[at + 2 + low] & 0xFF);
                if (!Character.isLowSurrogate(second)) {
                    throw malformed(at);
                }
                chars[out++] = c;
                chars[out++] = second;
                at += 4;
                continue;
            }
            if (Character.isLowSurrogate(c)) {
                throw malformed(at);
            }
            chars[out++] = c < ' ' || c >= 0xFFFE ? control(c, at) : c;
            at += 2;
        }
        if (ended && current.to - at == 1) {
            throw malformed(at);
        }
        current.from = at;
        return out - offset;
    }

    private char control(int c, int at) {
        if (c == '\n' || c == '\r' || c == '\t') {
            return (char) c;
        }
        if (!controlFound) {
            controlFound = true;
            findings.add(Finding.Code.CONTROL_CHARACTERS, "",
                    String.format(Locale.ROOT, "U+%04X, byte %d", c, byteAt(at)));
        }
        return REPLACEMENT;
    }

    private RefusedPackage malformed(int at) {
        String encoding = form == Form.UTF_8 ? "UTF-8" : form == Form.SINGLE_BYTE ? "its encoding" : "UTF-16";
        return new RefusedPackage(ErrorCode.XML_NOT_WELL_FORMED, byteAt(at), "not " + encoding);
    }

    private long byteAt(int index) {
        return current.byteOffset + (index - current.start);
    }

    /** Keeps the chunk at hand for locating, and takes the next one, the undecoded rest first. */
    private void next() throws IOException {
        Chunk rest = current;
        current = previous;
        previous = rest;
        int left = rest.to - rest.from;
        if (current.bytes.length == 0) {
            current.bytes = new byte[CHUNK];
        }
        System.arraycopy(rest.bytes, rest.from, current.bytes, 0, left);
        current.byteOffset = rest.byteOffset + (rest.from - rest.start);
        rest.to = rest.from;
        fill(left);
        current.charOffset = charsGiven;
    }

    private void fill(int kept) throws IOException {
        current.from = 0;
        current.start = 0;
        int to = kept;
        byte[] bytes = current.bytes;
        try {
            while (to < CHUNK && !ended) {
                int n = in.read(bytes, to, CHUNK - to);
                if (n < 0) {
                    ended = true;
                } else {
                    to += n;
                    bytesTaken += n;
                    if (bytesTaken > maxBytes) {
                        throw new RefusedPackage(ErrorCode.BODY_TOO_LARGE, maxBytes);
                    }
                }
            }
        } catch (IOException e) {
            fault = e;
            throw e;
        }
        current.to = to;
    }

    /** The place at or before what was given last whose lower 32 bits are {@code low}: the parser tells no more. */
    long near(int low) {
        long place = charsGiven & ~0xFFFFFFFFL | low & 0xFFFFFFFFL;
        return place <= charsGiven ? place : Math.max(0, place - (1L << 32));
    }

    /** At which byte the character stands that was given as number {@code charOffset}; as near as is still known. */
    long byteOffset(long charOffset) {
        if (charOffset < previous.charOffset) {
            return previous.byteOffset;
        }
        Chunk chunk = charOffset < current.charOffset ? previous : current;
        long chars = chunk.charOffset;
        int at = chunk.start;
        while (chars < charOffset && at < chunk.to) {
            int lead = chunk.bytes[at];
            boolean single = form == Form.SINGLE_BYTE || form == Form.UTF_8 && lead >= 0;
            int size = single ? 1 : form != Form.UTF_8 || (lead & 0xE0) == 0xC0 ? 2 : (lead & 0xF0) == 0xE0 ? 3 : 4;
            at += size;
            chars += size == 4 ? 2 : 1;
        }
        return chunk.byteOffset + (Math.min(at, chunk.to) - chunk.start);
    }

    @Override
    public void close() {
        // the stream is the caller's
    }
}
