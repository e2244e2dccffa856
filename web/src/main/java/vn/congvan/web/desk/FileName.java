package vn.congvan.web.desk;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** How a file's name travels in {@code Content-Disposition} (RFC 6266, with the value of RFC 8187). */
final class FileName {

    private static final String UNRESERVED = "!#$&+-.^_`|~";

    private FileName() {}

    /**
     * The header's value.
     *
     * @param disposition {@code attachment} or {@code inline}
     * @param name the name out of the package; what could be a path or a control is taken out of it
     */
    static String header(String disposition, String name) {
        String clean = Normalizer.normalize(name, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cntrl}\\p{Cf}/\\\\:*?\"<>|]", "_")
                .strip();
        if (clean.isEmpty() || clean.chars().allMatch(c -> c == '.')) {
            clean = "tep-dinh-kem";
        }
        String plain = Normalizer.normalize(clean, Normalizer.Form.NFD).replaceAll("\\p{M}", "").replace('đ', 'd')
                .replace('Đ', 'D').replaceAll("[^ -~]", "_");
        return disposition + "; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded(clean);
    }

    private static String encoded(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append(String.format("%%%02X", b & 0xFF));
            }
        }
        return out.toString();
    }
}
