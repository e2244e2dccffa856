package vn.congvan.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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

    /** What was recorded, and the transfers that are to be carried now. */
    record Recorded(TakeOver answer, List<UUID> transfers) {

        static Recorded nothing(TakeOver answer) {
            return new Recorded(answer, List.of());
        }
    }

    /** What would stand in the way of recording; see {@link Deliveries#foresee}. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Optional<TakeOver> foresee(NewPackage incoming) {
        if (!incoming.kind().createsDocument()) {
            return earlier(incoming).isPresent() ? Optional.empty() : Optional.of(unknown(incoming));
        }
        return evidence.document(incoming.from().organization().id(), incoming.documentId())
                .map(standing -> firstPackage(standing.id))
                .filter(first -> !first.sha256.equals(incoming.sha256().hex()))
                .map(first -> new TakeOver.Contested(first.id, new Sha256(first.sha256)));
    }

    /** The package that brought a document into the world. */
    private PackageRow firstPackage(UUID documentId) {
        return em.createQuery("""
                              select p from PackageRow p where p.documentId = :document and p.type = :type
                               and p.kind in (0, 3) and p.repeatsPackageId is null order by p.id""", PackageRow.class)
                .setParameter("document", documentId).setParameter("type", MessageType.EDOC).setMaxResults(1)
                .getSingleResult();
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

    /** The same bytes again: the same answer, and deliveries for recipients that had none. */
    private Recorded again(NewPackage incoming, PackageRow known, Instant now) {
        if (known.type != MessageType.EDOC) {
            return Recorded.nothing(new TakeOver.Refused(Refusal.of(ErrorCode.MESSAGE_TYPE_MISMATCH,
                    MessageType.EDOC.wire(), known.type.wire())));
        }
        UUID answered = known.repeatsPackageId == null ? known.id : known.repeatsPackageId;
        if (incoming.kind() == BusinessKind.RECALL) {
            return Recorded.nothing(new TakeOver.Taken(answered, true, made(known.documentId, incoming.to())));
        }
        return deliver(incoming, known, answered, true, now);
    }

    private Recorded create(NewPackage incoming, Instant now) {
        UUID documentId = TimeOrderedId.next(clock);
        String key = incoming.documentId().key();
        // waits for anybody who is just creating the same document; whoever comes second finds it
        int created = em
                .createNativeQuery(
                        """
                        insert into document (id, sender_id, identity, identity_key, code_number, code_notation, issue_date,
                                              type_name, subject, urgency, version, created_at)
                        values (:id, :sender, :identity, :key, :number, :notation, cast(:date as date), :type, :subject, :urgency, 1, :now)
                        on conflict (sender_id, identity_key) do nothing""")
                .setParameter("id", documentId)
                .setParameter("sender", incoming.from().organization().id())
                .setParameter("identity", incoming.documentId().value()).setParameter("key", key)
                .setParameter("number", incoming.code().number()).setParameter("notation", incoming.code().notation())
                .setParameter("date", incoming.issueDate().map(Object::toString).orElse(null))
                .setParameter("type", incoming.typeName()).setParameter("subject", incoming.subject())
                .setParameter("urgency", (short) incoming.urgency().wire()).setParameter("now", now).executeUpdate();
        if (created == 1) {
            PackageRow row = evidence.add(incoming, documentId, now);
            version(documentId, 1, row.id, now);
            replacements(incoming, documentId);
            return deliver(incoming, row, row.id, false, now);
        }
        DocumentRow standing = evidence.document(incoming.from().organization().id(), incoming.documentId())
                .orElseThrow(() -> new IllegalStateException("a document that stands in the way is not there"));
        PackageRow first = firstPackage(standing.id);
        if (incoming.repeats().isEmpty()) {
            rollBackContent(incoming);
            return Recorded.nothing(new TakeOver.Contested(first.id, new Sha256(first.sha256)));
        }
        PackageRow row = evidence.add(incoming, standing.id, now);
        row.repeatsPackageId = first.id;
        return deliver(incoming, row, first.id, true, now);
    }

    private Recorded update(NewPackage incoming, Instant now) {
        Optional<DocumentRow> found = earlier(incoming);
        if (found.isEmpty()) {
            rollBackContent(incoming);
            return Recorded.nothing(unknown(incoming));
        }
        DocumentRow document = locked(found.get().id);
        PackageRow row = evidence.add(incoming, document.id, now);
        document.version++;
        document.subject = incoming.subject();
        version(document.id, document.version, row.id, now);
        return deliver(incoming, row, row.id, false, now);
    }

    private Recorded recall(NewPackage incoming, Instant now) {
        Optional<DocumentRow> found = earlier(incoming);
        if (found.isEmpty()) {
            rollBackContent(incoming);
            return Recorded.nothing(unknown(incoming));
        }
        UUID documentId = locked(found.get().id).id;
        PackageRow row = evidence.add(incoming, documentId, now);
        Map<UUID, DeliveryRow> standing = standing(documentId);
        List<UUID> transfers = new ArrayList<>();
        for (Party to : incoming.to()) {
            DeliveryRow delivery = standing.get(to.organization().id());
            if (delivery == null) {
                // it never got the document; the recall is carried all the same, it may know it by another route
                transfers.add(transfer(incoming, row, null, to, now).id);
            } else if (delivery.state == DeliveryState.QUEUED || delivery.state == DeliveryState.SEND_FAILED) {
                em.createQuery("update TransferRow t set t.dueAt = null, t.listedAt = null where t.deliveryId = :id")
                        .setParameter("id", delivery.id).executeUpdate();
                em.persist(delivery.move(DeliveryState.CANCELLED, now, incoming.systemId(), incoming.via())
                        .note(incoming.reason()).evidence(row.id));
            } else {
                delivery.recallPackageId = row.id;
                transfers.add(transfer(incoming, row, delivery.id, to, now).id);
                em.persist(delivery.remark(now, incoming.systemId(), incoming.via()).note(incoming.reason())
                        .evidence(row.id));
            }
        }
        return new Recorded(new TakeOver.Taken(row.id, false, made(documentId, incoming.to())), transfers);
    }

    /** Makes what is missing: a delivery per recipient, a transfer per recipient of this package. */
    private Recorded deliver(NewPackage incoming, PackageRow row, UUID answered, boolean repeated, Instant now) {
        if (repeated) {
            locked(row.documentId);
        }
        boolean fresh = !repeated && incoming.kind() != BusinessKind.UPDATE;
        Map<UUID, DeliveryRow> standing = fresh ? new HashMap<>() : standing(row.documentId);
        List<TakeOver.Made> made = new ArrayList<>();
        List<UUID> transfers = new ArrayList<>();
        for (Party to : incoming.to()) {
            DeliveryRow delivery = standing.get(to.organization().id());
            if (delivery == null) {
                delivery = new DeliveryRow();
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
                transfers.add(transfer(incoming, row, delivery.id, to, now).id);
            } else if (!repeated) {
                delivery.packageId = row.id;
                em.persist(delivery.remark(now, incoming.systemId(), incoming.via()).note(incoming.reason())
                        .evidence(row.id));
                transfers.add(transfer(incoming, row, delivery.id, to, now).id);
            }
            made.add(new TakeOver.Made(delivery.id, to.code()));
        }
        return new Recorded(new TakeOver.Taken(answered, repeated, made), transfers);
    }

    private TransferRow transfer(NewPackage incoming, PackageRow row, UUID deliveryId, Party to, Instant now) {
        TransferRow transfer = new TransferRow();
        transfer.id = TimeOrderedId.next(clock);
        transfer.packageId = row.id;
        transfer.type = MessageType.EDOC;
        transfer.deliveryId = deliveryId;
        transfer.senderId = incoming.from().organization().id();
        transfer.senderCode = incoming.from().code().value();
        transfer.recipientId = to.organization().id();
        transfer.recipientCode = to.code().value();
        transfer.dueAt = now;
        transfer.createdAt = now;
        transfer.updatedAt = now;
        em.persist(transfer);
        return transfer;
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

    private List<TakeOver.Made> made(UUID documentId, List<Party> to) {
        Map<UUID, DeliveryRow> standing = standing(documentId);
        return to.stream().filter(p -> standing.containsKey(p.organization().id()))
                .map(p -> new TakeOver.Made(standing.get(p.organization().id()).id, p.code())).toList();
    }
}
