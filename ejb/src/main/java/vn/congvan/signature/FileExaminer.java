package vn.congvan.signature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

import eu.europa.esig.dss.diagnostic.AbstractSignatureWrapper;
import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.enumerations.SignatureScopeType;
import eu.europa.esig.dss.enumerations.TimestampType;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.pdf.modifications.DefaultPdfDifferencesFinder;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxNativeObjectFactory;
import eu.europa.esig.dss.xades.validation.XMLDocumentValidator;

/**
 * Looks into files, in a worker process or on the command line. It never touches the network. What a file can do to the process it
 * cannot help: that is what worker processes are for.
 *
 * <p>The library is asked what it found, not what it makes of it; the verdict is this project's own.
 */
public final class FileExaminer {

    private final SignaturePolicy policy;
    private final TrustMaterial trust;
    private final Optional<FastPath> fast;

    public FileExaminer(SignaturePolicy policy, TrustMaterial trust) {
        this(policy, trust, Optional.of(new FastPath(trust)));
    }

    private FileExaminer(SignaturePolicy policy, TrustMaterial trust, Optional<FastPath> fast) {
        this.policy = policy;
        this.trust = trust;
        this.fast = fast;
    }

    /** One that lets the library look into every file, also where that is not needed: slower, and never of another opinion. */
    public static FileExaminer thorough(SignaturePolicy policy, TrustMaterial trust) {
        return new FileExaminer(policy, trust, Optional.empty());
    }

    /**
     * The verdict on a file.
     *
     * @param receivedAt when it was received: expiry is judged by it where no time is proven
     * @param now when it is looked into; lists of revoked certificates must not be older than this allows
     * @throws IOException when the file cannot be read from the disk
     */
    public FileVerdict examine(Path file, Instant receivedAt, Instant now) throws IOException {
        return examine(file, Optional.empty(), receivedAt, now);
    }

    /**
     * The verdict on a signature that lies beside what it signs.
     *
     * @param signature such as {@code x.pdf.p7s}
     * @param content such as {@code x.pdf}
     */
    public FileVerdict examine(Path signature, Path content, Instant receivedAt, Instant now) throws IOException {
        return examine(signature, Optional.of(content), receivedAt, now);
    }

    private FileVerdict examine(Path file, Optional<Path> beside, Instant receivedAt, Instant now) throws IOException {
        if (Files.size(file) > policy.maxBytes()
                || beside.isPresent() && Files.size(beside.get()) > policy.maxBytes()) {
            return FileVerdict.timeless(ReasonCode.TOO_LARGE, List.of());
        }
        byte[] bytes = Files.readAllBytes(file);
        Optional<byte[]> content = beside.isPresent()
                ? Optional.of(Files.readAllBytes(beside.get()))
                : Optional.empty();
        try {
            return examine(bytes, content, receivedAt, now);
        } catch (CannotCheckException e) {
            return FileVerdict.timeless(e.reason(), List.of());
        } catch (RuntimeException | StackOverflowError e) {
            return FileVerdict.timeless(ReasonCode.UNREADABLE, List.of());
        }
    }

    private FileVerdict examine(byte[] bytes, Optional<byte[]> content, Instant receivedAt, Instant now)
            throws IOException, CannotCheckException {
        SignedForm form = SignedForm.of(bytes);
        if (content.isPresent() && form != SignedForm.CMS && form != SignedForm.UNSIGNED) {
            throw new CannotCheckException(ReasonCode.NOT_DETACHED, form.name());
        }
        return switch (form) {
            case UNSIGNED -> FileVerdict.timeless(ReasonCode.NO_SIGNATURE, List.of());
            case OTHER_SIGNED -> FileVerdict.timeless(ReasonCode.FORM_NOT_CHECKED, List.of());
            case PDF -> pdf(bytes, receivedAt, now);
            case XML -> xml(bytes, receivedAt, now);
            case ARCHIVE -> archive(bytes, receivedAt, now);
            case CMS -> new CmsExaminer(policy, new FoundSignatures(trust, now), judge(receivedAt, now))
                    .examine(CmsExaminer.message(bytes).orElseThrow(), content, receivedAt);
        };
    }

    private FileVerdict archive(byte[] bytes, Instant receivedAt, Instant now)
            throws IOException, CannotCheckException {
        Archive archive;
        try {
            archive = Archive.of(bytes, policy);
        } catch (CannotCheckException e) {
            if (SignedForm.mayHideSignatures(bytes)) {
                throw e;
            }
            // a zip like any other, out of order: nothing in it has the name of a signature
            return unsigned(bytes, receivedAt, now);
        }
        FileVerdict verdict = archive(archive, bytes, receivedAt, now);
        return verdict.reason() == ReasonCode.NO_SIGNATURE ? unsigned(bytes, receivedAt, now) : verdict;
    }

    /** A zip without signatures may still be read as a PDF, and that may have some. */
    private FileVerdict unsigned(byte[] bytes, Instant receivedAt, Instant now)
            throws IOException, CannotCheckException {
        return SignedForm.pdfHeader(bytes).isPresent()
                ? pdf(bytes, receivedAt, now)
                : FileVerdict.timeless(ReasonCode.NO_SIGNATURE, List.of());
    }

    private FileVerdict archive(Archive archive, byte[] bytes, Instant receivedAt, Instant now)
            throws CannotCheckException {
        if (archive.find(OfficePackage.CONTENT_TYPES).isPresent()) {
            return new OfficeExaminer(policy, new FoundSignatures(trust, now), judge(receivedAt, now)).examine(archive,
                    receivedAt);
        }
        if (AsicExaminer.isOne(archive)) {
            return new AsicExaminer(policy, new FoundSignatures(trust, now), judge(receivedAt, now)).examine(archive,
                    receivedAt);
        }
        return FileVerdict.timeless(
                SignedForm.hasArchiveMarks(bytes) ? ReasonCode.FORM_NOT_CHECKED : ReasonCode.NO_SIGNATURE, List.of());
    }

    private SignatureJudge judge(Instant receivedAt, Instant now) {
        return new SignatureJudge(policy, trust, receivedAt, now);
    }

    private FileVerdict pdf(byte[] bytes, Instant receivedAt, Instant now) throws IOException, CannotCheckException {
        Optional<PlainPdf> plain = fast.flatMap(f -> PlainPdf.of(bytes));
        Optional<FileVerdict> quick = plain
                .flatMap(p -> fast.orElseThrow().verdict(p, judge(receivedAt, now), receivedAt, now));
        return quick.isPresent() ? quick.get() : thoroughly(bytes, plain, receivedAt, now);
    }

    private FileVerdict thoroughly(byte[] bytes, Optional<PlainPdf> plain, Instant receivedAt, Instant now)
            throws IOException, CannotCheckException {
        try (PDDocument document = Loader.loadPDF(bytes)) {
            document.getDocumentCatalog();
        } catch (InvalidPasswordException e) {
            return FileVerdict.timeless(ReasonCode.ENCRYPTED, List.of());
        } catch (IOException e) {
            return FileVerdict.timeless(ReasonCode.UNREADABLE, List.of());
        }
        if (!SignedForm.hasPdfMarks(bytes)) {
            return FileVerdict.timeless(SignedForm.isSignedAround(bytes)
                    ? ReasonCode.SIGNATURE_UNREADABLE
                    : ReasonCode.NO_SIGNATURE, List.of());
        }
        PDFDocumentValidator validator = new PDFDocumentValidator(new InMemoryDocument(bytes));
        PdfBoxNativeObjectFactory objects = new PdfBoxNativeObjectFactory();
        DefaultPdfDifferencesFinder differences = new DefaultPdfDifferencesFinder();
        // pages are never rendered: that is what rendering bombs wait for
        differences.setMaximalPagesAmountForVisualComparison(0);
        objects.setPdfDifferencesFinder(differences);
        validator.setPdfObjFactory(objects);
        DiagnosticData found = new FoundSignatures(trust, now).in(validator);
        PdfCoverage coverage = new PdfCoverage(bytes);
        List<TimestampWrapper> stamps = found.getTimestampList().stream()
                .filter(t -> t.getType() == TimestampType.DOCUMENT_TIMESTAMP).toList();
        Optional<Set<List<Long>>> written = coverage.written();
        Set<List<Long>> read = new HashSet<>();
        found.getSignatures().forEach(s -> read.add(range(s)));
        stamps.forEach(t -> read.add(range(t)));
        if (read.isEmpty()) {
            // something that signs is there and nobody has read it
            return FileVerdict.timeless(ReasonCode.SIGNATURE_UNREADABLE, List.of());
        }
        boolean allRead = written.isPresent() && written.get().equals(read);
        if (read.size() > policy.maxSignatures()) {
            return FileVerdict.timeless(ReasonCode.TOO_MANY_SIGNATURES, List.of());
        }
        long end = read.stream().mapToLong(r -> r.get(2) + r.get(3)).max().orElseThrow();
        boolean explained = end <= bytes.length && coverage.isTailExplained(end);
        PdfRevisions revisions = PdfRevisions.of(bytes, read, policy);
        SignatureJudge judge = judge(receivedAt, now);
        List<SignedRevision> findings = new ArrayList<>();
        for (SignatureWrapper signature : inOrder(found.getSignatures())) {
            findings.add(new SignedRevision(end(signature), judge.signature(signature, SignedContent
                    .of(pdfFault(signature, coverage, explained, revisions), "bytes " + range(signature)))));
        }
        for (TimestampWrapper stamp : stamps) {
            findings.add(new SignedRevision(end(stamp), judge.timeStamp(stamp,
                    pdfFault(stamp, coverage, explained, revisions), "bytes " + range(stamp))));
        }
        FileVerdict verdict = FileVerdict.of(numbered(findings, revisions), receivedAt);
        if (allRead && verdict.state() != VerdictState.CHANGED_AFTER_SIGNING) {
            plain.ifPresent(p -> fast.orElseThrow().learn(p,
                    found.getSignatures().stream().map(judge::found).toList(), now));
        }
        // what was changed is certain, whatever else there is; what was added may be the signature that nobody has read
        boolean certain = verdict.state() == VerdictState.CHANGED_AFTER_SIGNING
                && verdict.reason() != ReasonCode.ADDED_AFTER_LAST_SIGNATURE;
        return allRead || certain
                ? verdict
                : FileVerdict.timeless(ReasonCode.SIGNATURE_UNREADABLE, verdict.signatures());
    }

    /** What is wrong with a signature of a PDF besides its value and its signer. */
    private static Optional<ReasonCode> pdfFault(AbstractSignatureWrapper signature, PdfCoverage coverage,
            boolean explained, PdfRevisions revisions) {
        PDFRevisionWrapper revision = signature.getPDFRevision();
        if (revision == null || !coverage.isWhole(range(signature)) || !revision.isSignatureByteRangeValid()) {
            return Optional.of(ReasonCode.BYTES_NOT_COVERED);
        }
        if (!revision.isPdfSignatureDictionaryConsistent()) {
            return Optional.of(ReasonCode.SIGNATURE_INCONSISTENT);
        }
        PdfRevisions.Between after = revisions.after(end(signature));
        // what the library knows of changes comes on top; of numbers it knows nothing
        boolean seenChanged = after == PdfRevisions.Between.SIGNATURE && (!revision.getPdfUndefinedChanges().isEmpty()
                || !revision.getPdfAnnotationChanges().isEmpty()
                || !revision.getPdfPageDifferenceConcernedPages().isEmpty()
                || !revision.getPdfVisualDifferenceConcernedPages().isEmpty());
        if (after == PdfRevisions.Between.CHANGE || seenChanged) {
            return Optional.of(ReasonCode.CHANGED_BETWEEN_SIGNATURES);
        }
        return explained ? Optional.empty() : Optional.of(ReasonCode.ADDED_AFTER_LAST_SIGNATURE);
    }

    /** A signature and where what it covers ends. */
    private record SignedRevision(long end, SignatureFinding finding) {

        boolean isBy(SignatureFinding.Kind kind) {
            return finding.kind() == kind;
        }

        /** Whether it is certain who signed, but for a list of those who were revoked, which may come yet. */
        boolean isVerified() {
            return finding.reason() == ReasonCode.ALL_HOLDS || finding.reason() == ReasonCode.REVOCATION_UNKNOWN;
        }
    }

    /**
     * Number and date belong on a document after its leader and before its organisation signed it: in any other order, or when it is not
     * certain that the organisation did, they are a change like others.
     */
    private static List<SignatureFinding> numbered(List<SignedRevision> findings, PdfRevisions revisions) {
        List<SignedRevision> earlier = findings.stream()
                .filter(f -> revisions.after(f.end) == PdfRevisions.Between.NUMBERING).toList();
        long end = earlier.stream().mapToLong(SignedRevision::end).max().orElse(0);
        boolean inOrder = earlier.stream().anyMatch(f -> f.isBy(SignatureFinding.Kind.PERSON))
                && earlier.stream().noneMatch(f -> f.isBy(SignatureFinding.Kind.ORGANISATION))
                && findings.stream().anyMatch(
                        f -> f.end > end && f.isBy(SignatureFinding.Kind.ORGANISATION) && f.isVerified());
        ReasonCode reason = inOrder
                ? ReasonCode.NUMBERED_AFTER_LEADER_SIGNATURE
                : ReasonCode.CHANGED_BETWEEN_SIGNATURES;
        return findings.stream()
                .map(f -> earlier.contains(f) && reason.state().compareTo(f.finding.reason().state()) <= 0
                        && f.finding.reason().state() != VerdictState.CHANGED_AFTER_SIGNING
                                ? f.finding.because(reason)
                                : f.finding)
                .toList();
    }

    private static long end(AbstractSignatureWrapper signature) {
        List<Long> range = range(signature);
        return range.size() == 4 ? range.get(2) + range.get(3) : 0;
    }

    /** As they were put on, one behind the other. */
    private static List<SignatureWrapper> inOrder(List<SignatureWrapper> signatures) {
        return signatures.stream().sorted(Comparator.comparing(FileExaminer::end)).toList();
    }

    private static List<Long> range(AbstractSignatureWrapper signature) {
        PDFRevisionWrapper revision = signature.getPDFRevision();
        return revision == null || revision.getSignatureByteRange() == null
                ? List.of()
                : revision.getSignatureByteRange().stream().map(java.math.BigInteger::longValue).toList();
    }

    private FileVerdict xml(byte[] bytes, Instant receivedAt, Instant now) throws CannotCheckException {
        GuardedXml.check(bytes, policy);
        DiagnosticData found = new FoundSignatures(trust, now)
                .in(new XMLDocumentValidator(new InMemoryDocument(bytes)));
        List<SignatureWrapper> signatures = found.getSignatures();
        if (signatures.isEmpty()) {
            return FileVerdict.timeless(ReasonCode.SIGNATURE_UNREADABLE, List.of());
        }
        if (signatures.size() > policy.maxSignatures()) {
            return FileVerdict.timeless(ReasonCode.TOO_MANY_SIGNATURES, List.of());
        }
        SignatureJudge judge = judge(receivedAt, now);
        return FileVerdict.of(
                signatures.stream().map(s -> judge.signature(s, SignedContent.of(xmlFault(s), scope(s)))).toList(),
                receivedAt);
    }

    /** An intact signature over a part of a document may stand in a document that says something else. */
    private static Optional<ReasonCode> xmlFault(SignatureWrapper signature) {
        boolean whole = signature.getSignatureScopes() != null && signature.getSignatureScopes().stream()
                .anyMatch(scope -> scope.getScope() == SignatureScopeType.FULL && scope.getTransformations() != null
                        && !scope.getTransformations().isEmpty());
        return whole || signature.isCounterSignature() ? Optional.empty() : Optional.of(ReasonCode.PARTLY_SIGNED);
    }

    private static String scope(SignatureWrapper signature) {
        return signature.getSignatureScopes() == null
                ? ""
                : signature.getSignatureScopes().stream().map(s -> s.getScope() + " " + s.getName())
                        .collect(Collectors.joining(", "));
    }
}
