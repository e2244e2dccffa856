package vn.congvan.signature;

import static vn.congvan.signature.SignedForm.ascii;
import static vn.congvan.signature.SignedForm.indexOf;
import static vn.congvan.signature.SignedForm.lastIndexOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.bouncycastle.asn1.ASN1InputStream;

/**
 * Which bytes of a PDF its signatures cover. Libraries find some files signed, and unchanged, of which a signature covers less than it
 * seems to (shadow attacks, gaps that are too wide); so this looks at the bytes themselves.
 */
final class PdfCoverage {

    private static final byte[] BYTE_RANGE = ascii("/ByteRange");
    private static final Pattern NUMBERS = Pattern
            .compile(
                    "/ByteRange[\\s\\x00]*\\[[\\s\\x00]*(\\d{1,10})[\\s\\x00]+(\\d{1,10})[\\s\\x00]+(\\d{1,10})[\\s\\x00]+(\\d{1,10})[\\s\\x00]*\\]");
    private static final int LONGEST_RANGE = 200;
    /** Entries of the catalog that say nothing about what is shown: validation data and the extension that names it. */
    private static final Set<COSName> VALIDATION_ENTRIES = Set.of(COSName.getPDFName("DSS"),
            COSName.getPDFName("Extensions"), COSName.VERSION);

    private final byte[] file;

    PdfCoverage(byte[] file) {
        this.file = file;
    }

    /** The four numbers of a signature: two stretches of bytes, begin and length each. */
    record Range(long begin, long length, long begin2, long length2) {

        long end() {
            return begin2 + length2;
        }
    }

    /** Every range that stands anywhere in the bytes; empty when one of them is no range. */
    Optional<Set<List<Long>>> written() {
        return writtenEach().map(Set::copyOf);
    }

    /** The same, each as often as it stands there. */
    Optional<List<List<Long>>> writtenEach() {
        List<List<Long>> found = new ArrayList<>();
        for (int at = indexOf(file, BYTE_RANGE, 0); at >= 0; at = indexOf(file, BYTE_RANGE, at + 1)) {
            Optional<Range> range = rangeAt(at);
            if (range.isEmpty()) {
                return Optional.empty();
            }
            Range r = range.get();
            found.add(List.of(r.begin, r.length, r.begin2, r.length2));
        }
        return Optional.of(found);
    }

    private Optional<Range> rangeAt(int at) {
        String text = new String(file, at, Math.min(LONGEST_RANGE, file.length - at),
                StandardCharsets.ISO_8859_1);
        Matcher numbers = NUMBERS.matcher(text);
        return numbers.lookingAt()
                ? Optional.of(new Range(Long.parseLong(numbers.group(1)), Long.parseLong(numbers.group(2)),
                        Long.parseLong(numbers.group(3)), Long.parseLong(numbers.group(4))))
                : Optional.empty();
    }

    /**
     * Whether a range leaves out nothing but the signature's own value: it begins at 0, ends inside the file, and its gap is exactly
     * the hexadecimal string of the {@code /Contents} that stands in the same object as the range itself.
     */
    boolean isWhole(List<Long> numbers) {
        if (numbers.size() != 4) {
            return false;
        }
        Range range = new Range(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
        if (range.begin != 0 || range.length <= 0 || range.begin2 <= range.length + 1 || range.length2 <= 0
                || range.end() > file.length) {
            return false;
        }
        int gap = (int) range.length;
        int after = (int) range.begin2;
        if (file[gap] != '<' || file[after - 1] != '>') {
            return false;
        }
        for (int i = gap + 1; i < after - 1; i++) {
            if (Character.digit(file[i], 16) < 0) {
                return false;
            }
        }
        return isPadded(gap + 1, after - 1) && isOwnContents(range, gap, after);
    }

    /** Whether behind the value, which says itself where it ends, nothing stands but zeros. */
    private boolean isPadded(int from, int to) {
        if ((to - from) % 2 != 0) {
            return false;
        }
        byte[] octets = HexFormat.of().parseHex(new String(file, from, to - from, StandardCharsets.US_ASCII));
        try (ByteArrayInputStream rest = new ByteArrayInputStream(octets);
                ASN1InputStream value = new ASN1InputStream(rest, octets.length, true)) {
            value.readObject();
            int left = rest.available();
            for (int i = octets.length - left; i < octets.length; i++) {
                if (octets[i] != 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            // no value at all: what cannot be read is said elsewhere
            return false;
        }
    }

    private boolean isOwnContents(Range range, int gap, int after) {
        int name = gap;
        while (name > 0 && isBlank(file[name - 1])) {
            name--;
        }
        byte[] contents = ascii("/Contents");
        if (lastIndexOf(file, contents, name) != name - contents.length) {
            return false;
        }
        int begin = lastIndexOf(file, ascii(" obj"), gap);
        int end = indexOf(file, ascii("endobj"), after);
        if (begin < 0 || end < 0) {
            return false;
        }
        int own = 0;
        for (int at = indexOf(file, BYTE_RANGE, begin); at >= 0 && at < end; at = indexOf(file, BYTE_RANGE, at + 1)) {
            own++;
            if (at > gap && at < after || !rangeAt(at).equals(Optional.of(range))) {
                return false;
            }
        }
        return own == 1;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\r' || b == '\n' || b == '\t' || b == '\f' || b == 0;
    }

    /**
     * Whether what stands behind {@code end}, where the last signature ends, is explained: white space, or an update that adds
     * validation data ({@code /DSS}) and touches nothing else.
     */
    boolean isTailExplained(long end) throws IOException {
        boolean blank = true;
        for (int i = (int) end; i < file.length && blank; i++) {
            blank = isBlank(file[i]);
        }
        return blank || addsValidationDataOnly((int) end);
    }

    private boolean addsValidationDataOnly(int end) throws IOException {
        byte[] signed = java.util.Arrays.copyOf(file, end);
        try (PDDocument before = Loader.loadPDF(signed); PDDocument after = Loader.loadPDF(file)) {
            Map<COSObjectKey, Long> then = before.getDocument().getXrefTable();
            Map<COSObjectKey, Long> now = after.getDocument().getXrefTable();
            if (!now.keySet().containsAll(then.keySet())) {
                return false;
            }
            Optional<COSObjectKey> root = key(after.getDocument().getTrailer().getItem(COSName.ROOT));
            if (root.isEmpty() || !root.equals(key(before.getDocument().getTrailer().getItem(COSName.ROOT)))) {
                return false;
            }
            COSObjectKey catalog = root.get();
            Set<COSObjectKey> validation = validationObjects(after.getDocument());
            if (now.equals(then)) {
                // bytes of which no reader makes anything, and so nothing that explains them
                return false;
            }
            for (Map.Entry<COSObjectKey, Long> entry : now.entrySet()) {
                COSObjectKey key = entry.getKey();
                boolean same = Objects.equals(then.get(key), entry.getValue());
                if (!same && then.containsKey(key) && !key.equals(catalog)) {
                    return false;
                }
                if (!same && !then.containsKey(key) && !validation.contains(key) && !isContainer(after, key)) {
                    return false;
                }
            }
            return sameButForValidation(before.getDocumentCatalog().getCOSObject(),
                    after.getDocumentCatalog().getCOSObject());
        }
    }

    /** An object stream or cross-reference stream: what it holds is looked at by itself. */
    static boolean isContainer(PDDocument document, COSObjectKey key) {
        COSBase object = document.getDocument().getObjectFromPool(key).getObject();
        return object instanceof COSDictionary dictionary && dictionary.getDictionaryObject(COSName.TYPE) != null
                && Set.of(COSName.OBJ_STM, COSName.XREF).contains(dictionary.getDictionaryObject(COSName.TYPE));
    }

    private static boolean sameButForValidation(COSDictionary before, COSDictionary after) {
        Set<String> names = new TreeSet<>();
        before.keySet().forEach(n -> names.add(n.getName()));
        after.keySet().forEach(n -> names.add(n.getName()));
        for (String text : names) {
            COSName name = COSName.getPDFName(text);
            if (!VALIDATION_ENTRIES.contains(name)
                    && !shape(before.getItem(name), 0).equals(shape(after.getItem(name), 0))) {
                return false;
            }
        }
        return true;
    }

    /** What an entry says, with references as references. */
    private static String shape(COSBase value, int depth) {
        if (depth > 20) {
            return "deeper";
        }
        if (value instanceof COSObject reference) {
            return reference.getKey() + " R";
        }
        if (value instanceof COSDictionary dictionary) {
            StringBuilder text = new StringBuilder("<<");
            dictionary.entrySet().stream().sorted(java.util.Comparator.comparing(e -> e.getKey().getName())).forEach(
                    e -> text.append(e.getKey()).append(' ').append(shape(e.getValue(), depth + 1)).append(' '));
            return text.append(">>").toString();
        }
        if (value instanceof COSArray array) {
            List<String> parts = new ArrayList<>();
            array.forEach(part -> parts.add(shape(part, depth + 1)));
            return parts.toString();
        }
        return String.valueOf(value);
    }

    /** All objects that are reached from the catalog's validation data and hold certificates, lists, answers and time stamps. */
    private static Set<COSObjectKey> validationObjects(COSDocument document) {
        Set<COSObjectKey> found = new java.util.HashSet<>();
        COSDictionary catalog = document.getTrailer().getCOSDictionary(COSName.ROOT);
        for (COSName name : VALIDATION_ENTRIES) {
            collect(catalog.getItem(name), found, 0);
        }
        return found;
    }

    private static void collect(COSBase value, Set<COSObjectKey> found, int depth) {
        if (depth > 12) {
            return;
        }
        COSBase inner = value;
        if (value instanceof COSObject reference) {
            if (!found.add(reference.getKey())) {
                return;
            }
            inner = reference.getObject();
        }
        if (inner instanceof COSDictionary dictionary) {
            dictionary.getValues().forEach(each -> collect(each, found, depth + 1));
        } else if (inner instanceof COSArray array) {
            array.forEach(each -> collect(each, found, depth + 1));
        }
    }

    private static Optional<COSObjectKey> key(COSBase value) {
        return value instanceof COSObject reference ? Optional.of(reference.getKey()) : Optional.empty();
    }
}
