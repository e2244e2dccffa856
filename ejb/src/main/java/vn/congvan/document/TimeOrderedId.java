package vn.congvan.document;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * Makes the UUIDs under which packages, transfers, documents and deliveries are known: version 7 (RFC 9562), so that
 * they sort by the instant at which they were made and sit side by side in an index, with 74 random bits, so that nobody
 * can guess one.
 */
public final class TimeOrderedId {

    private static final SecureRandom RANDOM = new SecureRandom();

    private TimeOrderedId() {}

    public static UUID next(Clock clock) {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        long high = clock.millis() << 16 | 0x7000 | (random[0] & 0x0FL) << 8 | random[1] & 0xFFL;
        long low = 0;
        for (int i = 2; i < random.length; i++) {
            low = low << 8 | random[i] & 0xFFL;
        }
        return new UUID(high, low & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
    }
}
