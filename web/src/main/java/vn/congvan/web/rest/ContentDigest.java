package vn.congvan.web.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import vn.congvan.document.Sha256;

/** The digest fields of RFC 9530, of which SHA-256 is understood. */
final class ContentDigest {

    /** What a sender says of the bytes of its message. */
    static final String HEADER = "Content-Digest";
    /** What we say of the whole content, in answers that carry a part of it, too. */
    static final String WHOLE_HEADER = "Repr-Digest";

    private static final Pattern SHA_256 = Pattern.compile("(?:^|,)\\s*sha-256\\s*=\\s*:([^:]*):");

    private ContentDigest() {}

    /** False only where {@code header} names a SHA-256 that is not that of the content. */
    static boolean matches(String header, Sha256 sha256) {
        Matcher named = SHA_256.matcher(header == null ? "" : header);
        return !named.find() || MessageDigest.isEqual(named.group(1).strip().getBytes(StandardCharsets.US_ASCII),
                Base64.getEncoder().encode(sha256.bytes()));
    }

    static String of(Sha256 sha256) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(sha256.bytes()) + ":";
    }
}
