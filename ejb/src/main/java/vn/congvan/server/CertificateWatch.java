package vn.congvan.server;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import vn.congvan.document.CertificateEnd;
import vn.congvan.metric.Metrics;
import vn.congvan.organization.OrganizationDirectory;
import vn.congvan.signing.Signing;

/** Looks after the certificates that end: shows how many days are left, and writes a warning a day for those that end soon. */
@ApplicationScoped
class CertificateWatch {

    private static final Logger LOG = Logger.getLogger(CertificateWatch.class);

    @Inject
    Signing signing;
    @Inject
    OrganizationDirectory directory;
    @Inject
    Metrics metrics;
    @Inject
    Clock clock;

    void look() {
        Instant now = clock.instant();
        List<CertificateEnd> ends = new ArrayList<>(signing.ends());
        ends.addAll(directory.certificateEnds());
        for (CertificateEnd end : ends) {
            metrics.show("congvan.certificate.days", end.daysLeft(now), "purpose", end.purpose().name().toLowerCase(
                    java.util.Locale.ROOT), "owner", end.owner(), "subject", end.subject());
            if (end.warning(now).isPresent()) {
                LOG.warnf("the certificate %s of %s (%s) ends at %s, in %d days", end.subject(), end.owner(),
                        end.purpose(), end.until(), end.daysLeft(now));
            }
        }
    }
}
