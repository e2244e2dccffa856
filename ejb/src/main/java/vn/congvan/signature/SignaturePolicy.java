package vn.congvan.signature;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
    private final int maxPdfObjects;
    private final int maxPdfContent;
    private final int maxSignaturePercent;
    private final int numberLowestPercent;
    private final int numberMaxWidth;
    private final int numberMaxHeight;
    private final VerdictState numbered;

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
        this.maxPdfObjects = limit(text, "pdf.objects");
        this.maxPdfContent = limit(text, "pdf.content");
        this.maxSignaturePercent = limit(text, "signature.percent");
        this.numberLowestPercent = limit(text, "number.lowest.percent");
        this.numberMaxWidth = limit(text, "number.width");
        this.numberMaxHeight = limit(text, "number.height");
        this.numbered = numbered(text.getProperty("numbered"));
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

    private static VerdictState numbered(String text) {
        VerdictState state = VerdictState.valueOf(text);
        return switch (state) {
            case VALID, INTACT_SIGNER_UNCONFIRMED, CHANGED_AFTER_SIGNING -> state;
            default -> throw new IllegalArgumentException("numbered=" + text);
        };
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

    /** How many objects of two revisions of a PDF are compared. */
    int maxPdfObjects() {
        return maxPdfObjects;
    }

    /** How many bytes, unpacked, the content of a page may have on which something was printed between two signatures. */
    int maxPdfContent() {
        return maxPdfContent;
    }

    /** How much of a page a later signature may take, in percent. */
    int maxSignaturePercent() {
        return maxSignaturePercent;
    }

    /** How much of the first page, from its top, is the place of number and date, in percent. */
    int numberLowestPercent() {
        return numberLowestPercent;
    }

    /** How wide a number or a date may be, in millimetres. */
    int numberMaxWidth() {
        return numberMaxWidth;
    }

    /** How high the frame of a number or a date may be, in millimetres. */
    int numberMaxHeight() {
        return numberMaxHeight;
    }

    /** What becomes of a file whose number and date were put on after its leader signed, and before its organisation did. */
    VerdictState numbered() {
        return numbered;
    }

    /** When something that was secure is not any more. */
    List<Instant> turns() {
        return Stream.concat(digests.values().stream(), keys.values().stream().flatMap(each -> each.values().stream()))
                .filter(Predicate.not(Instant.MAX::equals)).distinct().toList();
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
