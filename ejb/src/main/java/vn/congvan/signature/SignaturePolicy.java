package vn.congvan.signature;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What makes a signature strong enough, and how much is looked into: a file of the project with dates, so that what was secure when it was
 * signed stays so, and what was not does not become it.
 */
public final class SignaturePolicy {

    private static final String FILE = "policy.properties";
    private static final SignaturePolicy CURRENT = read();

    private final String version;
    private final Map<String, Instant> digests = new TreeMap<>();
    private final Map<String, Map<Integer, Instant>> keys = new TreeMap<>();
    private final long maxBytes;
    private final int maxSignatures;
    private final int maxXmlDepth;
    private final int maxReferences;
    private final int maxInnerReferences;
    private final int maxTransforms;
    private final int maxArchiveEntries;
    private final long maxArchiveBytes;
    private final int maxArchiveRatio;

    private SignaturePolicy(Properties text) {
        this.version = text.getProperty("version");
        this.maxBytes = Long.parseLong(text.getProperty("limit.bytes"));
        this.maxSignatures = limit(text, "signatures");
        this.maxXmlDepth = limit(text, "xml.depth");
        this.maxReferences = limit(text, "references");
        this.maxInnerReferences = limit(text, "references.inner");
        this.maxTransforms = limit(text, "transforms");
        this.maxArchiveEntries = limit(text, "archive.entries");
        this.maxArchiveBytes = Long.parseLong(text.getProperty("limit.archive.bytes"));
        this.maxArchiveRatio = limit(text, "archive.ratio");
        for (String name : text.stringPropertyNames()) {
            String[] parts = name.split("\\.");
            if (parts[0].equals("digest")) {
                digests.put(parts[1], until(text.getProperty(name)));
            } else if (parts[0].equals("key")) {
                keys.computeIfAbsent(parts[1], k -> new TreeMap<>()).put(Integer.valueOf(parts[2]),
                        until(text.getProperty(name)));
            }
        }
    }

    private static int limit(Properties text, String name) {
        return Integer.parseInt(text.getProperty("limit." + name));
    }

    private static Instant until(String text) {
        return text.equals("always") ? Instant.MAX : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static SignaturePolicy read() {
        try (InputStream in = SignaturePolicy.class.getResourceAsStream(FILE)) {
            Properties text = new Properties();
            text.load(in);
            return new SignaturePolicy(text);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    /** The policy of this program. */
    public static SignaturePolicy current() {
        return CURRENT;
    }

    /** Its version: two programs of the same version judge the same. */
    public String version() {
        return version;
    }

    /** The largest file that is looked into, in bytes. */
    public long maxBytes() {
        return maxBytes;
    }

    /** How many signatures of one file are looked into. */
    public int maxSignatures() {
        return maxSignatures;
    }

    /** How deep the elements of an XML document may stand in each other. */
    int maxXmlDepth() {
        return maxXmlDepth;
    }

    /** To how many things the signatures of an XML document may refer. */
    int maxReferences() {
        return maxReferences;
    }

    /** To how many of these in the document itself, each of which costs a walk through it. */
    int maxInnerReferences() {
        return maxInnerReferences;
    }

    /** Through how many steps each of them may go before its digest is made. */
    int maxTransforms() {
        return maxTransforms;
    }

    /** How many entries a package may have. */
    int maxArchiveEntries() {
        return maxArchiveEntries;
    }

    /** How large they may be together, unpacked. */
    long maxArchiveBytes() {
        return maxArchiveBytes;
    }

    /** How many times larger one of them may be than it is packed. */
    int maxArchiveRatio() {
        return maxArchiveRatio;
    }

    /** Whether a digest of that time is secure. */
    boolean isStrong(String digest, Instant at) {
        return at.isBefore(digests.getOrDefault(digest, Instant.MIN));
    }

    /**
     * Whether a signature of that time is secure.
     *
     * @param digest such as {@code SHA256}
     * @param key such as {@code RSA}
     * @param bits length of the key
     */
    boolean isStrong(String digest, String key, int bits, Instant at) {
        boolean strongKey = keys.getOrDefault(key, Map.of()).entrySet().stream()
                .anyMatch(each -> bits >= each.getKey() && at.isBefore(each.getValue()));
        return isStrong(digest, at) && strongKey;
    }
}
