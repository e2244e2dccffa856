package vn.congvan.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import vn.congvan.document.Sha256;
import vn.congvan.signing.Receipt;
import vn.congvan.signing.SignedReceipt;
import vn.congvan.signing.SigningKeys;

class ReceiptVerifyTest {

    @TempDir
    private Path folder;

    private Path trust;
    private String receipt;

    @BeforeEach
    void aNodeThatSignedAReceipt() throws IOException, InterruptedException {
        Path store = folder.resolve("keys.p12");
        trust = Files.createDirectory(folder.resolve("trust"));
        keytool("-genkeypair", "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", "matkhau",
                "-alias", "nut", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=Nut thu nghiem", "-validity", "9");
        keytool("-exportcert", "-keystore", store.toString(), "-storepass", "matkhau", "-alias", "nut", "-file",
                trust.resolve("nut.crt").toString());
        SigningKeys keys = new SigningKeys(
                List.of(new SigningKeys.Reference("nut-1", SigningKeys.Purpose.RECEIPT,
                        new SigningKeys.Keeper.Pkcs12(store), "nut")),
                reference -> "matkhau".toCharArray(), Clock.systemUTC());
        receipt = ((SignedReceipt.Answer.Issued) SignedReceipt.issue(
                new Receipt("018f4f4e-0000-7000-8000-000000000001", "15;2026/11/23;H99", "15/QĐ-UBND", "H99",
                        List.of("H98"), Sha256.of(new byte[] {1}), List.of(),
                        Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS), "nut-1"),
                keys)).receipt().toString();
    }

    @Test
    void aReceiptOfATrustedNodeEndsWithZero() throws IOException {
        StringWriter out = new StringWriter();

        assertThat(run(out, "--trust", trust.toString(), file(receipt))).isEqualTo(Tools.FINE);
        assertThat(out.toString()).contains("\"valid\":true", "\"documentCode\":\"15/QĐ-UBND\"");
    }

    @Test
    void aChangedReceiptEndsWithOne() throws IOException {
        StringWriter out = new StringWriter();
        int value = receipt.lastIndexOf('.') + 10;
        String changed = receipt.substring(0, value) + (receipt.charAt(value) == 'A' ? 'B' : 'A')
                + receipt.substring(value + 1);

        assertThat(run(out, "--trust", trust.toString(), file(changed))).isEqualTo(Tools.REFUSED);
        assertThat(out.toString()).contains("SIGNATURE_WRONG");
    }

    @Test
    void whatIsNoReceiptEndsWithOne() throws IOException {
        StringWriter out = new StringWriter();

        assertThat(run(out, "--trust", trust.toString(), file("xin chào"))).isEqualTo(Tools.REFUSED);
        assertThat(out.toString()).contains("NOT_A_RECEIPT");
    }

    @Test
    void aReceiptOfANodeThatNobodyTrustsEndsWithOne() throws IOException {
        Path nobody = Files.createDirectory(folder.resolve("nobody"));
        StringWriter out = new StringWriter();

        assertThat(run(out, "--trust", nobody.toString(), file(receipt))).isEqualTo(Tools.REFUSED);
        assertThat(out.toString()).contains("CHAIN_NOT_TRUSTED");
    }

    @Test
    void aFileThatIsNotThereEndsWithTwo() {
        assertThat(run(new StringWriter(), "--trust", trust.toString(), folder.resolve("away").toString()))
                .isEqualTo(Tools.UNDONE);
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("receipt.jws"), text).toString();
    }

    private static int run(StringWriter out, String... arguments) {
        return new CommandLine(new ReceiptVerify()).setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(new StringWriter(), true)).execute(arguments);
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
