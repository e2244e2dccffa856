package vn.congvan.web.soap;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;

/**
 * How much inline base64 may be in memory at once over all requests. XML is parsed in memory several times its size, so a
 * dozen clients with 10 MB each would take the whole heap; the later ones wait here instead.
 */
final class InlineBudget {

    /** What a request may take without asking, in bytes: what every request without inline content needs. */
    static final int FREE = 256 * 1024;

    private static final int KIB = 1024;

    private final Semaphore kibibytes;
    private final long patienceMillis;

    /**
     * @param bytes the sum over all requests
     * @param patienceMillis how long a request waits for its part before it is refused
     */
    InlineBudget(long bytes, long patienceMillis) {
        this.kibibytes = new Semaphore(Math.toIntExact(bytes / KIB), true);
        this.patienceMillis = patienceMillis;
    }

    Share share() {
        return new Share();
    }

    /** What one request holds; for one thread. */
    final class Share implements AutoCloseable {

        private int held;

        private Share() {}

        /**
         * Waits until {@code bytes} more may be held.
         *
         * @throws RefusedException {@code BUSY} when that takes too long
         */
        void take(long bytes) {
            int wanted = Math.toIntExact(bytes / KIB + 1);
            try {
                if (!kibibytes.tryAcquire(wanted, patienceMillis, TimeUnit.MILLISECONDS)) {
                    throw new RefusedException(Refusal.of(ErrorCode.BUSY));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RefusedException(Refusal.of(ErrorCode.BUSY));
            }
            held += wanted;
        }

        boolean isEmpty() {
            return held == 0;
        }

        @Override
        public void close() {
            kibibytes.release(held);
            held = 0;
        }
    }
}
