package vn.congvan.server;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;

import org.jboss.logging.Logger;

import vn.congvan.content.ContentSettings;
import vn.congvan.health.NodeHealth;
import vn.congvan.online.Online;
import vn.congvan.online.OnlineState;

/** The door of room {@code server}, for the checks in the EAR's {@code lib} alone. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Health implements NodeHealth {

    private static final Logger LOG = Logger.getLogger(Health.class);
    private static final int SECONDS = 3;

    @Resource(lookup = "java:jboss/datasources/CongVanDS")
    DataSource database;
    @Resource(lookup = "java:/jms/DoorbellConnectionFactory")
    ConnectionFactory broker;
    @Inject
    ContentSettings content;
    @Inject
    Online online;

    @Override
    public Sight database() {
        try (Connection connection = database.getConnection()) {
            return new Sight(connection.isValid(SECONDS), Map.of());
        } catch (SQLException e) {
            return down("the database", e);
        }
    }

    @Override
    public Sight content() {
        try {
            Path probe = Files.createTempFile(content.directory().resolve("incoming"), "health", ".part");
            Files.delete(probe);
            return new Sight(true, Map.of());
        } catch (IOException e) {
            return down("the content folder", e);
        }
    }

    @Override
    public Sight disk() {
        try {
            FileStore disk = Files.getFileStore(content.directory());
            long free = disk.getUsableSpace();
            return new Sight(free > content.minFreeBytes(), Map.of("freeBytes", Long.toString(free), "reserveBytes",
                    Long.toString(content.minFreeBytes())));
        } catch (IOException e) {
            return down("the disk", e);
        }
    }

    @Override
    public Sight broker() {
        try (JMSContext context = broker.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            context.start();
            return new Sight(true, Map.of());
        } catch (JMSRuntimeException e) {
            return down("the broker", e);
        }
    }

    @Override
    public Sight online() {
        OnlineState state = online.state();
        Map<String, String> seen = new HashMap<>(
                Map.of("state", state.failing() == 0 ? "FINE" : "DEGRADED", "failing", Long.toString(state.failing())));
        state.since().ifPresent(since -> seen.put("since", since.toString()));
        return new Sight(true, seen);
    }

    private static Sight down(String what, Exception fault) {
        LOG.warnf(fault, "%s cannot be worked with", what);
        return new Sight(false, Map.of("fault", fault.getClass().getSimpleName()));
    }
}
