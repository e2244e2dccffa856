package vn.congvan.edxml;

import java.lang.management.ManagementFactory;

/** How many bytes the running thread has allocated so far. */
final class Allocation {

    private static final com.sun.management.ThreadMXBean THREADS = (com.sun.management.ThreadMXBean) ManagementFactory
            .getThreadMXBean();

    private Allocation() {}

    static long now() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
