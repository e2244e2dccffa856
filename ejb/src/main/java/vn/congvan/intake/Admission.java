package vn.congvan.intake;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.logging.MDC;

import vn.congvan.delivery.Deliveries;
import vn.congvan.delivery.NewPackage;
import vn.congvan.delivery.NewStatus;
import vn.congvan.document.BusinessKind;
import vn.congvan.document.DocumentId;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Line;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Protocol;
import vn.congvan.document.Refusal;
import vn.congvan.document.Urgency;
import vn.congvan.edxml.Business;
import vn.congvan.edxml.EdxmlCodec;
import vn.congvan.edxml.EdxmlDocument;
import vn.congvan.edxml.EdxmlStatus;
import vn.congvan.edxml.Party;
import vn.congvan.edxml.Staff;
import vn.congvan.intake.IntakeAnswer.RecipientRefusal;
import vn.congvan.organization.Organization;
import vn.congvan.organization.OrganizationDirectory;

/** Whether a message that could be read may come in: by whom, for whom, and complete. */
@ApplicationScoped
class Admission {

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    @Inject
    OrganizationDirectory directory;
    @Inject
    Deliveries deliveries;

    /** Either what is to be recorded, or why nothing is. */
    record Result<T>(Optional<T> admitted, Optional<Refusal> refused, List<RecipientRefusal> recipients) {

        static <T> Result<T> of(T admitted) {
            return new Result<>(Optional.of(admitted), Optional.empty(), List.of());
        }

        static <T> Result<T> no(ErrorCode code, Object... about) {
            return new Result<>(Optional.empty(), Optional.of(Refusal.of(code, about)), List.of());
        }

        static <T> Result<T> no(Refusal refusal) {
            return new Result<>(Optional.empty(), Optional.of(refusal), List.of());
        }
    }

    Result<NewPackage> admit(IncomingPackage incoming, EdxmlDocument document, String encoding) {
        Optional<Refusal> incomplete = EdxmlCodec.shortcoming(document);
        if (incomplete.isPresent()) {
            return Result.no(incomplete.get());
        }
        Result<NewPackage.Party> from = sender(incoming, document.from());
        if (from.refused().isPresent()) {
            return Result.no(from.refused().get());
        }
        Result<Recipients> to = recipients(incoming, Addressed.by(document), this::reachable);
        if (to.refused().isPresent()) {
            return new Result<>(Optional.empty(), to.refused(), to.recipients());
        }
        Recipients recipients = to.admitted().orElseThrow();
        Optional<Business> business = document.business();
        return Result.of(new NewPackage(incoming.caller().id(), incoming.via(), from.admitted().orElseThrow(),
                recipients.to(), recipients.removed(), document.kind(), supersedes(document),
                business.map(Business::reason).orElse(""),
                new DocumentId(document.documentId()), earlier(document),
                business.map(Admission::replacements).orElse(List.of()), document.code(), document.promulgationDate(),
                document.typeName(), document.subject(), document.priority().orElse(Urgency.NORMAL),
                incoming.content().sha256(), incoming.content().size(), encoding, Optional.empty(), correlation()));
    }

    Result<NewStatus> admit(IncomingPackage incoming, EdxmlStatus status, String encoding) {
        Optional<Refusal> incomplete = EdxmlCodec.shortcoming(status);
        if (incomplete.isPresent()) {
            return Result.no(incomplete.get());
        }
        Result<NewPackage.Party> from = sender(incoming, status.from());
        if (from.refused().isPresent()) {
            return Result.no(from.refused().get());
        }
        Result<Recipients> to = recipients(incoming, Addressed.to(List.of(status.responseForOrganId())),
                this::reportable);
        if (to.refused().isPresent()) {
            return new Result<>(Optional.empty(), to.refused(), to.recipients());
        }
        Optional<Instant> reportedAt = status.timestamp().map(Admission::inVietnam);
        String staff = status.staff().map(Staff::label).orElse("");
        return Result.of(new NewStatus(incoming.caller().id(), incoming.via(), from.admitted().orElseThrow(),
                to.admitted().orElseThrow().to().get(0), status.statusCodeText(), status.statusCode(),
                status.responseForDocumentId(), status.responseForCode(), status.responseForDate(),
                status.description(), staff, reportedAt, incoming.content().sha256(), incoming.content().size(),
                encoding, correlation()));
    }

    /** The sender that the package names; it and the one that the protocol names must both be the caller's to use. */
    private Result<NewPackage.Party> sender(IncomingPackage incoming, Party from) {
        Optional<OrganizationCode> code = from.code();
        Optional<Organization> sender = code.flatMap(directory::find).filter(incoming.caller()::mayActFor);
        if (sender.isEmpty()) {
            return Result.no(ErrorCode.SENDER_NOT_ALLOWED, from.organId(), incoming.caller().id());
        }
        Optional<OrganizationCode> stranger = incoming.from()
                .filter(named -> directory.find(named).filter(incoming.caller()::mayActFor).isEmpty());
        if (stranger.isPresent()) {
            return Result.no(ErrorCode.SENDER_NOT_ALLOWED, stranger.get(), incoming.caller().id());
        }
        // on the axis the parameter sticks to a client that sends for many; elsewhere it was said for this package
        boolean differs = incoming.via() != Protocol.AXIS && incoming.from().flatMap(directory::find)
                .filter(named -> !named.id().equals(sender.get().id())).isPresent();
        return differs
                ? Result.no(ErrorCode.SENDER_MISMATCH, incoming.from().orElseThrow(), from.organId())
                : Result.of(new NewPackage.Party(sender.get(), sender.get().spelled(code.orElseThrow())));
    }

    private record Recipients(List<NewPackage.Party> to, List<NewPackage.Party> removed) {}

    /** All or nothing: each bad recipient is named with its reason (decisions 8). */
    private Result<Recipients> recipients(IncomingPackage incoming, Addressed addressed, Reach reach) {
        List<RecipientRefusal> bad = new ArrayList<>();
        Map<OrganizationCode, Organization> known = directory
                .find(Stream.of(addressed.to(), incoming.to(), addressed.removed()).flatMap(List::stream).distinct()
                        .toList());
        List<OrganizationCode> codes = addressed.among(incoming.to(), known, bad);
        if (codes.isEmpty() && bad.isEmpty() && addressed.removed().isEmpty()) {
            return Result.no(ErrorCode.RECIPIENT_MISSING);
        }
        Map<UUID, NewPackage.Party> removed = new LinkedHashMap<>();
        for (OrganizationCode code : addressed.removed()) {
            if (known.containsKey(code)) {
                removed.putIfAbsent(known.get(code).id(), party(known.get(code), code));
            } else {
                bad.add(new RecipientRefusal(code.value(), Refusal.of(ErrorCode.RECIPIENT_UNKNOWN, code)));
            }
        }
        Map<UUID, NewPackage.Party> recipients = new LinkedHashMap<>();
        List<RecipientRefusal> unreachable = new ArrayList<>();
        for (OrganizationCode code : codes) {
            if (!known.containsKey(code)) {
                bad.add(new RecipientRefusal(code.value(), Refusal.of(ErrorCode.RECIPIENT_UNKNOWN, code)));
                continue;
            }
            Organization organization = known.get(code);
            reach.fault(code, organization)
                    .ifPresent(fault -> unreachable.add(new RecipientRefusal(code.value(), fault)));
            if (!removed.containsKey(organization.id())) {
                // the same agency under two codes gets it once
                recipients.putIfAbsent(organization.id(), party(organization, code));
            }
        }
        if (!unreachable.isEmpty()) {
            // who was sent these very bytes when it could be reached is no reason to refuse their repetition
            Set<UUID> had = deliveries.recipientsOf(incoming.content().sha256());
            unreachable.stream().filter(r -> !had.contains(known.get(new OrganizationCode(r.code())).id()))
                    .forEach(bad::add);
        }
        if (!bad.isEmpty()) {
            ErrorCode first = bad.get(0).refusal().code();
            Refusal refusal = first == ErrorCode.RECIPIENT_UNKNOWN
                    ? Refusal.of(first, bad.stream().filter(r -> r.refusal().code() == first)
                            .map(RecipientRefusal::code).distinct().collect(Collectors.joining(", ")))
                    : bad.get(0).refusal();
            return new Result<>(Optional.empty(), Optional.of(refusal), List.copyOf(bad));
        }
        return Result.of(new Recipients(List.copyOf(recipients.values()), List.copyOf(removed.values())));
    }

    private static NewPackage.Party party(Organization organization, OrganizationCode code) {
        return new NewPackage.Party(organization, organization.spelled(code));
    }

    /** Whether something can be carried to an organization. */
    private interface Reach {
        Optional<Refusal> fault(OrganizationCode code, Organization organization);
    }

    private Optional<Refusal> reachable(OrganizationCode code, Organization organization) {
        return organization.open()
                ? reportable(code, organization)
                : Optional.of(Refusal.of(ErrorCode.RECIPIENT_CLOSED, code,
                        organization.successor().map(OrganizationCode::value).orElse("—")));
    }

    /** A status is owed to whoever sent the document, also when that agency was closed since. */
    private Optional<Refusal> reportable(OrganizationCode code, Organization organization) {
        Line line = organization.line();
        return line == Line.LOCAL || line == Line.SYSTEM
                ? Optional.empty()
                : Optional.of(Refusal.of(ErrorCode.RECIPIENT_UNREACHABLE, code));
    }

    /** An update that says what it changes, and does not say header or files, changes the receivers alone. */
    private static boolean supersedes(EdxmlDocument document) {
        List<Business.Change> changes = document.business().map(Business::changes).orElse(List.of());
        return changes.isEmpty() || changes.stream().anyMatch(Business.Change::changesContent)
                || changes.stream().noneMatch(Business.Change::changesReceivers);
    }

    /** A recall or update names the earlier document in its business part; on a new document that part says nothing. */
    private static Optional<DocumentId> earlier(EdxmlDocument document) {
        return document.kind() == BusinessKind.RECALL || document.kind() == BusinessKind.UPDATE
                ? document.business().flatMap(b -> DocumentId.parse(b.documentId()))
                : Optional.empty();
    }

    private static List<NewPackage.Replacement> replacements(Business business) {
        return business.distinctReplacements().stream()
                .flatMap(r -> r.identity().stream().map(id -> new NewPackage.Replacement(id,
                        r.organIds().stream().flatMap(o -> OrganizationCode.parse(o).stream()).toList())))
                .toList();
    }

    private static Instant inVietnam(LocalDateTime local) {
        return local.atZone(VIETNAM).toInstant();
    }

    /** The id under which the logs speak of this request. */
    private static String correlation() {
        Object id = MDC.get("correlation");
        return id == null ? "" : id.toString();
    }
}
