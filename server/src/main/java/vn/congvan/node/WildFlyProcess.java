package vn.congvan.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A WildFly in a process of its own. The unpacked server is shared and not written to; what this one configures, deploys,
 * keeps and logs lies in a base folder of its own.
 */
public final class WildFlyProcess implements AutoCloseable {

    /** The file name under which the application is deployed. */
    static final String APPLICATION = "congvan.ear";

    private static final List<String> JVM = List.of("-Djava.net.preferIPv4Stack=true", "-Djava.awt.headless=true",
            "-Djboss.modules.system.pkgs=org.jboss.byteman",
            "-Djdk.serialFilter=maxbytes=10485760;maxdepth=128;maxarray=100000;maxrefs=300000",
            // what the server's own start script opens
            "--add-exports=java.desktop/sun.awt=ALL-UNNAMED", "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
            "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED", "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED", "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED", "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.management/javax.management=ALL-UNNAMED",
            "--add-opens=java.naming/javax.naming=ALL-UNNAMED");

    private final Settings settings;
    private final Process process;

    private WildFlyProcess(Settings settings, Process process) {
        this.settings = settings;
        this.process = process;
    }

    /**
     * How a server is to be started.
     *
     * @param server the unpacked and configured WildFly
     * @param base the folder of this server's own
     * @param ports where it listens
     * @param heap the largest heap, as the JVM takes it, such as {@code 512m}
     * @param jvmOptions further options of the JVM
     * @param environment what is set for it beside our own environment
     * @param application the EAR or WAR to deploy, or empty to start the server alone
     * @param patience how long it may take until it is ready
     */
    public record Settings(Path server, Path base, Ports ports, String heap, List<String> jvmOptions,
            Map<String, String> environment, Optional<Path> application, Duration patience) {

        public Settings {
            server = server.toAbsolutePath();
            base = base.toAbsolutePath();
            jvmOptions = List.copyOf(jvmOptions);
            environment = Map.copyOf(environment);
        }
    }

    /**
     * Starts the server and waits until it is ready.
     *
     * @throws CannotStart with the sentence for the person in front
     */
    public static WildFlyProcess start(Settings settings) {
        WildFlyProcess server = launch(settings);
        try {
            server.awaitReady();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Starts the server and does not wait. */
    static WildFlyProcess launch(Settings settings) {
        stopLeftover(settings.base());
        settings.ports().check();
        try {
            prepare(settings);
            ProcessBuilder builder = new ProcessBuilder(words(settings)).directory(settings.base().toFile())
                    .redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.from(Platform.nothing()))
                    .redirectOutput(ProcessBuilder.Redirect.to(console(settings.base()).toFile()));
            builder.environment().putAll(settings.environment());
            Process process = builder.start();
            Files.writeString(pidFile(settings.base()), Long.toString(process.pid()));
            return new WildFlyProcess(settings, process);
        } catch (IOException e) {
            throw new UncheckedIOException("the server in " + settings.base() + " cannot be started", e);
        }
    }

    /** Waits until the application is deployed and the server says that it is ready. */
    public void awaitReady() {
        long end = System.nanoTime() + settings.patience().toNanos();
        while (!isReady()) {
            if (!process.isAlive()) {
                throw failure("Máy chủ đã dừng trong khi khởi động", "The server ended while it was starting");
            }
            if (marker(".failed")) {
                throw failure("Ứng dụng không triển khai được", "The application could not be deployed");
            }
            if (System.nanoTime() > end) {
                throw failure("Máy chủ chưa sẵn sàng sau " + settings.patience().toSeconds() + " giây",
                        "The server was not ready after " + settings.patience().toSeconds() + " s");
            }
            pause();
        }
    }

    /** True when the application is deployed and the server says that it is ready. */
    public boolean isReady() {
        if (settings.application().isPresent() && !marker(".deployed")) {
            return false;
        }
        HttpRequest request = HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + settings.ports().management() + "/health/ready"))
                .timeout(Duration.ofSeconds(5)).build();
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            // nobody listens yet
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server was starting", e);
        }
    }

    public Ports ports() {
        return settings.ports();
    }

    /** The process id of the JVM. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until the process has ended, whoever ended it, and gives its exit code. */
    public int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** What the server says to people, line by line, since its last start. */
    public Path console() {
        return console(settings.base());
    }

    /** The log for machines: one JSON object a line. */
    public Path log() {
        return settings.base().resolve("log").resolve("congvan.log");
    }

    /** Stops the server in good order; after a minute without success by force. */
    @Override
    public void close() {
        end(process.toHandle());
    }

    /** Kills the server as a power cut would, and returns when it is gone. */
    public void killHard() {
        process.destroyForcibly();
        awaitEnd(process.toHandle(), Duration.ofSeconds(30));
    }

    private static Path console(Path base) {
        return base.resolve("log").resolve("console.log");
    }

    private static Path pidFile(Path base) {
        return base.resolve("server.pid");
    }

    /** Stops the server of this base folder that went on when somebody killed its launcher. */
    static void stopLeftover(Path base) {
        Path file = pidFile(base);
        if (Files.exists(file)) {
            try {
                ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                        .filter(p -> p.info().commandLine().orElse("").contains(base.toString()))
                        .ifPresent(WildFlyProcess::end);
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
        }
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        if (!awaitEnd(process, Duration.ofSeconds(60))) {
            process.destroyForcibly();
            awaitEnd(process, Duration.ofSeconds(30));
        }
    }

    private static boolean awaitEnd(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.TimeoutException e) {
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("process " + process.pid() + " cannot be waited for", e);
        }
    }

    private static void prepare(Settings settings) throws IOException {
        Path base = settings.base();
        Path ours = base.resolve("configuration");
        Files.createDirectories(ours);
        Files.createDirectories(base.resolve("log"));
        // fresh from the shared server each time: a new build brings its configuration along
        try (Stream<Path> files = Files.list(settings.server().resolve("standalone").resolve("configuration"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, ours.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path deployments = base.resolve("deployments");
        PostgresBinaries.deleteTree(deployments);
        Files.createDirectories(deployments);
        if (settings.application().isPresent()) {
            Path application = settings.application().get();
            if (!Files.exists(application)) {
                throw new CannotStart("Chưa có " + application + ": hãy dựng dự án trước (./run).",
                        "There is no " + application + ": build the project first (./run).");
            }
            Files.copy(application, deployments.resolve(application.getFileName()));
        }
    }

    private static List<String> words(Settings settings) {
        Path server = settings.server();
        Path base = settings.base();
        List<String> words = new ArrayList<>();
        words.add(Platform.ofJava("java"));
        words.add("-D[Standalone]");
        words.add("-Xms64m");
        words.add("-Xmx" + settings.heap());
        words.addAll(JVM);
        words.addAll(settings.jvmOptions());
        words.add("-Dorg.jboss.boot.log.file=" + base.resolve("log").resolve("boot.log"));
        words.add("-Dlogging.configuration=" + base.resolve("configuration").resolve("logging.properties").toUri());
        words.add("-jar");
        words.add(server.resolve("jboss-modules.jar").toString());
        words.add("-mp");
        words.add(server.resolve("modules").toString());
        words.add("org.jboss.as.standalone");
        words.add("-Djboss.home.dir=" + server);
        words.add("-Djboss.server.base.dir=" + base);
        words.add("-Djboss.http.port=" + settings.ports().http());
        words.add("-Djboss.https.port=" + settings.ports().https());
        words.add("-Djboss.management.http.port=" + settings.ports().management());
        words.add("--server-config=congvan.xml");
        return words;
    }

    private boolean marker(String suffix) {
        return settings.application().map(a -> settings.base().resolve("deployments").resolve(a.getFileName() + suffix))
                .map(Files::exists).orElse(false);
    }

    private CannotStart failure(String vietnamese, String english) {
        String cause = "";
        try (Stream<String> lines = Files.lines(console())) {
            cause = lines.filter(l -> l.contains("Caused by: ")).reduce((first, second) -> second)
                    .map(l -> " (" + l.strip().replaceFirst(".*Caused by: (?:[\\w.$]+: )?", "") + ")").orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(console() + " cannot be read", e);
        }
        return new CannotStart(vietnamese + cause + "; xem " + console() + ".", english + "; see " + console() + ".");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server was starting", e);
        }
    }
}
