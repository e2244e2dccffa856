package vn.congvan.edxml;

/**
 * Tells a PDF whose bytes went through a text conversion: every byte that was no text has become U+FFFD, in UTF-8. The
 * beginning of the file is enough to know.
 */
final class PdfProbe {

    private static final int LOOKED_AT = 64 * 1024;
    private static final int FEWEST = 8;
    private static final byte[] PDF = {'%', 'P', 'D', 'F'};

    private int seen;
    private int replaced;
    private int matched;
    private boolean pdf = true;

    void look(byte[] bytes, int offset, int length) {
        if (!pdf || seen >= LOOKED_AT) {
            return;
        }
        int end = offset + Math.min(length, LOOKED_AT - seen);
        for (int i = offset; i < end; i++) {
            byte b = bytes[i];
            if (seen < PDF.length && b != PDF[seen]) {
                pdf = false;
                return;
            }
            seen++;
            if (b == (byte) 0xEF) {
                matched = 1;
            } else if (matched == 1 && b == (byte) 0xBF) {
                matched = 2;
            } else {
                if (matched == 2 && b == (byte) 0xBD) {
                    replaced++;
                }
                matched = 0;
            }
        }
    }

    boolean isDamaged() {
        // by chance the three bytes stand once in 16 million places; a damaged file is full of them
        return pdf && replaced >= FEWEST && replaced * 300L > seen;
    }
}
