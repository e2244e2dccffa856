package vn.congvan.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.List;

import vn.congvan.signing.Receipt;
import vn.congvan.signing.ReceiptCheck;
import vn.congvan.signing.SignedReceipt;

/** Signed receipts as who got one checks them: against the certificate that the node's administrator hands out. */
public final class NodeReceipts {

    private NodeReceipts() {}

    /** What a receipt of the node says; fails when it is not one, or was changed. */
    public static Receipt verified(RunningNode node, String jws) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(node.home().resolve("keys/receipt.crt"))) {
            byte[] anchor = CertificateFactory.getInstance("X.509").generateCertificate(in).getEncoded();
            ReceiptCheck check = SignedReceipt.verify(jws.getBytes(StandardCharsets.US_ASCII), List.of(anchor),
                    Clock.systemUTC().instant());
            assertThat(check.problems()).isEmpty();
            return check.receipt().orElseThrow();
        }
    }
}
