package vn.congvan.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;

/**
 * A PDF of which it is plain that its signatures cover everything: the last of them ends where the file ends, and what was put on between two of
 * them is the later one's own field and value and nothing else. All values are right. Of any other file nothing is said here, and the
 * library has to look.
 *
 * @param signatures the signatures, the first one first
 */
record PlainPdf(List<Signature> signatures) {

    private static final int MOST = 4;
    private static final int DEEPEST = 20;
    private static final COSName ACRO_FORM = COSName.ACRO_FORM;
    private static final Set<String> CATALOG_BEYOND = Set.of("DSS", "Perms", "Extensions", "Collection", "Legal");
    private static final Set<String> VALUE_ENTRIES = Set.of("Type", "Filter", "SubFilter", "ByteRange", "Contents", "M",
            "Name", "Location", "Reason", "ContactInfo", "Prop_Build");
    private static final Set<String> FIELD_ENTRIES = Set.of("Type", "Subtype", "FT", "Ff", "F", "Rect", "P", "T", "V",
            "AP", "DA");
    private static final Set<String> SUB_FILTERS = Set.of("adbe.pkcs7.detached", "ETSI.CAdES.detached");

    /**
     * One of them.
     *
     * @param range the four numbers
     * @param claimedAt when it was made, as its dictionary says
     * @param value its value
     */
    record Signature(List<Long> range, Instant claimedAt, PlainSignedData value) {}

    /** The file, when it is plain. */
    static Optional<PlainPdf> of(byte[] file) {
        try {
            return read(file);
        } catch (IOException | CMSException | GeneralSecurityException | OperatorCreationException | TSPException
                | RuntimeException | StackOverflowError e) {
            // what is wrong is for the library to say
            return Optional.empty();
        }
    }

    private static Optional<PlainPdf> read(byte[] file)
            throws IOException, CMSException, GeneralSecurityException, OperatorCreationException, TSPException {
        PdfCoverage coverage = new PdfCoverage(file);
        List<List<Long>> ranges = new ArrayList<>(coverage.writtenEach().orElse(List.of()));
        if (ranges.isEmpty() || ranges.size() > MOST || !ranges.stream().allMatch(coverage::isWhole)) {
            return Optional.empty();
        }
        ranges.sort(Comparator.comparing(PlainPdf::end));
        if (end(ranges.get(ranges.size() - 1)) != file.length || ranges.stream().map(PlainPdf::end).distinct()
                .count() != ranges.size()) {
            return Optional.empty();
        }
        List<COSDictionary> values = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(file)) {
            Optional<List<COSDictionary>> fields = document.isEncrypted() ? Optional.empty() : fields(document);
            if (fields.isEmpty()) {
                return Optional.empty();
            }
            for (List<Long> range : ranges) {
                List<COSDictionary> own = fields.get().stream().map(f -> f.getCOSDictionary(COSName.V))
                        .filter(v -> range.equals(range(v))).toList();
                if (own.size() != 1) {
                    return Optional.empty();
                }
                values.add(own.get(0));
            }
            if (fields.get().size() != ranges.size() || !arePutOnAlone(file, ranges, document)) {
                return Optional.empty();
            }
            List<Signature> signatures = new ArrayList<>();
            for (int i = 0; i < ranges.size(); i++) {
                Optional<Signature> signature = signature(file, ranges.get(i), values.get(i));
                if (signature.isEmpty()) {
                    return Optional.empty();
                }
                signatures.add(signature.get());
            }
            return Optional.of(new PlainPdf(signatures));
        }
    }

    private static long end(List<Long> range) {
        return range.get(2) + range.get(3);
    }

    /** The fields that hold signatures; nothing when any field, or what leads to them, is not plain. */
    private static Optional<List<COSDictionary>> fields(PDDocument document) {
        COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
        if (catalog.keySet().stream().anyMatch(k -> CATALOG_BEYOND.contains(k.getName()))) {
            return Optional.empty();
        }
        COSDictionary form = catalog.getCOSDictionary(ACRO_FORM);
        COSArray all = form == null || form.containsKey(COSName.XFA) ? null : form.getCOSArray(COSName.FIELDS);
        if (all == null) {
            return Optional.empty();
        }
        List<COSDictionary> found = new ArrayList<>();
        Set<COSObjectKey> seen = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            if (!(all.get(i) instanceof COSObject reference) || !seen.add(reference.getKey())
                    || !(reference.getObject() instanceof COSDictionary field) || field.containsKey(COSName.KIDS)
                    || field.containsKey(COSName.PARENT) || field.getCOSName(COSName.FT) == null
                    || !(field.getItem(COSName.T) instanceof COSString name) || name.getString().contains(".")
                    || !names.add(name.getString())) {
                return Optional.empty();
            }
            if (field.getCOSName(COSName.FT).equals(COSName.SIG)) {
                if (!(field.getItem(COSName.V) instanceof COSObject value) || !seen.add(value.getKey())
                        || !(value.getObject() instanceof COSDictionary)) {
                    return Optional.empty();
                }
                found.add(field);
            }
        }
        return Optional.of(found);
    }

    private static List<Long> range(COSDictionary value) {
        List<Long> numbers = new ArrayList<>();
        COSArray array = value.getCOSArray(COSName.BYTERANGE);
        for (int i = 0; array != null && i < array.size(); i++) {
            if (array.get(i) instanceof COSNumber number) {
                numbers.add(number.longValue());
            }
        }
        return numbers;
    }

    private static Optional<Signature> signature(byte[] file, List<Long> range, COSDictionary value)
            throws IOException, CMSException, GeneralSecurityException, OperatorCreationException, TSPException {
        Calendar claimed = value.getDate(COSName.M);
        if (!VALUE_ENTRIES.containsAll(value.keySet().stream().map(COSName::getName).toList())
                || !COSName.SIG.equals(value.getCOSName(COSName.TYPE))
                || value.getCOSName(COSName.FILTER) == null || value.getCOSName(COSName.SUB_FILTER) == null
                || !SUB_FILTERS.contains(value.getCOSName(COSName.SUB_FILTER).getName()) || claimed == null
                || value.getCOSArray(COSName.BYTERANGE).size() != 4
                || !(value.getItem(COSName.CONTENTS) instanceof COSString contents)) {
            return Optional.empty();
        }
        byte[] padded = HexFormat.of().parseHex(new String(file, range.get(1).intValue() + 1,
                (int) (range.get(2) - range.get(1) - 2), StandardCharsets.US_ASCII));
        if (!Arrays.equals(padded, contents.getBytes())) {
            return Optional.empty();
        }
        int length;
        try (ByteArrayInputStream rest = new ByteArrayInputStream(padded);
                ASN1InputStream in = new ASN1InputStream(rest, padded.length, true)) {
            in.readObject();
            length = padded.length - rest.available();
        }
        return PlainSignedData
                .ofSignature(Arrays.copyOf(padded, length), new PlainSignedData.Content(file, range))
                .map(data -> new Signature(range, claimed.toInstant(), data));
    }

    /** Whether each signature but the first was put on with nothing but its own field and value. */
    private static boolean arePutOnAlone(byte[] file, List<List<Long>> ranges, PDDocument last) throws IOException {
        for (int i = 0; i + 1 < ranges.size(); i++) {
            byte[] before = Arrays.copyOf(file, (int) end(ranges.get(i)));
            boolean alone;
            try (PDDocument then = Loader.loadPDF(before)) {
                if (i + 2 == ranges.size()) {
                    alone = isPutOnAlone(then, last, ranges.get(i + 1));
                } else {
                    try (PDDocument now = Loader.loadPDF(Arrays.copyOf(file, (int) end(ranges.get(i + 1))))) {
                        alone = isPutOnAlone(then, now, ranges.get(i + 1));
                    }
                }
            }
            if (!alone) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPutOnAlone(PDDocument before, PDDocument after, List<Long> range) {
        Map<COSObjectKey, Long> then = before.getDocument().getXrefTable();
        Map<COSObjectKey, Long> now = after.getDocument().getXrefTable();
        if (reference(after.getDocument().getTrailer().getItem(COSName.ROOT)).isEmpty()
                || !now.keySet().containsAll(then.keySet()) || before.isEncrypted() || after.isEncrypted()
                || !reference(before.getDocument().getTrailer().getItem(COSName.ROOT))
                        .equals(reference(after.getDocument().getTrailer().getItem(COSName.ROOT)))) {
            return false;
        }
        COSDictionary catalogThen = before.getDocumentCatalog().getCOSObject();
        COSDictionary catalogNow = after.getDocumentCatalog().getCOSObject();
        COSDictionary formThen = catalogThen.getCOSDictionary(ACRO_FORM);
        COSDictionary formNow = catalogNow.getCOSDictionary(ACRO_FORM);
        if (formThen == null || formNow == null) {
            return false;
        }
        Optional<COSObject> field = added(formThen, formNow, COSName.FIELDS);
        if (field.isEmpty() || then.containsKey(field.get().getKey())
                || !(field.get().getObject() instanceof COSDictionary widget) || !isPlainField(widget, range)
                || !(widget.getItem(COSName.P) instanceof COSObject page)
                || !(page.getObject() instanceof COSDictionary pageNow)
                || !(before.getDocument().getObjectFromPool(page.getKey())
                        .getObject() instanceof COSDictionary pageThen)
                || !added(pageThen, pageNow, COSName.ANNOTS).map(COSObject::getKey)
                        .equals(field.map(COSObject::getKey))
                || !isSameBut(Set.of(COSName.ANNOTS), pageThen, pageNow)
                || !isSameBut(Set.of(COSName.FIELDS), formThen, formNow)
                || !isSameCatalog(catalogThen, catalogNow)) {
            return false;
        }
        Set<COSObjectKey> mayChange = new HashSet<>();
        mayChange.addAll(reference(after.getDocument().getTrailer().getItem(COSName.ROOT)));
        mayChange.addAll(reference(catalogNow.getItem(ACRO_FORM)));
        mayChange.addAll(reference(formNow.getItem(COSName.FIELDS)));
        mayChange.addAll(reference(pageNow.getItem(COSName.ANNOTS)));
        mayChange.add(page.getKey());
        Set<COSObjectKey> mayBeNew = new HashSet<>(Set.of(field.get().getKey()));
        collect(widget.getItem(COSName.V), then.keySet(), mayBeNew, 0);
        collect(widget.getItem(COSName.AP), then.keySet(), mayBeNew, 0);
        for (Map.Entry<COSObjectKey, Long> entry : now.entrySet()) {
            Long was = then.get(entry.getKey());
            COSObjectKey key = entry.getKey();
            boolean explained = was == null
                    ? mayBeNew.contains(key) || PdfCoverage.isContainer(after, key)
                    : was.equals(entry.getValue()) || mayChange.contains(key)
                            || isSame(before.getDocument().getObjectFromPool(key).getObject(),
                                    after.getDocument().getObjectFromPool(key).getObject(), 0);
            if (!explained) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSameCatalog(COSDictionary then, COSDictionary now) {
        boolean indirect = then.getItem(ACRO_FORM) instanceof COSObject || now.getItem(ACRO_FORM) instanceof COSObject;
        return isSameBut(indirect ? Set.of() : Set.of(ACRO_FORM), then, now);
    }

    private static boolean isSameBut(Set<COSName> these, COSDictionary then, COSDictionary now) {
        Set<COSName> names = new HashSet<>(then.keySet());
        names.addAll(now.keySet());
        names.removeAll(these);
        return names.stream().allMatch(n -> then.containsKey(n) && now.containsKey(n)
                && isSame(then.getItem(n), now.getItem(n), 0));
    }

    /** Whether two values say the same, with references as references; of streams that is never said. */
    private static boolean isSame(COSBase then, COSBase now, int depth) {
        if (depth > DEEPEST || then instanceof COSStream || now instanceof COSStream) {
            return false;
        }
        if (then instanceof COSObject || now instanceof COSObject) {
            return !reference(then).isEmpty() && reference(then).equals(reference(now));
        }
        if (then instanceof COSDictionary a && now instanceof COSDictionary b) {
            return a.keySet().equals(b.keySet())
                    && a.keySet().stream().allMatch(n -> isSame(a.getItem(n), b.getItem(n), depth + 1));
        }
        if (then instanceof COSArray a && now instanceof COSArray b) {
            boolean same = a.size() == b.size();
            for (int i = 0; same && i < a.size(); i++) {
                same = isSame(a.get(i), b.get(i), depth + 1);
            }
            return same;
        }
        if (then instanceof COSString a && now instanceof COSString b) {
            return Arrays.equals(a.getBytes(), b.getBytes());
        }
        return (then instanceof COSName || then instanceof COSNumber || then instanceof COSBoolean)
                && then.equals(now);
    }

    private static boolean isPlainField(COSDictionary widget, List<Long> range) {
        return FIELD_ENTRIES.containsAll(widget.keySet().stream().map(COSName::getName).toList())
                && COSName.SIG.equals(widget.getCOSName(COSName.FT))
                && COSName.getPDFName("Widget").equals(widget.getCOSName(COSName.SUBTYPE))
                && widget.getCOSDictionary(COSName.V) != null
                && range.equals(range(widget.getCOSDictionary(COSName.V)));
    }

    /** The one reference that a list has more than before, at its end. */
    private static Optional<COSObject> added(COSDictionary before, COSDictionary after, COSName name) {
        boolean sameHolder = !before.containsKey(name)
                || reference(before.getItem(name)).equals(reference(after.getItem(name)));
        COSArray then = before.containsKey(name) ? before.getCOSArray(name) : new COSArray();
        COSArray now = after.getCOSArray(name);
        if (!sameHolder || then == null || now == null || now.size() != then.size() + 1) {
            return Optional.empty();
        }
        for (int i = 0; i < then.size(); i++) {
            if (reference(then.get(i)).isEmpty() || !reference(then.get(i)).equals(reference(now.get(i)))) {
                return Optional.empty();
            }
        }
        COSBase last = now.get(then.size());
        boolean fresh = last instanceof COSObject
                && then.toList().stream().noneMatch(each -> reference(each).equals(reference(last)));
        return fresh ? Optional.of((COSObject) last) : Optional.empty();
    }

    private static Set<COSObjectKey> reference(COSBase value) {
        return value instanceof COSObject object ? Set.of(object.getKey()) : Set.of();
    }

    /** What hangs on a value and was not there before. */
    private static void collect(COSBase value, Set<COSObjectKey> old, Set<COSObjectKey> found, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        COSBase inner = value;
        if (value instanceof COSObject reference) {
            if (old.contains(reference.getKey()) || !found.add(reference.getKey())) {
                return;
            }
            inner = reference.getObject();
        }
        if (inner instanceof COSDictionary dictionary) {
            dictionary.getValues().forEach(each -> collect(each, old, found, depth + 1));
        } else if (inner instanceof COSArray array) {
            array.forEach(each -> collect(each, old, found, depth + 1));
        }
    }
}
