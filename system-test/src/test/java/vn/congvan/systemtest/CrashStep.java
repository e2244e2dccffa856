package vn.congvan.systemtest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import net.bytebuddy.agent.builder.AgentBuilder;

/** A step of the node at which {@link CrashAgent} can let the server die. */
enum CrashStep {
    /** The bytes are on the disk; no row knows of them. */
    CONTENT_FLUSHED("after vn.congvan.content.ContentStore.keep", "vn\\.congvan\\.intake\\.Intake\\..*"),
    /** All rows of a document are written; the database has not been told to commit. */
    BEFORE_COMMIT("before org.postgresql.jdbc.PgConnection.commit", "vn\\.congvan\\.delivery\\.Recording.*\\.record"),
    /** The database has committed; nobody has been told. */
    AFTER_COMMIT("after org.postgresql.jdbc.PgConnection.commit", "vn\\.congvan\\.delivery\\.Recording.*\\.record"),
    BEFORE_BELL("before vn.congvan.delivery.Doorbell.ringTransfers",
            "vn\\.congvan\\.delivery\\.Deliveries\\.takeOver"),
    AFTER_BELL("after vn.congvan.delivery.Doorbell.ringTransfers", "vn\\.congvan\\.delivery\\.Deliveries\\.takeOver"),
    /** The answer is made, and nothing of it has left. */
    ANSWER_MADE("after vn.congvan.web.rest.Sending.once", ".*"),
    /** The answer, a 201, has been handed to the connection; the request is not over. */
    ANSWER_LEAVING("after io.undertow.servlet.spec.HttpServletResponseImpl.responseDone", "201"),
    /** Somebody has claimed a transfer and not carried it. */
    CLAIMED("after org.postgresql.jdbc.PgConnection.commit",
            "vn\\.congvan\\.delivery\\.Carrying.*\\.claimTransfers"),
    BEFORE_CARRIED("before org.postgresql.jdbc.PgConnection.commit", "vn\\.congvan\\.delivery\\.Carrying.*\\.record"),
    BEFORE_CONFIRMED("before org.postgresql.jdbc.PgConnection.commit",
            "vn\\.congvan\\.delivery\\.Carrying.*\\.confirm"),
    AFTER_CONFIRMED("after org.postgresql.jdbc.PgConnection.commit",
            "vn\\.congvan\\.delivery\\.Carrying.*\\.confirm"),
    /** The status package that the node wrote is on the disk; no row knows of it. */
    STATUS_FLUSHED("after vn.congvan.content.ContentStore.keep", "vn\\.congvan\\.dispatch\\.Dispatch\\..*");

    private final String file;
    private final String within;

    CrashStep(String file, String within) {
        this.file = file;
        this.within = within;
    }

    /** From now on the server dies when it comes here. */
    void arm(Path folder) {
        try {
            Path whole = Files.writeString(folder.resolve("arming"), within);
            Files.move(whole, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void disarm(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Packs the agent into a jar of its own.
     *
     * @return the option with which the server's JVM takes it
     */
    static String agent(Path folder) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", CrashAgent.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, library().toUri().toString());
        Path jar = folder.resolve("crash-agent.jar");
        try {
            Files.createDirectories(folder);
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
                for (Class<?> type : new Class<?>[] {CrashAgent.class, CrashAgent.Before.class,
                        CrashAgent.After.class, CrashAgent.Answered.class}) {
                    String name = type.getName().replace('.', '/') + ".class";
                    out.putNextEntry(new JarEntry(name));
                    try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
                        bytes.transferTo(out);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "-javaagent:" + jar + "=" + folder;
    }

    private static Path library() {
        try {
            return Path.of(AgentBuilder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of a library is an address", e);
        }
    }
}
