package vn.congvan.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrustListTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int list() {
        return new CommandLine(new Tools()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute("trust",
                "list", "--trust", folder.toString());
    }

    private void lay(Instant at) throws Exception {
        DemoAuthority authority = new DemoAuthority(new X500Name("CN=Gốc thử"), at);
        Files.write(folder.resolve("root.crt"), authority.root().getEncoded());
        Files.write(folder.resolve("root.crl"), authority.emptyList());
    }

    @Test
    void eachCertificateAndListIsALine() throws Exception {
        lay(Clock.systemUTC().instant());

        assertThat(list()).isEqualTo(Tools.FINE);
        assertThat(out.toString().lines()).hasSize(2).allMatch(line -> line.contains("\"current\":true"))
                .anyMatch(line -> line.contains("\"kind\":\"ANCHOR\"") && line.contains("CN=Gốc thử"))
                .anyMatch(line -> line.contains("\"kind\":\"CRL\""));
    }

    @Test
    void whatIsAddedIsListedAndKeysAreNot() throws Exception {
        DemoAuthority authority = new DemoAuthority(new X500Name("CN=Gốc thử"), Clock.systemUTC().instant());
        Path elsewhere = Files.createTempDirectory(folder.getParent(), "elsewhere");
        Path root = Files.write(elsewhere.resolve("root.cer"), authority.root().getEncoded());
        Path revoked = Files.write(elsewhere.resolve("root.crl"), authority.emptyList());
        Path key = Files.writeString(elsewhere.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----");

        assertThat(add(root, revoked)).isEqualTo(Tools.FINE);
        assertThat(out.toString().lines()).hasSize(2);
        assertThat(add(key)).isEqualTo(Tools.REFUSED);
        assertThat(err.toString()).contains("key.pem");
        out.getBuffer().setLength(0);

        assertThat(list()).isEqualTo(Tools.FINE);
        assertThat(out.toString().lines()).hasSize(2).anyMatch(line -> line.contains("\"kind\":\"ANCHOR\""))
                .anyMatch(line -> line.contains("\"kind\":\"CRL\""));
    }

    private int add(Path... files) {
        java.util.List<String> words = new java.util.ArrayList<>(
                java.util.List.of("trust", "add", "--trust", folder.toString()));
        for (Path file : files) {
            words.add(file.toString());
        }
        return new CommandLine(new Tools()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .execute(words.toArray(String[]::new));
    }

    @Test
    void whatHasEndedIsSaid() throws Exception {
        lay(Clock.systemUTC().instant().minus(Duration.ofDays(4000)));

        assertThat(list()).isEqualTo(Tools.REFUSED);
        assertThat(out.toString()).contains("\"current\":false");
    }

    @Test
    void whatCannotBeReadIsSaid() throws Exception {
        lay(Clock.systemUTC().instant());
        Files.writeString(folder.resolve("other.crt"), "no certificate");

        assertThat(list()).isEqualTo(Tools.UNDONE);
        assertThat(out.toString().lines()).hasSize(2);
        assertThat(err.toString()).contains("other.crt");
    }
}
