package vn.congvan.web.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import vn.congvan.document.Sha256;

/**
 * Slows down whoever tries secrets: by system id and address, a few failures are free, then one try is looked at every few
 * seconds and the others are turned away unlooked at. The system itself is not shut out by that: from another address it is
 * not concerned, and from the same one it is known by a sign that it gave when it last proved itself, which a guesser does
 * not have.
 */
@ApplicationScoped
class Guesses {

    /** Failures that cost nothing, and how long one more takes to be forgiven. */
    static final Allowance.Rate FAILURES = new Allowance.Rate(Duration.ofSeconds(6), 20);

    /** Pairs remembered; to push one out a guesser has to fail this often under other names. */
    static final int REMEMBERED = 20_000;
    private static final int SIGNS = 16;
    private static final int LONGEST_ID = 64;
    private static final int IPV6_SITE_BYTES = 8;

    @Inject
    Clock clock;

    private final Map<Who, Record> records = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Who, Record> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Who(String systemId, String address) {

        static Who of(String systemId, String address) {
            return new Who(systemId.substring(0, Math.min(systemId.length(), LONGEST_ID)), site(address));
        }

        /** Whoever has one IPv6 address mostly has a whole network of them. */
        private static String site(String address) {
            try {
                InetAddress parsed = InetAddress.getByName(address);
                return parsed instanceof Inet6Address
                        ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), IPV6_SITE_BYTES))
                        : address;
            } catch (UnknownHostException e) {
                return address;
            }
        }
    }

    private static final class Record {
        private final Allowance failures = new Allowance();
        private final Set<Sha256> signs = new LinkedHashSet<>();
    }

    /**
     * How long the caller has to wait until a secret of its is looked at.
     *
     * @param sign what the system repeats from call to call and nobody else knows
     */
    synchronized Optional<Duration> pause(String systemId, String address, String sign) {
        Record record = records.get(Who.of(systemId, address));
        return record == null || record.signs.contains(digest(sign))
                ? Optional.empty()
                : record.failures.untilNext(FAILURES, clock.instant());
    }

    synchronized void failed(String systemId, String address) {
        record(systemId, address).failures.take(FAILURES, clock.instant());
    }

    synchronized void proved(String systemId, String address, String sign) {
        Set<Sha256> signs = record(systemId, address).signs;
        // what is empty, everybody knows
        if (!sign.isBlank() && signs.add(digest(sign)) && signs.size() > SIGNS) {
            signs.remove(signs.iterator().next());
        }
    }

    private Record record(String systemId, String address) {
        return records.computeIfAbsent(Who.of(systemId, address), who -> new Record());
    }

    private static Sha256 digest(String sign) {
        return Sha256.of(sign.getBytes(StandardCharsets.UTF_8));
    }
}
