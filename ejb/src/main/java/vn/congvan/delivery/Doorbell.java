package vn.congvan.delivery;

import java.util.Collection;
import java.util.UUID;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;

import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Rings after commit: a message that carries an id and nothing else. Not persistent and never part of a transaction,
 * because the row is the truth: a bell that is lost is rung again by the sweep.
 */
@ApplicationScoped
class Doorbell {

    private static final Logger LOG = Logger.getLogger(Doorbell.class);
    private static final String CORRELATION = "correlation";

    @Resource(lookup = "java:/jms/DoorbellConnectionFactory")
    ConnectionFactory connections;
    @Resource(lookup = "java:/jms/queue/DeliveryDoorbell")
    Queue deliveries;
    @Resource(lookup = "java:/jms/queue/StatusDoorbell")
    Queue statuses;
    @Resource(lookup = "java:/jms/queue/FilesDoorbell")
    Queue files;

    /** Rings once per transfer that is to be carried. */
    void ringTransfers(Collection<UUID> transferIds) {
        ring(deliveries, transferIds);
    }

    /** Rings once per status that is to be carried. */
    void ringStatuses(Collection<UUID> statusIds) {
        ring(statuses, statusIds);
    }

    /** Rings once per package whose files are to be looked into. */
    void ringFiles(Collection<UUID> packageIds) {
        ring(files, packageIds);
    }

    private void ring(Queue queue, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return;
        }
        try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            JMSProducer producer = context.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .setDisableMessageTimestamp(true);
            Object correlation = MDC.get(CORRELATION);
            for (UUID id : ids) {
                TextMessage message = context.createTextMessage(id.toString());
                if (correlation != null) {
                    message.setStringProperty(CORRELATION, correlation.toString());
                }
                producer.send(queue, message);
            }
        } catch (JMSException | JMSRuntimeException e) {
            // what was promised stands in the rows; the sweep rings again
            LOG.warnf(e, "the doorbell for %d rows could not be rung", ids.size());
        }
    }
}
