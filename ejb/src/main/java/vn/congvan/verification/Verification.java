package vn.congvan.verification;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
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
import vn.congvan.document.Sha256;
import vn.congvan.edxml.AttachmentHead;
import vn.congvan.edxml.AttachmentRead;
import vn.congvan.edxml.AttachmentSink;
import vn.congvan.edxml.EdxmlCodec;
import vn.congvan.edxml.EdxmlDocument;
import vn.congvan.edxml.Reading;
import vn.congvan.metric.Metrics;
import vn.congvan.signature.Examination;
import vn.congvan.signature.Signatures;

/** The door of room {@code verification}. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NEVER)
public class Verification {

    private static final Logger LOG = Logger.getLogger(Verification.class);
    private static final String CORRELATION = "correlation";
    private static final int AT_ONCE = 500;

    @Inject
    Deliveries deliveries;
    @Inject
    ContentStore store;
    @Inject
    EdxmlCodec codec;
    @Inject
    Signatures signatures;
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
            List<PackageFileRow> files = look(errand);
            list.record(errand.packageId(), files);
            deliveries.recordFilesSeen(errand.packageId());
            begun.took("congvan.verify", "files", files.isEmpty() ? "none" : "some");
        } catch (IOException | RuntimeException e) {
            LOG.errorf(e, "the files of package %s could not be looked into", errand.packageId());
        }
    }

    private List<PackageFileRow> look(FilesErrand errand) throws IOException {
        Path folder = signatures.folder();
        try {
            Map<Integer, Path> unpacked = new HashMap<>();
            Reading reading;
            try (InputStream bytes = store.open(errand.sha256())) {
                reading = codec.read(bytes, new Unpacking(folder, unpacked));
            }
            List<PackageFileRow> rows = new ArrayList<>();
            if (reading instanceof Reading.Read read && read.message() instanceof EdxmlDocument document) {
                for (AttachmentRead file : document.attachments()) {
                    rows.add(row(errand, file, unpacked));
                }
            }
            return rows;
        } finally {
            signatures.clear(folder);
        }
    }

    private PackageFileRow row(FilesErrand errand, AttachmentRead file, Map<Integer, Path> unpacked)
            throws IOException {
        PackageFileRow row = new PackageFileRow();
        row.packageId = errand.packageId();
        row.position = file.index();
        row.contentId = cut(file.contentId(), 500);
        row.name = cut(file.name(), 500);
        row.declaredType = cut(file.declaredType(), 200);
        row.size = file.size();
        row.sha256 = file.sha256().map(Sha256::hex).orElse(null);
        if (file.sha256().isPresent() && unpacked.containsKey(file.index())) {
            row.verdictId = signatures
                    .examine(unpacked.get(file.index()), file.sha256().get(), errand.receivedAt()).id();
        }
        return row;
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
                Optional.ofNullable(r.sha256).map(Sha256::new),
                Optional.ofNullable(r.verdictId).map(found::get)))
                .collect(Collectors.groupingBy(CheckedFile::packageId));
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
