package vn.congvan.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import vn.congvan.document.BusinessKind;
import vn.congvan.document.DocumentId;
import vn.congvan.document.MessageType;
import vn.congvan.document.Protocol;
import vn.congvan.document.Sha256;
import vn.congvan.document.TimeOrderedId;

/** Packages and documents as rows; works within the transaction of whoever asks. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class Evidence {

    @PersistenceContext(unitName = "congvan")
    EntityManager em;
    @Inject
    Clock clock;

    /**
     * The package with these bytes, when there is one. Of two who bring the same bytes at once, the second waits here
     * until the first has committed, and then finds what it recorded.
     */
    Optional<PackageRow> knownPackage(Sha256 sha256, long size, Instant now) {
        int added = em.createNativeQuery(
                "insert into content (sha256, size, stored_at) values (:sha, :size, :now) on conflict do nothing")
                .setParameter("sha", sha256.hex()).setParameter("size", size).setParameter("now", now).executeUpdate();
        if (added == 1) {
            return Optional.empty();
        }
        return em.createQuery("select p from PackageRow p where p.sha256 = :sha", PackageRow.class)
                .setParameter("sha", sha256.hex()).getResultStream().findFirst();
    }

    /** To whom the package with these bytes is addressed: a document's recipients, a status's addressee. */
    @Transactional(Transactional.TxType.SUPPORTS)
    Set<UUID> recipientsOf(Sha256 sha256) {
        return Stream.of(
                em.createQuery("select t.recipientId from TransferRow t, PackageRow p where p.id = t.packageId"
                        + " and p.sha256 = :sha", UUID.class),
                em.createQuery("select s.toId from StatusRow s, PackageRow p where p.id = s.packageId"
                        + " and p.sha256 = :sha", UUID.class))
                .flatMap(query -> query.setParameter("sha", sha256.hex()).getResultStream())
                .collect(Collectors.toSet());
    }

    /** Which of {@code contents} have a row. */
    @Transactional(Transactional.TxType.SUPPORTS)
    Set<Sha256> recorded(Set<Sha256> contents) {
        List<?> known = em.createNativeQuery("select sha256 from content where sha256 in (:contents)", String.class)
                .setParameter("contents", contents.stream().map(Sha256::hex).toList()).getResultList();
        return known.stream().map(hex -> new Sha256((String) hex)).collect(Collectors.toSet());
    }

    PackageRow add(NewPackage incoming, UUID documentId, Instant now) {
        PackageRow row = row(MessageType.EDOC, incoming.sha256(), incoming.size(), incoming.encoding(), now);
        row.kind = (short) incoming.kind().wire();
        if (incoming.kind() != BusinessKind.RECALL) {
            row.filesDueAt = now;
        }
        row.receiptDueAt = now;
        row.reason = incoming.reason();
        row.via = incoming.via();
        row.systemId = incoming.systemId();
        row.fromId = incoming.from().organization().id();
        row.documentId = documentId;
        row.correlation = incoming.correlation();
        em.persist(row);
        return row;
    }

    PackageRow add(NewStatus incoming, UUID documentId, Instant now) {
        PackageRow row = row(MessageType.STATUS, incoming.sha256(), incoming.size(), incoming.encoding(), now);
        row.via = incoming.via();
        row.systemId = incoming.systemId();
        row.fromId = incoming.from().organization().id();
        row.documentId = documentId;
        row.correlation = incoming.correlation();
        em.persist(row);
        return row;
    }

    /** Has the package carried to one recipient, for one delivery or, of a recall, for none. */
    UUID transfer(NewPackage incoming, PackageRow row, UUID deliveryId, NewPackage.Party to, Instant now) {
        TransferRow transfer = TransferRow.of(TimeOrderedId.next(clock), incoming, row.id, to, now);
        transfer.deliveryId = deliveryId;
        em.persist(transfer);
        row.receiptDueAt = now;
        return transfer.id;
    }

    /** A status package that the node itself wrote. */
    PackageRow addOwnStatus(StatusRow status, UUID documentId, Sha256 sha256, long size, Instant now) {
        PackageRow row = row(MessageType.STATUS, sha256, size, "UTF-8", now);
        row.via = Protocol.NODE;
        row.fromId = status.fromId;
        row.documentId = documentId;
        row.correlation = status.id.toString();
        em.persist(row);
        return row;
    }

    @Transactional(Transactional.TxType.SUPPORTS)
    Optional<DocumentRow> document(UUID senderId, DocumentId documentId) {
        return em.createQuery("select d from DocumentRow d where d.senderId = :sender and d.identityKey = :key",
                DocumentRow.class).setParameter("sender", senderId).setParameter("key", documentId.key())
                .getResultStream().findFirst();
    }

    private PackageRow row(MessageType type, Sha256 sha256, long size, String encoding, Instant now) {
        PackageRow row = new PackageRow();
        row.id = TimeOrderedId.next(clock);
        row.type = type;
        row.sha256 = sha256.hex();
        row.size = size;
        row.encoding = encoding;
        row.receivedAt = now;
        return row;
    }
}
