package vn.congvan.web.desk;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import vn.congvan.delivery.Deliveries;
import vn.congvan.delivery.DeliveryQuery;
import vn.congvan.delivery.DeliveryState;
import vn.congvan.delivery.DeliveryView;
import vn.congvan.signature.VerdictState;
import vn.congvan.verification.DocumentVerdict;
import vn.congvan.verification.Verification;

/** A list of deliveries, newest first, filtered by state, one page after the other; all of it in the address. */
abstract class DeliveriesPage {

    /** Rows a page. */
    static final int ROWS = 25;

    @Inject
    Deliveries deliveries;
    @Inject
    Verification verification;
    @Inject
    Visitor visitor;

    private String state;
    private String after;
    private List<DeliveryView> rows = List.of();
    private final Map<UUID, DocumentVerdict> verdicts = new HashMap<>();
    private boolean more;

    /** Asks the door for rows; the visitor sees at least one organization. */
    abstract List<DeliveryView> ask(DeliveryQuery query);

    public void load() {
        if (!visitor.isSeeingDeliveries()) {
            return;
        }
        // one more than is shown tells whether there is a next page, without counting
        List<DeliveryView> found = ask(new DeliveryQuery(Optional.empty(), Optional.empty(),
                Arrays.stream(DeliveryState.values()).filter(known -> known.name().equals(state)).findFirst(),
                Ids.parse(after), ROWS + 1));
        more = found.size() > ROWS;
        rows = more ? found.subList(0, ROWS) : found;
        verdicts.putAll(verification.documentsOf(rows.stream().map(DeliveryView::packageId).distinct().toList()));
    }

    /** The worst verdict on a file of the delivery; {@code null}, for the page, while nobody has looked or where there is nothing to look at. */
    public VerdictState verdict(DeliveryView delivery) {
        return Optional.ofNullable(verdicts.get(delivery.packageId())).flatMap(DocumentVerdict::state).orElse(null);
    }

    /** Whether what is signed is good, and a signature that the document needs is not there. */
    public boolean isLacking(DeliveryView delivery) {
        DocumentVerdict verdict = verdicts.get(delivery.packageId());
        return verdict != null && verdict.state().equals(Optional.of(VerdictState.VALID)) && !verdict.isComplete();
    }

    public List<DeliveryView> getRows() {
        return rows;
    }

    /** The delivery after which the next page goes on; {@code null}, as links want it, on the last page. */
    public UUID getNextAfter() {
        return more ? rows.get(rows.size() - 1).id() : null;
    }

    /** Whether newer rows were passed over to come here. */
    public boolean isContinued() {
        return Ids.parse(after).isPresent();
    }

    public String getState() {
        return state;
    }

    public void setState(String state) {
        this.state = state;
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = after;
    }
}
