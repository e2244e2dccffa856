package vn.congvan.signature;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A zip file of which every reader sees the same: each entry is listed once, stands where the list says, says of itself what the list says,
 * and between the entries stands nothing. Programs differ in whether they believe the list or the entries, so whatever is not
 * so could show one thing to who checks and another to who reads.
 */
final class Archive {

    private static final int LOCAL = 0x04034b50;
    private static final int LISTED = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LISTED_LENGTH = 46;
    private static final int LOCAL_LENGTH = 30;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int ZIP64_LOCATOR = 0x07064b50;
    private static final int ZIP64_LOCATOR_LENGTH = 20;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED = 1;
    private static final int SIZES_BEHIND = 8;
    private static final int UTF_8_NAME = 1 << 11;
    /** An extra field by which an entry has a second name. */
    private static final int OTHER_NAME = 0x7075;
    /** What is smaller than this may be packed as tightly as it likes. */
    private static final int SMALL = 1 << 20;

    private final byte[] file;
    private final Map<String, Entry> entries;

    private Archive(byte[] file, Map<String, Entry> entries) {
        this.file = file;
        this.entries = entries;
    }

    /** A file in it. */
    private record Entry(String name, byte[] rawName, int flags, int method, int crc, long packed, long size, int at) {

        boolean isFolder() {
            return name.endsWith("/");
        }
    }

    /**
     * Reads the list and walks along all entries; nothing is unpacked yet.
     *
     * @throws CannotCheckException when readers could see different things in it, or it is larger than what is looked into
     */
    static Archive of(byte[] file, SignaturePolicy policy) throws CannotCheckException {
        ByteBuffer zip = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        try {
            return new Archive(file, entries(zip, policy));
        } catch (IndexOutOfBoundsException e) {
            throw new CannotCheckException(ReasonCode.UNREADABLE, e);
        }
    }

    private static Map<String, Entry> entries(ByteBuffer zip, SignaturePolicy policy) throws CannotCheckException {
        int end = end(zip);
        int count = unsigned(zip, end + 10);
        int list = zip.getInt(end + 16);
        if (zip.getInt(end + 4) != 0 || unsigned(zip, end + 8) != count || list < 0
                || (long) list + Integer.toUnsignedLong(zip.getInt(end + 12)) != end) {
            throw ambiguous("its list does not end where its end begins");
        }
        if (count > policy.maxArchiveEntries()) {
            throw new CannotCheckException(ReasonCode.ARCHIVE_TOO_LARGE, count + " entries");
        }
        Map<String, Entry> byName = new LinkedHashMap<>();
        Map<String, String> sameName = new HashMap<>();
        int at = list;
        int body = 0;
        long size = 0;
        for (int i = 0; i < count; i++) {
            Entry entry = listed(zip, at);
            at += LISTED_LENGTH + entry.rawName.length + unsigned(zip, at + 30) + unsigned(zip, at + 32);
            if (entry.at != body) {
                throw ambiguous("something stands before " + entry.name);
            }
            body = walk(zip, entry);
            if (sameName.put(entry.name.toLowerCase(Locale.ROOT), entry.name) != null) {
                throw ambiguous(entry.name + " twice");
            }
            byName.put(entry.name, entry);
            size += entry.size;
            if (size > policy.maxArchiveBytes()
                    || entry.size > SMALL && entry.size / Math.max(1, entry.packed) > policy.maxArchiveRatio()) {
                throw new CannotCheckException(ReasonCode.ARCHIVE_TOO_LARGE, entry.name);
            }
        }
        if (at != end || body != list) {
            throw ambiguous("something stands behind the last entry");
        }
        return byName;
    }

    private static int end(ByteBuffer zip) throws CannotCheckException {
        int length = zip.capacity();
        for (int at = length - END_LENGTH; at >= 0 && at >= length - END_LENGTH - 0xffff; at--) {
            if (zip.getInt(at) == END) {
                int remark = unsigned(zip, at + 20);
                boolean zip64 = at >= ZIP64_LOCATOR_LENGTH
                        && zip.getInt(at - ZIP64_LOCATOR_LENGTH) == ZIP64_LOCATOR;
                if (at + END_LENGTH + remark != length || zip64) {
                    throw ambiguous("more than one end");
                }
                return at;
            }
        }
        throw new CannotCheckException(ReasonCode.UNREADABLE, "no end of an archive");
    }

    private static Entry listed(ByteBuffer zip, int at) throws CannotCheckException {
        if (zip.getInt(at) != LISTED) {
            throw ambiguous("its list is not one");
        }
        int flags = unsigned(zip, at + 8);
        byte[] name = new byte[unsigned(zip, at + 28)];
        zip.get(at + LISTED_LENGTH, name);
        refuseOtherName(zip, at + LISTED_LENGTH + name.length, unsigned(zip, at + 30));
        int begin = zip.getInt(at + 42);
        if (begin < 0) {
            throw ambiguous("an entry outside the file");
        }
        return new Entry(name(name, flags), name, flags, unsigned(zip, at + 10), zip.getInt(at + 16),
                Integer.toUnsignedLong(zip.getInt(at + 20)), Integer.toUnsignedLong(zip.getInt(at + 24)), begin);
    }

    private static String name(byte[] raw, int flags) throws CannotCheckException {
        Charset charset = (flags & UTF_8_NAME) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        String name = new String(raw, charset);
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        boolean strange = !Arrays.equals(name.getBytes(charset), raw)
                || name.chars().anyMatch(c -> c < ' ' || c == '\\' || c == 0x7f || c == ':')
                || Arrays.stream(path.split("/", -1)).anyMatch(s -> s.isEmpty() || s.equals(".") || s.equals(".."));
        if (strange) {
            throw new CannotCheckException(ReasonCode.UNSAFE_NAME, name);
        }
        return name;
    }

    private static void refuseOtherName(ByteBuffer zip, int from, int length) throws CannotCheckException {
        int at = from;
        while (at + 4 <= from + length) {
            if (unsigned(zip, at) == OTHER_NAME) {
                throw ambiguous("an entry with two names");
            }
            at += 4 + unsigned(zip, at + 2);
        }
    }

    /** Where the entry ends, once it says of itself what the list says. */
    private static int walk(ByteBuffer zip, Entry entry) throws CannotCheckException {
        int at = entry.at;
        byte[] name = new byte[unsigned(zip, at + 26)];
        zip.get(at + LOCAL_LENGTH, name);
        int extra = unsigned(zip, at + 28);
        refuseOtherName(zip, at + LOCAL_LENGTH + name.length, extra);
        boolean behind = (entry.flags & SIZES_BEHIND) != 0;
        if (zip.getInt(at) != LOCAL || !Arrays.equals(name, entry.rawName) || unsigned(zip, at + 6) != entry.flags
                || unsigned(zip, at + 8) != entry.method || !saysSizes(zip, at + 14, entry, behind)) {
            throw ambiguous(entry.name + " is not what the list says");
        }
        if ((entry.flags & ENCRYPTED) != 0) {
            throw new CannotCheckException(ReasonCode.ENCRYPTED, entry.name);
        }
        if (entry.method != DEFLATED && (entry.method != STORED || entry.packed != entry.size)
                || entry.isFolder() && entry.size != 0) {
            throw new CannotCheckException(ReasonCode.UNREADABLE, entry.name);
        }
        long end = at + LOCAL_LENGTH + name.length + extra + entry.packed;
        if (end > zip.capacity()) {
            throw new CannotCheckException(ReasonCode.UNREADABLE, entry.name);
        }
        return behind ? descriptorEnd(zip, (int) end, entry) : (int) end;
    }

    /** With the sizes behind the entry, some programs write them before it as well. */
    private static boolean saysSizes(ByteBuffer zip, int at, Entry entry, boolean behind) {
        boolean none = zip.getInt(at) == 0 && zip.getInt(at + 4) == 0 && zip.getInt(at + 8) == 0;
        return behind && none || zip.getInt(at) == entry.crc
                && Integer.toUnsignedLong(zip.getInt(at + 4)) == entry.packed
                && Integer.toUnsignedLong(zip.getInt(at + 8)) == entry.size;
    }

    private static int descriptorEnd(ByteBuffer zip, int from, Entry entry) throws CannotCheckException {
        int at = zip.getInt(from) == DESCRIPTOR ? from + 4 : from;
        if (!saysSizes(zip, at, entry, false)) {
            throw ambiguous(entry.name + " is not what the list says");
        }
        return at + 12;
    }

    private static int unsigned(ByteBuffer zip, int at) {
        return Short.toUnsignedInt(zip.getShort(at));
    }

    private static CannotCheckException ambiguous(String what) {
        return new CannotCheckException(ReasonCode.ARCHIVE_AMBIGUOUS, what);
    }

    /** The names of its files, in their order; folders are left out. */
    List<String> names() {
        return entries.values().stream().filter(e -> !e.isFolder()).map(Entry::name).toList();
    }

    /** The name of an entry as it is written, by a name that may differ from it in case. */
    Optional<String> find(String name) {
        return entries.keySet().stream().filter(each -> each.equalsIgnoreCase(name)).findFirst();
    }

    /** What an entry holds. */
    byte[] bytes(String name) throws CannotCheckException {
        Entry entry = entries.get(name);
        ByteBuffer zip = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int from = entry.at + LOCAL_LENGTH + entry.rawName.length + unsigned(zip, entry.at + 28);
        byte[] content = entry.method == STORED
                ? Arrays.copyOfRange(file, from, from + (int) entry.packed)
                : inflated(entry, from);
        CRC32 crc = new CRC32();
        crc.update(content);
        if ((int) crc.getValue() != entry.crc) {
            throw new CannotCheckException(ReasonCode.UNREADABLE, entry.name);
        }
        return content;
    }

    private byte[] inflated(Entry entry, int from) throws CannotCheckException {
        byte[] content = new byte[(int) entry.size];
        // one byte more than it says it holds: an empty buffer would never find the end
        byte[] excess = new byte[1];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(file, from, (int) entry.packed);
            int done = 0;
            while (done < content.length && !inflater.finished() && !inflater.needsInput()) {
                done += inflater.inflate(content, done, content.length - done);
            }
            boolean more = inflater.inflate(excess) > 0;
            if (done != content.length || more || !inflater.finished() || inflater.getBytesRead() != entry.packed) {
                throw new CannotCheckException(ReasonCode.UNREADABLE, entry.name);
            }
            return content;
        } catch (DataFormatException e) {
            throw new CannotCheckException(ReasonCode.UNREADABLE, e);
        } finally {
            inflater.end();
        }
    }

    /**
     * Refuses a file that readers of PDF would show as another one than what its signatures cover.
     *
     * @param signed whether signatures cover the entry of that name
     */
    void refuseOtherPdf(Predicate<String> signed) throws CannotCheckException {
        OptionalInt header = SignedForm.pdfHeader(file);
        if (header.isEmpty()) {
            return;
        }
        ByteBuffer zip = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        for (Entry entry : entries.values()) {
            int from = entry.at + LOCAL_LENGTH + entry.rawName.length + unsigned(zip, entry.at + 28);
            if (header.getAsInt() >= from && header.getAsInt() < from + entry.packed && signed.test(entry.name)) {
                return;
            }
        }
        throw ambiguous("a PDF that nobody signed");
    }

    /** Unpacks everything once, so that what is handed to a library holds nothing worse than what was declared. */
    void unpackAll() throws CannotCheckException {
        Collection<String> names = names();
        for (String name : names) {
            bytes(name);
        }
    }
}
