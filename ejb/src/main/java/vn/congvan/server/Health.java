package vn.congvan.server;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import vn.congvan.content.ContentSettings;

/**
 * What a node needs to take something over, each looked at when it is asked: {@code /health/ready} on the management port.
 * A check that fails says why, in a word for people; the node answers 503 then.
 */
@ApplicationScoped
class Health {

    private static final int SECONDS = 3;

    @Resource(lookup = "java:jboss/datasources/CongVanDS")
    DataSource database;
    @Resource(lookup = "java:/jms/DoorbellConnectionFactory")
    ConnectionFactory broker;
    @Inject
    ContentSettings content;

    /** The database answers. */
    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck database() {
        return () -> {
            try (Connection connection = database.getConnection()) {
                return HealthCheckResponse.named("database").status(connection.isValid(SECONDS)).build();
            } catch (SQLException e) {
                return down("database", e);
            }
        };
    }

    /** A file can be made and removed where content arrives. */
    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck contentStore() {
        return () -> {
            try {
                Path probe = Files.createTempFile(content.directory(), "health", ".probe");
                Files.delete(probe);
                return HealthCheckResponse.up("content");
            } catch (IOException e) {
                return down("content", e);
            }
        };
    }

    /** More is free than the reserve below which new content is refused. */
    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck disk() {
        return () -> {
            try {
                FileStore disk = Files.getFileStore(content.directory());
                long free = disk.getUsableSpace();
                return HealthCheckResponse.named("disk").withData("freeBytes", free)
                        .withData("reserveBytes", content.minFreeBytes()).status(free > content.minFreeBytes()).build();
            } catch (IOException e) {
                return down("disk", e);
            }
        };
    }

    /** The broker takes a connection; without it doorbells wait for the sweep. */
    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck broker() {
        return () -> {
            try (JMSContext context = broker.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
                context.start();
                return HealthCheckResponse.up("broker");
            } catch (JMSRuntimeException e) {
                return down("broker", e);
            }
        };
    }

    private static HealthCheckResponse down(String name, Exception fault) {
        return HealthCheckResponse.named(name).withData("fault", fault.getClass().getSimpleName()).down().build();
    }
}
