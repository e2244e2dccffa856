package vn.congvan.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.RefusedException;
import vn.congvan.document.Sha256;

class ContentStoreTest {

    private static final byte[] BYTES = "văn bản".getBytes(StandardCharsets.UTF_8);

    private final Clock clock = Clock.systemUTC();

    @TempDir
    Path folder;

    private ContentStore store(long maxBytes, long minFreeBytes) {
        return new ContentStore(new ContentSettings(folder, maxBytes, minFreeBytes, Duration.ofDays(1)), clock);
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

    @Test
    void oldContentWithoutARowIsLaidAsideAndAllOtherStays() throws IOException {
        ContentStore store = store(1000, 0);
        Sha256 orphan = keep(store, "mồ côi");
        Sha256 referenced = keep(store, "có bản ghi");
        Sha256 young = keep(store, "vừa đến");
        age(orphan);
        age(referenced);
        Set<Sha256> asked = new HashSet<>();

        int removed = store.sweep(contents -> {
            asked.addAll(contents);
            return Set.of(referenced);
        });

        assertThat(removed).isOne();
        assertThat(asked).containsExactlyInAnyOrder(orphan, referenced);
        assertThatThrownBy(() -> store.open(orphan)).isInstanceOf(NoSuchFileException.class);
        assertThat(folder.resolve("orphans").resolve(orphan.hex())).as("never deleted").hasContent("mồ côi");
        assertThat(store.size(referenced)).isPositive();
        assertThat(store.size(young)).isPositive();
    }

    @Test
    void contentThatComesAgainWhileItIsSweptStays() throws IOException {
        ContentStore store = store(1000, 0);
        Sha256 orphan = keep(store, "gửi lại");
        age(orphan);

        int removed = store.sweep(contents -> {
            // its row will be written right after this
            keepUnchecked(store, "gửi lại");
            return Set.of();
        });

        assertThat(removed).isZero();
        try (InputStream bytes = store.open(orphan)) {
            assertThat(bytes.readAllBytes()).isEqualTo("gửi lại".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(files()).hasSize(1);
    }

    @Test
    void anUploadThatACrashCutOffIsRemovedWhenItIsOld() throws IOException {
        ContentStore store = store(1000, 0);
        try (ReceivedContent running = store.begin()) {
            running.write(BYTES);
            Path cutOff = Files.write(folder.resolve("incoming").resolve(UUID.randomUUID() + ".part"), BYTES);
            Files.setLastModifiedTime(cutOff, FileTime.from(clock.instant().minus(Duration.ofDays(2))));

            assertThat(store.sweep(contents -> contents)).isOne();

            assertThat(cutOff).doesNotExist();
            assertThat(store.keep(running)).isEqualTo(Sha256.of(BYTES));
        }
    }

    @Test
    void whatSomebodyElseLaidIntoTheFolderIsLeftAlone() throws IOException {
        ContentStore store = store(1000, 0);
        Path note = Files.writeString(folder.resolve("kept").resolve("README"), "của quản trị");
        Files.setLastModifiedTime(note, FileTime.from(clock.instant().minus(Duration.ofDays(2))));

        assertThat(store.sweep(contents -> Set.of())).isZero();

        assertThat(note).exists();
    }

    private static Sha256 keep(ContentStore store, String text) throws IOException {
        try (ReceivedContent content = store
                .receive(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            return store.keep(content);
        }
    }

    private static void keepUnchecked(ContentStore store, String text) {
        try {
            keep(store, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void age(Sha256 sha256) throws IOException {
        for (Path file : files()) {
            if (file.endsWith(sha256.hex())) {
                Files.setLastModifiedTime(file, FileTime.from(clock.instant().minus(Duration.ofDays(2))));
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
