package vn.congvan.edxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.congvan.document.BusinessKind;
import vn.congvan.document.DocumentCode;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.Sha256;
import vn.congvan.document.StatusCode;
import vn.congvan.document.Urgency;

/** What is written is one layout, valid by the schemas, and comes back as it was. */
class WritingTest {

    private static final byte[] PDF = Packages.utf8("%PDF-1.4\n%%EOF\n");

    static Stream<EdxmlDocument> documents() {
        Staff clerk = new Staff("Văn thư", "VT", "Văn Thư Thử", "vt01", "vt@example.vn", "0900000000");
        EdxmlDocument full = Packages.letter()
                .from(new Party("000.00.01.H99", "Tỉnh Thử", "Sở <Thử> & \"Nghiệm\"", "Số 1", "a@example.vn",
                        "0240000000", "0240000001", "example.vn"))
                .to(Party.of(Packages.RECEIVER, "UBND phường Thử"), new Party("H99.3", "", "", "", "", "", "", ""))
                .type("18").typeDetail("0").typeName("Công văn").content("Nội dung\nhai dòng")
                .signer(new Signer("KT. GIÁM ĐỐC", "Phó Giám đốc", "Người Ký Thử")).dueDate(LocalDate.of(2026, 4, 1))
                .otherInfo(
                        new OtherInfo("3", "Công khai", "BC", "3", "5", "trả lời", "true", "M1", List.of("PL1", "PL2")))
                .responseFor(List.of(
                        new ResponseFor("000.00.02.H99", "05/CV-P2", "000.00.02.H99,2026/02/01,05/CV-P2", "2026/02/01"),
                        new ResponseFor("", "06/CV-P2", "", "")))
                .steeringType("2").responseForTasks(List.of("NV1", "NV2")).applicationType("MCDT_DT")
                .toPlaces(List.of("Như trên", "Lưu VT"))
                .traces(List.of(Trace.of(Packages.SENDER, LocalDateTime.of(2026, 3, 2, 8, 15)),
                        Trace.of(Packages.RECEIVER, LocalDateTime.of(2026, 3, 2, 8, 16))))
                .business(Business.of(BusinessKind.NEW).withReason("Văn bản mới").withPaper(true)
                        .withStaff(List.of(clerk, new Staff("", "", "Người Thử", "", "", ""))))
                .build();
        EdxmlDocument recall = Packages.letter().business(Business.of(BusinessKind.RECALL).withReason("Gửi nhầm")
                .withDocumentId("000.00.01.H99,2026/02/28,11/QĐ-SNV")).build();
        EdxmlDocument update = Packages.letter()
                .business(Business.of(BusinessKind.UPDATE).withReason("Sửa nơi nhận")
                        .withChanges(List.of(new Business.Change("1", "1",
                                List.of(new Business.ReceiverChange("000.00.02.H99", "0"),
                                        new Business.ReceiverChange("000.00.03.H99", "1"))))))
                .build();
        EdxmlDocument replacement = Packages.letter()
                .business(Business.of(BusinessKind.REPLACE).withReplacements(List.of(
                        new Business.Replacement("000.00.01.H99,2026/02/28,10/QĐ-SNV",
                                List.of("000.00.02.H99", "000.00.03.H99")),
                        new Business.Replacement("000.00.01.H99,2026/02/28,11/QĐ-SNV", List.of()))))
                .build();
        return Stream.of(Packages.letter().build(), full, recall, update, replacement,
                Packages.letter().priority(Urgency.FLASH_TIMED).build());
    }

    /** The document without what the writer makes itself. */
    static EdxmlDocument bare(EdxmlDocument document) {
        return document.toBuilder().manifest(List.of()).attachments(List.of()).findings(List.of()).build();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aDocumentComesBackAsItWasWritten(EdxmlDocument document) throws IOException {
        byte[] written = Packages.write(document, AttachmentSource.of("Quyết định.pdf", "Văn bản chính", PDF),
                AttachmentSource.of("Phụ lục.xlsx", "", Packages.utf8("bảng")));

        assertThat(EdxmlSchema.document().check(new ByteArrayInputStream(written))).isEmpty();
        Packages.Opened opened = Packages.open(written);
        assertThat(bare(opened.document())).isEqualTo(document);
        assertThat(opened.document().findings()).isEmpty();
        assertThat(opened.files().get(0)).isEqualTo(PDF);
        assertThat(opened.files().get(1)).isEqualTo(Packages.utf8("bảng"));
    }

    @ParameterizedTest
    @EnumSource(StatusCode.class)
    void everyStatusComesBackAsItWasWritten(StatusCode code) throws IOException {
        EdxmlStatus status = Packages.status(code).staff(new Staff("Văn thư", "", "Người Thử", "", "", "")).build();

        byte[] written = Packages.write(status);

        assertThat(EdxmlSchema.status().check(new ByteArrayInputStream(written))).isEmpty();
        assertThat(Packages.open(written).status()).isEqualTo(status);
    }

    @Test
    void theLayoutIsThatOfTheOfficialLibrary() throws IOException {
        String written = new String(Packages.write(Packages.letter().build(), AttachmentSource.of("a.pdf", "A", PDF)),
                StandardCharsets.UTF_8);
        String contentId = firstMatch("<ContentId>([^<]+)</ContentId>", written);
        String expected;
        try (InputStream in = WritingTest.class.getResourceAsStream("layout.edxml")) {
            expected = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }

        assertThat(contentId).matches("cid:[0-9a-f-]{36}");
        assertThat(written).contains("\r\n").doesNotContainPattern("[^\r]\n");
        assertThat(written.replace("\r\n", "\n").replace(contentId, "CONTENT-ID")).isEqualTo(expected);
    }

    @Test
    void aStatusIsLaidOutAsTheOfficialLibraryDoesIt() throws IOException {
        Optional<java.nio.file.Path> folder = Samples.folder();
        org.junit.jupiter.api.Assumptions.assumeTrue(folder.isPresent(), "SKIPPED: no samples");
        byte[] official = java.nio.file.Files.readAllBytes(folder.get().resolve("edxml102_built_status_03.edxml"));

        byte[] ours = Packages.write(Packages.open(official).status());

        assertThat(new String(ours, StandardCharsets.UTF_8)).isEqualTo(new String(official, StandardCharsets.UTF_8));
    }

    @Test
    void aFileThatCouldBePackedVeryTightlyIsNotTakenForABomb() {
        byte[] even = new byte[8 << 20];
        byte[] half = new byte[8 << 20];
        new java.util.Random(1).nextBytes(half);
        java.util.Arrays.fill(half, 1 << 20, half.length, (byte) 'x');

        EdxmlDocument document = Packages.open(Packages.write(Packages.letter().build(),
                AttachmentSource.of("even.csv", "", even), AttachmentSource.of("half.csv", "", half))).document();

        assertThat(document.attachments()).extracting(AttachmentRead::sha256)
                .containsExactly(Optional.of(Sha256.of(even)), Optional.of(Sha256.of(half)));
    }

    @Test
    void pdfDocDocxAndZipGoAsTheyAreAndAllElseAsZip() {
        byte[] zip = Packages.zip(java.util.Map.of("x", PDF));
        byte[] written = Packages.write(Packages.letter().build(), AttachmentSource.of("a.PDF", "", PDF),
                AttachmentSource.of("b.doc", "", PDF), AttachmentSource.of("c.docx", "", PDF),
                AttachmentSource.of("d.zip", "", zip), AttachmentSource.of("e.xlsx", "", PDF),
                AttachmentSource.of("f", "", PDF), AttachmentSource.of("g.txt", "", new byte[0]));

        EdxmlDocument document = Packages.open(written).document();

        assertThat(document.attachments()).extracting(AttachmentRead::encoding).containsExactly(
                AttachmentRead.Encoding.RAW, AttachmentRead.Encoding.RAW, AttachmentRead.Encoding.RAW,
                AttachmentRead.Encoding.RAW, AttachmentRead.Encoding.ONE_ENTRY_ZIP,
                AttachmentRead.Encoding.ONE_ENTRY_ZIP, AttachmentRead.Encoding.ONE_ENTRY_ZIP);
        assertThat(document.attachments()).extracting(AttachmentRead::declaredType).containsExactly("application/pdf",
                "application/msword", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "application/zip", "application/zip", "application/zip", "application/zip");
        assertThat(document.manifest()).extracting(ManifestReference::contentType)
                .isEqualTo(document.attachments().stream().map(AttachmentRead::declaredType).toList());
        assertThat(document.attachments().get(3).sha256()).contains(Sha256.of(zip));
        assertThat(document.attachments().get(6).size()).isZero();
    }

    @Test
    void theEntryOfAZipIsNamedByAnIdAndTheExtension() throws IOException {
        String written = new String(
                Packages.write(Packages.letter().build(), AttachmentSource.of("Bảng.XLSX", "", PDF)),
                StandardCharsets.UTF_8);
        byte[] zip = java.util.Base64.getDecoder()
                .decode(firstMatch("<edXML:ContentTransferEncoded[^>]*>([^<]+)<", written));

        try (java.util.zip.ZipInputStream in = new java.util.zip.ZipInputStream(new ByteArrayInputStream(zip))) {
            assertThat(in.getNextEntry().getName()).matches("[0-9a-f-]{36}\\.xlsx");
            assertThat(in.readAllBytes()).isEqualTo(PDF);
            assertThat(in.getNextEntry()).isNull();
        }
    }

    @Test
    void theSameDocumentWrittenAgainIsTheSameBytes() throws IOException {
        AttachmentSource[] files = {AttachmentSource.of("Quyết định.pdf", "", PDF),
                AttachmentSource.of("Bảng.xlsx", "", PDF), AttachmentSource.of("Bảng.xlsx", "", PDF)};
        byte[] written = Packages.write(Packages.letter().build(), files);

        assertThat(Packages.write(Packages.letter().build(), files)).isEqualTo(written);
        assertThat(Packages.open(written).document().manifest()).extracting(ManifestReference::contentKey)
                .doesNotHaveDuplicates();
    }

    @Test
    void aGivenTypeIsWrittenForWhatGoesRawAndNeverCallsItZip() {
        AttachmentSource.Opener bytes = () -> new ByteArrayInputStream(PDF);
        byte[] written = Packages.write(Packages.letter().build(),
                new AttachmentSource("a.doc", "", "Application/DOC", bytes),
                new AttachmentSource("b.pdf", "", "application/zip", bytes),
                new AttachmentSource("c.txt", "", "text/plain", bytes));

        assertThat(Packages.open(written).document().attachments()).extracting(AttachmentRead::declaredType)
                .containsExactly("application/doc", "application/pdf", "application/zip");
    }

    @Test
    void theBusinessBlockIsWrittenEvenWhenTheDocumentHasNone() {
        byte[] written = Packages.write(Packages.letter().business(Optional.empty()).build());

        assertThat(Packages.open(written).document().business()).contains(Business.of(BusinessKind.NEW));
    }

    @Test
    void whatXmlCannotCarryBecomesTheReplacementCharacter() throws IOException {
        EdxmlDocument document = Packages.letter().subject("a\u0000b\u001Fc\uD800d\uFFFEe]]>f\tg").content("x\r\ny\rz")
                .build();

        assertThat(document.subject()).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe]]>f\tg");
        assertThat(document.content()).isEqualTo("x\ny\nz");
        assertThat(bare(Packages.open(Packages.write(document)).document())).isEqualTo(document);
    }

    @Test
    void whatIsMissingOrWrongOrTooLongIsSaidAndNotWritten() {
        EdxmlDocument document = EdxmlDocument.builder().from(new Party("a b", "", "n".repeat(201), "", "", "", "", ""))
                .code(new DocumentCode("1", "k".repeat(31))).promulgationDateText("02/03/2026")
                .subject("s".repeat(501)).dueDateText("mai").type("x")
                .business(new Business("", "7", "r".repeat(1001), "2", List.of(), List.of(), List.of())).build();
        AttachmentSource longName = AttachmentSource.of("x".repeat(198) + ".pdf", "", PDF);

        List<Refusal> objections = Packages.CODEC.objections(document, List.of(longName));

        assertThat(objections).containsExactlyInAnyOrder(Refusal.of(ErrorCode.FIELD_INVALID, "From/OrganId", "a b"),
                Refusal.of(ErrorCode.FIELD_TOO_LONG, "From/OrganName", 200), Refusal.of(ErrorCode.RECIPIENT_MISSING),
                Refusal.of(ErrorCode.FIELD_MISSING, "DocumentId"),
                Refusal.of(ErrorCode.FIELD_TOO_LONG, "Code/CodeNotation", 30),
                Refusal.of(ErrorCode.FIELD_INVALID, "PromulgationInfo/PromulgationDate", "02/03/2026"),
                Refusal.of(ErrorCode.FIELD_INVALID, "DocumentType/Type", "x"),
                Refusal.of(ErrorCode.FIELD_TOO_LONG, "Subject", 500),
                Refusal.of(ErrorCode.FIELD_INVALID, "DueDate", "mai"),
                Refusal.of(ErrorCode.FIELD_INVALID, "Bussiness/BussinessDocType", "7"),
                Refusal.of(ErrorCode.FIELD_TOO_LONG, "Bussiness/BussinessDocReason", 1000),
                Refusal.of(ErrorCode.FIELD_INVALID, "Bussiness/Paper", "2"),
                Refusal.of(ErrorCode.FIELD_TOO_LONG, "AttachmentName", 200));
        assertThatThrownBy(() -> Packages.write(document)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RECIPIENT_MISSING");
        assertThat(Packages.CODEC.objections(EdxmlStatus.builder().build())).extracting(Refusal::about).containsExactly(
                List.of("From/OrganId"), List.of("ResponseFor/OrganId"), List.of("ResponseFor/Code"),
                List.of("ResponseFor/DocumentId"), List.of("StatusCode"), List.of("Timestamp"));
    }

    @Test
    void aHundredMegabyteFileIsWrittenAndReadWithoutBeingHeld() throws IOException {
        long size = 100L << 20;
        AttachmentSource large = AttachmentSource.of("a.pdf", "", () -> new Zeros(size));
        java.nio.file.Path file = java.nio.file.Files.createTempFile("edxml", ".edxml");
        try {
            long before = Allocation.now();
            try (OutputStream out = new java.io.BufferedOutputStream(java.nio.file.Files.newOutputStream(file))) {
                Packages.CODEC.write(Packages.letter().build(), List.of(large), out);
            }
            try (InputStream in = java.nio.file.Files.newInputStream(file)) {
                Reading reading = Packages.CODEC.read(in, AttachmentSink.hashing());
                assertThat(((EdxmlDocument) ((Reading.Read) reading).message()).attachments().get(0).size())
                        .isEqualTo(size);
            }
            assertThat(Allocation.now() - before).isLessThan(16L << 20);
        } finally {
            java.nio.file.Files.delete(file);
        }
    }

    /** So many bytes of nothing. */
    static final class Zeros extends InputStream {
        private long left;

        Zeros(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int n = (int) Math.min(length, left);
            java.util.Arrays.fill(into, offset, offset + n, (byte) 0);
            left -= n;
            return n;
        }
    }

    private static String firstMatch(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
