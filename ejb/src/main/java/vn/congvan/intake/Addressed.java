package vn.congvan.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import vn.congvan.document.BusinessKind;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Refusal;
import vn.congvan.edxml.Business;
import vn.congvan.edxml.EdxmlDocument;
import vn.congvan.edxml.Party;
import vn.congvan.intake.IntakeAnswer.RecipientRefusal;
import vn.congvan.organization.Organization;

/**
 * Whom a package names as its recipients.
 *
 * @param to the codes of {@code To}, and of an update's {@code ReceiverList} those that it adds (contract §10.3)
 * @param removed the codes that an update's {@code ReceiverList} removes
 * @param bad what stands where a code belongs and is none
 */
record Addressed(List<OrganizationCode> to, List<OrganizationCode> removed, List<RecipientRefusal> bad) {

    static Addressed by(EdxmlDocument document) {
        List<RecipientRefusal> bad = new ArrayList<>();
        List<OrganizationCode> to = new ArrayList<>();
        for (Party party : document.to()) {
            if (!party.isEmpty()) {
                // a name without a code is somebody who would wait for the document in vain
                code(party.organId(), party.organId().isBlank() ? party.organName() : party.organId(), bad)
                        .ifPresent(to::add);
            }
        }
        List<OrganizationCode> removed = new ArrayList<>();
        for (Business.ReceiverChange change : receiverChanges(document)) {
            if (change.isAdded()) {
                code(change.organId(), change.organId(), bad).ifPresent(to::add);
            } else if (change.isRemoved()) {
                code(change.organId(), change.organId(), bad).ifPresent(removed::add);
            } else {
                bad.add(new RecipientRefusal(change.organId(),
                        Refusal.of(ErrorCode.FIELD_INVALID, "ReceiverType", change.typeText())));
            }
        }
        return new Addressed(to, removed, bad);
    }

    static Addressed to(Collection<String> codes) {
        List<RecipientRefusal> bad = new ArrayList<>();
        return new Addressed(codes.stream().flatMap(text -> code(text, text, bad).stream()).toList(), List.of(), bad);
    }

    private static List<Business.ReceiverChange> receiverChanges(EdxmlDocument document) {
        return document.kind() != BusinessKind.UPDATE
                ? List.of()
                : document.business().stream().flatMap(b -> b.changes().stream())
                        .filter(Business.Change::changesReceivers).flatMap(c -> c.receivers().stream()).toList();
    }

    private static Optional<OrganizationCode> code(String text, String shown, List<RecipientRefusal> bad) {
        Optional<OrganizationCode> code = OrganizationCode.parse(text);
        if (code.isEmpty()) {
            bad.add(new RecipientRefusal(shown, Refusal.of(ErrorCode.RECIPIENT_UNKNOWN, shown)));
        }
        return code;
    }

    /**
     * Whom the package is for when the request limits it to {@code limit}; an empty limit means all. An agency is the same under each of its codes.
     *
     * @param known the organizations behind the codes, as far as there are any
     */
    List<OrganizationCode> among(List<OrganizationCode> limit, Map<OrganizationCode, Organization> known,
            List<RecipientRefusal> refusals) {
        if (limit.isEmpty()) {
            refusals.addAll(bad);
            return to;
        }
        Set<OrganizationCode> named = new TreeSet<>(to);
        Set<UUID> agencies = to.stream().filter(known::containsKey).map(code -> known.get(code).id())
                .collect(Collectors.toSet());
        Map<Boolean, List<OrganizationCode>> asked = limit.stream().collect(Collectors.partitioningBy(
                code -> named.contains(code) || known.containsKey(code) && agencies.contains(known.get(code).id())));
        asked.get(false).forEach(code -> refusals
                .add(new RecipientRefusal(code.value(), Refusal.of(ErrorCode.RECIPIENT_NOT_ADDRESSED, code))));
        return asked.get(true);
    }
}
