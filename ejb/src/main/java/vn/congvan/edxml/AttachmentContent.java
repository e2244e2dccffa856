package vn.congvan.edxml;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.security.MessageDigest;
import java.util.Optional;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Sha256;

/**
 * The content of one attachment on its way from base64 to the sink. What can be passed on at once is; what has to wait for
 * its head, or for the end of a zip, waits in a {@link Spool}.
 */
final class AttachmentContent implements AutoCloseable {

    private static final String ZIP_TYPE = "application/zip";
    private static final int FIRST = 1024;
    private static final int RATIO_FROM = 1 << 20;

    private final EdxmlLimits limits;
    private final AttachmentSink sink;
    private final Findings findings;
    private final Decoded decodedSoFar;
    private final Base64Decoder base64 = new Base64Decoder(this::payload);
    /** The head, when all of it that matters stood before the content. */
    private final Optional<AttachmentHead> early;
    private final String label;

    private final byte[] first = new byte[FIRST];
    private int firstLength;
    private boolean decided;
    private long payloadLength;
    private Spool spool;
    private Delivery delivery;

    /** How much was decoded from one package, all attachments together. */
    static final class Decoded {
        private long bytes;
    }

    AttachmentContent(EdxmlLimits limits, AttachmentSink sink, Findings findings, Decoded decodedSoFar,
            Optional<AttachmentHead> early, String label) {
        this.limits = limits;
        this.sink = sink;
        this.findings = findings;
        this.decodedSoFar = decodedSoFar;
        this.early = early;
        this.label = label;
    }

    void take(char[] chars, int offset, int length) throws IOException {
        base64.take(chars, offset, length);
    }

    boolean broken() {
        return base64.broken();
    }

    private void payload(byte[] bytes, int length) throws IOException {
        payloadLength += length;
        if (payloadLength > limits.maxAttachmentBytes()) {
            throw new RefusedPackage(ErrorCode.ATTACHMENT_TOO_LARGE, label, limits.maxAttachmentBytes());
        }
        if (decided) {
            pass(bytes, 0, length);
            return;
        }
        int taken = Math.min(length, FIRST - firstLength);
        System.arraycopy(bytes, 0, first, firstLength, taken);
        firstLength += taken;
        if (firstLength == FIRST) {
            decide();
            pass(bytes, taken, length - taken);
        }
    }

    /** Straight to the sink, or wait? */
    private void decide() throws IOException {
        decided = true;
        if (early.isPresent() && isItselfForSure(early.get())) {
            delivery = new Delivery(early.get());
        } else {
            spool = new Spool(limits.spoolMemoryBytes(), limits.spoolDirectory());
        }
        pass(first, 0, firstLength);
    }

    private boolean isItselfForSure(AttachmentHead head) {
        if (!OneEntryZip.looksZip(first, firstLength)) {
            return true;
        }
        String extension = OneEntryZip.extension(head.name());
        if (extension.equals("zip")) {
            return true;
        }
        Optional<String> name = OneEntryZip.firstName(first, firstLength);
        return name.isPresent() && (OneEntryZip.isOfficeMark(name.get())
                || !name.get().endsWith("/") && !isZipType(head)
                        && !OneEntryZip.extension(name.get()).equals(extension));
    }

    private static boolean isZipType(AttachmentHead head) {
        return head.declaredType().equalsIgnoreCase(ZIP_TYPE);
    }

    private void pass(byte[] bytes, int offset, int length) throws IOException {
        if (delivery != null) {
            delivery.write(bytes, offset, length);
        } else {
            spool.write(bytes, offset, length);
        }
    }

    /** All has come: brings the file to the sink and says what it was. */
    AttachmentRead finish(AttachmentHead head, long encodedLength) throws IOException {
        base64.end();
        if (base64.broken()) {
            findings.add(Finding.Code.ATTACHMENT_UNDECODABLE, label(head), head.contentId());
            return undecodable(head, encodedLength);
        }
        if (payloadLength == 0) {
            findings.add(Finding.Code.ATTACHMENT_EMPTY, label(head), head.contentId());
        }
        if (!decided) {
            decide();
        }
        if (delivery != null) {
            return raw(head, encodedLength);
        }
        byte[] start = new byte[(int) Math.min(4, spool.length())];
        spool.readFully(0, start, 0, start.length);
        if (OneEntryZip.looksZip(start, start.length) && !OneEntryZip.extension(head.name()).equals("zip")) {
            OneEntryZip.Found content = OneEntryZip.look(spool);
            if (content instanceof OneEntryZip.Found.Entry entry
                    && (isZipType(head) || entry.extension().equals(OneEntryZip.extension(head.name())))) {
                return unzipped(head, entry, encodedLength);
            }
            if (content instanceof OneEntryZip.Found.Locked) {
                findings.add(Finding.Code.ATTACHMENT_ZIP_NOT_OPENED, label(head), "");
            } else if (content instanceof OneEntryZip.Found.Broken) {
                findings.add(Finding.Code.ATTACHMENT_ZIP_DAMAGED, label(head), "");
            }
        }
        delivery = new Delivery(head);
        copy(spool.open(0, spool.length()));
        return raw(head, encodedLength);
    }

    private AttachmentRead raw(AttachmentHead head, long encodedLength) throws IOException {
        delivery.close();
        if (isZipType(head) && !OneEntryZip.looksZip(first, firstLength)) {
            findings.add(Finding.Code.TYPE_LIES_ABOUT_ENCODING, label(head), head.declaredType());
        }
        return read(head, AttachmentRead.Encoding.RAW, encodedLength);
    }

    private AttachmentRead unzipped(AttachmentHead head, OneEntryZip.Found.Entry entry, long encodedLength)
            throws IOException {
        delivery = new Delivery(head);
        boolean whole;
        if (entry.method() == OneEntryZip.DEFLATED) {
            whole = inflate(entry);
        } else {
            copy(spool.open(entry.position(), entry.packed()));
            whole = true;
        }
        delivery.close();
        if (!whole || delivery.crc.getValue() != entry.crc()) {
            findings.add(Finding.Code.ATTACHMENT_ZIP_DAMAGED, label(head), "");
            return undecodable(head, encodedLength);
        }
        if (!isZipType(head)) {
            findings.add(Finding.Code.TYPE_LIES_ABOUT_ENCODING, label(head), head.declaredType());
        }
        return read(head, AttachmentRead.Encoding.ONE_ENTRY_ZIP, encodedLength);
    }

    private boolean inflate(OneEntryZip.Found.Entry entry) throws IOException {
        InputStream packed = spool.open(entry.position(), entry.packed());
        Inflater inflater = new Inflater(true);
        try {
            byte[] in = new byte[8192];
            byte[] out = new byte[PackageCharacters.CHUNK];
            while (!inflater.finished()) {
                int n = inflater.inflate(out);
                if (n > 0) {
                    delivery.write(out, 0, n);
                    long grown = inflater.getBytesWritten();
                    if (grown > RATIO_FROM && grown / limits.maxZipRatio() > inflater.getBytesRead()) {
                        throw new RefusedPackage(ErrorCode.ATTACHMENT_ZIP_RATIO, label, limits.maxZipRatio());
                    }
                } else if (!inflater.finished() && inflater.needsInput()) {
                    int more = packed.read(in);
                    if (more < 0) {
                        return false;
                    }
                    inflater.setInput(in, 0, more);
                } else if (inflater.needsDictionary()) {
                    return false;
                }
            }
            return true;
        } catch (DataFormatException damaged) {
            return false;
        } finally {
            inflater.end();
        }
    }

    private void copy(InputStream from) throws IOException {
        byte[] buffer = new byte[PackageCharacters.CHUNK];
        int n;
        while ((n = from.read(buffer)) >= 0) {
            delivery.write(buffer, 0, n);
        }
    }

    private AttachmentRead read(AttachmentHead head, AttachmentRead.Encoding encoding, long encodedLength) {
        if (delivery.probe.isDamaged()) {
            findings.add(Finding.Code.PDF_DAMAGED_BY_TEXT_CONVERSION, label(head), "");
        }
        return new AttachmentRead(head.index(), head.contentId(), head.name(), head.description(), head.declaredType(),
                encoding, encodedLength, delivery.size, Optional.of(Sha256.ofDigest(delivery.digest.digest())));
    }

    private AttachmentRead undecodable(AttachmentHead head, long encodedLength) throws IOException {
        if (delivery != null) {
            delivery.close();
            sink.discard(delivery.head);
        }
        return without(head, AttachmentRead.Encoding.UNDECODABLE, encodedLength);
    }

    static AttachmentRead without(AttachmentHead head, AttachmentRead.Encoding encoding, long encodedLength) {
        return new AttachmentRead(head.index(), head.contentId(), head.name(), head.description(), head.declaredType(),
                encoding, encodedLength, 0, Optional.empty());
    }

    static String label(AttachmentHead head) {
        return head.name().isEmpty() ? "Attachment " + (head.index() + 1) : head.name();
    }

    /** Closes what is open, whether all went well or not. */
    @Override
    public void close() throws IOException {
        try {
            if (delivery != null) {
                delivery.close();
            }
        } finally {
            if (spool != null) {
                spool.close();
            }
        }
    }

    /** The file going into the sink: counted, hashed, looked at. */
    private final class Delivery {
        private final AttachmentHead head;
        private final OutputStream out;
        private final MessageDigest digest = Sha256.digester();
        private final CRC32 crc = new CRC32();
        private final PdfProbe probe = new PdfProbe();
        private long size;
        private boolean closed;

        Delivery(AttachmentHead head) throws IOException {
            this.head = head;
            this.out = sink.open(head);
        }

        void write(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return;
            }
            size += length;
            decodedSoFar.bytes += length;
            if (size > limits.maxAttachmentBytes()) {
                throw new RefusedPackage(ErrorCode.ATTACHMENT_TOO_LARGE, label, limits.maxAttachmentBytes());
            }
            if (decodedSoFar.bytes > limits.maxDecodedBytes()) {
                throw new RefusedPackage(ErrorCode.ATTACHMENT_TOO_LARGE, label, limits.maxDecodedBytes());
            }
            digest.update(bytes, offset, length);
            crc.update(bytes, offset, length);
            probe.look(bytes, offset, length);
            out.write(bytes, offset, length);
        }

        void close() throws IOException {
            if (!closed) {
                closed = true;
                out.close();
            }
        }
    }
}
