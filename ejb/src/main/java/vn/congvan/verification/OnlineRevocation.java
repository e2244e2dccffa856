package vn.congvan.verification;

import java.io.IOException;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import vn.congvan.document.RefusedException;
import vn.congvan.online.Lookup;
import vn.congvan.online.Online;
import vn.congvan.signature.Examination;
import vn.congvan.signature.RevocationSource;
import vn.congvan.signature.Signatures;

/** Brings together who wants to know whether certificates were taken back and who can ask. */
@ApplicationScoped
class OnlineRevocation {

    private static final Logger LOG = Logger.getLogger(OnlineRevocation.class);
    private static final int AT_ONCE = 4;

    @Inject
    Online online;
    @Inject
    Signatures signatures;

    /** Notes what a verdict wants to know. */
    void want(Examination found) {
        List<RevocationSource> wanted = found.signatures().stream().flatMap(each -> each.wanted().stream()).toList();
        if (!wanted.isEmpty()) {
            online.want(wanted);
        }
    }

    /** Fetches what is due; returns how much there is anew. */
    int fetchDue() {
        int fetched = 0;
        for (Lookup lookup : online.due(AT_ONCE)) {
            try {
                online.fetched(lookup, signatures.trustFetched(lookup.source(), online.fetch(lookup.source())));
                fetched++;
            } catch (IOException | RefusedException e) {
                LOG.warnf("%s cannot be had: %s", lookup.source().address(), e.getMessage());
                online.failed(lookup, String.valueOf(e.getMessage()));
            }
        }
        return fetched;
    }
}
