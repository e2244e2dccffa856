package vn.congvan.processing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import vn.congvan.delivery.Deliveries;
import vn.congvan.delivery.DeliveryView;
import vn.congvan.document.AssigningLeader;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.OrganizationMember;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.document.RegisterClerk;
import vn.congvan.person.People;
import vn.congvan.register.IncomingEntry;
import vn.congvan.register.NewIncomingEntry;
import vn.congvan.register.Registers;
import vn.congvan.signature.VerdictState;
import vn.congvan.verification.DocumentVerdict;
import vn.congvan.verification.Verification;

/** The door of room {@code processing}. Nothing may be called within a transaction. */
@ApplicationScoped
public class Processing {

    /** The longest reason for a return, in characters ({@code decisions.md} 24). */
    public static final int LONGEST_REASON = 1000;

    @Inject
    Deliveries deliveries;
    @Inject
    Verification verification;
    @Inject
    Receiving receiving;
    @Inject
    Working working;
    @Inject
    Registers registers;
    @Inject
    People people;

    /**
     * Takes on what came in: enters it into the register, and tells the sender (03).
     *
     * @param another whether the clerk knows that it is another document than one that is entered with the same number, notation and date
     * @return the line with its number
     * @throws RefusedException {@code ENTRY_ALIKE}: most likely it is entered already, see {@link #acceptAsSame}; {@code DELIVERY_NOT_WAITING}: it is not the clerk's, or somebody has taken it on, given it back or withdrawn it
     *         meanwhile; {@code FILES_NOT_SEEN}: nobody has looked at its signatures yet; {@code CHANGED_NOT_REGISTERED}: a file was changed
     *         after it was signed, so it can only be given back. Nothing has happened then, and no number was given.
     */
    public IncomingEntry accept(RegisterClerk by, UUID deliveryId, NewIncomingEntry entry, boolean another) {
        checkFiles(by, deliveryId);
        Receiving.Accepted accepted = receiving.accept(by, deliveryId, entry, another)
                .orElseThrow(Processing::notWaiting);
        deliveries.ring(accepted.statusId());
        return accepted.entry();
    }

    /**
     * Takes on what came in as the document of a line that stands already, which came by another way: no number is given, and the sender is told
     * (03).
     *
     * @param entryId the line, one of the clerk's organization
     * @throws RefusedException as for {@link #accept}
     */
    public void acceptAsSame(RegisterClerk by, UUID deliveryId, UUID entryId) {
        checkFiles(by, deliveryId);
        deliveries.ring(receiving.acceptAsSame(by, deliveryId, entryId).orElseThrow(Processing::notWaiting));
    }

    /**
     * Enters what came on paper, in the same series of numbers (NĐ 30/2020, Điều 22.2).
     *
     * @param another as for {@link #accept}
     * @throws RefusedException {@code ENTRY_ALIKE}
     */
    public IncomingEntry enterPaper(RegisterClerk by, NewIncomingEntry entry, boolean another) {
        return receiving.enterPaper(by, entry, another);
    }

    private void checkFiles(RegisterClerk by, UUID deliveryId) {
        DeliveryView delivery = deliveries.delivery(Set.of(by.organizationId()), deliveryId)
                .orElseThrow(Processing::notWaiting);
        DocumentVerdict verdict = verification.documentsOf(List.of(delivery.packageId())).get(delivery.packageId());
        if (verdict == null) {
            throw new RefusedException(Refusal.of(ErrorCode.FILES_NOT_SEEN));
        }
        if (verdict.state().filter(VerdictState.CHANGED_AFTER_SIGNING::equals).isPresent()) {
            throw new RefusedException(Refusal.of(ErrorCode.CHANGED_NOT_REGISTERED));
        }
    }

    /**
     * Gives back what came in before it was registered (NĐ 30/2020, Điều 21.2b), and tells the sender why (02).
     *
     * @param reason why, 1 to {@value #LONGEST_REASON} characters; the sender reads it
     * @throws RefusedException {@code DELIVERY_NOT_WAITING} as for {@link #accept}; {@code ENTRY_FIELD_MISSING} or {@code ENTRY_FIELD_TOO_LONG}
     *         about {@code reason}
     */
    public void giveBack(RegisterClerk by, UUID deliveryId, String reason) {
        String why = reason.strip();
        if (why.isEmpty()) {
            throw new RefusedException(Refusal.of(ErrorCode.ENTRY_FIELD_MISSING, "reason"));
        }
        if (why.length() > LONGEST_REASON) {
            throw new RefusedException(Refusal.of(ErrorCode.ENTRY_FIELD_TOO_LONG, "reason", LONGEST_REASON));
        }
        deliveries.ring(receiving.giveBack(by, deliveryId, why).orElseThrow(Processing::notWaiting));
    }

    /**
     * Says who handles a line of the register, or somebody else than before; the senders are told (04). Who is told to handle it may read it.
     *
     * @throws RefusedException {@code WORK_NOT_YOURS}: no line of the leader's organization, or somebody to whom it cannot give work;
     *         {@code WORK_COMPLETED}: it is done
     */
    public void assign(AssigningLeader by, UUID entryId, Assignment what) {
        Map<String, OrganizationMember> members = people.members(by.organizationId()).stream()
                .collect(Collectors.toMap(OrganizationMember::userName, member -> member));
        working.assign(by, entryId, what, members).forEach(deliveries::ring);
    }

    /**
     * Begins to work on a line; the senders are told (05).
     *
     * @throws RefusedException {@code WORK_NOT_YOURS}: somebody else leads; {@code WORK_COMPLETED}: work has begun or is done
     */
    public void start(OrganizationMember by, UUID entryId) {
        working.progress(by, entryId, WorkState.PROCESSING, "").forEach(deliveries::ring);
    }

    /**
     * Completes the work on a line; the senders are told at once (06).
     *
     * @param result what came of it, up to {@value Assignment#LONGEST_DIRECTION} characters; may be empty
     * @throws RefusedException {@code WORK_NOT_YOURS}: somebody else leads; {@code WORK_COMPLETED}: it is done already;
     *         {@code ENTRY_FIELD_TOO_LONG} about {@code result}
     */
    public void complete(OrganizationMember by, UUID entryId, String result) {
        String text = result.strip();
        if (text.length() > Assignment.LONGEST_DIRECTION) {
            throw new RefusedException(
                    Refusal.of(ErrorCode.ENTRY_FIELD_TOO_LONG, "result", Assignment.LONGEST_DIRECTION));
        }
        working.progress(by, entryId, WorkState.COMPLETED, text).forEach(deliveries::ring);
    }

    /** The work on these lines; nothing for those that nobody was told to handle. Whoever asks has made sure that the lines may be seen. */
    public Map<UUID, Work> workOn(List<UUID> entries) {
        return working.of(entries);
    }

    /** The lines that this person is to handle, the most pressing first. */
    public List<IncomingEntry> openWork(OrganizationMember of, int limit) {
        return working.open(of, limit).stream()
                .flatMap(entry -> registers.line(of.organizationId(), entry).stream()).toList();
    }

    /** The lines that wait for this leader to say who handles them, the oldest first. */
    public List<IncomingEntry> unassigned(AssigningLeader of, int limit) {
        return working.unassigned(of.organizationId(), limit).stream()
                .flatMap(entry -> registers.line(of.organizationId(), entry).stream()).toList();
    }

    /** Whether this person leads or cooperates on that line, and so may read it. */
    public boolean concerns(OrganizationMember member, UUID entryId) {
        return working.concerns(member, entryId);
    }

    private static RefusedException notWaiting() {
        return new RefusedException(Refusal.of(ErrorCode.DELIVERY_NOT_WAITING));
    }
}
