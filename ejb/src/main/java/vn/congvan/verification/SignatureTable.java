package vn.congvan.verification;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import vn.congvan.document.CsvLine;
import vn.congvan.document.Sha256;
import vn.congvan.signature.Examination;
import vn.congvan.signature.ProofPiece;
import vn.congvan.signature.SignatureFinding;
import vn.congvan.signature.VerdictWords;

/**
 * What was found about the signatures of a package's files, to take along ({@code requirements-from-seed.md} R5.6): a table for people, the same for
 * programs, and the certificates and lists on which it rests, with which it can be checked again.
 */
final class SignatureTable {

    private static final String[] COLUMNS = {"file", "fileSha256", "fileState", "fileReason", "checkedAt", "kind",
            "signer", "organisation", "serial", "issuer", "certificate", "validFrom", "validUntil", "claimedAt",
            "provenAt", "provenBy", "covers", "algorithm", "intact", "revocation", "revocationSource", "revocationAt",
            "state", "reason", "sentence"};

    private final List<CheckedFile> files;
    private final List<ProofPiece> proof;
    private final VerdictWords words = VerdictWords.in(Locale.ROOT);

    SignatureTable(List<CheckedFile> files, List<ProofPiece> proof) {
        this.files = files.stream().sorted(Comparator.comparing(CheckedFile::position)).toList();
        this.proof = List.copyOf(proof);
    }

    /** Writes a zip: {@code signatures.csv}, {@code signatures.json}, and the pieces of proof in the folder {@code proof}. */
    void write(OutputStream to) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(to, StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry("signatures.csv"));
            zip.write(csv().getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("signatures.json"));
            zip.write(json().getBytes(StandardCharsets.UTF_8));
            for (ProofPiece piece : proof) {
                zip.putNextEntry(new ZipEntry("proof/" + piece.fileName()));
                zip.write(piece.der());
            }
        }
    }

    private String csv() {
        StringBuilder table = new StringBuilder(CsvLine.BEGIN).append(CsvLine.of(COLUMNS));
        for (CheckedFile file : files) {
            List<SignatureFinding> signatures = file.examination().map(Examination::signatures).orElse(List.of());
            if (signatures.isEmpty()) {
                // a file without signatures is a line as well: one that is missing could have been forgotten
                String[] cells = new String[COLUMNS.length];
                java.util.Arrays.fill(cells, "");
                System.arraycopy(ofFile(file), 0, cells, 0, 5);
                file.examination().ifPresent(found -> cells[cells.length - 1] = words.sentence(found.reason()));
                table.append(CsvLine.of(cells));
            }
            for (SignatureFinding each : signatures) {
                String[] of = ofFile(file);
                table.append(CsvLine.of(of[0], of[1], of[2], of[3], of[4], each.kind().name(), each.signer(),
                        each.organisation(), each.serial(), each.issuer(), each.certificate(), text(each.validFrom()),
                        text(each.validUntil()), text(each.claimedAt()), text(each.provenAt()), each.provenBy(),
                        each.covers(), each.algorithm(), Boolean.toString(each.intact()), each.revocation().name(),
                        each.revocationSource(), text(each.revocationAt()), each.reason().state().name(),
                        each.reason().name(), words.sentence(each.reason())));
            }
        }
        return table.toString();
    }

    private static String[] ofFile(CheckedFile file) {
        return new String[] {file.name(), file.sha256().map(Sha256::hex).orElse(""),
                file.examination().map(found -> found.state().name()).orElse(""),
                file.examination().map(found -> found.reason().name()).orElse(""),
                file.examination().map(found -> found.judgedAt().toString()).orElse("")};
    }

    private String json() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (CheckedFile file : files) {
            JsonObjectBuilder one = Json.createObjectBuilder().add("file", file.name()).add("size", file.size());
            file.sha256().ifPresent(sha256 -> one.add("sha256", sha256.hex()));
            JsonArrayBuilder signatures = Json.createArrayBuilder();
            file.examination().ifPresent(found -> {
                one.add("state", found.state().name()).add("reason", found.reason().name())
                        .add("sentence", words.sentence(found.reason())).add("hint", words.hint(found.reason()))
                        .add("checkedAt", found.judgedAt().toString());
                found.signatures().forEach(each -> signatures.add(signature(each)));
            });
            all.add(one.add("signatures", signatures));
        }
        return Json.createObjectBuilder().add("files", all).build().toString();
    }

    private JsonObjectBuilder signature(SignatureFinding found) {
        JsonObjectBuilder one = Json.createObjectBuilder().add("kind", found.kind().name())
                .add("state", found.reason().state().name()).add("reason", found.reason().name())
                .add("sentence", words.sentence(found.reason())).add("signer", found.signer())
                .add("organisation", found.organisation()).add("serial", found.serial()).add("issuer", found.issuer())
                .add("certificate", found.certificate()).add("provenBy", found.provenBy())
                .add("covers", found.covers()).add("algorithm", found.algorithm()).add("intact", found.intact())
                .add("revocation", found.revocation().name()).add("revocationSource", found.revocationSource())
                .add("proof", Json.createArrayBuilder(found.proof()));
        add(one, "validFrom", found.validFrom());
        add(one, "validUntil", found.validUntil());
        add(one, "claimedAt", found.claimedAt());
        add(one, "provenAt", found.provenAt());
        add(one, "revocationAt", found.revocationAt());
        return one;
    }

    private static void add(JsonObjectBuilder one, String name, Optional<Instant> instant) {
        instant.ifPresent(at -> one.add(name, at.toString()));
    }

    private static String text(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse("");
    }
}
