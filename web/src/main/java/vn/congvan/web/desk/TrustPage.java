package vn.congvan.web.desk;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;

import vn.congvan.signature.Signatures;
import vn.congvan.signature.TrustItem;

/** {@code /desk/trust.xhtml}: the certificates and lists by which signatures are judged, for those who watch over the node. */
@Named
@RequestScoped
public class TrustPage {

    /** From when on before its end an item is shown as ending; the first of the warnings that its keeper gets. */
    private static final Duration SOON = Duration.ofDays(60);

    @Inject
    Signatures signatures;
    @Inject
    Visitor visitor;
    @Inject
    Clock clock;
    @Inject
    FacesContext faces;

    private List<TrustItem> items = List.of();

    public void load() throws IOException {
        if (!visitor.isOverseeing()) {
            faces.getExternalContext().responseSendError(HttpServletResponse.SC_FORBIDDEN, null);
            faces.responseComplete();
            return;
        }
        items = signatures.trusted();
    }

    /** Anchors first. */
    public List<TrustItem> getItems() {
        return items;
    }

    /** Whether it counts no more, or will soon not. */
    public String tone(TrustItem item) {
        if (item.validUntil().isEmpty()) {
            return "done";
        }
        Duration left = Duration.between(clock.instant(), item.validUntil().get());
        return left.isNegative() ? "bad" : left.compareTo(SOON) < 0 ? "warn" : "done";
    }
}
