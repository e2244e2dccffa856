package vn.congvan.edxml;

import java.io.IOException;
import java.util.Arrays;

/**
 * Base64 characters in, bytes out, in pieces of any size. White space is skipped, missing padding at the end forgiven;
 * anything else that is not base64 ends it.
 */
final class Base64Decoder {

    /** Takes the bytes as they come out. */
    interface Bytes {
        void take(byte[] bytes, int length) throws IOException;
    }

    private static final int BLANK = -2;
    private static final int PAD = -3;
    private static final int GARBAGE = -1;
    private static final int[] VALUE = new int[256];

    static {
        Arrays.fill(VALUE, GARBAGE);
        for (int i = 0; i < 26; i++) {
            VALUE['A' + i] = i;
            VALUE['a' + i] = 26 + i;
        }
        for (int i = 0; i < 10; i++) {
            VALUE['0' + i] = 52 + i;
        }
        VALUE['+'] = 62;
        VALUE['/'] = 63;
        VALUE[' '] = BLANK;
        VALUE['\t'] = BLANK;
        VALUE['\r'] = BLANK;
        VALUE['\n'] = BLANK;
        VALUE['='] = PAD;
    }

    private final Bytes target;
    private final byte[] out;
    private int pending;
    private int digits;
    private int pads;
    private boolean broken;

    Base64Decoder(Bytes target) {
        this.target = target;
        this.out = new byte[PackageCharacters.CHUNK];
    }

    /** True when something came that is not base64; what comes after it is not looked at. */
    boolean broken() {
        return broken;
    }

    void take(char[] chars, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end && !broken) {
            int n = 0;
            if (digits == 0 && pads == 0) {
                while (at + 4 <= end && n + 3 <= out.length) {
                    char a = chars[at];
                    char b = chars[at + 1];
                    char c = chars[at + 2];
                    char d = chars[at + 3];
                    if ((a | b | c | d) > 0xFF) {
                        break;
                    }
                    int group = VALUE[a] << 18 | VALUE[b] << 12 | VALUE[c] << 6 | VALUE[d];
                    if (group < 0) {
                        break;
                    }
                    out[n] = (byte) (group >> 16);
                    out[n + 1] = (byte) (group >> 8);
                    out[n + 2] = (byte) group;
                    n += 3;
                    at += 4;
                }
            }
            // one by one over what is not a plain group: line ends, the end of a piece, padding, garbage
            int slowEnd = Math.min(end, at + 80);
            while (at < slowEnd && n + 3 <= out.length && !broken) {
                n += one(chars[at++], n);
                if (digits == 0 && pads == 0 && slowEnd < end) {
                    break;
                }
            }
            if (n > 0) {
                target.take(out, n);
            }
        }
    }

    private int one(char c, int n) {
        int value = c > 0xFF ? GARBAGE : VALUE[c];
        if (value >= 0 && pads == 0) {
            pending = pending << 6 | value;
            digits++;
            if (digits < 4) {
                return 0;
            }
            out[n] = (byte) (pending >> 16);
            out[n + 1] = (byte) (pending >> 8);
            out[n + 2] = (byte) pending;
            pending = 0;
            digits = 0;
            return 3;
        }
        if (value == PAD && (digits >= 2 || pads > 0) && digits + pads < 4) {
            pads++;
        } else if (value != BLANK) {
            broken = true;
        }
        return 0;
    }

    /** Gives out what the last, shorter group holds. */
    void end() throws IOException {
        if (broken) {
            return;
        }
        if (digits == 1) {
            broken = true;
        } else if (digits == 2) {
            out[0] = (byte) (pending >> 4);
            target.take(out, 1);
        } else if (digits == 3) {
            out[0] = (byte) (pending >> 10);
            out[1] = (byte) (pending >> 2);
            target.take(out, 2);
        }
        digits = 0;
        pending = 0;
    }
}
