package vn.congvan.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;

/** What is made to hurt is refused by name, soon, and without filling the memory. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostilePackagesTest {

    private static final long MEMORY = 24L << 20;

    @TempDir
    Path folder;

    private static Refusal refused(EdxmlCodec codec, InputStream in) throws IOException {
        long before = Allocation.now();
        Reading reading = codec.read(in, AttachmentSink.hashing());
        assertThat(Allocation.now() - before).as("bytes allocated").isLessThan(MEMORY);
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        return ((Reading.Refused) reading).refusal();
    }

    private static Refusal refused(String xml) throws IOException {
        return refused(Packages.CODEC, new ByteArrayInputStream(Packages.utf8(xml)));
    }

    /** {@code unit} over and over, between a beginning and nothing. */
    private static InputStream endless(String beginning, String unit) {
        byte[] bytes = Packages.utf8(unit.repeat(Math.max(1, 8192 / unit.length())));
        InputStream rest = new InputStream() {
            private int at;

            @Override
            public int read() {
                byte b = bytes[at];
                at = (at + 1) % bytes.length;
                return b & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int n = Math.min(length, bytes.length - at);
                System.arraycopy(bytes, at, into, offset, n);
                at = (at + n) % bytes.length;
                return n;
            }
        };
        return new SequenceInputStream(new ByteArrayInputStream(Packages.utf8(beginning)), rest);
    }

    @Test
    void anExternalEntityIsNeverFetched() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(1);
            for (String uri : List.of(secret.toUri().toString(), "http://127.0.0.1:" + server.getLocalPort() + "/x")) {
                assertThat(refused("<!DOCTYPE edXML [<!ENTITY x SYSTEM \"" + uri + "\">]><edXML>&x;</edXML>").code())
                        .isEqualTo(ErrorCode.XML_DTD_FORBIDDEN);
                assertThat(refused("<!DOCTYPE edXML SYSTEM \"" + uri + "\"><edXML/>").code())
                        .isEqualTo(ErrorCode.XML_DTD_FORBIDDEN);
                assertThat(refused("<!DOCTYPE edXML [<!ENTITY % x SYSTEM \"" + uri + "\"> %x;]><edXML/>").code())
                        .isEqualTo(ErrorCode.XML_DTD_FORBIDDEN);
            }
            org.assertj.core.api.Assertions.assertThatThrownBy(server::accept)
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void aBillionLaughsAreNotLaughed() throws IOException {
        String entities = IntStream.range(1, 30)
                .mapToObj(i -> "<!ENTITY l" + i + " \"" + ("&l" + (i - 1) + ";").repeat(10) + "\">")
                .collect(Collectors.joining("", "<!ENTITY l0 \"lol\">", ""));

        assertThat(refused("<!DOCTYPE edXML [" + entities + "]><edXML>&l29;</edXML>").code())
                .isEqualTo(ErrorCode.XML_DTD_FORBIDDEN);
    }

    @Test
    void anUndeclaredEntityIsNotWellFormed() throws IOException {
        assertThat(refused(Packages.handMade("<edXML:Subject>&x;</edXML:Subject>", "")).code())
                .isEqualTo(ErrorCode.XML_NOT_WELL_FORMED);
    }

    @Test
    void xincludeIsAnElementLikeAnyOther() {
        assertThat(Packages.open(Packages.handMade(
                "<edXML:Subject><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='/etc/hostname' parse='text'/></edXML:Subject>",
                "")).document().subject()).isEmpty();
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        assertThat(refused(Packages.CODEC, endless("<edXML>", "<a>")))
                .isEqualTo(Refusal.of(ErrorCode.XML_TOO_DEEP, EdxmlLimits.defaults().maxDepth()));
        assertThat(refused(Packages.CODEC, endless("<edXML><AttachmentEncoded><Attachment><ContentTransferEncoded>",
                "<a>")).code()).isEqualTo(ErrorCode.XML_TOO_DEEP);
    }

    @Test
    void manyElementsAreRefused() throws IOException {
        assertThat(refused(Packages.CODEC, endless("<edXML>", "<To></To>")))
                .isEqualTo(Refusal.of(ErrorCode.XML_TOO_MANY_ELEMENTS, EdxmlLimits.defaults().maxElements()));
        assertThat(refused(Packages.CODEC, endless("<edXML><AttachmentEncoded><Attachment><ContentTransferEncoded>",
                "<To/>")).code()).isEqualTo(ErrorCode.XML_TOO_MANY_ELEMENTS);
    }

    @Test
    void manyDifferentNamesAreRefused() throws IOException {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            names.append("<n").append(i).append("/>");
        }
        assertThat(refused("<edXML>" + names).code()).isEqualTo(ErrorCode.XML_TOO_MANY_ELEMENTS);
        assertThat(refused("<edXML>" + names.toString().replace("<n", "<To n").replace("/>", "=''/>")).code())
                .isEqualTo(ErrorCode.XML_TOO_MANY_ELEMENTS);
        assertThat(refused("<edXML>" + names.toString().replace("<n", "<To xmlns:n").replace("/>", "=''/>")).code())
                .isEqualTo(ErrorCode.XML_TOO_MANY_ELEMENTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<edXML><Subject>", "<edXML><unknown>", "<edXML><", "<edXML><a b='", "<edXML><!--",
            "<edXML><?pi ", "<edXML><![CDATA[", "<!--", "<edXML a", "<edXML xmlns:", "<edXML>&#", "<edXML></", "<?xml ",
            "<edXML><AttachmentEncoded><Attachment><ContentTransferEncoded>QUJD<!--",
            "<edXML><AttachmentEncoded><Attachment><ContentTransferEncoded b='", "<edXML "})
    void whatNeverEndsIsRefusedBeforeItFillsTheMemory(String beginning) throws IOException {
        for (String unit : List.of("a", "0", " ", "a='' ")) {
            Refusal refusal = refused(Packages.CODEC, endless(beginning, unit));
            assertThat(refusal.code()).as(beginning + unit).isIn(ErrorCode.XML_TEXT_TOO_LONG,
                    ErrorCode.XML_NOT_WELL_FORMED, ErrorCode.XML_TOO_MANY_ELEMENTS);
        }
    }

    @Test
    void aLongTextIsRefusedWithItsElement() throws IOException {
        assertThat(refused(Packages.handMade("<edXML:OrganAdd>" + "a".repeat(200_000) + "</edXML:OrganAdd>", "")))
                .isEqualTo(Refusal.of(ErrorCode.XML_TEXT_TOO_LONG, "OrganAdd", 65536));
    }

    @Test
    void alotOfTextOutsideTheAttachmentsIsRefused() throws IOException {
        EdxmlCodec codec = new EdxmlCodec(EdxmlLimits.defaults().withMaxHeaderChars(1 << 20));

        assertThat(refused(codec, endless("<edXML>", "<Place>" + "a".repeat(5000) + "</Place>")))
                .isEqualTo(Refusal.of(ErrorCode.XML_TEXT_TOO_LONG, "edXML", 1 << 20));
    }

    @Test
    void tenThousandAttachmentsAreRefused() throws IOException {
        assertThat(refused(Packages.CODEC,
                endless("<edXML><AttachmentEncoded>", Packages.attachment("1", "a", "", "QQ=="))))
                .isEqualTo(Refusal.of(ErrorCode.ATTACHMENTS_TOO_MANY, 200));
    }

    @Test
    void aBodyThatNeverEndsIsRefused() throws IOException {
        EdxmlCodec codec = new EdxmlCodec(EdxmlLimits.defaults().withMaxBodyBytes(50_000_000));
        String beginning = "<edXML><AttachmentEncoded><Attachment><ContentTransferEncoded>";

        assertThat(((Reading.Refused) codec.read(endless(beginning, "QUJD"), AttachmentSink.skipping())).refusal())
                .isEqualTo(Refusal.of(ErrorCode.BODY_TOO_LARGE, 50_000_000));
        assertThat(refused(codec, endless(beginning, "QUJD")).code()).isEqualTo(ErrorCode.BODY_TOO_LARGE);
        assertThat(refused(codec, endless(beginning, "?")).code()).isEqualTo(ErrorCode.BODY_TOO_LARGE);
    }

    @Test
    void anAttachmentOverItsLimitIsRefusedRawOrZipped() throws IOException {
        EdxmlCodec codec = new EdxmlCodec(
                EdxmlLimits.defaults().withMaxAttachmentBytes(100_000).withSpoolDirectory(folder));
        String raw = Packages.attachment("1", "a.pdf", "application/pdf", "QUJD".repeat(40_000));
        String zipped = Packages.attachment("1", "a.txt", "application/zip",
                Packages.zip(Map.of("a.txt", new byte[200_000])));

        for (String attachment : List.of(raw, zipped)) {
            Refusal refusal = refused(codec,
                    new ByteArrayInputStream(Packages.utf8(Packages.handMade("", attachment))));
            assertThat(refusal.code()).isEqualTo(ErrorCode.ATTACHMENT_TOO_LARGE);
            assertThat(refusal.about().get(1)).isEqualTo("100000");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void allAttachmentsTogetherHaveALimit() throws IOException {
        EdxmlCodec codec = new EdxmlCodec(EdxmlLimits.defaults().withMaxDecodedBytes(250_000));
        String one = Packages.attachment("1", "a.pdf", "application/pdf", new byte[100_000]);

        assertThat(refused(codec, new ByteArrayInputStream(Packages.utf8(Packages.handMade("", one + one + one)))))
                .isEqualTo(Refusal.of(ErrorCode.ATTACHMENT_TOO_LARGE, "a.pdf", 250_000));
    }

    @Test
    void aZipBombIsRefusedByItsRatio() throws IOException {
        byte[] bomb = bomb(64 << 20);
        EdxmlCodec codec = new EdxmlCodec(EdxmlLimits.defaults().withSpoolDirectory(folder).withSpoolMemoryBytes(0));
        byte[] xml = Packages.utf8(Packages.handMade("", Packages.attachment("1", "a.txt", "application/zip", bomb)));

        assertThat(refused(codec, new ByteArrayInputStream(xml)))
                .isEqualTo(Refusal.of(ErrorCode.ATTACHMENT_ZIP_RATIO, "a.txt", 200));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aZipWhoseDirectoryLiesIsNoHarm() {
        byte[] zip = Packages.zip(Map.of("a.txt", Packages.utf8("hello")));
        for (int i = 0; i < zip.length; i++) {
            for (byte lie : new byte[] {0, 1, 0x7F, (byte) 0xFF}) {
                byte[] lying = zip.clone();
                lying[i] = lie;
                Packages.Opened opened = Packages.open(Packages.handMade("",
                        Packages.attachment("1", "a.txt", "application/zip", lying)));
                assertThat(opened.document().attachments()).hasSize(1);
            }
        }
    }

    @Test
    void aZipOfAMillionEntriesIsNotListed() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < 60_000; i++) {
                zip.putNextEntry(new ZipEntry("d" + i + "/"));
            }
        }
        byte[] xml = Packages.utf8(
                Packages.handMade("", Packages.attachment("1", "a.txt", "application/zip", out.toByteArray())));
        long before = Allocation.now();

        Reading reading = Packages.CODEC.read(new ByteArrayInputStream(xml), AttachmentSink.hashing());

        assertThat(Allocation.now() - before).isLessThan(2L << 20);
        assertThat(((EdxmlDocument) ((Reading.Read) reading).message()).attachments().get(0).encoding())
                .isEqualTo(AttachmentRead.Encoding.RAW);
    }

    @Test
    void namesThatArePathsAreNeverUsedAsPaths() {
        String evil = "../../../../" + folder.getFileName() + "/x.txt";

        Packages.Opened opened = Packages.open(Packages.handMade("", Packages.attachment("1", evil, "application/zip",
                Packages.zip(Map.of(evil, Packages.utf8("x"))))));

        assertThat(opened.attachment(0).name()).isEqualTo(evil);
        assertThat(opened.files().get(0)).isEqualTo(Packages.utf8("x"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void findingsStayFew() {
        String attachments = Collections.nCopies(150, Packages.attachment("cid:cid:1", "a.txt", "", "*")).stream()
                .collect(Collectors.joining());
        String recipients = IntStream.range(0, 3000).mapToObj(i -> "<edXML:To><edXML:OrganId>a b" + i
                + "</edXML:OrganId></edXML:To>").collect(Collectors.joining());

        assertThat(Packages.open(Packages.handMade(recipients, attachments)).document().findings())
                .hasSizeLessThanOrEqualTo(200);
    }

    private static byte[] bomb(int size) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            zip.putNextEntry(new ZipEntry("a.txt"));
            byte[] zeros = new byte[1 << 16];
            for (int i = 0; i < size / zeros.length; i++) {
                zip.write(zeros);
            }
        }
        assertThat(Base64.getEncoder().encode(out.toByteArray())).hasSizeLessThan(200_000);
        return out.toByteArray();
    }
}
