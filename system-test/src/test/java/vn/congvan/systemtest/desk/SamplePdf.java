package vn.congvan.systemtest.desk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A small PDF with as many pages as it is given lines, one line a page. */
final class SamplePdf {

    private final StringBuilder text = new StringBuilder("%PDF-1.4\n");
    private final List<Integer> offsets = new ArrayList<>();

    private SamplePdf() {}

    static byte[] of(String... lines) {
        return new SamplePdf().write(lines);
    }

    private byte[] write(String... lines) {
        object("<< /Type /Catalog /Pages 2 0 R >>");
        StringBuilder kids = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            kids.append(4 + 2 * i).append(" 0 R ");
        }
        object("<< /Type /Pages /Count " + lines.length + " /Kids [ " + kids + "] >>");
        object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        for (int i = 0; i < lines.length; i++) {
            object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents "
                    + (5 + 2 * i) + " 0 R >>");
            String drawn = "BT /F1 24 Tf 72 720 Td (" + lines[i] + ") Tj ET";
            object("<< /Length " + drawn.length() + " >>\nstream\n" + drawn + "\nendstream");
        }
        int table = text.length();
        text.append("xref\n0 ").append(offsets.size() + 1).append("\n0000000000 65535 f \n");
        offsets.forEach(offset -> text.append(String.format("%010d 00000 n \n", offset)));
        text.append("trailer\n<< /Size ").append(offsets.size() + 1).append(" /Root 1 0 R >>\nstartxref\n")
                .append(table)
                .append("\n%%EOF\n");
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void object(String body) {
        offsets.add(text.length());
        text.append(offsets.size()).append(" 0 obj\n").append(body).append("\nendobj\n");
    }
}
