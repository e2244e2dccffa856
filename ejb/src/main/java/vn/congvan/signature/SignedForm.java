package vn.congvan.signature;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** What a file is, by its own bytes and not by its name, and whether anything in it looks like a signature. */
enum SignedForm {
    PDF,
    XML,
    /** A zip: an Office file, a container for signed files, or any other. */
    ARCHIVE,
    /** A message of signed data (CMS), as bytes or as text. */
    CMS,
    /** Something else that looks signed. */
    OTHER_SIGNED,
    /** Nothing in it looks like a signature. */
    UNSIGNED;

    private static final List<byte[]> PDF_MARKS = List.of(ascii("/ByteRange"), ascii("adbe.pkcs7"), ascii("adbe.x509"),
            ascii("ETSI.CAdES"), ascii("ETSI.RFC3161"));
    private static final List<byte[]> XML_MARKS = List.of(ascii("2000/09/xmldsig"), ascii("2009/xmldsig11"),
            ascii("SignatureValue"), ascii("org/01903/"));
    private static final List<byte[]> ARCHIVE_MARKS = List.of(ascii("_xmlsignatures"), ascii("meta-inf/signature"),
            ascii("meta-inf/asic"), ascii("meta-inf/timestamp"), ascii("signature.p7s"), ascii("vnd.etsi.asic"),
            ascii("digitalsignature+xml"), ascii("digital-signature"), ascii("documentsignatures.xml"),
            ascii("macrosignatures.xml"));
    /** Names that say nothing by themselves, but what signs may stand under any name in a file that has them. */
    private static final List<byte[]> ARCHIVE_HIDES = List.of(ascii("[content_types].xml"), ascii("meta-inf/"));
    /** How each entry in the list of a zip begins. */
    private static final List<byte[]> LISTED = List.of(new byte[] {'P', 'K', 1, 2});
    /** Object identifiers of what only a signer adds: the digest of the content (1.2.840.113549.1.9.4), the own certificate (...16.2.12, ...47). */
    private static final List<byte[]> SIGNER_MARKS = List.of(pkcs(9, 4), pkcs(9, 16, 2, 12), pkcs(9, 16, 2, 47));
    private static final List<byte[]> CMS_MARKS = List.of(
            // the object identifier of signed data
            pkcs(7, 2), ascii("BEGIN PKCS7"), ascii("BEGIN CMS"), ascii("BEGIN PGP SIGNATURE"),
            ascii("BEGIN SIGNED MESSAGE"), ascii("/pkcs7-"), ascii("/x-pkcs7-"));
    private static final List<byte[]> OLD_OFFICE_MARKS = List.of(
            "_xmlsignatures".getBytes(StandardCharsets.UTF_16LE), "_signatures".getBytes(StandardCharsets.UTF_16LE));
    private static final int PDF_BEGINS_WITHIN = 1024;

    static SignedForm of(byte[] file) {
        if (begins(file, 'P', 'K', 3, 4)) {
            return ARCHIVE;
        }
        if (isSignedData(file)) {
            return CMS;
        }
        if (pdfHeader(file).isPresent()) {
            return PDF;
        }
        if (looksLikeMarkup(file)) {
            return holds(file, XML_MARKS) || holds(file, wide(XML_MARKS)) ? XML : UNSIGNED;
        }
        if (CmsExaminer.message(file).filter(m -> holds(m, CMS_MARKS) || hasSignerMarks(m)).isPresent()) {
            return CMS;
        }
        return holds(file, PDF_MARKS) || holds(file, XML_MARKS) || holds(file, CMS_MARKS) || hasSignerMarks(file)
                || holds(file, OLD_OFFICE_MARKS) || holds(file, LISTED) && mayHideSignatures(file)
                        ? OTHER_SIGNED
                        : UNSIGNED;
    }

    /**
     * Where readers of PDF take a file for one, whatever stands before: near its beginning. Signed data and containers may hold a PDF there;
     * it must be one that they sign.
     */
    static OptionalInt pdfHeader(byte[] file) {
        int at = indexOf(file, ascii("%PDF-"), 0);
        return at >= 0 && at < PDF_BEGINS_WITHIN ? OptionalInt.of(at) : OptionalInt.empty();
    }

    /** Whether a message of signed data begins here: a sequence, its length, and what it is. */
    private static boolean isSignedData(byte[] file) {
        int at = indexOf(file, pkcs(7, 2), 0);
        return file.length > 0 && file[0] == 0x30 && at >= 2 && at <= 6;
    }

    /** Whether a file that is read as PDF and holds no signature of one bears other marks around it. */
    static boolean isSignedAround(byte[] pdf) {
        return !begins(pdf, '%', 'P', 'D', 'F') && (holds(pdf, XML_MARKS) || holds(pdf, CMS_MARKS)
                || hasSignerMarks(pdf) || holds(pdf, LISTED) && hasArchiveMarks(pdf));
    }

    /** Whether a zip holds a name that only signed ones hold. */
    static boolean hasArchiveMarks(byte[] file) {
        return holdsIgnoringCase(file, ARCHIVE_MARKS);
    }

    /** Whether a zip of which nobody knows what is in it may be a signed one. */
    static boolean mayHideSignatures(byte[] file) {
        return hasArchiveMarks(file) || holdsIgnoringCase(file, ARCHIVE_HIDES);
    }

    /** Whether bytes hold what only the signer of a message adds. */
    static boolean hasSignerMarks(byte[] message) {
        return holds(message, SIGNER_MARKS);
    }

    /** Whether a PDF holds what only a signature holds, wherever that stands. */
    static boolean hasPdfMarks(byte[] file) {
        return holds(file, PDF_MARKS);
    }

    private static boolean looksLikeMarkup(byte[] file) {
        for (int i = 0; i < Math.min(file.length, 64); i++) {
            if (file[i] == '<') {
                return true;
            }
            // white space, and the marks and zeros of other encodings
            if (file[i] > ' ') {
                return false;
            }
        }
        return false;
    }

    private static boolean begins(byte[] file, int... with) {
        for (int i = 0; i < with.length; i++) {
            if (file.length <= i || file[i] != with[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(byte[] file, List<byte[]> marks) {
        return marks.stream().anyMatch(mark -> indexOf(file, mark, 0) >= 0);
    }

    private static boolean holdsIgnoringCase(byte[] file, List<byte[]> lowerCase) {
        byte[] folded = file.clone();
        for (int i = 0; i < folded.length; i++) {
            if (folded[i] >= 'A' && folded[i] <= 'Z') {
                folded[i] |= 0x20;
            }
        }
        return holds(folded, lowerCase);
    }

    private static List<byte[]> wide(List<byte[]> marks) {
        return marks.stream()
                .map(m -> new String(m, StandardCharsets.US_ASCII).getBytes(StandardCharsets.UTF_16LE)).toList();
    }

    /** The bytes of an object identifier that begins with 1.2.840.113549.1 (PKCS). */
    private static byte[] pkcs(int... rest) {
        byte[] begin = {6, (byte) (6 + 1 + rest.length), 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1};
        byte[] bytes = Arrays.copyOf(begin, begin.length + rest.length);
        for (int i = 0; i < rest.length; i++) {
            bytes[begin.length + i] = (byte) rest[i];
        }
        return bytes;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Where {@code wanted} begins in {@code bytes} at {@code from} or later; -1 when nowhere. */
    static int indexOf(byte[] bytes, byte[] wanted, int from) {
        outer : for (int i = Math.max(0, from); i <= bytes.length - wanted.length; i++) {
            for (int k = 0; k < wanted.length; k++) {
                if (bytes[i + k] != wanted[k]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }

    /** Where {@code wanted} begins for the last time in {@code bytes} before {@code before}; -1 when nowhere. */
    static int lastIndexOf(byte[] bytes, byte[] wanted, int before) {
        outer : for (int i = Math.min(before, bytes.length) - wanted.length; i >= 0; i--) {
            for (int k = 0; k < wanted.length; k++) {
                if (bytes[i + k] != wanted[k]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }
}
