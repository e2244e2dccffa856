package vn.congvan.server;

import java.io.IOException;

import javax.sql.DataSource;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

import vn.congvan.content.ContentSettings;
import vn.congvan.content.ContentStore;
import vn.congvan.delivery.Deliveries;
import vn.congvan.delivery.DeliverySettings;
import vn.congvan.dispatch.Dispatch;
import vn.congvan.edxml.EdxmlCodec;
import vn.congvan.idempotency.IdempotencyKeys;
import vn.congvan.idempotency.IdempotencySettings;
import vn.congvan.journal.Journal;
import vn.congvan.journal.JournalSettings;
import vn.congvan.receipt.Receipts;
import vn.congvan.signature.Signatures;
import vn.congvan.signing.Signing;
import vn.congvan.signing.SigningKeys;
import vn.congvan.verification.Verification;

/** What happens when the node starts, and what then happens by the clock. */
@Singleton
@jakarta.ejb.Startup
// nothing here shares anything, and a long clearing must not hold up the sweep
@Lock(LockType.READ)
@TransactionAttribute(TransactionAttributeType.NEVER)
public class Startup {

    private static final Logger LOG = Logger.getLogger(Startup.class);

    /** In milliseconds: when what waited for the start has been done. */
    private static final long SOON = 10_000;

    @Resource(lookup = "java:jboss/datasources/CongVanOwnerDS")
    DataSource ownerDatabase;
    @Inject
    Environment environment;
    @Inject
    NodeSettings node;
    // asked for here so that a wrong value stops the deployment and not the first request
    @Inject
    ContentSettings content;
    @Inject
    DeliverySettings delivery;
    @Inject
    JournalSettings kept;
    @Inject
    IdempotencySettings remembered;
    @Inject
    EdxmlCodec codec;
    @Inject
    Provisioning provisioning;
    @Inject
    Dispatch dispatch;
    @Inject
    Verification verification;
    @Inject
    Signatures signatures;
    @Inject
    SigningKeys keys;
    @Inject
    Signing signing;
    @Inject
    Receipts receipts;
    @Inject
    Journal journal;
    @Inject
    IdempotencyKeys idempotencyKeys;
    @Inject
    CertificateWatch certificates;
    @Inject
    Figures figures;
    @Inject
    ContentStore store;
    @Inject
    Deliveries deliveries;
    @Resource
    TimerService timers;

    @PostConstruct
    void start() {
        codec.hashCode();
        LOG.infof("node %s, content up to %d bytes under %s, leases of %s; refusals kept for %s, named answers for %s",
                node.name(), content.maxBytes(), content.directory(), delivery.lease(), kept.refusedRequestsKept(),
                remembered.kept());
        if (keys.chain(node.name(), SigningKeys.Purpose.RECEIPT) instanceof SigningKeys.ChainAnswer.Refused refused) {
            LOG.errorf("no receipts can be signed: %s %s", refused.refusal().code(), refused.refusal().about());
        }
        migrate();
        provisioning.provision();
        // before anything is judged: a file that came first would have nobody to lead to
        verification.followTrust();
        timers.createSingleActionTimer(SOON, new TimerConfig("orphans after the start", false));
    }

    private void migrate() {
        Flyway.configure(getClass().getClassLoader()).dataSource(ownerDatabase).locations("classpath:db/migration")
                .placeholders(java.util.Map.of("runtimeRole", environment.runtimeRole())).load().migrate();
    }

    /** Heals what a lost bell or a dead carrier left behind. */
    @Schedule(hour = "*", minute = "*", second = "*/3", persistent = false, info = "sweep")
    void sweep() {
        dispatch.sweep();
    }

    /** Follows the certificates and lists of the administrator, on this node and on others. */
    @Schedule(hour = "*", minute = "*", second = "*/20", persistent = false, info = "trust")
    void trust() {
        verification.followTrust();
    }

    /** Has processes ready that look into files. */
    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false, info = "workers")
    void workers() {
        signatures.keepReady();
    }

    /** Fetches what is said about certificates over the network. */
    @Schedule(hour = "*", minute = "*", second = "*/3", persistent = false, info = "revocations")
    void revocations() {
        if (verification.fetchRevocations() > 0) {
            verification.followTrust();
        }
    }

    /** Makes the receipts for what was taken over. */
    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false, info = "receipts")
    void receipts() {
        receipts.make();
    }

    /** Reads the figures that the meters show. */
    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false, info = "figures")
    void figures() {
        figures.refresh();
    }

    /** Warns of certificates that end. */
    @Schedule(hour = "6", minute = "7", persistent = false, info = "certificates")
    void certificates() {
        certificates.look();
    }

    /** Adds to the log of refused requests what was only counted in a flood. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false, info = "refusals")
    void count() {
        journal.settle();
    }

    /** What must not wait for its hour: there may be something that a crash left, and a certificate may be about to end. */
    @Timeout
    void soon() {
        clear();
        certificates();
    }

    /** Clears the content folder of what crashes left. */
    @Schedule(hour = "*", minute = "41", persistent = false, info = "orphans")
    void clear() {
        try {
            int removed = store.sweep(deliveries::recorded);
            if (removed > 0) {
                LOG.warnf("%d files that belonged to nothing were cleared away in %s", removed, content.directory());
            }
        } catch (IOException e) {
            LOG.errorf(e, "the content folder %s could not be cleared", content.directory());
        }
    }

    /** Clears the folder of checked files of what crashes left. */
    @Schedule(hour = "*", minute = "*/10", persistent = false, info = "checked files")
    void clearChecked() {
        int cleared = verification.clearOld();
        try {
            int signed = signing.clearOld();
            if (signed > 0) {
                LOG.infof("%d prepared files that nobody signed are gone", signed);
            }
        } catch (IOException e) {
            LOG.errorf(e, "the folder of files that are being signed could not be cleared");
        }
        if (cleared > 0) {
            LOG.infof("%d folders of files that had been checked were left behind, and are gone", cleared);
        }
    }

    /** Forgets what has been kept long enough. */
    @Schedule(hour = "3", minute = "17", persistent = false, info = "retention")
    void forget() {
        int forgotten = journal.forgetOld();
        LOG.infof("%d lines of refused requests were old enough to be forgotten", forgotten);
        LOG.infof("%d answers to named requests were old enough to be forgotten", idempotencyKeys.purge());
    }
}
