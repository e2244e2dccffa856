package vn.congvan.signing;

import java.io.IOException;

/**
 * Where time stamps come from. A process that has no network gets the token handed in: what is to be stamped is the SHA-256 of
 * the signature value, which anybody can compute, so the server fetches the token before {@link SigningCompletion} runs.
 */
@FunctionalInterface
public interface TimeStampSource {

    /**
     * @param sha256 the 32 bytes to be stamped
     * @return the token (RFC 3161 {@code TimeStampToken}, DER), not the whole response
     * @throws IOException the authority did not answer, or refused
     */
    byte[] token(byte[] sha256) throws IOException;
}
