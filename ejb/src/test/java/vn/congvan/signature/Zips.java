package vn.congvan.signature;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Zips taken apart and put together again by the JDK. */
final class Zips {

    private Zips() {}

    static Map<String, byte[]> entries(byte[] zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    /** The same files, not packed. */
    static byte[] stored(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                CRC32 crc = new CRC32();
                crc.update(entry.getValue());
                ZipEntry written = new ZipEntry(entry.getKey());
                written.setSize(entry.getValue().length);
                written.setCrc(crc.getValue());
                zip.putNextEntry(written);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    /** The zip with an entry more, or another one in its place. */
    static byte[] with(byte[] zip, String name, byte[] content) throws IOException {
        Map<String, byte[]> entries = entries(zip);
        entries.put(name, content);
        return zip(entries);
    }

    /** The zip without some entries. */
    static byte[] without(byte[] zip, String... names) throws IOException {
        Map<String, byte[]> entries = entries(zip);
        for (String name : names) {
            if (entries.remove(name) == null) {
                throw new IOException(name + " is not among " + entries.keySet());
            }
        }
        return zip(entries);
    }

    /** The zip with other words in an entry. */
    static byte[] replace(byte[] zip, String name, String words, String by) throws IOException {
        String text = new String(entries(zip).get(name), StandardCharsets.UTF_8);
        if (!text.contains(words)) {
            throw new IOException(words + " is not in " + text);
        }
        return with(zip, name, text.replace(words, by).getBytes(StandardCharsets.UTF_8));
    }
}
