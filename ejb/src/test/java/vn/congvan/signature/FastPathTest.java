package vn.congvan.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.signature.TestPki.Signer;

/** The fast path has the opinion of the full one on every file, down to the last row. */
class FastPathTest {

    /** Beside the project, or where {@code -Dcongvan.shared} says. */
    private static final Path SHARED = Path.of(System.getProperty("congvan.shared", "../../shared"), "signatures");
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    /** Within the lists of the corpus, which end in November 2027. */
    private static final Instant CORPUS_NOW = Instant.parse("2026-12-01T00:00:00Z");
    private static final long SEED = 20261123;
    private static final int MUTATIONS = 120;

    private static TestPki pki;
    private static Signer leader;
    private static Signer agency;
    private static Signer gone;
    private static Signer expired;
    private static byte[] one;
    private static byte[] advanced;
    private static byte[] two;
    private static final Map<String, byte[]> FILES = new LinkedHashMap<>();

    @TempDir
    Path folder;

    @BeforeAll
    static void sign() throws Exception {
        pki = new TestPki(NOW);
        leader = pki.signer("CN=Người Ký Thử,SURNAME=Người,GIVENNAME=Thử,O=UBND tỉnh Ví Dụ,C=VN");
        agency = pki.signer("CN=UBND tỉnh Ví Dụ,O=UBND tỉnh Ví Dụ,C=VN");
        gone = pki.signer("CN=Người Bị Thu Hồi,C=VN");
        expired = pki.signer("CN=Người Hết Hạn,C=VN", NOW.minus(900, ChronoUnit.DAYS), NOW.minus(5, ChronoUnit.DAYS),
                "SHA256withRSA");
        Signer weak = pki.signer("CN=Người Ký Yếu,C=VN", NOW.minus(900, ChronoUnit.DAYS),
                NOW.plus(9, ChronoUnit.DAYS), "SHA1withRSA");
        Signer strong = pki.signer("CN=Người Ký Mạnh,C=VN", NOW.minus(900, ChronoUnit.DAYS),
                NOW.plus(9, ChronoUnit.DAYS), "SHA512withRSA");
        Optional<Signer> clock = Optional.of(pki.timeStamper("CN=Dấu thời gian thử nghiệm,C=VN"));
        Optional<Signer> foreign = Optional.of(new TestPki(NOW).timeStamper("CN=Đồng hồ không ai biết,C=VN"));
        byte[] page = TestPki.page("Van ban thu nghiem");
        one = pki.sign(page, leader);
        advanced = pki.signAdvanced(page, leader, clock);
        two = pki.signAdvanced(pki.signAdvanced(page, leader, Optional.empty()), agency, clock);
        pki.revoke(gone);
        FILES.put("unsigned", page);
        FILES.put("one", one);
        FILES.put("one of another page", pki.sign(TestPki.page("Van ban khac"), leader));
        FILES.put("one advanced", pki.signAdvanced(page, leader, Optional.empty()));
        FILES.put("one stamped", advanced);
        FILES.put("one stamped by a stranger", pki.signAdvanced(page, leader, foreign));
        FILES.put("two", pki.sign(one, agency));
        FILES.put("two stamped", two);
        FILES.put("two by one", pki.sign(one, leader));
        FILES.put("both stamped", pki.signAdvanced(advanced, agency, clock));
        FILES.put("three", pki.sign(two, strong));
        FILES.put("five", pki.sign(pki.sign(pki.sign(two, strong), leader), agency));
        FILES.put("scanned", pki.sign(pki.sign(TestPki.scanned(2, 100_000), leader), agency));
        FILES.put("revoked", pki.sign(page, gone));
        FILES.put("revoked, stamped", pki.signAdvanced(page, gone, clock));
        FILES.put("expired", pki.sign(page, expired));
        FILES.put("expired, stamped", pki.signAdvanced(page, expired, clock));
        FILES.put("valid and expired", pki.sign(one, expired));
        FILES.put("weak", pki.sign(page, weak));
        FILES.put("strong", pki.sign(page, strong));
        FILES.put("sentence behind", TestPki.addSentence(one, "Them vao sau"));
        FILES.put("sentence behind two", TestPki.addSentence(two, "Them vao sau"));
        FILES.put("sentence between", pki.sign(TestPki.addSentence(one, "Them vao giua"), agency));
        FILES.put("blank behind", with(one, "\n\n"));
        FILES.put("remark behind", with(one, "\n% a remark\n"));
    }

    private static byte[] with(byte[] file, String tail) {
        byte[] longer = Arrays.copyOf(file, file.length + tail.length());
        System.arraycopy(tail.getBytes(StandardCharsets.US_ASCII), 0, longer, file.length, tail.length());
        return longer;
    }

    private FileVerdict examine(FileExaminer examiner, byte[] file, Instant receivedAt, Instant now)
            throws IOException {
        return examiner.examine(Files.write(folder.resolve("file"), file), receivedAt, now);
    }

    /** Both opinions are the same, also when the fast path has seen the signers before. */
    private void agree(String name, FileExaminer fast, FileExaminer full, byte[] file, Instant receivedAt, Instant now)
            throws IOException {
        FileVerdict expected = examine(full, file, receivedAt, now);
        assertThat(examine(fast, file, receivedAt, now)).as(name).isEqualTo(expected);
        assertThat(examine(fast, file, receivedAt, now)).as("%s again", name).isEqualTo(expected);
    }

    private static boolean isFast(TrustMaterial trust, byte[] file, Instant now) {
        FastPath path = new FastPath(trust);
        SignatureJudge judge = new SignatureJudge(SignaturePolicy.current(), trust, now, now);
        Optional<PlainPdf> plain = PlainPdf.of(file);
        if (plain.isEmpty() || path.verdict(plain.get(), judge, now, now).isPresent()) {
            return false;
        }
        path.learn(plain.get(), found(trust, file, now), now);
        return path.verdict(plain.get(), judge, now, now).isPresent();
    }

    private static List<FoundSignature> found(TrustMaterial trust, byte[] file, Instant now) {
        return new FoundSignatures(trust, now)
                .in(new eu.europa.esig.dss.pades.validation.PDFDocumentValidator(
                        new eu.europa.esig.dss.model.InMemoryDocument(file)))
                .getSignatures().stream().map(found -> FoundSignature.of(found, java.util.Set.of())).toList();
    }

    @Test
    void whatMostFilesLookLikeTakesTheFastPath() throws Exception {
        TrustMaterial trust = pki.trust(true);

        assertThat(FILES.entrySet().stream().filter(f -> isFast(trust, f.getValue(), NOW)).map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("one", "one of another page", "one advanced", "one stamped", "two",
                        "one stamped by a stranger", "two stamped", "two by one", "both stamped", "three", "scanned",
                        "revoked", "revoked, stamped", "expired, stamped", "strong");
    }

    @Test
    void bothPathsAgreeOnOwnFilesWheneverTheyCameAndAreLookedInto() throws Exception {
        for (TrustMaterial trust : List.of(pki.trust(true), pki.trust(false), new TestPki(NOW).trust(true))) {
            FileExaminer full = FileExaminer.thorough(SignaturePolicy.current(), trust);
            FileExaminer fast = new FileExaminer(SignaturePolicy.current(), trust);
            // within the list's time, before it was made, and after it ended
            for (Instant now : trust.lists().isEmpty()
                    ? List.of(NOW)
                    : List.of(NOW, NOW.minus(2, ChronoUnit.DAYS), NOW.plus(40, ChronoUnit.DAYS))) {
                Instant receivedAt = now.equals(NOW) ? now.minus(20, ChronoUnit.DAYS) : now;
                for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
                    agree(file.getKey() + " at " + now, fast, full, file.getValue(), receivedAt, now);
                }
            }
        }
    }

    @Test
    void whatIsKnownOfSignersHoldsWheneverAFileCame() throws Exception {
        TrustMaterial trust = pki.trust(true);
        FileExaminer full = FileExaminer.thorough(SignaturePolicy.current(), trust);
        FileExaminer fast = new FileExaminer(SignaturePolicy.current(), trust);
        for (String name : List.of("one", "two stamped", "revoked", "revoked, stamped", "expired, stamped")) {
            for (Instant receivedAt : List.of(NOW, NOW.minus(5, ChronoUnit.DAYS), NOW.minus(20, ChronoUnit.DAYS),
                    NOW.minus(200, ChronoUnit.DAYS), NOW.plus(700, ChronoUnit.DAYS))) {
                agree(name + " received " + receivedAt, fast, full, FILES.get(name), receivedAt, NOW);
            }
        }
    }

    @Test
    void bothPathsAgreeOnFilesThatWereAltered() throws Exception {
        TrustMaterial trust = pki.trust(true);
        FileExaminer full = FileExaminer.thorough(SignaturePolicy.current(), trust);
        FileExaminer fast = new FileExaminer(SignaturePolicy.current(), trust);
        Random random = new Random(SEED);
        for (byte[] file : List.of(one, advanced, two)) {
            examine(fast, file, NOW, NOW);
            int value = SignedForm.indexOf(file, SignedForm.ascii("/Contents <"), 0);
            int end = SignedForm.indexOf(file, SignedForm.ascii(">"), value);
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] altered = file.clone();
                // half of them in the value, which no signature covers
                int at = i % 2 == 0 ? random.nextInt(file.length) : value + random.nextInt((end - value) / 4);
                int bit = 1 << random.nextInt(8);
                altered[at] = i % 4 == 1 ? SignedForm.ascii("0123456789abcdef")[random.nextInt(16)] : altered[at];
                altered[at] ^= i % 4 == 1 ? 0 : (byte) bit;
                agree("mutation " + i + " at " + at, fast, full, altered, NOW, NOW);
            }
        }
    }

    @Test
    void bothPathsAgreeOnTheCorpusAndOnHostileFiles() throws Exception {
        assumeTrue(Files.isDirectory(SHARED), "no files at " + SHARED.toAbsolutePath().normalize());
        TrustMaterial trust = TrustMaterial.in(SHARED.resolve("corpus"));
        FileExaminer full = FileExaminer.thorough(SignaturePolicy.current(), trust);
        FileExaminer fast = new FileExaminer(SignaturePolicy.current(), trust);
        List<Path> files = new ArrayList<>();
        for (String each : List.of("corpus", "hostile")) {
            try (Stream<Path> found = Files.list(SHARED.resolve(each))) {
                files.addAll(found.filter(f -> f.toString().endsWith(".pdf")).sorted().toList());
            }
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            agree(file.getFileName().toString(), fast, full, Files.readAllBytes(file), CORPUS_NOW, CORPUS_NOW);
        }
    }

    @Test
    void bothPathsAgreeOnHostileFilesThatSomebodySigned() throws Exception {
        Path hostile = SHARED.resolve("hostile");
        assumeTrue(Files.isDirectory(hostile), "no files at " + hostile.toAbsolutePath().normalize());
        TrustMaterial trust = pki.trust(true);
        FileExaminer full = FileExaminer.thorough(SignaturePolicy.current(), trust);
        FileExaminer fast = new FileExaminer(SignaturePolicy.current(), trust);
        examine(fast, one, NOW, NOW);
        int signed = 0;
        List<Path> files;
        try (Stream<Path> found = Files.list(hostile)) {
            files = found.filter(f -> f.toString().endsWith(".pdf")).sorted().toList();
        }
        for (Path file : files) {
            Optional<byte[]> own = signedIfPossible(Files.readAllBytes(file));
            if (own.isPresent()) {
                signed++;
                agree("signed " + file.getFileName(), fast, full, own.get(), NOW, NOW);
            }
        }
        assertThat(signed).isPositive();
    }

    private static Optional<byte[]> signedIfPossible(byte[] file) {
        try {
            return Optional.of(pki.sign(file, leader));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // too broken to be signed
            return Optional.empty();
        }
    }
}
