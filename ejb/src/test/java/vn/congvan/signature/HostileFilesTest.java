package vn.congvan.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import eu.europa.esig.dss.enumerations.ASiCContainerType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.signature.TestPki.Signer;
import vn.congvan.signature.Workers.Answer;

/** Hostile and mutated files, each looked into by a process of its own kind, heap and stack. */
class HostileFilesTest {

    /** Beside the project, or where {@code -Dcongvan.shared} says. */
    private static final Path MORE = Path.of(System.getProperty("congvan.shared", "../../shared"), "signatures",
            "hostile");
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long SEED = 20261124;
    private static final int MUTATIONS = 120;
    /** What a file may leave behind in who asks: far less than the smallest of what the files unpack to. */
    private static final long LEFT_BEHIND = 64L << 20;

    @TempDir
    Path folder;

    private TestPki pki;
    private Signer leader;
    private Path good;
    private Workers workers;

    @BeforeEach
    void aProcessThatKnowsWhomToTrust() throws Exception {
        pki = new TestPki(NOW);
        leader = pki.signer("CN=Người Ký Thử,SURNAME=Người,GIVENNAME=Thử,O=UBND tỉnh Ví Dụ,C=VN");
        good = Files.write(folder.resolve("good.pdf"), pki.sign(TestPki.page("Van ban"), leader));
        Path trust = Files.createDirectory(folder.resolve("trust"));
        pki.lay(trust);
        workers = new Workers(new Workers.Settings(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-Xss1m",
                "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC", "-Djava.awt.headless=true",
                "--add-opens=java.base/java.nio=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                ExaminingWorker.class.getName(), trust.toString(), NOW.toString()), folder, 1, PATIENCE,
                Duration.ofMinutes(1)), runnable -> {
                    Thread thread = new Thread(runnable);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @AfterEach
    void stop() {
        workers.close();
    }

    /** The state that a file gets, whatever became of the process. */
    private VerdictState state(Path file) throws IOException, InterruptedException {
        return workers.ask(file.toString()) instanceof Answer.Said said
                ? ReasonCode.valueOf(said.line()).state()
                : VerdictState.CANNOT_CHECK;
    }

    @Test
    void noHostileFileIsValidOrUnsignedAndTheNextGoodFileIsFoundGood() throws Exception {
        Map<String, VerdictState> states = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> file : HostileFiles.all().entrySet()) {
            states.put(file.getKey(), state(Files.write(folder.resolve("hostile"), file.getValue())));
            assertThat(state(good)).as("after %s", file.getKey()).isEqualTo(VerdictState.VALID);
        }

        assertThat(states).allSatisfy((name, state) -> assertThat(state).as(name)
                .isIn(VerdictState.CANNOT_CHECK, VerdictState.CHANGED_AFTER_SIGNING));
    }

    @Test
    void noHostileFileFromElsewhereIsValid() throws Exception {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(MORE)) {
            try (Stream<Path> found = Files.list(MORE)) {
                found.sorted().forEach(files::add);
            }
        }
        for (Path file : files) {
            assertThat(state(file)).as(file.toString()).isNotEqualTo(VerdictState.VALID);
        }
        assertThat(state(good)).isEqualTo(VerdictState.VALID);
    }

    @Test
    void aFileThatIsLargerThanWhatIsLookedIntoIsNotRead() throws Exception {
        Path large = folder.resolve("large.pdf");
        try (java.io.RandomAccessFile file = new java.io.RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(300L << 20);
        }

        assertThat(workers.ask(large.toString())).isEqualTo(new Answer.Said(ReasonCode.TOO_LARGE.name()));
    }

    @Test
    void aMutatedFileOfWhateverFormIsValidOnlyWhereItSaysTheSameAndLeavesNothingBehind() throws Exception {
        Map<String, byte[]> originals = new LinkedHashMap<>();
        originals.put("pdf", Files.readAllBytes(good));
        originals.put("docx", SignedOffice.sign(SignedOffice.document("Văn bản"), leader, NOW.minusSeconds(60)));
        originals.put("p7m", SignedCms.sign(TestPki.page("Van ban"), true, true, leader));
        originals.put("asice", SignedContainers.sign(SignedContainers.Form.CMS, ASiCContainerType.ASiC_E,
                Map.of("a.pdf", TestPki.page("Van ban")), leader, NOW.minusSeconds(60)));
        for (Map.Entry<String, byte[]> original : originals.entrySet()) {
            assertThat(state(Files.write(folder.resolve("original"), original.getValue()))).as(original.getKey())
                    .isEqualTo(VerdictState.VALID);
        }
        long before = used();
        Random random = new Random(SEED);
        for (Map.Entry<String, byte[]> original : originals.entrySet()) {
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] mutated = mutate(original.getValue(), random);
                if (state(Files.write(folder.resolve("mutated"), mutated)) == VerdictState.VALID) {
                    // a time of an entry, or what stands behind the end of a signature's value, means nothing
                    assertThat(signed(original.getKey(), mutated)).as("%s, mutation %d", original.getKey(), i)
                            .usingRecursiveComparison().isEqualTo(signed(original.getKey(), original.getValue()));
                }
            }
        }

        assertThat(used() - before).isLessThan(LEFT_BEHIND);
        assertThat(state(good)).isEqualTo(VerdictState.VALID);
        assertThat(workers.living()).isEqualTo(1);
    }

    /** What people see of a file of which they are told that it is valid. */
    private static Object signed(String form, byte[] file) throws Exception {
        return switch (form) {
            case "pdf" -> {
                String text = new String(file, StandardCharsets.ISO_8859_1);
                int value = text.indexOf("/Contents <") + "/Contents <".length();
                yield text.substring(0, value) + text.substring(text.indexOf('>', value));
            }
            case "p7m" -> new org.bouncycastle.cms.CMSSignedData(file).getSignedContent().getContent();
            default -> {
                Map<String, byte[]> entries = Zips.entries(file);
                entries.keySet().removeIf(name -> name.startsWith("docProps/") || name.startsWith("META-INF/")
                        || name.startsWith("_xmlsignatures/"));
                yield entries;
            }
        };
    }

    /** Several bytes in a row are other ones, are left out, or stand there twice. */
    private static byte[] mutate(byte[] original, Random random) {
        int length = 1 + random.nextInt(24);
        int at = random.nextInt(original.length - length);
        byte[] piece = new byte[length];
        random.nextBytes(piece);
        // a byte that is the same would be no mutation
        piece[0] = (byte) ~original[at];
        return switch (random.nextInt(3)) {
            case 0 -> spliced(original, at, piece, at + length);
            case 1 -> spliced(original, at, new byte[0], at + length);
            default -> spliced(original, at, piece, at);
        };
    }

    private static byte[] spliced(byte[] original, int until, byte[] piece, int from) {
        byte[] result = new byte[until + piece.length + original.length - from];
        System.arraycopy(original, 0, result, 0, until);
        System.arraycopy(piece, 0, result, until, piece.length);
        System.arraycopy(original, from, result, until + piece.length, original.length - from);
        return result;
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
