package vn.congvan.edxml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Random;

/**
 * What reading a package costs on this machine: run its {@code main} from the test class path. No test, as a wall clock
 * decides nothing on a shared machine.
 */
final class ReadingCost {

    private static final int WARM_UP = 300;
    private static final int ROUNDS = 300;

    private ReadingCost() {}

    public static void main(String[] args) throws IOException {
        byte[] pdf = new byte[750_000];
        new Random(1).nextBytes(pdf);
        pdf[0] = '%';
        byte[] large = Packages.write(Packages.letter().build(), AttachmentSource.of("to trinh.pdf", "", pdf));
        byte[] small = Packages.write(Packages.letter().build(), AttachmentSource.of("a.pdf", "", new byte[1000]));
        measure("1 MB, skipping", large, AttachmentSink.skipping());
        measure("1 MB, decoding and hashing", large, AttachmentSink.hashing());
        measure("5 KB, skipping", small, AttachmentSink.skipping());
        measure("5 KB, decoding and hashing", small, AttachmentSink.hashing());
    }

    private static void measure(String what, byte[] bytes, AttachmentSink sink) throws IOException {
        for (int i = 0; i < WARM_UP * Math.max(1, 200_000 / bytes.length); i++) {
            Packages.CODEC.read(new ByteArrayInputStream(bytes), sink);
        }
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory
                .getThreadMXBean();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < ROUNDS; i++) {
            Packages.CODEC.read(new ByteArrayInputStream(bytes), sink);
        }
        long nanos = threads.getCurrentThreadCpuTime() - start;
        System.out.printf(Locale.ROOT, "%-28s %8d bytes  %7.3f ms CPU  %8d bytes allocated%n", what, bytes.length,
                nanos / 1e6 / ROUNDS, (threads.getCurrentThreadAllocatedBytes() - allocated) / ROUNDS);
    }
}
