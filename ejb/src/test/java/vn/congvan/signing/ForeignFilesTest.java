package vn.congvan.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that other programs made and signed, intact and broken. They stand beside the project, not in it, and may be absent. */
class ForeignFilesTest {

    private static final SigningPki PKI = new SigningPki();
    private static final SigningPki.Holder ORGANIZATION = PKI.signer("CN=Cơ quan giả định, C=VN");

    @TempDir
    private Path folder;

    private List<Path> files;

    @BeforeEach
    void theCorpus() throws IOException {
        Optional<Path> corpus = Optional.empty();
        for (Path at = Path.of("").toAbsolutePath(); at != null && corpus.isEmpty(); at = at.getParent()) {
            corpus = Optional.of(at.resolve("shared/signatures/corpus")).filter(Files::isDirectory);
        }
        assumeTrue(corpus.isPresent(), "shared/signatures/corpus is not beside the project; its files are not tried");
        try (Stream<Path> found = Files.list(corpus.get())) {
            files = found.filter(file -> file.toString().endsWith(".pdf")).sorted().toList();
        }
        assertThat(files).isNotEmpty();
    }

    @Test
    void everyFileIsPreparedOrRefusedAndWhatItHeldStays() throws IOException {
        int prepared = 0;
        for (Path file : files) {
            Path target = folder.resolve("prepared.pdf");
            PreparationResult result = new SigningPreparation().prepare(file,
                    new SigningRequest(ORGANIZATION.encoded(), SigningPki.SIGNED,
                            new SigningAppearance.OnCopy("SAO Y", SigningPages.ORGANIZATION), Optional.empty()),
                    target);

            if (result instanceof PreparationResult.Prepared) {
                byte[] before = Files.readAllBytes(file);
                assertThat(Arrays.copyOf(Files.readAllBytes(target), before.length)).as(file.toString())
                        .isEqualTo(before);
                prepared++;
            }
        }
        assertThat(prepared).isGreaterThan(files.size() / 2);
    }

    @Test
    void whatWasIntactStaysIntactAfterNumberAndOrganisation() throws IOException {
        int compared = 0;
        for (Path file : files) {
            if (!file.getFileName().toString().matches("(01|29)_.*")) {
                continue;
            }
            long intact = DssOpinion.of(Files.readAllBytes(file), PKI).stream().filter(s -> s.intact()).count();
            assertThat(intact).as(file.toString()).isPositive();

            byte[] signed = SigningSteps.sign(file, folder, ORGANIZATION,
                    new SigningAppearance.OnCopy("SAO Y", SigningPages.ORGANIZATION),
                    SigningPki.SIGNED, Optional.of(new Numbering("15", new PagePlace(1, 30, 30, 20, 6), "23 tháng 11",
                            new PagePlace(1, 100, 30, 60, 6), 13)));

            assertThat(DssOpinion.of(signed, PKI).stream().filter(s -> s.intact()).count()).as(file.toString())
                    .isEqualTo(intact + 1);
            SigningPages.picture(signed, "foreign-" + file.getFileName().toString().substring(0, 2));
            compared++;
        }
        assertThat(compared).isEqualTo(2);
    }
}
