package vn.congvan.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.RefusedException;
import vn.congvan.document.Sha256;

class ContentStoreTest {

    private static final byte[] BYTES = "văn bản".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private ContentStore store(long maxBytes, long minFreeBytes) {
        return new ContentStore(new ContentSettings(folder, maxBytes, minFreeBytes, Duration.ofDays(1)));
    }

    @Test
    void whatWasKeptIsFoundUnderItsDigest() throws IOException {
        ContentStore store = store(1000, 0);
        Sha256 kept;
        try (ReceivedContent content = store.receive(new ByteArrayInputStream(BYTES))) {
            kept = store.keep(content);
        }
        assertThat(kept).isEqualTo(Sha256.of(BYTES));
        assertThat(store.size(kept)).isEqualTo(BYTES.length);
        try (InputStream whole = store.open(kept); InputStream rest = store.open(kept, 3)) {
            assertThat(whole.readAllBytes()).isEqualTo(BYTES);
            assertThat(rest.readAllBytes()).hasSize(BYTES.length - 3);
        }
        assertThat(files()).hasSize(1);
    }

    @Test
    void receivedContentCanBeReadBeforeAndAfterItWasKept() throws IOException {
        ContentStore store = store(1000, 0);
        try (ReceivedContent content = store.receive(new ByteArrayInputStream(BYTES))) {
            try (InputStream before = content.open()) {
                assertThat(before.readAllBytes()).isEqualTo(BYTES);
            }
            store.keep(content);
            try (InputStream after = content.open()) {
                assertThat(after.readAllBytes()).isEqualTo(BYTES);
            }
        }
    }

    @Test
    void theSameBytesAreKeptOnce() throws IOException {
        ContentStore store = store(1000, 0);
        for (int i = 0; i < 2; i++) {
            try (ReceivedContent content = store.receive(new ByteArrayInputStream(BYTES))) {
                store.keep(content);
            }
        }
        assertThat(files()).hasSize(1);
    }

    @Test
    void whatIsNotKeptLeavesNothing() throws IOException {
        try (ReceivedContent content = store(1000, 0).receive(new ByteArrayInputStream(BYTES))) {
            assertThat(files()).hasSize(1);
            assertThat(content.size()).isEqualTo(BYTES.length);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws IOException {
        InputStream broken = new InputStream() {
            private boolean begun;

            @Override
            public int read() {
                throw new AssertionError("read in pieces");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (begun) {
                    throw new IOException("the line broke");
                }
                begun = true;
                return 100;
            }
        };
        ContentStore store = store(1000, 0);
        assertThatThrownBy(() -> store.receive(broken)).hasMessage("the line broke");
        assertThat(files()).isEmpty();
    }

    @Test
    void whatIsTooLargeIsRefusedAsSoonAsThatIsKnown() throws IOException {
        ContentStore store = store(3, 0);
        assertThatThrownBy(() -> store.receive(new ByteArrayInputStream(BYTES)))
                .isInstanceOfSatisfying(RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(ErrorCode.BODY_TOO_LARGE));
        assertThat(files()).isEmpty();
    }

    @Test
    void nothingIsTakenInWhenTheReserveOfTheDiskIsReached() {
        ContentStore store = store(1000, Long.MAX_VALUE);
        assertThatThrownBy(store::begin).isInstanceOfSatisfying(RefusedException.class,
                e -> assertThat(e.refusal().code()).isEqualTo(ErrorCode.DISK_FULL));
    }

    @Test
    void missingBytesAreAFault() {
        assertThatThrownBy(() -> store(1000, 0).open(Sha256.of(BYTES))).isInstanceOf(NoSuchFileException.class);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
