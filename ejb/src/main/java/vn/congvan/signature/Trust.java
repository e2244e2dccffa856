package vn.congvan.signature;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import vn.congvan.document.RefusedException;
import vn.congvan.document.Sha256;

/** What is trusted now: where it comes from, and the folder of files in which the workers read it. */
@ApplicationScoped
class Trust {

    /** How those are named who come from the administrator's folder: by the file. */
    static final String FILE = "file:";

    private static final Logger LOG = Logger.getLogger(Trust.class);

    @Inject
    TrustRegister register;
    @Inject
    SignatureSettings settings;

    /** What is trusted: a digest over all of it, and the folder that holds it. */
    record Epoch(String digest, Path folder) {}

    /** Follows the administrator's folder: loads what is new there, and lets go what came from there and is there no more. */
    int follow(Path folder) throws IOException {
        int changed = 0;
        List<TrustItemRow> there = new ArrayList<>();
        for (Path file : TrustReading.files(folder)) {
            try {
                List<TrustItemRow> rows = TrustReading.read(file.getFileName().toString(), TrustReading.bytes(file));
                changed += register.add(rows, FILE + file.getFileName(), "");
                there.addAll(rows);
            } catch (RefusedException e) {
                LOG.errorf("%s: %s", file, e.refusal().sentence());
            }
        }
        Set<String> present = there.stream().map(r -> r.sha256).collect(Collectors.toSet());
        for (TrustItemRow item : register.items()) {
            if (item.loadedBy.startsWith(FILE) && !present.contains(item.sha256)
                    && register.remove(item.sha256, item.loadedBy, "")) {
                changed++;
            }
        }
        return changed;
    }

    /** The present epoch; its folder is complete when it can be seen. */
    Epoch epoch() throws IOException {
        List<TrustItemRow> items = register.items();
        MessageDigest digest = Sha256.digester();
        items.forEach(i -> digest.update((i.kind + " " + i.sha256 + "\n").getBytes(StandardCharsets.US_ASCII)));
        String name = HexFormat.of().formatHex(digest.digest());
        Path folder = settings.folder().resolve("trust-" + name);
        if (!Files.isDirectory(folder)) {
            lay(items, folder);
        }
        return new Epoch(name, folder);
    }

    private void lay(List<TrustItemRow> items, Path folder) throws IOException {
        Path half = Files.createDirectory(settings.folder().resolve("trust-" + UUID.randomUUID() + ".part"));
        for (TrustItemRow item : items) {
            String end = switch (item.kind) {
                case ANCHOR -> ".crt";
                case INTERMEDIATE -> ".intermediate.crt";
                case OCSP_RESPONDER -> ".responder.crt";
                case CRL -> ".crl";
                case OCSP_ANSWER -> TrustReading.ANSWER;
            };
            Files.write(half.resolve(item.sha256 + end), item.der);
        }
        try {
            Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            LOG.debugf(e, "%s was laid by another thread or node", folder);
            Folders.delete(half);
        }
    }
}
