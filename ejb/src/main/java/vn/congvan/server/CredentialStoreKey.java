package vn.congvan.server;

import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.jboss.as.server.CurrentServiceContainer;
import org.jboss.logging.Logger;
import org.jboss.msc.service.ServiceController;
import org.jboss.msc.service.ServiceName;
import org.wildfly.security.credential.PasswordCredential;
import org.wildfly.security.credential.store.CredentialStore;
import org.wildfly.security.credential.store.CredentialStoreException;
import org.wildfly.security.password.interfaces.ClearPassword;

import vn.congvan.organization.NodeKey;

/**
 * Takes the node key out of WildFly's credential store {@code congvan}, alias {@code node-key}; the first node that finds
 * none makes it. Kept there as 256 random bits in base64.
 */
@Dependent
class CredentialStoreKey {

    private static final Logger LOG = Logger.getLogger(CredentialStoreKey.class);
    private static final ServiceName STORE = ServiceName.of("org", "wildfly", "security", "credential-store",
            "congvan");
    private static final String ALIAS = "node-key";
    private static final int BYTES = 32;

    @Produces
    @NodeKey
    @Singleton
    SecretKey key() {
        try {
            CredentialStore store = store();
            if (!store.exists(ALIAS, PasswordCredential.class)) {
                make(store);
            }
            char[] text = store.retrieve(ALIAS, PasswordCredential.class).getPassword(ClearPassword.class)
                    .getPassword();
            return new SecretKeySpec(Base64.getDecoder().decode(new String(text)), "AES");
        } catch (CredentialStoreException e) {
            throw new IllegalStateException("the credential store congvan cannot give the node key", e);
        }
    }

    /** The password under an alias that the administrator put there; empty, which opens nothing, when there is none. */
    static char[] password(String alias) {
        try {
            PasswordCredential found = store().retrieve(alias, PasswordCredential.class);
            if (found == null) {
                LOG.errorf("the credential store congvan has nothing under %s", alias);
                return new char[0];
            }
            return found.getPassword(ClearPassword.class).getPassword();
        } catch (CredentialStoreException e) {
            LOG.errorf(e, "the credential store congvan cannot give %s", alias);
            return new char[0];
        }
    }

    private static CredentialStore store() {
        ServiceController<?> service = CurrentServiceContainer.getServiceContainer().getService(STORE);
        if (service == null) {
            throw new IllegalStateException(
                    "this server has no credential store named congvan; ops/wildfly/congvan.cli makes it");
        }
        try {
            return (CredentialStore) service.awaitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the credential store was starting", e);
        }
    }

    private static void make(CredentialStore store) throws CredentialStoreException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        char[] text = Base64.getEncoder().encodeToString(random).toCharArray();
        store.store(ALIAS, new PasswordCredential(ClearPassword.createRaw(ClearPassword.ALGORITHM_CLEAR, text)));
        store.flush();
        LOG.info("a node key was made and stored in the credential store");
    }
}
