package vn.congvan.receipt;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

import vn.congvan.delivery.Deliveries;
import vn.congvan.delivery.ReceiptErrand;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.document.TimeOrderedId;
import vn.congvan.organization.ConnectedSystem;
import vn.congvan.signing.Receipt;
import vn.congvan.signing.SignedReceipt;
import vn.congvan.signing.SigningKeys;
import vn.congvan.verification.CheckedFile;
import vn.congvan.verification.Verification;

/** The door of room {@code receipt}. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NEVER)
public class Receipts {

    private static final Logger LOG = Logger.getLogger(Receipts.class);
    private static final String CORRELATION = "correlation";
    private static final int AT_ONCE = 100;
    /** Longer than making that many takes; after a refusal by the key, also how long it is left in peace. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    @Inject
    Deliveries deliveries;
    @Inject
    Verification verification;
    @Inject
    SigningKeys keys;
    @Inject
    ReceiptSettings settings;
    @Inject
    ReceiptBook book;
    @Inject
    Clock clock;

    /**
     * Makes the receipts that are due.
     *
     * @return how many were made
     */
    public int make() {
        int made = 0;
        List<ReceiptErrand> due;
        do {
            due = deliveries.claimReceipts(AT_ONCE, LEASE);
            for (ReceiptErrand errand : due) {
                MDC.put(CORRELATION, errand.correlation());
                try {
                    if (!make(errand)) {
                        // the key will not answer the next one either; all of them stay due
                        return made;
                    }
                } finally {
                    MDC.remove(CORRELATION);
                }
                made++;
            }
        } while (due.size() == AT_ONCE);
        return made;
    }

    private boolean make(ReceiptErrand errand) {
        List<Receipt.File> files = verification.filesOf(List.of(errand.packageId()))
                .getOrDefault(errand.packageId(), List.of()).stream().filter(file -> file.sha256().isPresent())
                .map(Receipts::file).toList();
        Receipt receipt = new Receipt(errand.packageId().toString(), errand.documentId(), errand.documentCode(),
                errand.sender().value(), errand.recipients().stream().map(code -> code.value()).toList(),
                errand.sha256(), files, errand.acceptedAt(), settings.node());
        SignedReceipt.Answer answer = SignedReceipt.issue(receipt, keys);
        if (answer instanceof SignedReceipt.Answer.Refused refused) {
            LOG.errorf("no receipts can be signed: %s %s", refused.refusal().code(), refused.refusal().about());
            return false;
        }
        ReceiptRow row = new ReceiptRow();
        row.id = TimeOrderedId.next(clock);
        row.packageId = errand.packageId();
        row.acceptedAt = errand.acceptedAt();
        row.madeAt = clock.instant();
        row.signed = ((SignedReceipt.Answer.Issued) answer).receipt().toString();
        book.add(row);
        deliveries.recordReceiptMade(errand.packageId(), errand.acceptedAt());
        return true;
    }

    private static Receipt.File file(CheckedFile file) {
        return new Receipt.File(file.name(), file.sha256().orElseThrow(), file.size());
    }

    /**
     * The newest receipt for a package that one of the caller's organizations sent.
     *
     * @param packageId as its sender was answered
     * @return a JWS in the compact form
     * @throws RefusedException {@code PACKAGE_UNKNOWN} when it is not the caller's, {@code RECEIPT_NOT_READY} when it has not been made yet
     */
    public String receipt(ConnectedSystem caller, UUID packageId) {
        List<UUID> packages = deliveries.sentAs(caller, packageId);
        if (packages.isEmpty()) {
            throw new RefusedException(Refusal.of(ErrorCode.PACKAGE_UNKNOWN, packageId));
        }
        return book.newest(packages)
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.RECEIPT_NOT_READY, packageId)));
    }

    /** The newest receipt for this package; empty when there is none yet. Whoever asks has made sure that it may be seen. */
    public java.util.Optional<String> receipt(UUID packageId) {
        return book.newest(List.of(packageId));
    }
}
