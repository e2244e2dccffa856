package vn.congvan.signature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.SingleResp;

/**
 * What an answer about a certificate (OCSPResponse) says of itself, believed or not. Uses BouncyCastle: for worker processes and the command line.
 *
 * @param about serial number of the certificate, hexadecimal
 * @param by who answered
 * @param madeAt as of when
 * @param until until when it is meant to be used
 */
public record RevocationAnswer(String about, String by, Instant madeAt, Optional<Instant> until) {

    /** Whether it can be read at all; the library would give up over one that cannot. */
    static boolean isOne(byte[] answer) {
        return !dates(answer).isEmpty();
    }

    /** The instants at which what an answer says may change; none of what is no answer, which nobody believes. */
    static List<Instant> dates(byte[] answer) {
        try {
            RevocationAnswer read = read(answer);
            return read.until.map(end -> List.of(read.madeAt, end)).orElse(List.of(read.madeAt));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** @throws IOException it cannot be read, is none, or is about nobody or more than one */
    public static RevocationAnswer in(Path file) throws IOException {
        return read(Files.readAllBytes(file));
    }

    private static RevocationAnswer read(byte[] bytes) throws IOException {
        try {
            OCSPResp response = new OCSPResp(bytes);
            if (response.getStatus() != OCSPResp.SUCCESSFUL
                    || !(response.getResponseObject() instanceof BasicOCSPResp answer)
                    || answer.getResponses().length != 1) {
                throw new IOException("no answer about one certificate: status " + response.getStatus());
            }
            SingleResp only = answer.getResponses()[0];
            return new RevocationAnswer(only.getCertID().getSerialNumber().toString(16),
                    String.valueOf(answer.getResponderId().toASN1Primitive().getName()),
                    only.getThisUpdate().toInstant(), Optional.ofNullable(only.getNextUpdate()).map(Date::toInstant));
        } catch (OCSPException | RuntimeException e) {
            throw new IOException("what was answered cannot be read", e);
        }
    }
}
