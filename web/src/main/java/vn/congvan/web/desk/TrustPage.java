package vn.congvan.web.desk;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;

import vn.congvan.document.CertificateEnd;
import vn.congvan.organization.OrganizationDirectory;
import vn.congvan.signature.Signatures;
import vn.congvan.signature.TrustChange;
import vn.congvan.signature.TrustItem;
import vn.congvan.signing.Signing;

/** {@code /desk/trust.xhtml}: the certificates and lists by which signatures are judged, for those who watch over the node. */
@Named
@RequestScoped
public class TrustPage {

    /** From when on before its end an item is shown as ending; the first of the warnings that its keeper gets. */
    private static final Duration SOON = Duration.ofDays(60);

    @Inject
    Signatures signatures;
    @Inject
    Signing signing;
    @Inject
    OrganizationDirectory directory;
    @Inject
    Visitor visitor;
    @Inject
    Clock clock;
    @Inject
    FacesContext faces;

    private List<TrustItem> items = List.of();
    private List<CertificateEnd> ends = List.of();
    private List<TrustChange> changes = List.of();
    private String after;
    private boolean more;

    public void load() throws IOException {
        if (!visitor.isOverseeing()) {
            faces.getExternalContext().responseSendError(HttpServletResponse.SC_FORBIDDEN, null);
            faces.responseComplete();
            return;
        }
        items = signatures.trusted();
        List<TrustChange> found = signatures.trustChanges(Ids.parse(after), DeliveriesPage.ROWS + 1);
        more = found.size() > DeliveriesPage.ROWS;
        changes = more ? found.subList(0, DeliveriesPage.ROWS) : found;
        ends = Stream.concat(signing.ends().stream(), directory.certificateEnds().stream())
                .sorted(Comparator.comparing(CertificateEnd::until)).toList();
    }

    /** Anchors first. */
    public List<TrustItem> getItems() {
        return items;
    }

    /** What was loaded and taken away, newest first. */
    public List<TrustChange> getChanges() {
        return changes;
    }

    /** The line after which the next page goes on; {@code null}, as links want it, on the last page. */
    public UUID getNextAfter() {
        return more ? changes.get(changes.size() - 1).id() : null;
    }

    /** Whether newer lines were passed over to come here. */
    public boolean isContinued() {
        return Ids.parse(after).isPresent();
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = after;
    }

    /** The certificates with which organizations, systems and the node sign or prove themselves; the first to end first. */
    public List<CertificateEnd> getEnds() {
        return ends;
    }

    /** Whether it counts no more, or will soon not. */
    public String tone(TrustItem item) {
        return item.validUntil().map(this::toneOf).orElse("done");
    }

    /** The same for the end of a certificate. */
    public String toneOf(Instant until) {
        Duration left = Duration.between(clock.instant(), until);
        return left.isNegative() ? "bad" : left.compareTo(SOON) < 0 ? "warn" : "done";
    }
}
