package vn.congvan.signature;

import java.util.Arrays;
import java.util.Objects;

/**
 * Where it could be asked whether a certificate was taken back, as the certificate says: written by whoever had it issued, so nothing is ever asked
 * there that the administrator has not allowed.
 *
 * @param kind what is to be had there
 * @param address as it is written
 * @param question what to ask (OCSPRequest, DER); empty for a list
 * @param about SHA-256 of the certificate that says so, hexadecimal; the same source for whichever
 */
public record RevocationSource(Kind kind, String address, byte[] question, String about) {

    /** What is to be had. */
    public enum Kind {
        /** A list of revoked certificates, for all that one authority has issued. */
        LIST,
        /** An answer (OCSP) about one certificate. */
        ANSWER
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RevocationSource source && kind == source.kind && address.equals(source.address)
                && Arrays.equals(question, source.question);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, address, Arrays.hashCode(question));
    }
}
