package vn.congvan.signing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

import vn.congvan.document.ErrorCode;

/** A PDF file that something is appended to: opened, found not to forbid it, and asked where things stand. */
final class SignableFile implements AutoCloseable {

    private static final COSName ACTION = COSName.getPDFName("Action");
    private static final COSName FIELD_MDP = COSName.getPDFName("FieldMDP");
    private static final COSName DOC_MDP = COSName.getPDFName("DocMDP");
    private static final COSName TRANSFORM_METHOD = COSName.getPDFName("TransformMethod");
    private static final COSName TRANSFORM_PARAMS = COSName.getPDFName("TransformParams");
    private static final COSName REFERENCE = COSName.getPDFName("Reference");
    private static final COSName PERMS = COSName.getPDFName("Perms");
    /** What a certifying signature allows when it does not say: forms are filled in and signed. */
    private static final int FORMS_ONLY = 2;
    private static final int EVERYTHING = 4;

    private final PDDocument document;

    private SignableFile(PDDocument document) {
        this.document = document;
    }

    static SignableFile open(Path pdf) throws RefusedSigning {
        PDDocument document;
        try {
            document = Loader.loadPDF(pdf.toFile());
        } catch (InvalidPasswordException e) {
            throw new RefusedSigning(e, ErrorCode.PDF_PROTECTED, "password");
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
        SignableFile file = new SignableFile(document);
        try {
            file.check();
            return file;
        } catch (RefusedSigning e) {
            file.closeQuietly(e);
            throw e;
        } catch (RuntimeException e) {
            // the parser reads lazily: a file that is broken further in shows it here
            RefusedSigning unreadable = unreadable(e);
            file.closeQuietly(unreadable);
            throw unreadable;
        }
    }

    static RefusedSigning unreadable(Exception cause) {
        return new RefusedSigning(cause, ErrorCode.PDF_UNREADABLE, cause.getClass().getSimpleName());
    }

    private void check() throws RefusedSigning {
        if (document.isEncrypted()) {
            throw new RefusedSigning(ErrorCode.PDF_PROTECTED, "Encrypt");
        }
        if (document.getNumberOfPages() == 0) {
            throw new RefusedSigning(ErrorCode.PDF_UNREADABLE, "0 pages");
        }
        if (allowedChanges() < FORMS_ONLY) {
            throw new RefusedSigning(ErrorCode.PDF_PROTECTED, "DocMDP");
        }
    }

    PDDocument document() {
        return document;
    }

    PDPage page(int number) throws RefusedSigning {
        if (number > document.getNumberOfPages()) {
            throw new RefusedSigning(ErrorCode.SIGNATURE_PLACE_INVALID, number);
        }
        return document.getPage(number - 1);
    }

    PageGeometry geometry(int page) throws RefusedSigning {
        return new PageGeometry(page(page));
    }

    /** The page under {@code place}, which must lie on it. */
    PDPage pageUnder(PagePlace place) throws RefusedSigning {
        PDPage page = page(place.page());
        if (!new PageGeometry(page).holds(place)) {
            throw new RefusedSigning(ErrorCode.SIGNATURE_PLACE_INVALID, place);
        }
        return page;
    }

    List<PageText.Word> words() throws IOException {
        return PageText.words(document);
    }

    /** The form as it stands in the file, without the repairs that PDFBox would make to one. */
    Optional<PDAcroForm> form() {
        return Optional.ofNullable(document.getDocumentCatalog().getAcroForm(null));
    }

    /** The form, made if there is none, and marked as changed. */
    PDAcroForm changedForm() {
        PDAcroForm form = form().orElse(null);
        if (form == null) {
            form = new PDAcroForm(document);
            document.getDocumentCatalog().setAcroForm(form);
        }
        form.getCOSObject().setNeedToBeUpdated(true);
        COSBase held = document.getDocumentCatalog().getCOSObject().getItem(COSName.ACRO_FORM);
        if (!(held instanceof COSObject)) {
            document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
        }
        return form;
    }

    Optional<PDField> field(String name) {
        return form().map(form -> form.getField(name));
    }

    /** A name that no field bears: {@code prefix} and the first number that is free. */
    String freeFieldName(String prefix) {
        Set<String> taken = new HashSet<>();
        form().ifPresent(form -> form.getFieldTree().forEach(field -> taken.add(field.getFullyQualifiedName())));
        int number = 1;
        while (taken.contains(prefix + number)) {
            number++;
        }
        return prefix + number;
    }

    /**
     * Where the visible signature stands that was put on last, by the order of the fields; as seen.
     *
     * <p>Looks at the bare dictionaries here and in {@link #pageOf}: PDFBox's own view of an annotation writes its type into it,
     * and what is written into would be part of the increment.
     */
    Optional<PagePlace> lastVisibleSignature() {
        Optional<PagePlace> last = Optional.empty();
        if (form().isEmpty()) {
            return last;
        }
        for (PDField field : form().get().getFieldTree()) {
            if (field instanceof PDSignatureField signed && signed.getSignature() != null) {
                for (COSDictionary widget : widgets(signed.getCOSObject())) {
                    Optional<PDRectangle> rectangle = rectangle(widget);
                    int page = pageOf(widget);
                    if (rectangle.isPresent() && rectangle.get().getWidth() > 1 && rectangle.get().getHeight() > 1
                            && page >= 0) {
                        last = Optional.of(new PageGeometry(document.getPage(page)).place(page + 1, rectangle.get()));
                    }
                }
            }
        }
        return last;
    }

    /** Whether somebody signed it before. */
    boolean isSigned() {
        if (form().isEmpty()) {
            return false;
        }
        for (PDField field : form().get().getFieldTree()) {
            if (field instanceof PDSignatureField signed && signed.getSignature() != null) {
                return true;
            }
        }
        return false;
    }

    private static List<COSDictionary> widgets(COSDictionary field) {
        COSArray kids = field.getCOSArray(COSName.KIDS);
        return kids == null ? List.of(field) : dictionaries(kids);
    }

    static Optional<PDRectangle> rectangle(COSDictionary widget) {
        COSArray numbers = widget.getCOSArray(COSName.RECT);
        return numbers == null || numbers.size() < 4 ? Optional.empty() : Optional.of(new PDRectangle(numbers));
    }

    /** The index of the page on which the widget stands; negative if on none. */
    int pageOf(COSDictionary widget) {
        // the widget's own word for its page is optional and often wrong
        for (int i = 0; i < document.getNumberOfPages(); i++) {
            COSArray annotations = document.getPage(i).getCOSObject().getCOSArray(COSName.ANNOTS);
            if (annotations != null && dictionaries(annotations).stream().anyMatch(a -> a == widget)) {
                return i;
            }
        }
        return -1;
    }

    /** The annotations of a page that are as they were read, so that they can be left so. */
    static List<COSDictionary> untouchedAnnotations(PDPage page) {
        COSArray annotations = page.getCOSObject().getCOSArray(COSName.ANNOTS);
        return annotations == null
                ? List.of()
                : dictionaries(annotations).stream().filter(a -> !a.isNeedToBeUpdated()).toList();
    }

    private static List<COSDictionary> dictionaries(COSArray array) {
        List<COSDictionary> found = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (array.getObject(i) instanceof COSDictionary dictionary) {
                found.add(dictionary);
            }
        }
        return found;
    }

    /** Puts a widget at the end of the page's annotations, and marks no more as changed than that takes. */
    void annotate(PDPage page, COSDictionary widget) {
        COSArray annotations = page.getCOSObject().getCOSArray(COSName.ANNOTS);
        if (annotations == null) {
            annotations = new COSArray();
            page.getCOSObject().setItem(COSName.ANNOTS, annotations);
        }
        if (dictionaries(annotations).stream().noneMatch(a -> a == widget)) {
            annotations.add(widget);
        }
        annotations.setNeedToBeUpdated(true);
        if (!(page.getCOSObject().getItem(COSName.ANNOTS) instanceof COSObject)) {
            page.getCOSObject().setNeedToBeUpdated(true);
        }
    }

    /** Whether a new field may be added: not to a document that is certified for its own fields only. */
    boolean takesNewFields() {
        return allowedChanges() == EVERYTHING;
    }

    /** Whether a signature in the file locks the field. */
    boolean locks(String fieldName) {
        if (form().isEmpty()) {
            return false;
        }
        for (PDField field : form().get().getFieldTree()) {
            if (field instanceof PDSignatureField signed && signed.getSignature() != null
                    && (locks(signed.getCOSObject().getCOSDictionary(COSName.getPDFName("Lock")), fieldName)
                            || locksByReference(signed.getSignature().getCOSObject(), fieldName))) {
                return true;
            }
        }
        return false;
    }

    private static boolean locksByReference(COSDictionary signature, String fieldName) {
        for (COSDictionary reference : references(signature)) {
            if (FIELD_MDP.equals(reference.getCOSName(TRANSFORM_METHOD))
                    && locks(reference.getCOSDictionary(TRANSFORM_PARAMS), fieldName)) {
                return true;
            }
        }
        return false;
    }

    private static boolean locks(COSDictionary lock, String fieldName) {
        if (lock == null) {
            return false;
        }
        COSArray fields = lock.getCOSArray(COSName.FIELDS);
        boolean named = fields != null && fields.toCOSStringStringList().contains(fieldName);
        String action = lock.getNameAsString(ACTION);
        return "All".equals(action) || "Include".equals(action) && named || "Exclude".equals(action) && !named;
    }

    /** 1 nothing, 2 filling in and signing, 3 annotations too, 4 where nobody certified the document. */
    private int allowedChanges() {
        COSDictionary permissions = document.getDocumentCatalog().getCOSObject().getCOSDictionary(PERMS);
        COSDictionary certification = permissions == null ? null : permissions.getCOSDictionary(DOC_MDP);
        if (certification == null) {
            return EVERYTHING;
        }
        int allowed = FORMS_ONLY;
        for (COSDictionary reference : references(certification)) {
            COSDictionary parameters = reference.getCOSDictionary(TRANSFORM_PARAMS);
            if (DOC_MDP.equals(reference.getCOSName(TRANSFORM_METHOD)) && parameters != null) {
                allowed = parameters.getInt(COSName.P, FORMS_ONLY);
            }
        }
        return allowed;
    }

    private static List<COSDictionary> references(COSDictionary signature) {
        COSArray references = signature.getCOSArray(REFERENCE);
        return references == null ? List.of() : dictionaries(references);
    }

    private void closeQuietly(Exception reason) {
        try {
            document.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
