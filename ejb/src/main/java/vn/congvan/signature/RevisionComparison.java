package vn.congvan.signature;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * Two revisions of a PDF, compared by everything that is reached from their catalogs. What differs must be understood: a signature that
 * was put on, data for checking signatures, dates of the last change, and, on the first page, text that may be a number or a date.
 *
 * <p>Nothing is taken for harmless because it is not known: a key more in a dictionary, a page that is another one, a byte more in a
 * stream make the whole a change.
 */
final class RevisionComparison {

    private static final int MAX_FIELD_DEPTH = 12;
    /** Bits of an annotation that is shown and printed as it is: print, read-only, locked, contents locked. */
    private static final int PLAIN_FLAGS = 4 | 64 | 128 | 512;
    private static final int PRINTED = 4;
    private static final int READ_ONLY = 1;

    private static final COSName DSS = name("DSS");
    private static final COSName SIG_FLAGS = name("SigFlags");
    private static final COSName NEED_APPEARANCES = name("NeedAppearances");
    private static final COSName FREE_TEXT = name("FreeText");

    /** Entries of the catalog that show nothing: data for checking, the extension that names it, when it was last changed. */
    private static final Set<COSName> SILENT_CATALOG = names("DSS", "Extensions", "Version", "Metadata");
    private static final Set<COSName> SILENT_INFO = names("ModDate", "Producer");
    private static final Set<COSName> DSS_ENTRIES = names("Type", "VRI", "Certs", "CRLs", "OCSPs");
    private static final Set<COSName> METADATA_ENTRIES = names("Type", "Subtype", "Length", "Filter", "DecodeParms");

    private static final Set<COSName> SIGNATURE_FIELD = names("Type", "Subtype", "FT", "T", "TU", "TM", "V", "Ff", "F",
            "Rect", "P", "AP", "DA", "DR", "MK", "Lock", "SV", "Kids", "Q", "NM", "M", "BS", "Border", "H");
    private static final Set<COSName> SIGNATURE_WIDGET = names("Type", "Subtype", "F", "Rect", "P", "AP", "DA", "MK",
            "Parent", "NM", "M", "BS", "Border", "H");
    private static final Set<COSName> SIGNED_NOW = names("V", "AP", "F", "M", "MK", "DA");

    private static final Set<COSName> NUMBER_FIELD = names("Type", "Subtype", "FT", "T", "TU", "Ff", "F", "V", "DA",
            "Rect", "P", "AP", "Q", "MaxLen", "M", "NM");
    private static final Set<COSName> FILLED_NOW = names("V", "AP", "M");
    private static final Set<COSName> NUMBER_NOTE = names("Type", "Subtype", "Rect", "Contents", "DA", "F", "AP", "P",
            "M", "NM", "T", "CreationDate", "Subj", "Q", "IT");

    private static final Set<COSName> FORM_STREAM = names("Type", "Subtype", "FormType", "BBox", "Matrix", "Resources",
            "Length", "Filter", "DecodeParms");

    private final PDDocument before;
    private final PDDocument after;
    private final Set<List<Long>> signed;
    private final SignaturePolicy policy;

    /** Pairs that were compared, or are about to be: they may refer to one another in circles. */
    private final Set<Pair> seen = new HashSet<>();
    private final Set<COSDictionary> newWidgets = identitySet();
    private final Set<COSDictionary> newNumbers = identitySet();
    private final Set<COSDictionary> signedWidgets = identitySet();
    private final Set<COSDictionary> values = identitySet();
    private final List<NumberPiece> pieces = new ArrayList<>();
    private final boolean explained;
    private int compared;

    private record Pair(COSBase before, COSBase after) {}

    /**
     * @param signed the four numbers of each signature that the later revision has more
     * @throws CannotCheckException when there is more to compare than the policy allows
     * @throws IOException when one of them cannot be read
     */
    RevisionComparison(PDDocument before, PDDocument after, Set<List<Long>> signed, SignaturePolicy policy)
            throws IOException, CannotCheckException {
        this.before = before;
        this.after = after;
        this.signed = signed;
        this.policy = policy;
        this.explained = compare();
    }

    /** Whether everything that differs is understood; that what was printed is a number is still to be seen. */
    boolean isExplained() {
        return explained;
    }

    /** What was printed on the first page, nothing when nothing was. */
    List<NumberPiece> pieces() {
        return List.copyOf(pieces);
    }

    private static COSName name(String text) {
        return COSName.getPDFName(text);
    }

    private static Set<COSName> names(String... texts) {
        Set<COSName> names = new HashSet<>();
        Stream.of(texts).forEach(t -> names.add(name(t)));
        return Set.copyOf(names);
    }

    private static <T> Set<T> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private boolean compare() throws IOException, CannotCheckException {
        COSDictionary trailer = before.getDocument().getTrailer();
        COSDictionary trailerNow = after.getDocument().getTrailer();
        COSDictionary catalog = trailer.getCOSDictionary(COSName.ROOT);
        COSDictionary catalogNow = trailerNow.getCOSDictionary(COSName.ROOT);
        if (catalog == null || catalogNow == null
                || !key(trailer.getItem(COSName.ROOT)).equals(key(trailerNow.getItem(COSName.ROOT)))) {
            return false;
        }
        List<PDPage> pages = pages(before.getPages());
        List<PDPage> pagesNow = pages(after.getPages());
        if (pages.size() != pagesNow.size() || pages.isEmpty()) {
            return false;
        }
        COSDictionary form = catalog.getCOSDictionary(COSName.ACRO_FORM);
        COSDictionary formNow = catalogNow.getCOSDictionary(COSName.ACRO_FORM);
        // compared by rules of their own below, from wherever they are referred to
        seen.add(new Pair(catalog, catalogNow));
        for (int i = 0; i < pages.size(); i++) {
            seen.add(new Pair(pages.get(i).getCOSObject(), pagesNow.get(i).getCOSObject()));
        }
        if (form != null && formNow != null) {
            seen.add(new Pair(form, formNow));
        }
        if (!isFormExplained(form, formNow)) {
            return false;
        }
        for (int i = 0; i < pages.size(); i++) {
            if (!isPageExplained(i, pages, pagesNow)) {
                return false;
            }
        }
        return newNumbers.isEmpty() && isCatalogExplained(catalog, catalogNow)
                && isSame(trailer.getItem(COSName.ENCRYPT), trailerNow.getItem(COSName.ENCRYPT))
                && isSameBut(SILENT_INFO, trailer.getCOSDictionary(COSName.INFO),
                        trailerNow.getCOSDictionary(COSName.INFO));
    }

    private List<PDPage> pages(PDPageTree tree) throws CannotCheckException {
        List<PDPage> pages = new ArrayList<>();
        for (PDPage page : tree) {
            pages.add(page);
            count();
        }
        return pages;
    }

    private void count() throws CannotCheckException {
        if (++compared > policy.maxPdfObjects()) {
            throw new CannotCheckException(ReasonCode.TOO_COMPLEX, "more than " + policy.maxPdfObjects() + " objects");
        }
    }

    // the catalog

    private boolean isCatalogExplained(COSDictionary catalog, COSDictionary now)
            throws IOException, CannotCheckException {
        Set<COSName> apart = new HashSet<>(SILENT_CATALOG);
        apart.add(COSName.ACRO_FORM);
        if (!isSameBut(apart, catalog, now)) {
            return false;
        }
        COSBase validation = now.getDictionaryObject(DSS);
        if (validation != null && !(validation instanceof COSDictionary dictionary && !(validation instanceof COSStream)
                && DSS_ENTRIES.containsAll(dictionary.keySet()))) {
            return false;
        }
        COSBase metadata = now.getDictionaryObject(COSName.METADATA);
        return metadata == null
                ? catalog.getDictionaryObject(COSName.METADATA) == null
                : metadata instanceof COSStream stream && METADATA_ENTRIES.containsAll(stream.keySet());
    }

    // fields

    private boolean isFormExplained(COSDictionary form, COSDictionary now) throws IOException, CannotCheckException {
        if (now == null) {
            return form == null;
        }
        COSDictionary then = form == null ? new COSDictionary() : form;
        COSArray fields = array(then, COSName.FIELDS);
        if (!areFieldsExplained(fields, array(now, COSName.FIELDS), 0)
                || !isSameBut(Set.of(COSName.FIELDS, SIG_FLAGS, COSName.DR, COSName.DA), then, now)) {
            return false;
        }
        // else a reader draws anew what stands in the fields, and not as it was looked at here
        if (!newNumbers.isEmpty() && COSBoolean.TRUE.equals(now.getDictionaryObject(NEED_APPEARANCES))) {
            return false;
        }
        // a font of a name that was missing changes what is drawn with it
        return !hasWriting(fields, 0) || isSame(then.getItem(COSName.DR), now.getItem(COSName.DR))
                && isSame(then.getItem(COSName.DA), now.getItem(COSName.DA));
    }

    /** Whether there is a field that shows something, and is no signature. */
    private static boolean hasWriting(COSArray fields, int depth) {
        for (int i = 0; i < fields.size(); i++) {
            if (!(fields.getObject(i) instanceof COSDictionary field) || depth > MAX_FIELD_DEPTH) {
                return true;
            }
            COSName type = field.getCOSName(COSName.FT);
            boolean silent = COSName.SIG.equals(type) || COSName.TX.equals(type) && isEmpty(field)
                    || type == null && field.containsKey(COSName.PARENT) && COSName.WIDGET.equals(subtype(field));
            if (!silent && !(field.containsKey(COSName.KIDS) && !hasWriting(array(field, COSName.KIDS), depth + 1))) {
                return true;
            }
        }
        return false;
    }

    private boolean areFieldsExplained(COSArray fields, COSArray now, int depth)
            throws IOException, CannotCheckException {
        if (depth > MAX_FIELD_DEPTH) {
            return false;
        }
        int next = 0;
        for (int i = 0; i < now.size(); i++) {
            count();
            if (next < fields.size() && isSameObject(fields.get(next), now.get(i))) {
                if (!isFieldExplained(fields.getObject(next), now.getObject(i), depth)) {
                    return false;
                }
                next++;
            } else if (depth > 0 || !(now.getObject(i) instanceof COSDictionary field)
                    || !isNewSignature(field) && !isNewNumber(field)) {
                return false;
            }
        }
        return next == fields.size();
    }

    private boolean isFieldExplained(COSBase then, COSBase now, int depth) throws IOException, CannotCheckException {
        if (!(then instanceof COSDictionary field) || !(now instanceof COSDictionary fieldNow)) {
            return false;
        }
        boolean unsigned = COSName.SIG.equals(field.getCOSName(COSName.FT))
                && field.getDictionaryObject(COSName.V) == null
                && fieldNow.getDictionaryObject(COSName.V) != null;
        boolean unfilled = COSName.TX.equals(field.getCOSName(COSName.FT)) && isEmpty(field) && !isEmpty(fieldNow)
                && !field.containsKey(COSName.KIDS);
        if (unsigned) {
            seen.add(new Pair(field, fieldNow));
            return isSignedNow(field, fieldNow);
        }
        if (unfilled) {
            seen.add(new Pair(field, fieldNow));
            newNumbers.add(fieldNow);
            return isSameBut(FILLED_NOW, field, fieldNow) && isNumberField(fieldNow);
        }
        if (field.containsKey(COSName.KIDS)) {
            seen.add(new Pair(field, fieldNow));
            return isSameBut(Set.of(COSName.KIDS), field, fieldNow)
                    && areFieldsExplained(array(field, COSName.KIDS), array(fieldNow, COSName.KIDS), depth + 1);
        }
        return isSame(field, fieldNow);
    }

    /** A field that was kept free for a signature. */
    private boolean isSignedNow(COSDictionary field, COSDictionary now) throws IOException, CannotCheckException {
        Set<COSName> apart = new HashSet<>(SIGNED_NOW);
        apart.add(COSName.KIDS);
        if (!isSameBut(apart, field, now) || !isNewValue(now)) {
            return false;
        }
        signedWidgets.add(now);
        COSArray widgets = array(field, COSName.KIDS);
        COSArray widgetsNow = array(now, COSName.KIDS);
        if (widgets.size() != widgetsNow.size() || widgets.size() > 1) {
            return false;
        }
        for (int i = 0; i < widgets.size(); i++) {
            if (!isSameObject(widgets.get(i), widgetsNow.get(i))
                    || !(widgets.getObject(i) instanceof COSDictionary widget)
                    || !(widgetsNow.getObject(i) instanceof COSDictionary widgetNow)) {
                return false;
            }
            seen.add(new Pair(widget, widgetNow));
            signedWidgets.add(widgetNow);
            if (!isSameBut(SIGNED_NOW, widget, widgetNow)) {
                return false;
            }
        }
        return true;
    }

    /** The field of a signature that stands in this file and was read. */
    private boolean isNewSignature(COSDictionary field) {
        if (!COSName.SIG.equals(field.getCOSName(COSName.FT)) || !SIGNATURE_FIELD.containsAll(field.keySet())
                || !isNewValue(field)) {
            return false;
        }
        newWidgets.add(field);
        COSArray widgets = array(field, COSName.KIDS);
        if (widgets.size() > 1) {
            return false;
        }
        if (widgets.size() == 1) {
            if (!(widgets.getObject(0) instanceof COSDictionary widget)
                    || !SIGNATURE_WIDGET.containsAll(widget.keySet())) {
                return false;
            }
            newWidgets.add(widget);
        }
        return true;
    }

    private boolean isNewValue(COSDictionary field) {
        COSDictionary value = field.getCOSDictionary(COSName.V);
        COSArray range = value == null ? null : value.getCOSArray(COSName.BYTERANGE);
        if (range == null || range.size() != 4 || !values.add(value)) {
            return false;
        }
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            numbers.add(range.getObject(i) instanceof COSInteger number ? number.longValue() : -1L);
        }
        return signed.contains(numbers);
    }

    private boolean isNewNumber(COSDictionary field) {
        newNumbers.add(field);
        return isNumberField(field);
    }

    private static boolean isNumberField(COSDictionary field) {
        int kind = field.getInt(COSName.FF, 0);
        return COSName.TX.equals(field.getCOSName(COSName.FT)) && COSName.WIDGET.equals(subtype(field))
                && NUMBER_FIELD.containsAll(field.keySet()) && (kind | READ_ONLY) == READ_ONLY && isPlain(field)
                && field.getDictionaryObject(COSName.V) instanceof COSString;
    }

    private static boolean isPlain(COSDictionary annotation) {
        int flags = annotation.getInt(COSName.F, 0);
        return (flags & PRINTED) != 0 && (flags & ~PLAIN_FLAGS) == 0;
    }

    private static boolean isEmpty(COSDictionary field) {
        COSBase value = field.getDictionaryObject(COSName.V);
        return value == null || value instanceof COSString text && text.getBytes().length == 0;
    }

    // pages

    private boolean isPageExplained(int index, List<PDPage> pages, List<PDPage> pagesNow)
            throws IOException, CannotCheckException {
        PDPage page = pages.get(index);
        PDPage pageNow = pagesNow.get(index);
        COSDictionary then = page.getCOSObject();
        COSDictionary now = pageNow.getCOSObject();
        if (!areAnnotationsExplained(index, page, array(then, COSName.ANNOTS), array(now, COSName.ANNOTS))) {
            return false;
        }
        List<COSBase> contents = contents(then);
        List<COSBase> contentsNow = contents(now);
        int begin = index == 0 && contentsNow.size() > contents.size() ? begin(contents, contentsNow) : -1;
        if (begin < 0) {
            return isSameBut(Set.of(COSName.ANNOTS), then, now);
        }
        for (int i = 0; i < contents.size(); i++) {
            if (!isSame(contents.get(i), contentsNow.get(begin + i))) {
                return false;
            }
        }
        if (!isSameBut(Set.of(COSName.ANNOTS, COSName.CONTENTS, COSName.RESOURCES), then, now)) {
            return false;
        }
        AddedContent added = new AddedContent(streams(contents), streams(contentsNow.subList(0, begin)),
                streams(contentsNow.subList(begin + contents.size(), contentsNow.size())));
        Optional<Set<COSName>> fonts = newFonts(page, pageNow);
        if (fonts.isEmpty() || !added.leavesAlone(fonts.get())) {
            return false;
        }
        Optional<List<NumberPiece>> printed = added.printed(pageNow.getResources());
        printed.ifPresent(pieces::addAll);
        return printed.isPresent();
    }

    private static List<COSBase> contents(COSDictionary page) {
        COSBase contents = page.getDictionaryObject(COSName.CONTENTS);
        if (contents instanceof COSArray array) {
            List<COSBase> parts = new ArrayList<>();
            array.forEach(parts::add);
            return parts;
        }
        return contents == null ? List.of() : List.of(page.getItem(COSName.CONTENTS));
    }

    /** Where among the later streams the earlier ones stand, one behind the other; negative when they do not. */
    private static int begin(List<COSBase> contents, List<COSBase> now) {
        for (int begin = 0; begin + contents.size() <= now.size(); begin++) {
            boolean all = !contents.isEmpty();
            for (int i = 0; i < contents.size() && all; i++) {
                all = isSameObject(contents.get(i), now.get(begin + i));
            }
            if (all) {
                return begin;
            }
        }
        return -1;
    }

    private List<byte[]> streams(List<COSBase> contents) throws IOException, CannotCheckException {
        List<byte[]> streams = new ArrayList<>();
        long total = 0;
        for (COSBase each : contents) {
            if (!(resolved(each) instanceof COSStream stream)) {
                throw new IOException("content that is no stream");
            }
            try (InputStream in = stream.createInputStream()) {
                byte[] bytes = in.readNBytes(policy.maxPdfContent() + 1);
                total += bytes.length;
                if (total > policy.maxPdfContent()) {
                    throw new CannotCheckException(ReasonCode.TOO_COMPLEX,
                            "more than " + policy.maxPdfContent() + " bytes of content");
                }
                streams.add(bytes);
            }
        }
        return streams;
    }

    /** The fonts that the page knows more than before; empty when something else differs in what it knows. */
    private Optional<Set<COSName>> newFonts(PDPage page, PDPage pageNow) throws IOException, CannotCheckException {
        COSDictionary then = resources(page);
        COSDictionary now = resources(pageNow);
        if (!isSameBut(Set.of(COSName.FONT, COSName.PROC_SET), then, now)
                || !drawsWithItsOwn(then, identitySet())) {
            return Optional.empty();
        }
        COSDictionary fonts = dictionary(then, COSName.FONT);
        COSDictionary fontsNow = dictionary(now, COSName.FONT);
        Set<COSName> added = new HashSet<>();
        for (COSName font : fontsNow.keySet()) {
            if (!fonts.containsKey(font)) {
                added.add(font);
            }
        }
        return isSameBut(added, fonts, fontsNow) ? Optional.of(added) : Optional.empty();
    }

    private static COSDictionary resources(PDPage page) {
        return page.getResources() == null ? new COSDictionary() : page.getResources().getCOSObject();
    }

    /** Whether nothing in it is drawn with what the page happens to know. */
    private boolean drawsWithItsOwn(COSDictionary resources, Set<COSBase> walked) throws CannotCheckException {
        for (COSName kind : List.of(COSName.XOBJECT, COSName.PATTERN, COSName.FONT)) {
            for (COSName each : dictionary(resources, kind).keySet()) {
                count();
                COSBase drawn = dictionary(resources, kind).getDictionaryObject(each);
                if (!(drawn instanceof COSDictionary dictionary) || !walked.add(drawn)) {
                    continue;
                }
                boolean draws = drawn instanceof COSStream && !COSName.IMAGE.equals(subtype(dictionary))
                        || COSName.TYPE3.equals(subtype(dictionary));
                COSDictionary own = dictionary.getCOSDictionary(COSName.RESOURCES);
                if (draws && (own == null || !drawsWithItsOwn(own, walked))) {
                    return false;
                }
            }
        }
        return true;
    }

    // annotations

    private boolean areAnnotationsExplained(int index, PDPage page, COSArray annotations, COSArray now)
            throws IOException, CannotCheckException {
        int next = 0;
        for (int i = 0; i < now.size(); i++) {
            count();
            if (!(now.getObject(i) instanceof COSDictionary annotation)) {
                return false;
            }
            if (next < annotations.size() && isSameObject(annotations.get(next), now.get(i))) {
                boolean understood = newNumbers.contains(annotation)
                        ? isPrinted(index, annotation)
                        : !signedWidgets.contains(annotation) || isSmall(annotation, page);
                if (!understood || !isSame(annotations.getObject(next), annotation)) {
                    return false;
                }
                next++;
            } else if (newWidgets.remove(annotation)) {
                if (!isSmall(annotation, page)) {
                    return false;
                }
            } else if (newNumbers.contains(annotation)) {
                if (!isPrinted(index, annotation)) {
                    return false;
                }
            } else if (!isNote(annotation) || !isPrinted(index, annotation)) {
                return false;
            }
        }
        return next == annotations.size();
    }

    /** Whether a signature leaves most of the page to be seen. */
    private boolean isSmall(COSDictionary widget, PDPage page) {
        COSArray place = widget.getCOSArray(COSName.RECT);
        if (place == null) {
            return true;
        }
        if (place.size() != 4) {
            return false;
        }
        PDRectangle box = page.getCropBox();
        // as written: two corners, in whatever order
        double area = Math.abs(number(place, 2) - number(place, 0)) * Math.abs(number(place, 3) - number(place, 1));
        return area <= (double) box.getWidth() * box.getHeight() * policy.maxSignaturePercent() / 100;
    }

    private static double number(COSArray array, int index) {
        return array.getObject(index) instanceof COSNumber number ? number.floatValue() : Double.POSITIVE_INFINITY;
    }

    private static boolean isNote(COSDictionary annotation) {
        return FREE_TEXT.equals(subtype(annotation)) && NUMBER_NOTE.containsAll(annotation.keySet())
                && isPlain(annotation) && annotation.getDictionaryObject(COSName.CONTENTS) instanceof COSString;
    }

    /** What an annotation of the first page prints. */
    private boolean isPrinted(int page, COSDictionary annotation) throws IOException {
        newNumbers.remove(annotation);
        if (page != 0) {
            return false;
        }
        COSName said = FREE_TEXT.equals(subtype(annotation)) ? COSName.CONTENTS : COSName.V;
        COSDictionary looks = annotation.getCOSDictionary(COSName.AP);
        COSBase place = annotation.getDictionaryObject(COSName.RECT);
        if (looks == null || !looks.keySet().equals(Set.of(COSName.N))
                || !(looks.getDictionaryObject(COSName.N) instanceof COSStream look)
                || !FORM_STREAM.containsAll(look.keySet()) || !COSName.FORM.equals(subtype(look))
                || !(place instanceof COSArray array) || array.size() != 4) {
            return false;
        }
        Optional<NumberPiece> printed = PrintedText.ofAppearance(look, new PDRectangle(array),
                annotation.getString(said), policy.maxPdfContent());
        printed.ifPresent(pieces::add);
        return printed.isPresent();
    }

    // the same

    private boolean isSameBut(Set<COSName> apart, COSDictionary then, COSDictionary now)
            throws IOException, CannotCheckException {
        COSDictionary one = then == null ? new COSDictionary() : then;
        COSDictionary other = now == null ? new COSDictionary() : now;
        Set<COSName> names = new HashSet<>(one.keySet());
        names.addAll(other.keySet());
        names.removeAll(apart);
        for (COSName each : names) {
            if (!isSame(one.getItem(each), other.getItem(each))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a reader makes the same of both, with everything that they refer to. */
    private boolean isSame(COSBase then, COSBase now) throws IOException, CannotCheckException {
        Deque<Pair> open = new ArrayDeque<>();
        open.push(new Pair(then, now));
        while (!open.isEmpty()) {
            Pair pair = open.pop();
            count();
            if (!isSame(pair.before, pair.after, open)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSame(COSBase held, COSBase heldNow, Deque<Pair> open) throws IOException {
        COSBase then = resolved(held);
        COSBase now = resolved(heldNow);
        if (then == null || now == null) {
            return then == now;
        }
        if (then instanceof COSDictionary dictionary && now instanceof COSDictionary dictionaryNow) {
            if (!seen.add(new Pair(then, now))) {
                return true;
            }
            Set<COSName> names = new HashSet<>(dictionary.keySet());
            names.addAll(dictionaryNow.keySet());
            names.forEach(n -> open.push(new Pair(dictionary.getItem(n), dictionaryNow.getItem(n))));
            if (then instanceof COSStream stream) {
                return now instanceof COSStream streamNow
                        && (isUntouched(held, heldNow) || hasSameBytes(stream, streamNow));
            }
            return !(now instanceof COSStream);
        }
        if (then instanceof COSArray array && now instanceof COSArray arrayNow) {
            if (array.size() != arrayNow.size()) {
                return false;
            }
            if (seen.add(new Pair(then, now))) {
                for (int i = 0; i < array.size(); i++) {
                    open.push(new Pair(array.get(i), arrayNow.get(i)));
                }
            }
            return true;
        }
        if (then instanceof COSString text && now instanceof COSString textNow) {
            return Arrays.equals(text.getBytes(), textNow.getBytes());
        }
        if (then instanceof COSInteger number && now instanceof COSInteger numberNow) {
            return number.longValue() == numberNow.longValue();
        }
        if (then instanceof COSNumber number && now instanceof COSNumber numberNow) {
            return Float.compare(number.floatValue(), numberNow.floatValue()) == 0;
        }
        return then.equals(now);
    }

    /** Whether both revisions find an object at the same place of the file. */
    private boolean isUntouched(COSBase held, COSBase heldNow) {
        if (held instanceof COSObject one && heldNow instanceof COSObject other && one.getKey() != null
                && one.getKey().equals(other.getKey())) {
            Long place = before.getDocument().getXrefTable().get(one.getKey());
            return place != null && place > 0 && place.equals(after.getDocument().getXrefTable().get(other.getKey()));
        }
        return false;
    }

    private static boolean hasSameBytes(COSStream stream, COSStream now) throws IOException {
        if (stream.getLength() != now.getLength()) {
            return false;
        }
        try (InputStream one = stream.createRawInputStream(); InputStream other = now.createRawInputStream()) {
            byte[] part = new byte[8192];
            for (int length = one.readNBytes(part, 0, part.length); length > 0; length = one.readNBytes(part, 0,
                    part.length)) {
                if (!Arrays.equals(part, 0, length, other.readNBytes(length), 0, length)) {
                    return false;
                }
            }
            return other.read() < 0;
        }
    }

    /** Whether both stand for the same object of the file; what has no number of its own stands in the same place. */
    private static boolean isSameObject(COSBase then, COSBase now) {
        if (then instanceof COSObject one && now instanceof COSObject other) {
            return one.getKey() != null && one.getKey().equals(other.getKey());
        }
        return !(then instanceof COSObject) && !(now instanceof COSObject);
    }

    private static Optional<COSObjectKey> key(COSBase value) {
        return value instanceof COSObject reference ? Optional.ofNullable(reference.getKey()) : Optional.empty();
    }

    private static COSBase resolved(COSBase value) {
        COSBase inner = value instanceof COSObject reference ? reference.getObject() : value;
        return inner instanceof COSNull ? null : inner;
    }

    private static COSArray array(COSDictionary dictionary, COSName name) {
        COSArray array = dictionary.getCOSArray(name);
        return array == null ? new COSArray() : array;
    }

    private static COSDictionary dictionary(COSDictionary dictionary, COSName name) {
        COSDictionary inner = dictionary.getCOSDictionary(name);
        return inner == null ? new COSDictionary() : inner;
    }

    private static COSName subtype(COSDictionary dictionary) {
        return dictionary.getCOSName(COSName.SUBTYPE);
    }
}
