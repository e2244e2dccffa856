package vn.congvan.signature;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import vn.congvan.document.CsvLine;

/** What is trusted, to take along: every item as a file, and a table of all. */
final class TrustExport {

    private TrustExport() {}

    static void write(List<TrustItemRow> items, OutputStream to) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(to, StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry("trust.csv"));
            StringBuilder table = new StringBuilder(CsvLine.BEGIN).append(CsvLine.of("kind", "name", "issuer", "serial",
                    "sha256", "validFrom", "validUntil", "loadedAt", "loadedBy"));
            for (TrustItemRow item : items) {
                table.append(CsvLine.of(item.kind.name(), item.name, item.issuer, item.serial, item.sha256,
                        text(item.validFrom), text(item.validUntil), text(item.loadedAt), item.loadedBy));
            }
            zip.write(table.toString().getBytes(StandardCharsets.UTF_8));
            for (TrustItemRow item : items) {
                zip.putNextEntry(new ZipEntry(new ProofPiece(item.sha256, item.kind, item.der).fileName()));
                zip.write(item.der);
            }
        }
    }

    private static String text(Instant instant) {
        return Optional.ofNullable(instant).map(Instant::toString).orElse("");
    }
}
