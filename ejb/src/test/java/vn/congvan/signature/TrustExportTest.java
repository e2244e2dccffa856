package vn.congvan.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustExportTest {

    @TempDir
    Path folder;

    @Test
    void everyItemIsAFileAndALineThatNoProgramTakesForAFormula() throws Exception {
        TestPki pki = new TestPki(Instant.parse("2026-11-23T08:00:00Z"));
        pki.lay(folder);
        Files.write(folder.resolve("responder.crt"), pki.responder("CN=Nơi trả lời,C=VN").certificate().getEncoded());
        List<TrustItemRow> items = new ArrayList<>();
        for (Path file : TrustReading.files(folder)) {
            items.addAll(TrustReading.read(file.getFileName().toString(), TrustReading.bytes(file)));
        }
        items.forEach(item -> item.loadedBy = "=HYPERLINK(\"x\")");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        TrustExport.write(items, out);

        Map<String, byte[]> zip = Zips.entries(out.toByteArray());
        for (TrustItemRow item : items) {
            assertThat(zip).anySatisfy((name, bytes) -> {
                assertThat(name).contains(item.sha256);
                assertThat(bytes).isEqualTo(item.der);
            });
        }
        assertThat(zip.keySet()).anyMatch(name -> name.startsWith("ocsp-responder-"));
        String table = new String(zip.get("trust.csv"), StandardCharsets.UTF_8);
        assertThat(table).startsWith("\uFEFF\"kind\",\"name\",\"issuer\"");
        assertThat(table.lines()).hasSize(1 + items.size());
        assertThat(table).contains("\"OCSP_RESPONDER\"", "\"'=HYPERLINK(\"\"x\"\")\"");
    }
}
