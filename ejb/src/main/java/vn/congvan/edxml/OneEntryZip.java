package vn.congvan.edxml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks whether a zip holds exactly one file, by its central directory, of which it reads no more than it must: the
 * directory of a hostile zip may be as large as the zip. What an entry is called decides nothing but its extension.
 */
final class OneEntryZip {

    static final int STORED = 0;
    static final int DEFLATED = 8;

    private static final int LOCAL = 0x04034B50;
    private static final int CENTRAL = 0x02014B50;
    private static final int END = 0x06054B50;
    private static final int LOCAL_SIZE = 30;
    private static final int CENTRAL_SIZE = 46;
    private static final int END_SIZE = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int MOST_FOLDERS = 32;

    /** What was found. */
    sealed interface Found {
        /** Not exactly one file: the zip is itself the file. */
        record Itself() implements Found {}

        /** One file, but it cannot be opened. */
        record Locked() implements Found {}

        /** The zip is broken. */
        record Broken() implements Found {}

        /** One file, here. */
        record Entry(String extension, int method, long crc, long position, long packed) implements Found {}
    }

    private OneEntryZip() {}

    static boolean looksZip(byte[] bytes, int length) {
        return length >= 4 && bytes[0] == 'P' && bytes[1] == 'K'
                && (bytes[2] == 3 && bytes[3] == 4 || bytes[2] == 5 && bytes[3] == 6);
    }

    /** The extension of a file name, lower case, without the dot; empty when there is none. */
    static String extension(String name) {
        int dot = name.lastIndexOf('.');
        int slash = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
        return dot < 0 || dot < slash ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * The name of the first entry, when all of it stands in the first {@code length} bytes of the zip: enough to know most
     * office files without waiting for their end.
     */
    static Optional<String> firstName(byte[] bytes, int length) {
        if (length < LOCAL_SIZE || int32(bytes, 0) != LOCAL) {
            return Optional.empty();
        }
        int name = int16(bytes, 26);
        return LOCAL_SIZE + name > length
                ? Optional.empty()
                : Optional.of(new String(bytes, LOCAL_SIZE, name, StandardCharsets.UTF_8));
    }

    /** True for the names by which an office file is known. */
    static boolean isOfficeMark(String entry) {
        return entry.equals("[Content_Types].xml") || entry.equals("mimetype");
    }

    static Found look(Spool zip) throws IOException {
        long length = zip.length();
        int tail = (int) Math.min(length, END_SIZE + LONGEST_COMMENT);
        byte[] end = new byte[tail];
        zip.readFully(length - tail, end, 0, tail);
        int at = tail - END_SIZE;
        while (at >= 0 && (int32(end, at) != END || at + END_SIZE + int16(end, at + 20) > tail)) {
            at--;
        }
        if (at < 0) {
            return new Found.Broken();
        }
        int entries = int16(end, at + 10);
        long position = int32(end, at + 16) & 0xFFFFFFFFL;
        Optional<Found> only = Optional.empty();
        for (int i = 0; i < entries; i++) {
            if (i > MOST_FOLDERS) {
                return new Found.Itself();
            }
            byte[] head = new byte[CENTRAL_SIZE];
            if (position + CENTRAL_SIZE > length) {
                return new Found.Broken();
            }
            zip.readFully(position, head, 0, CENTRAL_SIZE);
            if (int32(head, 0) != CENTRAL) {
                return new Found.Broken();
            }
            int nameLength = int16(head, 28);
            int extraLength = int16(head, 30);
            if (position + CENTRAL_SIZE + nameLength + extraLength > length) {
                return new Found.Broken();
            }
            byte[] name = new byte[nameLength];
            zip.readFully(position + CENTRAL_SIZE, name, 0, nameLength);
            String called = new String(name, StandardCharsets.UTF_8);
            if (!called.endsWith("/")) {
                if (only.isPresent() || isOfficeMark(called)) {
                    return new Found.Itself();
                }
                byte[] extra = new byte[extraLength];
                zip.readFully(position + CENTRAL_SIZE + nameLength, extra, 0, extraLength);
                only = Optional.of(entry(zip, head, extra, called));
            }
            position += CENTRAL_SIZE + nameLength + extraLength + int16(head, 32);
        }
        return only.orElseGet(Found.Itself::new);
    }

    private static Found entry(Spool zip, byte[] head, byte[] extra, String called) throws IOException {
        int flags = int16(head, 8);
        int method = int16(head, 10);
        if ((flags & 1) != 0 || method != STORED && method != DEFLATED) {
            return new Found.Locked();
        }
        long packed = int32(head, 20) & 0xFFFFFFFFL;
        long size = int32(head, 24) & 0xFFFFFFFFL;
        long local = int32(head, 42) & 0xFFFFFFFFL;
        // zip64: the large numbers stand in an extra field, in this order, only those that are missing in the head
        int at = extraField(extra, 1);
        if (at >= 0) {
            int fieldEnd = at + int16(extra, at - 2);
            if (size == 0xFFFFFFFFL) {
                at += 8;
            }
            if (packed == 0xFFFFFFFFL && at + 8 <= fieldEnd) {
                packed = int64(extra, at);
                at += 8;
            }
            if (local == 0xFFFFFFFFL && at + 8 <= fieldEnd) {
                local = int64(extra, at);
            }
        }
        if (packed < 0 || local < 0 || local + LOCAL_SIZE > zip.length()) {
            return new Found.Broken();
        }
        byte[] localHead = new byte[LOCAL_SIZE];
        zip.readFully(local, localHead, 0, LOCAL_SIZE);
        if (int32(localHead, 0) != LOCAL) {
            return new Found.Broken();
        }
        long position = local + LOCAL_SIZE + int16(localHead, 26) + int16(localHead, 28);
        if (packed > zip.length() - position) {
            return new Found.Broken();
        }
        return new Found.Entry(extension(called), method, int32(head, 16) & 0xFFFFFFFFL, position, packed);
    }

    private static int extraField(byte[] extra, int id) {
        int at = 0;
        while (at + 4 <= extra.length) {
            int size = int16(extra, at + 2);
            if (at + 4 + size > extra.length) {
                return -1;
            }
            if (int16(extra, at) == id) {
                return at + 4;
            }
            at += 4 + size;
        }
        return -1;
    }

    private static int int16(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }

    private static int int32(byte[] bytes, int at) {
        return int16(bytes, at) | int16(bytes, at + 2) << 16;
    }

    private static long int64(byte[] bytes, int at) {
        return int32(bytes, at) & 0xFFFFFFFFL | (long) int32(bytes, at + 4) << 32;
    }
}
