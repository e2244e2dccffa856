package vn.congvan.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.StatusCode;

/** Packages with a few bytes changed are read or refused; nothing else ever happens. The seed makes it repeatable. */
class MutationTest {

    private static final int ROUNDS = 12_000;
    private static final long MEMORY = 8L << 20;
    private static final String[] PIECES = {"<", ">", "</", "<!--", "-->", "<![CDATA[", "]]>", "<?", "&", "&#0;",
            "&#xFFFF;", "<!DOCTYPE x [", "<edXML:Attachment>", "<ContentTransferEncoded>", "</Attachment>",
            "xmlns:edXML=\"\"", "\u0000", "\uFEFF", "=", "PK\u0003\u0004"};

    @TempDir
    Path spool;

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void aChangedPackageIsReadOrRefusedAndNothingElse() throws IOException {
        List<byte[]> seeds = seeds();
        EdxmlCodec codec = new EdxmlCodec(
                EdxmlLimits.defaults().withSpoolMemoryBytes(256).withSpoolDirectory(spool).withMaxAttachments(8));
        Random random = new Random(20260302);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] changed = change(seeds.get(random.nextInt(seeds.size())), random);
            AttachmentSink sink = round % 3 == 0 ? AttachmentSink.skipping() : AttachmentSink.hashing();
            long before = Allocation.now();
            Reading reading = codec.read(new ByteArrayInputStream(changed), sink);
            assertThat(Allocation.now() - before).as("bytes allocated in round " + round).isLessThan(MEMORY);
            if (reading instanceof Reading.Refused refused) {
                assertThat(refused.refusal().code().cause()).as("round " + round)
                        .isIn(ErrorCode.Cause.PACKAGE, ErrorCode.Cause.REQUEST);
                assertThat(refused.refusal().sentence()).isNotBlank();
            } else {
                read++;
            }
        }
        assertThat(read).as("packages still read").isGreaterThan(ROUNDS / 20);
        assertThat(spool).isEmptyDirectory();
    }

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        WritingTest.documents()
                .forEach(document -> seeds.add(Packages.write(document,
                        AttachmentSource.of("a.pdf", "A", Packages.utf8("%PDF-1.7 một tệp")),
                        AttachmentSource.of("b.txt", "", Packages.utf8("hai ".repeat(300))))));
        seeds.add(Packages.write(Packages.status(StatusCode.ACCEPTED).build()));
        seeds.add(Packages.in("UTF-16", new String(seeds.get(0), java.nio.charset.StandardCharsets.UTF_8)));
        seeds.add(Packages.utf8(Packages.handMade("", Packages.attachment("1", "x.txt", "application/zip",
                Packages.zip(Map.of("x.txt", Packages.utf8("x".repeat(3000))))))));
        for (Path sample : Samples.all()) {
            seeds.add(Files.readAllBytes(sample));
        }
        return seeds;
    }

    private static byte[] change(byte[] seed, Random random) {
        byte[] bytes = seed;
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(bytes.length - at, 1 + random.nextInt(40));
            bytes = switch (random.nextInt(6)) {
                case 0 -> {
                    byte[] copy = bytes.clone();
                    copy[at] = (byte) random.nextInt(256);
                    yield copy;
                }
                case 1 -> spliced(bytes, at, length, new byte[0]);
                case 2 -> spliced(bytes, at, 0, java.util.Arrays.copyOfRange(bytes, at, at + length));
                case 3 -> spliced(bytes, at, 0, Packages.utf8(PIECES[random.nextInt(PIECES.length)]));
                case 4 -> spliced(bytes, at, 0,
                        java.util.Arrays.copyOfRange(seed, Math.min(at, seed.length - 1), seed.length));
                default -> {
                    byte[] copy = bytes.clone();
                    copy[at] ^= (byte) (1 << random.nextInt(8));
                    yield copy;
                }
            };
            if (bytes.length == 0) {
                return seed;
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int at, int removed, byte[] added) {
        byte[] result = new byte[bytes.length - removed + added.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(added, 0, result, at, added.length);
        System.arraycopy(bytes, at + removed, result, at + added.length, bytes.length - at - removed);
        return result;
    }
}
