package vn.congvan.web.axis;

import vn.congvan.document.Sha256;

/**
 * The SHA-256 of a file as the SDK writes it: each byte by {@code Integer.toHexString}, so that a byte below 0x10 gives
 * one digit and the whole 32 to 64. That text cannot be read back for certain; it is computed and compared.
 */
final class FileHash {

    private FileHash() {}

    /** The SDK's spelling. */
    static String asTheSdkWritesIt(Sha256 sha256) {
        StringBuilder text = new StringBuilder(64);
        for (byte b : sha256.bytes()) {
            text.append(Integer.toHexString(b & 0xFF));
        }
        return text.toString();
    }

    /** Whether {@code claimed} is {@code actual}, in the SDK's spelling or the proper one, upper or lower case. */
    static boolean matches(String claimed, Sha256 actual) {
        return claimed.equalsIgnoreCase(actual.hex()) || claimed.equalsIgnoreCase(asTheSdkWritesIt(actual));
    }
}
