package vn.congvan.web.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolFolderTest {

    private static final Instant START = Instant.parse("2026-11-20T01:00:00Z");

    @TempDir
    Path folder;
    private final MovableClock clock = new MovableClock();
    private SpoolFolder spool;

    @BeforeEach
    void open() throws IOException {
        spool = new SpoolFolder(folder, clock);
    }

    @Test
    void whatAKilledServerLeftIsRemovedAtStart() throws IOException {
        Path old = Files.createFile(folder.resolve("MIME1.tmp"));
        new SpoolFolder(folder, clock);
        assertThat(old).doesNotExist();
    }

    @Test
    void whenTheLastRequestEndsTheFolderIsEmpty() throws IOException {
        Instant entered = spool.enter();
        Path file = file("MIME1.tmp", START.plusSeconds(1));
        spool.leave(entered);
        assertThat(file).doesNotExist();
    }

    @Test
    void whatARunningRequestMayHaveMadeStays() throws IOException {
        Instant first = spool.enter();
        Path ofFirst = file("MIME1.tmp", START.plusSeconds(1));
        clock.now = START.plusSeconds(100);
        Instant second = spool.enter();
        Path ofSecond = file("MIME2.tmp", START.plusSeconds(101));
        spool.leave(first);
        assertThat(ofFirst).doesNotExist();
        assertThat(ofSecond).exists();
        spool.leave(second);
        assertThat(ofSecond).doesNotExist();
    }

    private Path file(String name, Instant changed) throws IOException {
        return Files.setLastModifiedTime(Files.createFile(folder.resolve(name)), FileTime.from(changed));
    }

    private static final class MovableClock extends Clock {

        private Instant now = START;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("nobody here asks for " + zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
