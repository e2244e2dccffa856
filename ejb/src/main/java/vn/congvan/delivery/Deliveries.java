package vn.congvan.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import vn.congvan.document.ActingPerson;
import vn.congvan.document.BusinessKind;
import vn.congvan.document.MessageType;
import vn.congvan.document.Protocol;
import vn.congvan.document.Sha256;
import vn.congvan.document.StatusCode;
import vn.congvan.organization.ConnectedSystem;
import vn.congvan.organization.OrganizationDirectory;

/**
 * The door of room {@code delivery}. Each method that writes opens its own short transaction and rings the doorbells
 * after it has committed; none may be called within a transaction.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NEVER)
public class Deliveries {

    @Inject
    Recording recording;
    @Inject
    Reporting reporting;
    @Inject
    Carrying carrying;
    @Inject
    Looking looking;
    @Inject
    Vouching vouching;
    @Inject
    Lists lists;
    @Inject
    Evidence evidence;
    @Inject
    Doorbell doorbell;
    @Inject
    OrganizationDirectory directory;
    @Inject
    Clock clock;

    // --- for rooms above: what arrives

    /**
     * What {@link #takeOver(NewPackage)} would say if it were not going to record: a refusal, or other packages of the
     * same identity that have to be compared first. Empty when it would record, or had recorded the same bytes before.
     */
    public Optional<TakeOver> foresee(NewPackage incoming) {
        return recording.foresee(incoming);
    }

    /** The organizations to which the package with these bytes was or is carried; none when it is not known. */
    public Set<UUID> recipientsOf(Sha256 sha256) {
        return evidence.recipientsOf(sha256);
    }

    /** Records a document package; durable when this returns. */
    public TakeOver takeOver(NewPackage incoming) {
        Recording.Recorded recorded = recording.record(incoming);
        doorbell.ringTransfers(recorded.transfers());
        if (recorded.answer() instanceof TakeOver.Taken taken && !taken.repeated()
                && incoming.kind() != BusinessKind.RECALL) {
            doorbell.ringFiles(List.of(taken.packageId()));
        }
        return recorded.answer();
    }

    /** Records a status package and does what it says; durable when this returns. */
    public TakeOver takeOver(NewStatus incoming) {
        Reporting.Recorded recorded = reporting.record(incoming);
        doorbell.ringStatuses(recorded.statuses());
        return recorded.answer();
    }

    // --- for rooms above: what is to be carried

    /** Claims up to {@code max} transfers that are due; whoever has claimed them carries them. */
    public List<Carriage> claimTransfers(int max) {
        return carrying.claimTransfers(max);
    }

    /** Records what came of carrying a transfer. */
    public void recordCarried(UUID transferId, Outcome outcome) {
        doorbell.ringStatuses(carrying.record(transferId, outcome));
    }

    /** Claims up to {@code max} statuses that are due. */
    public List<StatusErrand> claimStatuses(int max) {
        return carrying.claimStatuses(max);
    }

    /** Records what came of carrying a status that stands as a package already. */
    public void recordStatusCarried(UUID statusId, Outcome outcome) {
        carrying.recordStatus(statusId, Optional.empty(), outcome);
    }

    /** Records what came of carrying a status for which the node wrote the package; its bytes are kept. */
    public void recordStatusCarried(UUID statusId, Sha256 sha256, long size, Outcome outcome) {
        carrying.recordStatus(statusId, Optional.of(new Carrying.OwnPackage(sha256, size)), outcome);
    }

    /**
     * What the recipient's own people did at this desk with a document: the delivery moves and the sender is to be told. Within the caller's
     * transaction; {@link #ring} when it has committed.
     *
     * @param done 02 or 03 while nobody has taken it on yet; 04, 05 and 06 afterwards
     * @param description the reason, or what else the sender is told
     * @return the status; empty when it is not theirs, does not wait for that (any more), or their own document system answers for them
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public Optional<UUID> answer(ActingPerson by, UUID deliveryId, StatusCode done, String description) {
        return reporting.answer(by, deliveryId, done, description);
    }

    /** Has a status carried that was recorded within a transaction which has now committed. */
    public void ring(UUID statusId) {
        doorbell.ringStatuses(List.of(statusId));
    }

    /**
     * Rings again for what has lain due for longer than {@code overdue}: its bell was lost, or its carrier died.
     *
     * @return for how many rows
     */
    public int ringAgain(Duration overdue) {
        List<UUID> transfers = carrying.overlooked(MessageType.EDOC, clock.instant().minus(overdue), 200);
        List<UUID> statuses = carrying.overlooked(MessageType.STATUS, clock.instant().minus(overdue), 200);
        doorbell.ringTransfers(transfers);
        doorbell.ringStatuses(statuses);
        List<UUID> files = looking.overlooked(clock.instant().minus(overdue), 200);
        doorbell.ringFiles(files);
        return transfers.size() + statuses.size() + files.size();
    }

    // --- for rooms above: the files in packages

    /**
     * Claims up to {@code max} packages whose files are to be looked into.
     *
     * @param lease how long the claim holds; who takes longer may not be the only one who looks
     */
    public List<FilesErrand> claimFiles(int max, Duration lease) {
        return looking.claim(max, lease);
    }

    /** Records that the files of a package have been looked into. */
    public void recordFilesSeen(UUID packageId) {
        looking.seen(packageId);
    }

    /** The files of a package are to be looked into again, at this instant; the same for many, when what is trusted has changed. */
    public void lookAgain(Collection<UUID> packageIds, Instant at) {
        looking.again(packageIds, at);
    }

    // --- for rooms above: receipts

    /**
     * Claims up to {@code max} packages for which a receipt is to be made; their files have been looked into.
     *
     * @param lease how long the claim holds
     */
    public List<ReceiptErrand> claimReceipts(int max, Duration lease) {
        return vouching.claim(max, lease);
    }

    /** Records that a receipt was made which vouches for what was taken over up to that instant. */
    public void recordReceiptMade(UUID packageId, Instant acceptedAt) {
        vouching.made(packageId, acceptedAt);
    }

    /**
     * A package that the caller sent, and those that said the same in other bytes and were answered with its id; none when the caller
     * did not send it.
     */
    public List<UUID> sentAs(ConnectedSystem caller, UUID packageId) {
        return lists.isSentBy(caller.id(), packageId) ? vouching.sameAs(packageId) : List.of();
    }

    /** What is not finished now. */
    public Backlog backlog() {
        return lists.backlog(clock.instant());
    }

    /** Which of {@code contents} belong to something that was recorded; the others are nobody's. */
    public Set<Sha256> recorded(Set<Sha256> contents) {
        return evidence.recorded(contents);
    }

    // --- for a recipient's system

    /** The packages that wait for the caller's organizations. */
    public List<PendingTransfer> pending(ConnectedSystem caller, PendingQuery query) {
        return lists.pending(caller.id(), query, clock.instant());
    }

    /** How many packages {@link #pending} would list without its limit. */
    public long countPending(ConnectedSystem caller, MessageType type) {
        return lists.countPending(caller.id(), type, clock.instant());
    }

    /** What {@link #fetch} would hand out to the caller; changes nothing. */
    public Optional<TransferContent> look(ConnectedSystem caller, UUID transferId) {
        return lists.content(caller.id(), transferId);
    }

    /**
     * Hands out a package to the caller, whose it must be; an unfetched one becomes {@code processing}. A finished one may
     * be fetched again.
     */
    public Optional<TransferContent> fetch(ConnectedSystem caller, UUID transferId, Protocol via) {
        return carrying.fetch(caller.id(), transferId, via);
    }

    /**
     * Records how far the caller got with a package. {@code DONE} is final and may be repeated; it moves the delivery to
     * ARRIVED and makes the status 01 that the sender gets.
     */
    public Confirmation confirm(ConnectedSystem caller, UUID transferId, TransferState outcome, String description,
            Protocol via) {
        Carrying.Confirmed confirmed = carrying.confirm(caller.id(), transferId, outcome, description, via);
        doorbell.ringStatuses(confirmed.statuses());
        return confirmed.answer();
    }

    /** The state of one of the caller's own waiting or finished transfers; empty when it is not the caller's. */
    public Optional<TransferState> transferState(ConnectedSystem caller, UUID transferId) {
        return lists.transferState(caller.id(), transferId);
    }

    // --- for a sender's system

    /** The caller's sends, one row per recipient. */
    public List<SentRow> sent(ConnectedSystem caller, SentQuery query) {
        return lists.sent(caller.id(), query, clock.instant());
    }

    /** Whether the caller sent that package. */
    public boolean isSentBy(ConnectedSystem caller, UUID packageId) {
        return lists.isSentBy(caller.id(), packageId);
    }

    /** What became of the documents that the caller's organizations sent, per recipient, with history. */
    public List<DeliveryView> deliveries(ConnectedSystem caller, DeliveryQuery query) {
        return lists.bySender(directory.organizationsOf(caller), query, true);
    }

    /** One delivery with its history, when one of the caller's organizations sent it or is its recipient. */
    public Optional<DeliveryView> delivery(ConnectedSystem caller, UUID deliveryId) {
        return lists.view(directory.organizationsOf(caller), deliveryId);
    }

    // --- for people

    /** What {@code organizations} sent, for their own people; without history. */
    public List<DeliveryView> outgoing(Collection<UUID> organizations, DeliveryQuery query) {
        return lists.bySender(organizations, query, false);
    }

    /** What came in for {@code organizations}, for their own people; without history. */
    public List<DeliveryView> incoming(Collection<UUID> organizations, DeliveryQuery query) {
        return lists.byRecipient(organizations, query);
    }

    /**
     * The statuses from or to one of {@code organizations} that found no delivery, or whose code nobody knows; newest first.
     *
     * @param after the status after which to go on, or empty to begin
     * @param limit how many at the most, 1 to 500
     */
    public List<UnmatchedStatus> unmatched(Collection<UUID> organizations, Optional<UUID> after, int limit) {
        return lists.unmatched(organizations, after, limit);
    }

    /** One delivery with its history, when it was sent by or came in for one of {@code organizations}. */
    public Optional<DeliveryView> delivery(Collection<UUID> organizations, UUID deliveryId) {
        return lists.view(organizations, deliveryId);
    }

    /** The package that last carried a delivery's document, under the same condition. */
    public Optional<TransferContent> content(Collection<UUID> organizations, UUID deliveryId) {
        return lists.content(organizations, deliveryId);
    }
}
