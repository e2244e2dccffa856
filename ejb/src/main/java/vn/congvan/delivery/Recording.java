package vn.congvan.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import vn.congvan.delivery.NewPackage.Party;
import vn.congvan.document.BusinessKind;
import vn.congvan.document.DocumentId;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.MessageType;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.Sha256;
import vn.congvan.document.TimeOrderedId;

/** The one transaction in which a document package is recorded. */
@ApplicationScoped
class Recording {

    @PersistenceContext(unitName = "congvan")
    EntityManager em;
    @Inject
    Clock clock;
    @Inject
    Evidence evidence;
    @Inject
    Withdrawal withdrawal;

    /** What was recorded, and the transfers that are to be carried now. */
    record Recorded(TakeOver answer, List<UUID> transfers) {

        static Recorded nothing(TakeOver answer) {
            return new Recorded(answer, List.of());
        }
    }

    /** What would stand in the way of recording; see {@link Deliveries#foresee}. It only reads, and needs no transaction. */
    @Transactional(Transactional.TxType.SUPPORTS)
    Optional<TakeOver> foresee(NewPackage incoming) {
        boolean creates = incoming.kind().createsDocument();
        Optional<DocumentRow> document = creates
                ? evidence.document(incoming.from().organization().id(), incoming.documentId())
                : earlier(incoming);
        if (document.isEmpty()) {
            return creates ? Optional.empty() : Optional.of(unknown(incoming));
        }
        List<TakeOver.Standing> standing = standing(document.get().id, incoming.kind());
        return standing.isEmpty() || standing.stream().anyMatch(s -> s.sha256().equals(incoming.sha256()))
                ? Optional.empty()
                : Optional.of(new TakeOver.Contested(standing));
    }

    /**
     * The packages that a package of this kind may turn out to repeat: the one that brought the document into the world,
     * or all that recalled or updated it.
     */
    private List<TakeOver.Standing> standing(UUID documentId, BusinessKind kind) {
        List<Short> kinds = (kind.createsDocument()
                ? Stream.of(BusinessKind.NEW, BusinessKind.REPLACE)
                : Stream.of(kind))
                .map(k -> (short) k.wire()).toList();
        return em.createQuery("""
                              select p from PackageRow p where p.documentId = :document and p.type = :type
                               and p.kind in :kinds and p.repeatsPackageId is null order by p.id""", PackageRow.class)
                .setParameter("document", documentId).setParameter("type", MessageType.EDOC)
                .setParameter("kinds", kinds).getResultStream()
                .map(p -> new TakeOver.Standing(p.id, new Sha256(p.sha256))).toList();
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Recorded record(NewPackage incoming) {
        Instant now = clock.instant();
        Optional<PackageRow> known = evidence.knownPackage(incoming.sha256(), incoming.size(), now);
        if (known.isPresent()) {
            return again(incoming, known.get(), now);
        }
        return switch (incoming.kind()) {
            case NEW, REPLACE -> create(incoming, now);
            case UPDATE -> update(incoming, now);
            case RECALL -> recall(incoming, now);
        };
    }

    /** The same bytes again: the same answer, and whatever recipients still lack. */
    private Recorded again(NewPackage incoming, PackageRow known, Instant now) {
        if (known.type != MessageType.EDOC) {
            return Recorded.nothing(new TakeOver.Refused(Refusal.of(ErrorCode.MESSAGE_TYPE_MISMATCH,
                    MessageType.EDOC.wire(), known.type.wire())));
        }
        UUID answered = known.repeatsPackageId == null ? known.id : known.repeatsPackageId;
        DocumentRow document = locked(known.documentId);
        if (incoming.kind() == BusinessKind.RECALL) {
            return recallFromAll(incoming, known, answered, true, now);
        }
        Map<UUID, DeliveryRow> standing = standing(document.id);
        Optional<TakeOver> refused = recalled(incoming, standing, carried(List.of(known.id, answered)));
        return refused.isPresent()
                ? Recorded.nothing(refused.get())
                : deliver(incoming, known, answered, true, standing, now);
    }

    private Recorded create(NewPackage incoming, Instant now) {
        UUID documentId = TimeOrderedId.next(clock);
        String key = incoming.documentId().key();
        // waits for anybody who is just creating the same document; whoever comes second finds it
        int created = em
                .createNativeQuery(
                        """
                        insert into document (id, sender_id, identity, identity_key, code_number, code_notation, code_key,
                                              issue_date, type_name, subject, urgency, version, created_at)
                        values (:id, :sender, :identity, :key, :number, :notation, :code, cast(:date as date), :type,
                                :subject, :urgency, 1, :now)
                        on conflict (sender_id, identity_key) do nothing""")
                .setParameter("id", documentId)
                .setParameter("sender", incoming.from().organization().id())
                .setParameter("identity", incoming.documentId().value()).setParameter("key", key)
                .setParameter("number", incoming.code().number()).setParameter("notation", incoming.code().notation())
                .setParameter("code", incoming.code().key())
                .setParameter("date", incoming.issueDate().map(Object::toString).orElse(null))
                .setParameter("type", incoming.typeName()).setParameter("subject", incoming.subject())
                .setParameter("urgency", (short) incoming.urgency().wire()).setParameter("now", now).executeUpdate();
        if (created == 1) {
            PackageRow row = evidence.add(incoming, documentId, now);
            version(documentId, 1, row.id, now);
            replacements(incoming, documentId);
            return deliver(incoming, row, row.id, false, new HashMap<>(), now);
        }
        DocumentRow standing = evidence.document(incoming.from().organization().id(), incoming.documentId())
                .orElseThrow(() -> new IllegalStateException("a document that stands in the way is not there"));
        List<TakeOver.Standing> first = standing(standing.id, incoming.kind());
        if (incoming.repeats().isEmpty()) {
            rollBackContent(incoming);
            return Recorded.nothing(new TakeOver.Contested(first));
        }
        locked(standing.id);
        PackageRow row = evidence.add(incoming, standing.id, now);
        row.repeatsPackageId = first.get(0).packageId();
        return deliver(incoming, row, row.repeatsPackageId, true, standing(standing.id), now);
    }

    private Recorded update(NewPackage incoming, Instant now) {
        Optional<DocumentRow> found = earlier(incoming);
        if (found.isEmpty()) {
            rollBackContent(incoming);
            return Recorded.nothing(unknown(incoming));
        }
        DocumentRow document = locked(found.get().id);
        Map<UUID, DeliveryRow> standing = standing(document.id);
        Optional<TakeOver> refused = recalled(incoming, standing, carried(incoming.repeats().stream().toList()));
        if (refused.isPresent()) {
            rollBackContent(incoming);
            return Recorded.nothing(refused.get());
        }
        PackageRow row = evidence.add(incoming, document.id, now);
        if (incoming.repeats().isPresent()) {
            row.repeatsPackageId = incoming.repeats().get();
            return deliver(incoming, row, row.repeatsPackageId, true, standing, now);
        }
        document.version++;
        if (incoming.supersedes()) {
            document.codeNumber = incoming.code().number();
            document.codeNotation = incoming.code().notation();
            document.codeKey = incoming.code().key();
            document.issueDate = incoming.issueDate().orElse(null);
            document.typeName = incoming.typeName();
            document.subject = incoming.subject();
            document.urgency = (short) incoming.urgency().wire();
        }
        version(document.id, document.version, row.id, now);
        return deliver(incoming, row, row.id, false, standing, now);
    }

    /** The refusal of an update for somebody from whom the document was recalled, unless it had the update before that. */
    private static Optional<TakeOver> recalled(NewPackage incoming, Map<UUID, DeliveryRow> standing, Set<UUID> had) {
        return incoming.kind() != BusinessKind.UPDATE
                ? Optional.empty()
                : incoming.to().stream().filter(to -> !had.contains(to.organization().id()))
                        .filter(to -> Optional.ofNullable(standing.get(to.organization().id()))
                                .filter(delivery -> delivery.recallPackageId != null).isPresent())
                        .findFirst().map(to -> new TakeOver.Refused(
                                Refusal.of(ErrorCode.DOCUMENT_RECALLED, incoming.documentId(), to.code())));
    }

    private Recorded recall(NewPackage incoming, Instant now) {
        Optional<DocumentRow> found = earlier(incoming);
        if (found.isEmpty()) {
            rollBackContent(incoming);
            return Recorded.nothing(unknown(incoming));
        }
        UUID documentId = locked(found.get().id).id;
        PackageRow row = evidence.add(incoming, documentId, now);
        if (incoming.repeats().isPresent()) {
            row.repeatsPackageId = incoming.repeats().get();
            return recallFromAll(incoming, row, row.repeatsPackageId, true, now);
        }
        return recallFromAll(incoming, row, row.id, false, now);
    }

    private Recorded recallFromAll(NewPackage incoming, PackageRow row, UUID answered, boolean repeated, Instant now) {
        Map<UUID, DeliveryRow> standing = standing(row.documentId);
        Set<UUID> told = repeated ? carried(List.of(row.id, answered)) : Set.of();
        List<UUID> transfers = new ArrayList<>();
        for (Party to : incoming.to()) {
            Optional<DeliveryRow> delivery = Optional.ofNullable(standing.get(to.organization().id()));
            boolean done = told.contains(to.organization().id())
                    || repeated && delivery.filter(d -> d.recallPackageId != null).isPresent();
            if (!done) {
                withdrawal.recall(to, delivery, incoming, row, now).ifPresent(transfers::add);
            }
        }
        return new Recorded(new TakeOver.Taken(answered, repeated, made(standing, incoming.to())), transfers);
    }

    /** Makes what is missing: a delivery per recipient, a transfer per recipient of this package. */
    private Recorded deliver(NewPackage incoming, PackageRow row, UUID answered, boolean repeated,
            Map<UUID, DeliveryRow> standing, Instant now) {
        // an update is known to whoever was sent it, by these bytes or by those that they repeat
        Set<UUID> updated = repeated && incoming.kind() == BusinessKind.UPDATE
                ? carried(List.of(row.id, answered))
                : Set.of();
        List<TakeOver.Made> made = new ArrayList<>();
        List<UUID> transfers = new ArrayList<>();
        for (Party to : incoming.to()) {
            DeliveryRow delivery = standing.get(to.organization().id());
            boolean known = repeated
                    && (incoming.kind() != BusinessKind.UPDATE || updated.contains(to.organization().id()));
            if (delivery == null) {
                delivery = delivery(incoming, row, to, now);
                transfers.add(evidence.transfer(incoming, row, delivery.id, to, now));
            } else if (!known) {
                renew(delivery, incoming, row, now);
                transfers.add(evidence.transfer(incoming, row, delivery.id, to, now));
            } else if (delivery.state == DeliveryState.SEND_FAILED) {
                // sent again because it failed: the same package, another attempt (decisions 13)
                transfers.add(carryAgain(delivery, incoming, row, now));
            }
            made.add(new TakeOver.Made(delivery.id, to.code()));
        }
        if (!repeated) {
            for (Party gone : incoming.removed()) {
                Optional<DeliveryRow> delivery = Optional.ofNullable(standing.get(gone.organization().id()))
                        .filter(d -> d.recallPackageId == null);
                delivery.flatMap(d -> withdrawal.recall(gone, delivery, incoming, row, now))
                        .ifPresent(transfers::add);
            }
        }
        return new Recorded(new TakeOver.Taken(answered, repeated, made), transfers);
    }

    private DeliveryRow delivery(NewPackage incoming, PackageRow row, Party to, Instant now) {
        DeliveryRow delivery = new DeliveryRow();
        delivery.id = TimeOrderedId.next(clock);
        delivery.documentId = row.documentId;
        delivery.packageId = row.id;
        delivery.senderId = incoming.from().organization().id();
        delivery.senderCode = incoming.from().code().value();
        delivery.recipientId = to.organization().id();
        delivery.recipientCode = to.code().value();
        delivery.state = DeliveryState.QUEUED;
        delivery.createdAt = now;
        delivery.updatedAt = now;
        em.persist(delivery);
        EventRow first = delivery.remark(now, incoming.systemId(), incoming.via()).evidence(row.id);
        first.fromState = null;
        em.persist(first);
        return delivery;
    }

    /** An update: what was returned, given up, taken back or cancelled is on its way once more. */
    private void renew(DeliveryRow delivery, NewPackage incoming, PackageRow row, Instant now) {
        if (incoming.supersedes()) {
            delivery.packageId = row.id;
        }
        EventRow event = delivery.state.mayBecome(DeliveryState.QUEUED)
                ? delivery.move(DeliveryState.QUEUED, now, incoming.systemId(), incoming.via())
                : delivery.remark(now, incoming.systemId(), incoming.via());
        em.persist(event.note(incoming.reason()).evidence(row.id));
    }

    private UUID carryAgain(DeliveryRow delivery, NewPackage incoming, PackageRow row, Instant now) {
        TransferRow transfer = em.createQuery(
                "select t from TransferRow t where t.packageId = :package and t.recipientId = :recipient",
                TransferRow.class).setParameter("package", delivery.packageId)
                .setParameter("recipient", delivery.recipientId).setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResult();
        transfer.again(now);
        em.persist(delivery.move(DeliveryState.QUEUED, now, incoming.systemId(), incoming.via()).evidence(row.id));
        return transfer.id;
    }

    /** The recipients to whom one of these packages was or is carried. */
    private Set<UUID> carried(List<UUID> packages) {
        return packages.isEmpty()
                ? Set.of()
                : em.createQuery("select t.recipientId from TransferRow t where t.packageId in :packages", UUID.class)
                        .setParameter("packages", packages).getResultStream().collect(Collectors.toSet());
    }

    private void version(UUID documentId, int version, UUID packageId, Instant now) {
        em.createNativeQuery("insert into document_version (document_id, version, package_id, created_at)"
                + " values (:document, :version, :package, :now)").setParameter("document", documentId)
                .setParameter("version", version).setParameter("package", packageId).setParameter("now", now)
                .executeUpdate();
    }

    private void replacements(NewPackage incoming, UUID documentId) {
        for (NewPackage.Replacement replacement : incoming.replaces()) {
            List<String> recipients = replacement.recipients().isEmpty()
                    ? List.of("")
                    : replacement.recipients().stream().map(OrganizationCode::key).toList();
            for (String recipient : recipients) {
                em.createNativeQuery(
                        """
                        insert into document_replacement (document_id, replaced_identity_key, recipient_code)
                        values (:document, :replaced, :recipient) on conflict do nothing""")
                        .setParameter("document", documentId)
                        .setParameter("replaced", replacement.documentId().key()).setParameter("recipient", recipient)
                        .executeUpdate();
            }
        }
    }

    /** The document that a recall or update acts on: the one it names, else the one of its own identity. */
    private Optional<DocumentRow> earlier(NewPackage incoming) {
        UUID sender = incoming.from().organization().id();
        DocumentId named = incoming.earlier().orElse(incoming.documentId());
        return evidence.document(sender, named).or(() -> evidence.document(sender, incoming.documentId()));
    }

    private static TakeOver unknown(NewPackage incoming) {
        DocumentId named = incoming.earlier().orElse(incoming.documentId());
        return new TakeOver.Refused(Refusal.of(ErrorCode.DOCUMENT_UNKNOWN, named));
    }

    /** What is not recorded may not leave a trace: the content row made a moment ago goes with it. */
    private void rollBackContent(NewPackage incoming) {
        em.createNativeQuery("""
                             delete from content c where c.sha256 = :sha
                              and not exists (select 1 from package p where p.content_sha256 = c.sha256)""")
                .setParameter("sha", incoming.sha256().hex()).executeUpdate();
    }

    /** The document as it is now; whoever else wants to add to it waits until this transaction is over. */
    private DocumentRow locked(UUID documentId) {
        DocumentRow document = em.find(DocumentRow.class, documentId);
        // a lock alone would leave it as it was when somebody first looked at it
        em.refresh(document, LockModeType.PESSIMISTIC_WRITE);
        return document;
    }

    private Map<UUID, DeliveryRow> standing(UUID documentId) {
        Map<UUID, DeliveryRow> standing = new HashMap<>();
        em.createQuery("select d from DeliveryRow d where d.documentId = :document order by d.id", DeliveryRow.class)
                .setParameter("document", documentId).setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList()
                .forEach(d -> standing.put(d.recipientId, d));
        return standing;
    }

    private static List<TakeOver.Made> made(Map<UUID, DeliveryRow> standing, List<Party> to) {
        return to.stream().filter(p -> standing.containsKey(p.organization().id()))
                .map(p -> new TakeOver.Made(standing.get(p.organization().id()).id, p.code())).toList();
    }
}
