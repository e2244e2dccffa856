package vn.congvan.verification;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

import org.jboss.logging.MDC;

/** Hears the doorbell of packages whose files are to be looked into. No transaction spans bell and row. */
@MessageDriven(activationConfig = {
        @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
        @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "java:/jms/queue/FilesDoorbell"),
        @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "2")})
@TransactionManagement(TransactionManagementType.BEAN)
public class FilesBell implements MessageListener {

    private static final String CORRELATION = "correlation";

    @Inject
    Verification verification;

    @Override
    public void onMessage(Message bell) {
        try {
            String correlation = bell.getStringProperty(CORRELATION);
            if (correlation != null) {
                MDC.put(CORRELATION, correlation);
            }
            verification.lookIntoFiles();
        } catch (JMSException e) {
            // back to the queue, and after the configured tries to the dead letters; the row waits for the sweep
            throw new IllegalStateException("a doorbell could not be read", e);
        } finally {
            MDC.remove(CORRELATION);
        }
    }
}
