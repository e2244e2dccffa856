package vn.congvan.verification;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

import vn.congvan.content.ContentStore;
import vn.congvan.delivery.Deliveries;
import vn.congvan.delivery.FilesErrand;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.document.Sha256;
import vn.congvan.edxml.AttachmentHead;
import vn.congvan.edxml.AttachmentRead;
import vn.congvan.edxml.AttachmentSink;
import vn.congvan.edxml.EdxmlCodec;
import vn.congvan.edxml.EdxmlDocument;
import vn.congvan.edxml.EdxmlSignatureBlock;
import vn.congvan.edxml.Reading;
import vn.congvan.metric.Metrics;
import vn.congvan.organization.Organization;
import vn.congvan.organization.OrganizationDirectory;
import vn.congvan.signature.Examination;
import vn.congvan.signature.ProofPiece;
import vn.congvan.signature.SignatureFinding;
import vn.congvan.signature.Signatures;
import vn.congvan.verification.PackageSignature.Form;

/** The door of room {@code verification}. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NEVER)
public class Verification {

    private static final Logger LOG = Logger.getLogger(Verification.class);
    private static final String CORRELATION = "correlation";
    private static final int AT_ONCE = 500;
    private static final UUID NOT_TAKEN_OVER = new UUID(0, 0);
    /** How a signature is named that lies beside what it signs. */
    private static final String DETACHED = ".p7s";

    @Inject
    Deliveries deliveries;
    @Inject
    ContentStore store;
    @Inject
    EdxmlCodec codec;
    @Inject
    OnlineRevocation revocations;
    @Inject
    Signatures signatures;
    @Inject
    OrganizationDirectory directory;
    @Inject
    FileList list;
    @Inject
    Metrics metrics;
    @Inject
    Clock clock;

    /** Looks into the files of what is due now: the package that the bell rang for, and others that wait with it. */
    public void lookIntoFiles() {
        // one at a time: looking into a large package may take as long as its claim holds
        List<FilesErrand> due;
        do {
            due = deliveries.claimFiles(1, signatures.longest());
            due.forEach(this::lookAndRecord);
        } while (!due.isEmpty());
    }

    /** One package that cannot be looked into does not hold up the others; its claim ends by itself and it is tried again. */
    private void lookAndRecord(FilesErrand errand) {
        MDC.put(CORRELATION, errand.correlation());
        Metrics.Running begun = metrics.start();
        try {
            Seen seen = look(errand);
            list.record(errand.packageId(), seen.files(), seen.claim());
            deliveries.recordFilesSeen(errand.packageId());
            begun.took("congvan.verify", "files", seen.files().isEmpty() ? "none" : "some");
        } catch (IOException | RuntimeException e) {
            LOG.errorf(e, "the files of package %s could not be looked into", errand.packageId());
        }
    }

    /** What is in a package, and what it says of itself; nothing of either when it cannot be read. */
    private record Seen(List<PackageFileRow> files, Optional<PackageClaimRow> claim) {}

    private Seen look(FilesErrand errand) throws IOException {
        try (InputStream bytes = store.open(errand.sha256())) {
            return unpack(bytes, (document, unpacked, folder) -> {
                List<PackageFileRow> rows = new ArrayList<>();
                for (AttachmentRead file : document.attachments()) {
                    rows.add(row(errand, file, document.attachments(), unpacked));
                }
                return new Seen(rows, Optional.of(claim(errand, document, folder)));
            }).orElseGet(() -> new Seen(List.of(), Optional.empty()));
        }
    }

    /**
     * The files of a package that has not been taken over yet, each with its verdict; none when it cannot be read, or holds none. It
     * takes as long as looking into them takes.
     *
     * @param bytes the package
     * @param receivedAt as if it had been received then
     * @throws IOException when no check could be made at all, which says nothing about the files
     */
    public List<CheckedFile> look(InputStream bytes, Instant receivedAt) throws IOException {
        return unpack(bytes, (document, unpacked, folder) -> {
            List<CheckedFile> files = new ArrayList<>();
            for (AttachmentRead file : document.attachments()) {
                Optional<AttachmentRead> signs = signs(file, document.attachments(), unpacked);
                files.add(new CheckedFile(NOT_TAKEN_OVER, file.index(), file.name(), file.declaredType(), file.size(),
                        file.sha256(), signs.map(AttachmentRead::index),
                        examine(file, signs, unpacked, receivedAt)));
            }
            return files;
        }).orElse(List.of());
    }

    /** What is done with a package whose files lie in a folder. */
    private interface Unpacked<T> {
        T look(EdxmlDocument document, Map<Integer, Path> unpacked, Path folder) throws IOException;
    }

    private <T> Optional<T> unpack(InputStream bytes, Unpacked<T> looking) throws IOException {
        Path folder = signatures.folder();
        try {
            Map<Integer, Path> unpacked = new HashMap<>();
            Reading reading = codec.read(bytes, new Unpacking(folder, unpacked));
            return reading instanceof Reading.Read read && read.message() instanceof EdxmlDocument document
                    ? Optional.of(looking.look(document, unpacked, folder))
                    : Optional.empty();
        } finally {
            signatures.clear(folder);
        }
    }

    private PackageClaimRow claim(FilesErrand errand, EdxmlDocument document, Path folder) throws IOException {
        PackageClaimRow row = new PackageClaimRow();
        row.packageId = errand.packageId();
        row.signer = cut(document.signer().fullName(), 500);
        row.sender = cut(directory.byId(errand.fromId()).map(Organization::name).orElse(""), 500);
        PackageSignature signature = signature(errand, document.signature(), folder);
        row.signatureForm = signature.form();
        row.signatureReason = cut(signature.reason(), 200);
        row.signatureSigner = cut(signature.signer(), 500);
        return row;
    }

    private PackageSignature signature(FilesErrand errand, EdxmlSignatureBlock block, Path folder) throws IOException {
        String doubts = block.doubts().stream().filter(doubt -> doubt != EdxmlSignatureBlock.Doubt.ALGORITHM_WEAK)
                .map(Enum::name).sorted().collect(Collectors.joining(" "));
        return switch (block.form()) {
            case NONE -> new PackageSignature(Form.NONE, "", "");
            case EMPTY, CREDENTIAL -> new PackageSignature(Form.PLACEHOLDER, "", "");
            case SIGNATURE -> doubts.isEmpty()
                    ? signature(wholePackage(errand, folder))
                    : new PackageSignature(Form.UNVERIFIABLE, doubts, "");
        };
    }

    private Examination wholePackage(FilesErrand errand, Path folder) throws IOException {
        Path whole = folder.resolve("package");
        try (InputStream bytes = store.open(errand.sha256())) {
            Files.copy(bytes, whole);
        }
        return signatures.examine(whole, errand.sha256(), errand.receivedAt());
    }

    private static PackageSignature signature(Examination found) {
        return switch (found.state()) {
            case VALID -> new PackageSignature(Form.VALID, "",
                    found.signatures().stream().map(SignatureFinding::signer).collect(Collectors.joining(", ")));
            case CHANGED_AFTER_SIGNING -> new PackageSignature(Form.INVALID, found.reason().name(), "");
            case CANNOT_CHECK, UNSIGNED, SIGNER_EXPIRED_OR_REVOKED, INTACT_SIGNER_UNCONFIRMED -> new PackageSignature(
                    Form.UNVERIFIABLE, found.reason().name(), "");
        };
    }

    private PackageFileRow row(FilesErrand errand, AttachmentRead file, List<AttachmentRead> all,
            Map<Integer, Path> unpacked) throws IOException {
        PackageFileRow row = new PackageFileRow();
        row.packageId = errand.packageId();
        row.position = file.index();
        row.contentId = cut(file.contentId(), 500);
        row.name = cut(file.name(), 500);
        row.declaredType = cut(file.declaredType(), 200);
        row.size = file.size();
        row.sha256 = file.sha256().map(Sha256::hex).orElse(null);
        Optional<AttachmentRead> signs = signs(file, all, unpacked);
        row.signs = signs.map(AttachmentRead::index).orElse(null);
        row.verdictId = examine(file, signs, unpacked, errand.receivedAt()).map(Examination::id).orElse(null);
        return row;
    }

    private static Optional<AttachmentRead> signs(AttachmentRead file, List<AttachmentRead> all,
            Map<Integer, Path> unpacked) {
        return signedBy(file, all)
                .filter(it -> unpacked.containsKey(it.index()) && unpacked.containsKey(file.index()));
    }

    /** Nothing for a file that could not be decoded. */
    private Optional<Examination> examine(AttachmentRead file, Optional<AttachmentRead> signs,
            Map<Integer, Path> unpacked, Instant receivedAt) throws IOException {
        Path path = unpacked.get(file.index());
        if (path == null || file.sha256().isEmpty()) {
            return Optional.empty();
        }
        Examination found = signs.isPresent()
                ? signatures.examine(path, file.sha256().get(), unpacked.get(signs.get().index()),
                        signs.get().sha256().orElseThrow(), receivedAt)
                : signatures.examine(path, file.sha256().get(), receivedAt);
        revocations.want(found);
        return Optional.of(found);
    }

    /** The file that {@code file} signs, when it is {@code x.p7s} beside {@code x}; two files of one name are nobody's. */
    static Optional<AttachmentRead> signedBy(AttachmentRead file, List<AttachmentRead> all) {
        String name = file.name();
        if (!name.toLowerCase(Locale.ROOT).endsWith(DETACHED)) {
            return Optional.empty();
        }
        List<AttachmentRead> named = all.stream()
                .filter(each -> each.name().equals(name.substring(0, name.length() - DETACHED.length()))
                        && each.sha256().isPresent())
                .toList();
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    /** Puts the files of a package into a folder, under their place in it; their own names are never used. */
    private record Unpacking(Path folder, Map<Integer, Path> unpacked) implements AttachmentSink {

        @Override
        public OutputStream open(AttachmentHead head) throws IOException {
            Path file = folder.resolve("file-" + head.index());
            unpacked.put(head.index(), file);
            return Files.newOutputStream(file);
        }

        @Override
        public void discard(AttachmentHead head) {
            unpacked.remove(head.index());
        }
    }

    /**
     * The files of these packages, each with the newest verdict; nothing for packages that have not been looked into yet. Whoever asks
     * has made sure that the packages may be seen.
     */
    public Map<UUID, List<CheckedFile>> filesOf(Collection<UUID> packageIds) {
        List<PackageFileRow> rows = list.of(packageIds);
        Map<UUID, Examination> found = signatures.examinations(
                rows.stream().map(r -> r.verdictId).filter(java.util.Objects::nonNull).distinct().toList());
        return rows.stream().map(r -> new CheckedFile(r.packageId, r.position, r.name, r.declaredType, r.size,
                Optional.ofNullable(r.sha256).map(Sha256::new), Optional.ofNullable(r.signs),
                Optional.ofNullable(r.verdictId).map(found::get)))
                .collect(Collectors.groupingBy(CheckedFile::packageId));
    }

    /**
     * What the signatures of these packages' documents are worth together; nothing for packages that have not been looked into yet, or
     * cannot be read. Whoever asks has made sure that the packages may be seen.
     */
    public Map<UUID, DocumentVerdict> documentsOf(Collection<UUID> packageIds) {
        // the claims first: both come in one transaction, and where a claim is seen its files are seen afterwards
        List<PackageClaimRow> claims = list.claims(packageIds);
        Map<UUID, List<CheckedFile>> files = filesOf(claims.stream().map(claim -> claim.packageId).toList());
        return claims.stream().collect(Collectors.toMap(claim -> claim.packageId,
                claim -> DocumentVerdict.of(files.getOrDefault(claim.packageId, List.of()), claim.claims())));
    }

    /**
     * What was found about the signatures of a package's files, as a zip: {@code signatures.csv}, {@code signatures.json}, and in {@code proof} the
     * certificates and lists on which it rests and which do not lie in the files themselves. Whoever asks has made sure that the package may be
     * seen.
     *
     * @throws RefusedException {@code SIGNATURES_NOT_READY} while the files have not been looked into
     */
    public byte[] signatureTable(UUID packageId) throws IOException {
        List<UUID> ids = List.of(packageId);
        if (!documentsOf(ids).containsKey(packageId)) {
            throw new RefusedException(Refusal.of(ErrorCode.SIGNATURES_NOT_READY, packageId));
        }
        List<CheckedFile> files = filesOf(ids).getOrDefault(packageId, List.of());
        List<ProofPiece> proof = signatures
                .proof(files.stream().flatMap(file -> file.examination().stream()).map(Examination::id).toList());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SignatureTable(files, proof).write(out);
        return out.toByteArray();
    }

    /**
     * Fetches lists of revoked certificates, and answers about them, that verdicts want and that are due again. Files of unconfirmed signers are
     * then looked into anew.
     *
     * @return how many were fetched
     */
    public int fetchRevocations() {
        return revocations.fetchDue();
    }

    /** Clears away what crashes left; returns how many folders that were. */
    public int clearOld() {
        try {
            return signatures.clearOld();
        } catch (IOException e) {
            LOG.errorf(e, "what crashes left of checked files could not be cleared away");
            return 0;
        }
    }

    /**
     * Follows what is trusted: files whose signer nobody could confirm are looked into again when that has changed.
     *
     * @return how many packages will be looked into again
     */
    public int followTrust() {
        try {
            int changed = signatures.followFolder();
            if (changed > 0) {
                LOG.infof("%d certificates and lists came or went", changed);
            }
            List<UUID> again = list.unconfirmed(signatures.trustEpoch(), AT_ONCE);
            deliveries.lookAgain(again, clock.instant());
            return again.size();
        } catch (IOException e) {
            LOG.errorf(e, "the administrator's certificates could not be read");
            return 0;
        }
    }
}
