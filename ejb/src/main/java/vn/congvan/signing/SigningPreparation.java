package vn.congvan.signing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.ExternalSigningSupport;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.Sha256;

/**
 * The first of three steps of a signature: PDF and request to the bytes to be signed. Everything of the signature but its
 * value is written to the prepared file, as one incremental update (two where a number is put on): the field, its appearance,
 * and a gap for the CMS structure. What stood in the file before stays byte for byte.
 *
 * <p>This is the place where software for desktop tokens joins in: prepare, have {@link SigningState#dataToSign()} signed with
 * {@link SigningState#algorithm()} wherever the key is, and give the value to {@link SigningCompletion}. The key's holder needs
 * neither the file nor this library.
 *
 * <p>The signature is PAdES ({@code ETSI.CAdES.detached}, EN 319 142-1), SHA-256 with RSA or ECDSA.
 *
 * <p>Uses PDFBox and BouncyCastle: for worker processes and the command line. Not to be shared between threads.
 */
public final class SigningPreparation {

    private static final ZoneOffset VIETNAM = ZoneOffset.ofHours(7);
    private static final COSName CADES = COSName.getPDFName("ETSI.CAdES.detached");
    /** Room for what is not known before the signature: its value, a time stamp with its certificates. */
    private static final int ROOM = 20_000;
    private static final int PRINTED_AND_LOCKED = 4 | 128;

    private final PrintFont font;

    /** Prints with Liberation Serif. */
    public SigningPreparation() {
        this.font = PrintFont.liberationSerif();
    }

    /**
     * Prints with the administrator's own font.
     *
     * @param font a TrueType font that may be embedded and has the Vietnamese letters
     */
    public SigningPreparation(Path font) throws IOException {
        this.font = PrintFont.of(Files.readAllBytes(font));
    }

    /**
     * Prepares {@code pdf} for a signature.
     *
     * @param pdf the file to be signed; not changed
     * @param prepared where the prepared file is written; nothing is left there after a refusal
     * @throws IOException reading {@code pdf} or writing {@code prepared} failed
     */
    public PreparationResult prepare(Path pdf, SigningRequest request, Path prepared) throws IOException {
        Path numbered = prepared.resolveSibling(prepared.getFileName() + ".numbered");
        try {
            List<X509Certificate> chain = chain(request);
            Path base = pdf;
            if (request.numbering().isPresent() && !request.numbering().get().isEmpty()) {
                NumberingIncrement numbering = new NumberingIncrement(font);
                numbering.append(pdf, request.numbering().get(), request.claimedTime(), numbered);
                base = numbered;
            }
            String field = append(base, request, prepared);
            return new PreparationResult.Prepared(
                    state(prepared, field, request.certificateChain(), SignerCertificates.algorithm(chain.get(0))));
        } catch (RefusedSigning e) {
            Files.deleteIfExists(prepared);
            return new PreparationResult.Refused(e.refusal());
        } finally {
            Files.deleteIfExists(numbered);
        }
    }

    private static List<X509Certificate> chain(SigningRequest request) throws RefusedSigning {
        try {
            List<X509Certificate> chain = SignerCertificates.parse(request.certificateChain());
            if (chain.isEmpty()) {
                throw new RefusedSigning(ErrorCode.REQUEST_FIELD_MISSING, "certificateChain");
            }
            Optional<Refusal> refusal = SignerCertificates.refusal(chain.get(0), request.appearance().signer(),
                    request.claimedTime());
            if (refusal.isPresent()) {
                throw new RefusedSigning(refusal.get());
            }
            return chain;
        } catch (CertificateException e) {
            throw new RefusedSigning(e, ErrorCode.REQUEST_FIELD_INVALID, "certificateChain", e.getMessage());
        }
    }

    /** Writes the increment with the empty signature, and says the name of its field. */
    private String append(Path pdf, SigningRequest request, Path prepared) throws IOException, RefusedSigning {
        Instant time = request.claimedTime().truncatedTo(ChronoUnit.SECONDS);
        try (SignableFile file = SignableFile.open(pdf);
                OutputStream out = Files.newOutputStream(prepared);
                SignatureOptions options = new SignatureOptions()) {
            PDDocument document = file.document();
            PDFont letters = font.in(document);
            SignatureLook look = SignatureLook.of(request.appearance(), time, file, letters);
            PDPage page = file.pageUnder(look.place());
            PageGeometry geometry = new PageGeometry(page);
            if (request.numbering().isPresent() && request.numbering().get().isEmpty()) {
                NumberingIncrement.reserve(file, request.numbering().get());
            }
            String name = file.freeFieldName(request.purpose().fieldName());
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(CADES);
            signature.setName(PrintFont.printed(request.appearance().signer()));
            GregorianCalendar date = new GregorianCalendar(TimeZone.getTimeZone(VIETNAM));
            date.setTimeInMillis(time.toEpochMilli());
            signature.setSignDate(date);
            options.setPage(look.place().page() - 1);
            options.setPreferredSignatureSize(
                    ROOM + request.certificateChain().stream().mapToInt(certificate -> certificate.length).sum());
            file.changedForm();
            List<COSDictionary> untouched = SignableFile.untouchedAnnotations(page);
            document.addSignature(signature, options);
            PDSignatureField field = fieldOf(file, signature);
            field.setPartialName(name);
            PDAnnotationWidget widget = field.getWidgets().get(0);
            widget.setPage(page);
            widget.setRectangle(geometry.rectangle(look.place()));
            widget.setAnnotationFlags(PRINTED_AND_LOCKED);
            PDAppearanceDictionary appearance = new PDAppearanceDictionary();
            appearance.setNormalAppearance(look.draw(document, geometry, letters));
            widget.setAppearance(appearance);
            file.annotate(page, widget.getCOSObject());
            // PDFBox wrote their own types into them when it looked for a place for ours
            untouched.forEach(annotation -> annotation.setNeedToBeUpdated(false));
            // the file's id would else depend on the time of day
            document.setDocumentId(time.toEpochMilli());
            ExternalSigningSupport gap = document.saveIncrementalForExternalSigning(out);
            gap.setSignature(new byte[0]);
            return name;
        }
    }

    private static PDSignatureField fieldOf(SignableFile file, PDSignature signature) {
        for (PDField field : file.form().orElseThrow().getFieldTree()) {
            if (field instanceof PDSignatureField signed && signed.getSignature() != null
                    && signed.getSignature().getCOSObject() == signature.getCOSObject()) {
                return signed;
            }
        }
        throw new IllegalStateException("the signature has no field");
    }

    /**
     * Reads the prepared file as anybody will read it: a file whose cross references were broken, which the parser guessed
     * past, cannot be appended to and shows it here.
     */
    private static SigningState state(Path prepared, String field, List<byte[]> chain, Optional<String> algorithm)
            throws IOException, RefusedSigning {
        long size = Files.size(prepared);
        long[] range;
        try (PDDocument document = Loader.loadPDF(prepared.toFile())) {
            PDField found = document.getDocumentCatalog().getAcroForm(null).getField(field);
            COSArray numbers = ((PDSignatureField) found).getSignature().getCOSObject().getCOSArray(COSName.BYTERANGE);
            range = new long[numbers.size()];
            for (int i = 0; i < range.length; i++) {
                range[i] = ((COSNumber) numbers.getObject(i)).longValue();
            }
        } catch (IOException | RuntimeException e) {
            throw SignableFile.unreadable(e);
        }
        if (range.length != 4 || range[0] != 0 || range[2] + range[3] != size) {
            throw new RefusedSigning(ErrorCode.PDF_UNREADABLE, "ByteRange " + Arrays.toString(range));
        }
        byte[] attributes = CmsSignature.signedAttributes(digest(prepared, range[1], range[2]), chain.get(0));
        return new SigningState(attributes, algorithm.orElseThrow(), chain, range[1], range[2] - range[1], size);
    }

    /** SHA-256 of the file without what lies from {@code gap} to {@code after}. */
    static byte[] digest(Path file, long gap, long after) throws IOException {
        MessageDigest digest = Sha256.digester();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            byte[] buffer = new byte[1 << 16];
            long left = gap;
            while (left > 0) {
                int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (n < 0) {
                    throw new java.io.EOFException(file.getFileName() + " ends before its signature");
                }
                digest.update(buffer, 0, n);
                left -= n;
            }
            in.skipNBytes(after - gap);
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return digest.digest();
    }
}
