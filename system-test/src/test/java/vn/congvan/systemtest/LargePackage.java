package vn.congvan.systemtest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** A document whose attachment is made while it is read, so that neither side ever holds it whole. */
public final class LargePackage {

    private static final int BLOCK = 3 << 18;

    private final String identity;
    private final byte[] head;
    private final byte[] block;
    private final int blocks;
    private final byte[] tail;

    /** A new document of at least {@code size} bytes, as a package. */
    public LargePackage(long size, String from, String... to) {
        identity = Edxml.newIdentity(from);
        byte[] raw = new byte[BLOCK];
        new Random(identity.hashCode()).nextBytes(raw);
        block = Base64.getEncoder().encode(raw);
        blocks = (int) ((size + block.length - 1) / block.length);
        String[] parts = new String(Edxml.document(identity, from, to), StandardCharsets.UTF_8)
                .split("<AttachmentEncoded/>");
        head = (parts[0].replace("</edXML:edXMLEnvelope>",
                """
                <edXML:edXMLBody><edXML:edXMLManifest version="1.0"><edXML:Reference><edXML:ContentId>cid:1</edXML:ContentId>\
                <edXML:ContentType>application/pdf</edXML:ContentType><edXML:AttachmentName>van-ban.pdf</edXML:AttachmentName>\
                </edXML:Reference></edXML:edXMLManifest></edXML:edXMLBody></edXML:edXMLEnvelope>""")
                + "<AttachmentEncoded><Attachment><ContentId>cid:1</ContentId><AttachmentName>van-ban.pdf</AttachmentName>"
                + "<ContentType>application/pdf</ContentType><edXML:ContentTransferEncoded"
                + " xmlns:edXML=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\">").getBytes(StandardCharsets.UTF_8);
        tail = ("</edXML:ContentTransferEncoded></Attachment></AttachmentEncoded>" + parts[1])
                .getBytes(StandardCharsets.UTF_8);
    }

    public String identity() {
        return identity;
    }

    /** Bytes of the package. */
    public long size() {
        return head.length + (long) blocks * block.length + tail.length;
    }

    /** The package from its beginning. */
    public InputStream open() {
        return new SequenceInputStream(Collections.enumeration(
                List.of(new ByteArrayInputStream(head), new Repeated(), new ByteArrayInputStream(tail))));
    }

    /** SHA-256 of the package, hexadecimal. */
    public String sha256() {
        return HexFormat.of().formatHex(digest(open()));
    }

    /** SHA-256 of everything that comes, hexadecimal; closes it. */
    public static String sha256(InputStream content) {
        return HexFormat.of().formatHex(digest(content));
    }

    /** SHA-256 of everything that comes; closes it. */
    public static byte[] digest(InputStream content) {
        try (DigestInputStream in = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return in.getMessageDigest().digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The block, as often as there are blocks. */
    private final class Repeated extends InputStream {

        private long at;

        @Override
        public int read() {
            return at < (long) blocks * block.length ? block[(int) (at++ % block.length)] : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            long left = (long) blocks * block.length - at;
            if (left == 0) {
                return -1;
            }
            int from = (int) (at % block.length);
            int count = (int) Math.min(Math.min(length, left), block.length - from);
            System.arraycopy(block, from, bytes, offset, count);
            at += count;
            return count;
        }
    }
}
