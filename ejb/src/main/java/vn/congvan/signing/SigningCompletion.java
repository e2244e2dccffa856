package vn.congvan.signing;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.Sha256;

/**
 * The last of three steps of a signature: prepared file, state and signature value to the signed file, PAdES baseline B, or T
 * with a time stamp. It looks at no PDF syntax any more; the CMS structure goes into the gap and every other byte stays.
 *
 * <p>Uses BouncyCastle: for worker processes and the command line.
 */
public final class SigningCompletion {

    /**
     * Writes the signed file.
     *
     * @param prepared what {@link SigningPreparation} wrote
     * @param state what it answered
     * @param value the signature on {@link SigningState#dataToSign()}; for ECDSA in DER, not as two plain numbers
     * @param timeStamps where a time stamp on the value comes from, for baseline T; empty for baseline B
     * @param out takes the signed file; not closed; nothing is written to it before a refusal
     * @throws IOException reading {@code prepared} or writing {@code out} failed
     */
    public CompletionResult complete(Path prepared, SigningState state, byte[] value,
            Optional<TimeStampSource> timeStamps, OutputStream out) throws IOException {
        try {
            checkPrepared(prepared, state);
            checkValue(state, value);
            Optional<byte[]> token = timeStamps.isEmpty()
                    ? Optional.empty()
                    : Optional.of(token(timeStamps.get(), value));
            byte[] cms = CmsSignature.assemble(state, value, token);
            if (cms.length * 2L + 2 > state.gapLength()) {
                // only a time stamp can be that large: all else was measured before
                throw new RefusedSigning(ErrorCode.TIME_STAMP_FAILED, cms.length + " B");
            }
            MessageDigest digest = Sha256.digester();
            write(prepared, state, cms, new DigestOutputStream(out, digest));
            return new CompletionResult.Completed(Sha256.ofDigest(digest.digest()), state.size(), token.isPresent());
        } catch (RefusedSigning e) {
            return new CompletionResult.Refused(e.refusal());
        }
    }

    private static void checkPrepared(Path prepared, SigningState state) throws IOException, RefusedSigning {
        long after = state.gapOffset() + state.gapLength();
        boolean same = Files.size(prepared) == state.size() && state.gapOffset() > 0 && state.gapLength() > 2
                && after < state.size()
                && Arrays.equals(SigningPreparation.digest(prepared, state.gapOffset(), after), messageDigest(state));
        if (!same) {
            throw new RefusedSigning(ErrorCode.HASH_MISMATCH);
        }
    }

    private static byte[] messageDigest(SigningState state) throws RefusedSigning {
        try {
            return CmsSignature.messageDigest(state.signedAttributes());
        } catch (IllegalArgumentException e) {
            throw new RefusedSigning(e, ErrorCode.REQUEST_FIELD_INVALID, "state", "dataToSign");
        }
    }

    private static void checkValue(SigningState state, byte[] value) throws RefusedSigning {
        try {
            var signer = SignerCertificates.parse(state.certificateChain().get(0));
            if (!SignerCertificates.algorithm(signer).equals(Optional.of(state.algorithm()))
                    || !CmsSignature.fits(signer, state.algorithm(), state.signedAttributes(), value)) {
                throw new RefusedSigning(Refusal.of(ErrorCode.SIGNATURE_VALUE_WRONG,
                        signer.getSubjectX500Principal().getName()));
            }
        } catch (CertificateException e) {
            throw new RefusedSigning(e, ErrorCode.REQUEST_FIELD_INVALID, "state", "chain");
        }
    }

    private static byte[] token(TimeStampSource source, byte[] value) throws RefusedSigning {
        byte[] sha256 = Sha256.of(value).bytes();
        byte[] token;
        try {
            token = source.token(sha256);
        } catch (IOException e) {
            throw new RefusedSigning(e, ErrorCode.TIME_STAMP_FAILED, String.valueOf(e.getMessage()));
        }
        CmsSignature.checkTimeStamp(token, sha256);
        return token;
    }

    private static void write(Path prepared, SigningState state, byte[] cms, OutputStream out) throws IOException {
        byte[] hex = HexFormat.of().formatHex(cms).getBytes(StandardCharsets.US_ASCII);
        byte[] gap = new byte[(int) state.gapLength()];
        Arrays.fill(gap, (byte) '0');
        gap[0] = '<';
        gap[gap.length - 1] = '>';
        System.arraycopy(hex, 0, gap, 1, hex.length);
        try (InputStream in = Files.newInputStream(prepared)) {
            byte[] buffer = new byte[1 << 16];
            long left = state.gapOffset();
            while (left > 0) {
                int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (n < 0) {
                    throw new EOFException(prepared.getFileName() + " ends before its signature");
                }
                out.write(buffer, 0, n);
                left -= n;
            }
            out.write(gap);
            in.skipNBytes(gap.length);
            in.transferTo(out);
        }
        out.flush();
    }
}
