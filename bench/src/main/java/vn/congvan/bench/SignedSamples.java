package vn.congvan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.operator.OperatorCreationException;

import vn.congvan.signature.TestPki;
import vn.congvan.signature.TestPki.Signer;

/**
 * Signed files to look into, and whom to trust. All of them are made up.
 *
 * @param trust folder of certificates and revocation lists
 * @param files what is looked into
 */
record SignedSamples(Path trust, List<Sample> files) {

    /**
     * One file.
     *
     * @param name as the table has it
     */
    record Sample(String name, Path file) {}

    /** Two files: scanned pages that a leader signed, and more of them that an organisation signed after the leader, with a time stamp. */
    static SignedSamples in(Path folder, Instant now) throws IOException {
        try {
            TestPki pki = new TestPki(now);
            Signer leader = pki.signer("CN=Người Ký Thử,SURNAME=Người,GIVENNAME=Thử,O=UBND tỉnh Ví Dụ,C=VN");
            Signer organisation = pki.signer("CN=UBND tỉnh Ví Dụ,O=UBND tỉnh Ví Dụ,C=VN");
            Signer clock = pki.timeStamper("CN=Dấu thời gian thử nghiệm,O=Cơ quan chứng thực giả định,C=VN");
            Path one = Files.write(folder.resolve("one.pdf"),
                    pki.signAdvanced(TestPki.scanned(3, 512 << 10), leader, Optional.empty()));
            Path two = Files.write(folder.resolve("two.pdf"),
                    pki.signAdvanced(pki.signAdvanced(TestPki.scanned(6, 1 << 20), leader, Optional.empty()),
                            organisation, Optional.of(clock)));
            Path trust = Files.createDirectory(folder.resolve("trust"));
            pki.lay(trust);
            return new SignedSamples(trust, List.of(new Sample("1 signature", one),
                    new Sample("2 signatures, time stamp", two)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("the files cannot be signed", e);
        }
    }
}
