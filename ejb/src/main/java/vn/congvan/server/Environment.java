package vn.congvan.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import vn.congvan.content.ContentSettings;
import vn.congvan.delivery.DeliverySettings;
import vn.congvan.dispatch.DispatchSettings;
import vn.congvan.edxml.EdxmlCodec;
import vn.congvan.edxml.EdxmlLimits;
import vn.congvan.idempotency.IdempotencySettings;
import vn.congvan.journal.JournalSettings;
import vn.congvan.online.AllowedAddress;
import vn.congvan.online.OnlineSettings;
import vn.congvan.signature.SignatureSettings;
import vn.congvan.signing.SigningSettings;
import vn.congvan.person.People;

/**
 * Reads the environment, once, and makes the settings of every room. A value that is missing or cannot be read stops the
 * deployment with a sentence that names it. {@code docs/operations.md} lists the variables.
 */
@ApplicationScoped
class Environment {

    private static final long MEGABYTE = 1024L * 1024;
    /** The fewest characters of a secret that is given to a system. */
    private static final int SHORTEST_SECRET = 16;

    /** A transaction of the server ends long before; younger content may be about to get its row. */
    private static final Duration LONGEST_RECORDING = Duration.ofMinutes(15);

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Map<String, String> variables;

    Environment() {
        this(System.getenv());
    }

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    @Produces
    @ApplicationScoped
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    NodeSettings node() {
        String profile = text("CONGVAN_PROFILE", "production");
        if (!profile.equals("production") && !profile.equals("demo")) {
            throw new IllegalStateException("CONGVAN_PROFILE is " + profile + "; it must be production or demo");
        }
        return new NodeSettings(text("CONGVAN_NODE", "congvan"), profile.equals("demo"), maxPackageBytes(),
                (int) number("CONGVAN_RATE_PER_SECOND", 500, 1, 1_000_000),
                (int) number("CONGVAN_RATE_BURST", 5000, 1, 1_000_000));
    }

    @Produces
    ContentSettings content() {
        return new ContentSettings(home().resolve("content"), maxPackageBytes(),
                number("CONGVAN_MIN_FREE_BYTES", 512 * MEGABYTE, 0, Long.MAX_VALUE),
                atLeast(LONGEST_RECORDING, "CONGVAN_ORPHAN_AGE", "P1D"));
    }

    @Produces
    DeliverySettings delivery() {
        return new DeliverySettings(duration("CONGVAN_LEASE", "PT30S"), duration("CONGVAN_RETRY_PAUSE", "PT10S"),
                (int) number("CONGVAN_MAX_ATTEMPTS", 8, 1, 100), duration("CONGVAN_FAIL_PAUSE", "PT1M"),
                (int) number("CONGVAN_MAX_FAILS", 5, 1, 100), flag("CONGVAN_RETRACT_AT_ONCE", true));
    }

    @Produces
    DispatchSettings dispatch() {
        return new DispatchSettings((int) number("CONGVAN_DISPATCH_BATCH", 50, 1, 1000),
                duration("CONGVAN_OVERLOOKED", "PT3S"));
    }

    @Produces
    IdempotencySettings idempotency() {
        return new IdempotencySettings(atLeast(Duration.ofMinutes(1), "CONGVAN_IDEMPOTENCY_KEPT", "P1D"));
    }

    @Produces
    @Singleton
    SignatureSettings signature() {
        Path folder = folder(home().resolve("checking"), "for files that are being checked");
        Path tools = path("CONGVAN_TOOLS").orElseGet(() -> ToolsJar.lay(home()));
        return new SignatureSettings(JAVA, tools, text("CONGVAN_CHECK_HEAP", "512m"),
                (int) number("CONGVAN_CHECK_WORKERS", 1, 1, 64), duration("CONGVAN_CHECK_PATIENCE", "PT30S"), folder,
                path("CONGVAN_TRUST").or(() -> demoKeys(tools).map(DemoKeys::trust)));
    }

    /** Keys for trying things out; in the demo profile alone. */
    Optional<DemoKeys> demoKeys(Path tools) {
        return node().demo() ? Optional.of(DemoKeys.lay(home(), JAVA, tools)) : Optional.empty();
    }

    @Produces
    @Singleton
    SigningSettings signing() {
        return new SigningSettings(folder(home().resolve("signing"), "for files that are being signed"),
                atLeast(Duration.ofMinutes(1), "CONGVAN_SIGNING_KEPT", "PT1H"));
    }

    @Produces
    @Singleton
    OnlineSettings online() {
        try {
            return new OnlineSettings(
                    Arrays.stream(text("CONGVAN_ONLINE_ALLOWED", "").split("[\\s,]+")).filter(each -> !each.isEmpty())
                            .map(AllowedAddress::parse).toList(),
                    Optional.of(text("CONGVAN_ONLINE_PROXY", "")).filter(given -> !given.isEmpty())
                            .map(Environment::proxy),
                    atLeast(Duration.ofSeconds(1), "CONGVAN_ONLINE_PATIENCE", "PT10S"),
                    Optional.of(text("CONGVAN_TSA", "")).filter(given -> !given.isEmpty()).map(URI::create));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "CONGVAN_ONLINE_ALLOWED, CONGVAN_ONLINE_PROXY, CONGVAN_TSA: " + e.getMessage(),
                    e);
        }
    }

    private static InetSocketAddress proxy(String given) {
        URI uri = URI.create("proxy://" + given);
        if (uri.getHost() == null || uri.getPort() < 0) {
            throw new IllegalArgumentException(given + " is no host:port");
        }
        return InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort());
    }

    @Produces
    JournalSettings journal() {
        return new JournalSettings(duration("CONGVAN_REFUSED_KEPT", "P90D"),
                (int) number("CONGVAN_REFUSED_LINES", 60, 1, 10_000));
    }

    @Produces
    @Singleton
    EdxmlCodec codec() {
        EdxmlLimits standard = EdxmlLimits.defaults();
        return new EdxmlCodec(standard.withMaxBodyBytes(maxPackageBytes()).withSpoolDirectory(spool())
                .withMaxDepth((int) number("CONGVAN_EDXML_MAX_DEPTH", standard.maxDepth(), 16, 1000))
                .withMaxElements((int) number("CONGVAN_EDXML_MAX_ELEMENTS", standard.maxElements(), 100, 10_000_000))
                .withMaxTextChars(
                        (int) number("CONGVAN_EDXML_MAX_TEXT_CHARS", standard.maxTextChars(), 1024, 10_000_000))
                .withMaxHeaderChars(
                        (int) number("CONGVAN_EDXML_MAX_HEADER_CHARS", standard.maxHeaderChars(), 10_000, 100_000_000))
                .withMaxAttachments(
                        (int) number("CONGVAN_EDXML_MAX_ATTACHMENTS", standard.maxAttachments(), 1, 100_000))
                .withMaxAttachmentBytes(
                        number("CONGVAN_EDXML_MAX_ATTACHMENT_BYTES", standard.maxAttachmentBytes(), 1, Long.MAX_VALUE))
                .withMaxDecodedBytes(
                        number("CONGVAN_EDXML_MAX_DECODED_BYTES", standard.maxDecodedBytes(), 1, Long.MAX_VALUE))
                .withMaxZipRatio((int) number("CONGVAN_EDXML_MAX_ZIP_RATIO", standard.maxZipRatio(), 2, 100_000)));
    }

    /**
     * Where attachments wait that are decoded before their names are known; on the disk, not in a memory file system, and
     * where the sweep finds what a crash left.
     */
    private Path spool() {
        return folder(home().resolve("content").resolve("incoming"), "for spooled attachments");
    }

    private static Path folder(Path path, String purpose) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new IllegalStateException("CONGVAN_HOME has no folder " + purpose, e);
        }
    }

    /** The folder in which the node keeps what is not in the database. */
    Path home() {
        Path home = Path.of(required("CONGVAN_HOME", "the folder in which the node keeps its files")).toAbsolutePath();
        if (!Files.isDirectory(home) || !Files.isWritable(home)) {
            throw new IllegalStateException(
                    "CONGVAN_HOME is " + home + ", which is not a folder that can be written to");
        }
        return home;
    }

    /** The name of the database role with which the application works; migrations grant it what it needs. */
    String runtimeRole() {
        return text("CONGVAN_DB_USER", "congvan");
    }

    /** The file in which the administrator lays down the first organizations, systems and accounts. */
    Optional<Path> directory() {
        return file("CONGVAN_DIRECTORY");
    }

    /** The file in which the administrator says where the keys lie with which organizations and the node sign. */
    Optional<Path> keys() {
        return file("CONGVAN_KEYS");
    }

    private Optional<Path> file(String name) {
        String text = text(name, "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Path file = Path.of(text);
        if (!file.isAbsolute() || !Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IllegalStateException(
                    name + " is " + text + ", which is not the whole path of a file that can be read");
        }
        return Optional.of(file);
    }

    /** The secret that a demo system is to have, when it is given from outside. */
    Optional<String> demoSecret(String systemId) {
        return secret("CONGVAN_DEMO_SECRET_" + variable(systemId), 1);
    }

    /** The secret that a system of the administrator's directory begins with, when it is given from outside. */
    Optional<String> systemSecret(String systemId) {
        return secret("CONGVAN_SYSTEM_SECRET_" + variable(systemId), SHORTEST_SECRET);
    }

    /** The password that a user of the administrator's directory begins with, when it is given from outside. */
    Optional<String> userPassword(String userName) {
        return secret("CONGVAN_USER_PASSWORD_" + variable(userName), People.SHORTEST_PASSWORD);
    }

    /** How a name is spelled at the end of a variable: upper case, anything but letters and digits as underscore. */
    static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private Optional<String> secret(String name, int shortest) {
        Optional<String> secret = Optional.ofNullable(variables.get(name)).filter(s -> !s.isBlank());
        if (secret.isPresent() && secret.get().length() < shortest) {
            throw new IllegalStateException(name + " has fewer than " + shortest + " characters");
        }
        return secret;
    }

    private long maxPackageBytes() {
        return number("CONGVAN_MAX_PACKAGE_BYTES", 512 * MEGABYTE, 1024, Long.MAX_VALUE);
    }

    private Optional<Path> path(String name) {
        return Optional.ofNullable(variables.get(name)).filter(s -> !s.isBlank()).map(Path::of);
    }

    private String text(String name, String standard) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? standard : value.strip();
    }

    private String required(String name, String meaning) {
        String value = variables.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(name + " is not set; it names " + meaning);
        }
        return value.strip();
    }

    private long number(String name, long standard, long least, long most) {
        String value = text(name, Long.toString(standard));
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalStateException(name + " is " + value + ", which is not a whole number", e);
        }
        throw new IllegalStateException(name + " is " + value + "; it must lie between " + least + " and " + most);
    }

    private Duration duration(String name, String standard) {
        String value = text(name, standard);
        try {
            return Duration.parse(value);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException(name + " is " + value + ", which is not a duration such as PT30S or P1D",
                    e);
        }
    }

    private Duration atLeast(Duration least, String name, String standard) {
        Duration value = duration(name, standard);
        if (value.compareTo(least) < 0) {
            throw new IllegalStateException(name + " is " + value + "; it must be at least " + least);
        }
        return value;
    }

    private boolean flag(String name, boolean standard) {
        String value = text(name, Boolean.toString(standard));
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalStateException(name + " is " + value + "; it must be true or false");
        }
        return Boolean.parseBoolean(value);
    }
}
