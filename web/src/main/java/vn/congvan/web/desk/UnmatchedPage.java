package vn.congvan.web.desk;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import vn.congvan.delivery.Deliveries;
import vn.congvan.delivery.UnmatchedStatus;

/** {@code /desk/unmatched.xhtml}: statuses that came and did nothing, so that nobody waits for them in vain. */
@Named
@RequestScoped
public class UnmatchedPage {

    @Inject
    Deliveries deliveries;
    @Inject
    Visitor visitor;

    private String after;
    private List<UnmatchedStatus> rows = List.of();
    private boolean more;

    public void load() {
        if (!visitor.isSeeingDeliveries()) {
            return;
        }
        List<UnmatchedStatus> found = deliveries.unmatched(visitor.visible(), Ids.parse(after),
                DeliveriesPage.ROWS + 1);
        more = found.size() > DeliveriesPage.ROWS;
        rows = more ? found.subList(0, DeliveriesPage.ROWS) : found;
    }

    public List<UnmatchedStatus> getRows() {
        return rows;
    }

    /** The status after which the next page goes on; {@code null}, as links want it, on the last page. */
    public UUID getNextAfter() {
        return more ? rows.get(rows.size() - 1).id() : null;
    }

    /** Whether newer rows were passed over to come here. */
    public boolean isContinued() {
        return Ids.parse(after).isPresent();
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = after;
    }
}
