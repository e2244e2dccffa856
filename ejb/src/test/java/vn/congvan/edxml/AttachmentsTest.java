package vn.congvan.edxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.congvan.document.Sha256;

/** Every way in which producers carry files (edxml.md §6) gives the file. */
class AttachmentsTest {

    private static final byte[] PDF = Packages.utf8("%PDF-1.7\nnội dung\n%%EOF\n");
    private static final AttachmentRead.Encoding RAW = AttachmentRead.Encoding.RAW;
    private static final AttachmentRead.Encoding ZIPPED = AttachmentRead.Encoding.ONE_ENTRY_ZIP;
    private static final AttachmentRead.Encoding UNDECODABLE = AttachmentRead.Encoding.UNDECODABLE;

    @TempDir
    Path spool;

    private static byte[] zip(String entry, byte[] bytes) {
        return Packages.zip(Map.of(entry, bytes));
    }

    private static byte[] office(String first) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(first, Packages.utf8("<Types/>"));
        entries.put("word/document.xml", Packages.utf8("<w/>"));
        return Packages.zip(entries);
    }

    private static Packages.Opened opened(String name, String type, byte[] payload) {
        return Packages.open(Packages.handMade("", Packages.reference("cid:1", name),
                Packages.attachment("cid:1", name, type, payload)));
    }

    static Stream<Arguments> forms() {
        byte[] two = Packages.zip(new LinkedHashMap<>(Map.of("a.txt", PDF, "b.txt", PDF)));
        byte[] folder = folderAndFile();
        byte[] word = office("[Content_Types].xml");
        byte[] sheet = office("_rels/.rels");
        byte[] text = office("mimetype");
        return Stream.of(
                Arguments.of("EdXML102 raw pdf", "a.pdf", "application/pdf", PDF, RAW, PDF, List.of()),
                Arguments.of("EdXML102 raw doc", "a.doc", "application/doc", PDF, RAW, PDF, List.of()),
                Arguments.of("EdXML102 raw docx", "a.docx", "application/docx", word, RAW, word, List.of()),
                Arguments.of("EdXML102 raw zip", "a.zip", "application/zip", two, RAW, two, List.of()),
                Arguments.of("a zip of one file, named so", "a.ZIP", "application/zip", zip("x.zip", PDF), RAW,
                        zip("x.zip", PDF), List.of()),
                Arguments.of("EdXML102 zipped xlsx", "a.xlsx", "application/zip", zip("8b49.xlsx", sheet), ZIPPED,
                        sheet, List.of()),
                Arguments.of("EdXML102 zipped png", "a.PNG", "application/zip", zip("8b49.png", PDF), ZIPPED, PDF,
                        List.of()),
                Arguments.of("no extension", "README", "application/zip", zip("8b49", PDF), ZIPPED, PDF, List.of()),
                Arguments.of("entry of another extension", "a.txt", "application/zip", zip("8b49.bin", PDF), ZIPPED,
                        PDF, List.of()),
                Arguments.of("older axis zipped pdf", "a.pdf", "application/zip", zip("8b49.pdf", PDF), ZIPPED, PDF,
                        List.of()),
                Arguments.of("gateway zip typed text", "a.txt", "text/plain", zip("8b49.txt", PDF), ZIPPED, PDF,
                        List.of(Finding.Code.TYPE_LIES_ABOUT_ENCODING)),
                Arguments.of("gateway zip typed pdf", "a.pdf", "application/pdf", zip("8b49.PDF", PDF), ZIPPED, PDF,
                        List.of(Finding.Code.TYPE_LIES_ABOUT_ENCODING)),
                Arguments.of(".NET raw under any type", "a.txt", "whatever", PDF, RAW, PDF, List.of()),
                Arguments.of("raw typed zip", "a.txt", "application/zip", PDF, RAW, PDF,
                        List.of(Finding.Code.TYPE_LIES_ABOUT_ENCODING)),
                Arguments.of("bare sheet", "a.xlsx", "application/vnd.ms-excel", sheet, RAW, sheet, List.of()),
                Arguments.of("bare sheet typed zip", "a.xlsx", "application/zip", sheet, RAW, sheet, List.of()),
                Arguments.of("bare text document", "a.odt", "application/zip", text, RAW, text, List.of()),
                Arguments.of("one entry that is an office mark", "a.docx", "application/zip",
                        zip("[Content_Types].xml", PDF), RAW, zip("[Content_Types].xml", PDF), List.of()),
                Arguments.of("many entries typed zip", "a.txt", "application/zip", two, RAW, two, List.of()),
                Arguments.of("one entry of another extension, another type", "a.jar", "text/plain", zip("x.class", PDF),
                        RAW, zip("x.class", PDF), List.of()),
                Arguments.of("a folder and a file", "a.txt", "application/zip", folder, ZIPPED, PDF, List.of()),
                Arguments.of("an empty zip", "a.txt", "application/zip", Packages.zip(Map.of()), RAW,
                        Packages.zip(Map.of()), List.of()),
                Arguments.of("a name that leads out", "a.txt", "application/zip", zip("../../../etc/passwd", PDF),
                        ZIPPED, PDF, List.of()),
                Arguments.of("a stored entry", "a.txt", "application/zip", stored("x.txt", PDF), ZIPPED, PDF,
                        List.of()),
                Arguments.of("an empty file in a zip", "a.txt", "application/zip", zip("x.txt", new byte[0]), ZIPPED,
                        new byte[0], List.of()),
                Arguments.of("an empty file", "a.txt", "text/plain", new byte[0], RAW, new byte[0],
                        List.of(Finding.Code.ATTACHMENT_EMPTY)));
    }

    private static byte[] folderAndFile() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("x/", new byte[0]);
        entries.put("x/a.txt", PDF);
        return Packages.zip(entries);
    }

    private static byte[] stored(String name, byte[] bytes) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        try (java.util.zip.ZipOutputStream zip = new java.util.zip.ZipOutputStream(out)) {
            java.util.zip.CRC32 crc = new java.util.zip.CRC32();
            crc.update(bytes);
            java.util.zip.ZipEntry entry = new java.util.zip.ZipEntry(name);
            entry.setMethod(java.util.zip.ZipEntry.STORED);
            entry.setSize(bytes.length);
            entry.setCrc(crc.getValue());
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void everyFormGivesTheFile(String what, String name, String type, byte[] payload, AttachmentRead.Encoding encoding,
            byte[] file, List<Finding.Code> findings) {
        Packages.Opened opened = opened(name, type, payload);

        AttachmentRead attachment = opened.attachment(0);
        assertThat(attachment.encoding()).isEqualTo(encoding);
        assertThat(opened.files().get(0)).isEqualTo(file);
        assertThat(attachment.size()).isEqualTo(file.length);
        assertThat(attachment.sha256()).contains(Sha256.of(file));
        assertThat(attachment.encodedLength()).isEqualTo((payload.length + 2) / 3 * 4);
        assertThat(opened.findings()).isEqualTo(findings);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void everyFormGivesTheFileWhenTheHeadComesBehind(String what, String name, String type, byte[] payload,
            AttachmentRead.Encoding encoding, byte[] file, List<Finding.Code> findings) throws IOException {
        String late = "<Attachment><ContentTransferEncoded>%s</ContentTransferEncoded><ContentType>%s</ContentType><AttachmentName>%s</AttachmentName><ContentId>1</ContentId></Attachment>"
                .formatted(Base64.getEncoder().encodeToString(payload), type, name);
        EdxmlCodec codec = new EdxmlCodec(
                EdxmlLimits.defaults().withSpoolMemoryBytes(payload.length / 2).withSpoolDirectory(spool));

        Packages.Opened opened = Packages.open(codec,
                Packages.utf8(Packages.handMade("", Packages.reference("cid:cid:1", name), late)));

        assertThat(opened.attachment(0).encoding()).isEqualTo(encoding);
        assertThat(opened.files().get(0)).isEqualTo(file);
        assertThat(opened.findings()).isEqualTo(findings);
        assertThat(spool).isEmptyDirectory();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void skippingListsTheHeadAndDecodesNothing(String what, String name, String type, byte[] payload,
            AttachmentRead.Encoding encoding, byte[] file, List<Finding.Code> findings) throws IOException {
        String xml = Packages.handMade("", Packages.reference("cid:1", name),
                Packages.attachment("cid:1", name, type, payload) + Packages.attachment("2", "b", "", "!! not base64"));

        Reading reading = Packages.CODEC.read(new ByteArrayInputStream(Packages.utf8(xml)), AttachmentSink.skipping());

        EdxmlDocument document = (EdxmlDocument) ((Reading.Read) reading).message();
        AttachmentRead attachment = document.attachments().get(0);
        assertThat(attachment.encoding()).isEqualTo(AttachmentRead.Encoding.SKIPPED);
        assertThat(attachment.name()).isEqualTo(name);
        assertThat(attachment.declaredType()).isEqualTo(type);
        assertThat(attachment.encodedLength()).isEqualTo((payload.length + 2) / 3 * 4);
        assertThat(attachment.sha256()).isEmpty();
        assertThat(document.attachments().get(1).encodedLength()).isEqualTo(13);
    }

    @Test
    void largeContentOfEveryShapeIsMeasuredTheSameSkippedOrDecoded() throws IOException {
        byte[] bytes = new byte[100_001];
        new Random(7).nextBytes(bytes);
        String plain = Base64.getEncoder().encodeToString(bytes);
        String lines = Base64.getMimeEncoder().encodeToString(bytes);
        String crlf = "\n   " + lines + "\n";
        String cdata = "<![CDATA[" + plain.substring(0, 50_000) + "]]>" + plain.substring(50_000);
        String references = plain.substring(0, 70_001) + "&#10;" + plain.substring(70_001) + "<!-- end -->";
        StringBuilder xml = new StringBuilder();
        List<String> contents = List.of(plain, lines, crlf, cdata, references, "QQ==", plain);
        for (String content : contents) {
            xml.append(Packages.attachment("cid:1", "a.bin", "x", content));
        }
        byte[] whole = Packages.utf8(Packages.handMade("", xml.toString()));

        Packages.Opened opened = Packages.open(whole);
        Reading skipped = Packages.CODEC.read(new ByteArrayInputStream(whole), AttachmentSink.skipping());

        for (int i = 0; i < contents.size(); i++) {
            if (i != 5) {
                assertThat(opened.files().get(i)).isEqualTo(bytes);
            }
            assertThat(opened.attachment(i).encodedLength()).isEqualTo(contents.get(i).length());
        }
        assertThat(((EdxmlDocument) ((Reading.Read) skipped).message()).attachments())
                .extracting(AttachmentRead::encodedLength)
                .isEqualTo(opened.document().attachments().stream().map(AttachmentRead::encodedLength).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"${__StringFromFile(C:/a.b64)}", "QUJD*", "QUJDR", "QQ==QQ==", "QQ=A", "=", "QUJD-_", "Đ"})
    void whatIsNotBase64IsUndecodableAndTheHeadIsKept(String content) {
        Packages.Opened opened = Packages.open(Packages.handMade("", Packages.reference("cid:1", "a.pdf"),
                Packages.attachment("cid:1", "a.pdf", "application/pdf", content)));

        assertThat(opened.attachment(0).encoding()).isEqualTo(UNDECODABLE);
        assertThat(opened.attachment(0).name()).isEqualTo("a.pdf");
        assertThat(opened.attachment(0).sha256()).isEmpty();
        assertThat(opened.files()).isEmpty();
        assertThat(opened.findings()).containsExactly(Finding.Code.ATTACHMENT_UNDECODABLE);
    }

    @Test
    void garbageFarInsideTakesBackWhatWentToTheSink() {
        Packages.Opened opened = Packages.open(Packages.handMade("", Packages.reference("cid:1", "a.pdf"),
                Packages.attachment("cid:1", "a.pdf", "application/pdf", "QUJD".repeat(20_000) + "?")));

        assertThat(opened.attachment(0).encoding()).isEqualTo(UNDECODABLE);
        assertThat(opened.discarded()).containsExactly(0);
        assertThat(opened.files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUI", "QUI=", "Q U\r\n\tI =", "QU<!-- -->I", "QU<![CDATA[I=]]>", "QU&#x49;="})
    void base64IsReadInEveryDress(String content) {
        Packages.Opened opened = Packages.open(Packages.handMade("", Packages.reference("cid:1", "a.txt"),
                Packages.attachment("cid:1", "a.txt", "text/plain", content)));

        assertThat(opened.files().get(0)).isEqualTo(Packages.utf8("AB"));
        assertThat(opened.findings()).isEmpty();
    }

    @Test
    void idsMatchWithoutAnyCid() {
        Packages.Opened opened = Packages.open(Packages.handMade("",
                Packages.reference("cid:cid:1", "a") + Packages.reference("2", "b") + Packages.reference("CID:3", "c")
                        + Packages.reference("cid:9", "z"),
                Packages.attachment("1", "a", "", "") + Packages.attachment("cid:cid:cid:2", "b", "", "QQ")
                        + Packages.attachment("cid:3", "", "", "QQ") + Packages.attachment("4", "d", "", "QQ")
                        + Packages.attachment("cid:4", "e", "", "QQ")));

        assertThat(opened.document().findings()).containsExactly(
                new Finding(Finding.Code.ATTACHMENT_EMPTY, "a", "1"),
                new Finding(Finding.Code.CID_REPEATED, "ContentId", "cid:cid:cid:2"),
                new Finding(Finding.Code.ATTACHMENT_WITHOUT_MANIFEST, "Attachment", "4"),
                new Finding(Finding.Code.CONTENT_ID_SHARED, "Attachment", "cid:4"),
                new Finding(Finding.Code.ATTACHMENT_WITHOUT_MANIFEST, "Attachment", "cid:4"),
                new Finding(Finding.Code.MANIFEST_WITHOUT_ATTACHMENT, "Reference", "cid:9"));
        assertThat(opened.attachment(2).name()).isEqualTo("c");
    }

    @Test
    void anAttachmentWithoutContentIsListed() {
        Packages.Opened opened = Packages.open(Packages.handMade("", Packages.reference("1", "a"),
                "<Attachment><ContentId>1</ContentId><AttachmentName>a</AttachmentName></Attachment>"));

        assertThat(opened.attachment(0).encoding()).isEqualTo(UNDECODABLE);
        assertThat(opened.findings()).containsExactly(Finding.Code.ATTACHMENT_UNDECODABLE);
    }

    @Test
    void aSecondContentIsNotTheFile() {
        Packages.Opened opened = Packages.open(Packages.handMade("", Packages.reference("1", "a"),
                "<Attachment><ContentId>1</ContentId><AttachmentName>a</AttachmentName><ContentTransferEncoded>QQ</ContentTransferEncoded><ContentTransferEncoded>Qg</ContentTransferEncoded></Attachment>"));

        assertThat(opened.files().get(0)).isEqualTo(Packages.utf8("A"));
        assertThat(opened.findings()).containsExactly(Finding.Code.ELEMENT_REPEATED);
    }

    @Test
    void aZipWhoseContentIsDamagedIsUndecodable() {
        byte[] zip = zip("8b49.txt", Packages.utf8("x".repeat(1000) + new Random(3).nextLong()));
        zip[50] ^= 0x55;

        Packages.Opened opened = opened("a.txt", "application/zip", zip);

        assertThat(opened.attachment(0).encoding()).isEqualTo(UNDECODABLE);
        assertThat(opened.findings()).containsExactly(Finding.Code.ATTACHMENT_ZIP_DAMAGED);
        assertThat(opened.files()).isEmpty();
    }

    @Test
    void aZipThatIsCutOffIsGivenAsItIs() {
        byte[] zip = zip("8b49.txt", PDF);
        byte[] cut = java.util.Arrays.copyOf(zip, zip.length - 10);

        Packages.Opened opened = opened("a.txt", "application/zip", cut);

        assertThat(opened.attachment(0).encoding()).isEqualTo(RAW);
        assertThat(opened.files().get(0)).isEqualTo(cut);
        assertThat(opened.findings()).containsExactly(Finding.Code.ATTACHMENT_ZIP_DAMAGED);
    }

    @Test
    void aZipThatIsLockedIsGivenAsItIs() {
        byte[] zip = zip("8b49.txt", PDF);
        int central = new String(zip, java.nio.charset.StandardCharsets.ISO_8859_1).lastIndexOf("PK\u0001\u0002");
        zip[central + 8] |= 1;

        Packages.Opened opened = opened("a.txt", "application/zip", zip);

        assertThat(opened.files().get(0)).isEqualTo(zip);
        assertThat(opened.findings()).containsExactly(Finding.Code.ATTACHMENT_ZIP_NOT_OPENED);
    }

    @Test
    void aPdfThatWentThroughATextConversionIsFlagged() {
        byte[] bytes = new byte[5000];
        new Random(5).nextBytes(bytes);
        byte[] pdf = Packages.utf8("%PDF-1.4\n");
        System.arraycopy(pdf, 0, bytes, 0, pdf.length);
        byte[] damaged = Packages.utf8(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));

        assertThat(opened("a.pdf", "application/pdf", bytes).findings()).isEmpty();
        assertThat(opened("a.pdf", "application/pdf", damaged).findings())
                .containsExactly(Finding.Code.PDF_DAMAGED_BY_TEXT_CONVERSION);
    }

    @Test
    void aFaultOfTheSinkIsThrownAndLeavesNoTemporaryFile() {
        EdxmlCodec codec = new EdxmlCodec(EdxmlLimits.defaults().withSpoolMemoryBytes(0).withSpoolDirectory(spool));
        byte[] xml = Packages.utf8(Packages.handMade("",
                Packages.attachment("1", "a.txt", "application/zip", zip("x.txt", PDF))));
        AttachmentSink full = head -> new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("full");
            }
        };

        assertThatThrownBy(() -> codec.read(new ByteArrayInputStream(xml), full)).isInstanceOf(IOException.class)
                .hasMessage("full");
        assertThat(spool).isEmptyDirectory();
        assertThat(Files.isDirectory(spool)).isTrue();
    }
}
