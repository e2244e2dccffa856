package vn.congvan.signature;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What is trusted, to take along: every item as a file, and a table of all. */
final class TrustExport {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TrustExport() {}

    static void write(List<TrustItemRow> items, OutputStream to) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(to, StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry("trust.csv"));
            StringBuilder table = new StringBuilder().append(BYTE_ORDER_MARK)
                    .append("kind,name,issuer,serial,sha256,validFrom,validUntil,loadedAt,loadedBy\r\n");
            for (TrustItemRow item : items) {
                table.append(Stream.of(item.kind.name(), item.name, item.issuer, item.serial, item.sha256,
                        text(item.validFrom), text(item.validUntil), text(item.loadedAt), item.loadedBy)
                        .map(TrustExport::cell).collect(Collectors.joining(","))).append("\r\n");
            }
            zip.write(table.toString().getBytes(StandardCharsets.UTF_8));
            for (TrustItemRow item : items) {
                zip.putNextEntry(new ZipEntry(item.kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-"
                        + item.sha256 + (item.kind == TrustKind.CRL ? ".crl" : ".crt")));
                zip.write(item.der);
            }
        }
    }

    private static String text(Instant instant) {
        return Optional.ofNullable(instant).map(Instant::toString).orElse("");
    }

    /** In quotes, and never taken for a formula by a program for tables. */
    private static String cell(String text) {
        String harmless = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
