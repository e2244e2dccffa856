package vn.congvan.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vn.congvan.systemtest.Edxml.DANANG;
import static vn.congvan.systemtest.Edxml.QUANGNAM;
import static vn.congvan.systemtest.Edxml.VPCP;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import vn.congvan.content.ContentStore;
import vn.congvan.content.ReceivedContent;
import vn.congvan.document.BusinessKind;
import vn.congvan.document.DocumentCode;
import vn.congvan.document.DocumentId;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Protocol;
import vn.congvan.document.Sha256;
import vn.congvan.document.StatusCode;
import vn.congvan.document.Urgency;
import vn.congvan.organization.Organization;
import vn.congvan.organization.OrganizationDirectory;
import vn.congvan.systemtest.Edxml;
import vn.congvan.systemtest.inside.TestedApplication;

/** Transactions, doorbells, claims and the database's own guard, seen from inside the room. */
@ExtendWith(ArquillianExtension.class)
class DeliveryRoomIT {

    @Inject
    Deliveries deliveries;
    @Inject
    Recording recording;
    @Inject
    Carrying carrying;
    @Inject
    Doorbell doorbell;
    @Inject
    OrganizationDirectory directory;
    @Inject
    ContentStore store;
    @Resource(lookup = "java:jboss/datasources/CongVanDS")
    DataSource database;
    @Resource(lookup = "java:jboss/ee/concurrency/executor/default")
    ManagedExecutorService threads;
    @Resource(lookup = "java:jboss/UserTransaction")
    UserTransaction transaction;

    @Deployment
    static EnterpriseArchive application() {
        return TestedApplication.with(DeliveryRoomIT.class);
    }

    // --- transactions

    @Test
    void whatCannotBeRecordedWholeLeavesNoRowAndNoBell() throws Exception {
        Organization known = organization(QUANGNAM);
        Organization nowhere = new Organization(UUID.randomUUID(), new OrganizationCode("000.00.99.H99"),
                Optional.empty(), "Không có", Optional.empty(), List.of(), known.line(), Optional.empty(), false, true,
                Optional.empty(), known.contact());
        NewPackage half = document(Edxml.newIdentity(VPCP), organization(QUANGNAM), nowhere);

        assertThatThrownBy(() -> deliveries.takeOver(half)).isInstanceOf(EJBException.class);

        assertThat(count("select count(*) from document where identity = ?", half.documentId().value())).isZero();
        assertThat(count("select count(*) from package where content_sha256 = ?", half.sha256().hex())).isZero();
        assertThat(count("select count(*) from content where sha256 = ?", half.sha256().hex())).isZero();
        assertThat(count("select count(*) from transfer where recipient_id = ?", nowhere.id())).isZero();
    }

    @Test
    void theDoorIsClosedToWhoeverHoldsATransactionOpen() throws Exception {
        NewPackage incoming = document(Edxml.newIdentity(VPCP), organization(QUANGNAM));
        transaction.begin();
        try {
            assertThatThrownBy(() -> deliveries.takeOver(incoming)).isInstanceOf(EJBException.class);
        } finally {
            transaction.rollback();
        }
        assertThat(count("select count(*) from document where identity = ?", incoming.documentId().value())).isZero();
    }

    // --- doorbells

    @Test
    void aRowWhoseBellWasLostIsFoundByTheSweep() throws Exception {
        UUID delivery = record(document(Edxml.newIdentity(VPCP), organization(QUANGNAM))).delivery();

        await().atMost(60, SECONDS).until(() -> state(delivery).equals("ARRIVED"));
    }

    @Test
    void aBellThatRingsTwentyTimesCarriesOnce() throws Exception {
        Recorded recorded = record(document(Edxml.newIdentity(VPCP), organization(QUANGNAM)));

        doorbell.ringTransfers(Collections.nCopies(20, recorded.transfer()));

        await().atMost(60, SECONDS).until(() -> state(recorded.delivery()).equals("ARRIVED") && count(
                "select count(*) from status_report where delivery_id = ? and due_at is not null",
                recorded.delivery()) == 0);
        assertThat(texts("select to_state from delivery_event where delivery_id = ? order by at, id",
                recorded.delivery())).containsExactly("QUEUED", "SENT", "ARRIVED");
        assertThat(texts("select code from status_report where delivery_id = ?", recorded.delivery()))
                .containsExactly("01");
        assertThat(count("select attempts from transfer where id = ?", recorded.transfer())).isOne();
    }

    @Test
    void aBellForARowThatDoesNotExistHarmsNobody() throws Exception {
        doorbell.ringTransfers(List.of(UUID.randomUUID()));
        doorbell.ringStatuses(List.of(UUID.randomUUID()));
        Recorded recorded = record(document(Edxml.newIdentity(VPCP), organization(QUANGNAM)));
        doorbell.ringTransfers(List.of(recorded.transfer()));

        await().atMost(60, SECONDS).until(() -> state(recorded.delivery()).equals("ARRIVED"));
    }

    // --- claims

    @Test
    void manyCarriersAtOnceNeverGetTheSameRow() throws Exception {
        Set<UUID> waiting = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            waiting.add(record(document(Edxml.newIdentity(VPCP), organization(DANANG))).transfer());
        }
        List<Future<List<UUID>>> carriers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            carriers.add(threads.submit((Callable<List<UUID>>) () -> {
                List<UUID> mine = new ArrayList<>();
                for (List<Carriage> claimed = carrying.claimTransfers(3); !claimed.isEmpty(); claimed = carrying
                        .claimTransfers(3)) {
                    claimed.forEach(c -> {
                        mine.add(c.transferId());
                        deliveries.recordCarried(c.transferId(), new Outcome.Ready("danang"));
                    });
                }
                return mine;
            }));
        }
        List<UUID> carried = new ArrayList<>();
        for (Future<List<UUID>> carrier : carriers) {
            carried.addAll(carrier.get(60, SECONDS));
        }

        assertThat(carried).doesNotHaveDuplicates();
        for (UUID transfer : waiting) {
            assertThat(count("select attempts from transfer where id = ?", transfer)).isOne();
            assertThat(texts("select system_id from transfer where id = ?", transfer)).containsExactly("danang");
        }
    }

    @Test
    void aClaimThatNobodyRecordsEndsByItself() throws Exception {
        Recorded recorded = record(document(Edxml.newIdentity(VPCP), organization(DANANG)));
        await().atMost(30, SECONDS).until(() -> carrying.claimTransfers(50).stream()
                .anyMatch(c -> c.transferId().equals(recorded.transfer()))
                || !state(recorded.delivery()).equals("QUEUED"));

        await().atMost(60, SECONDS).until(() -> state(recorded.delivery()).equals("SENT"));
    }

    // --- what has not left yet

    @Test
    void aTakeBackOfWhatHasNotLeftCancelsItAndTellsItsSenderAlone() throws Exception {
        Held held = heldBack();
        UUID delivery = held.delivery();

        deliveries.takeOver(takeBack(held.document(), DANANG));

        assertThat(state(delivery)).isEqualTo("CANCELLED");
        assertThat(texts("select to_code || ' ' || code from status_report where delivery_id = ? and"
                + " (due_at is not null or code = '15')", delivery)).containsExactly(VPCP + " 15");
        assertThat(count("select count(*) from transfer where delivery_id = ? and type = 'EDOC' and due_at is not null",
                delivery)).isZero();
    }

    @Test
    void aRecallOfWhatHasNotLeftIsCarriedToNobody() throws Exception {
        Held held = heldBack();
        UUID delivery = held.delivery();

        TakeOver.Taken recalled = (TakeOver.Taken) deliveries
                .takeOver(document(BusinessKind.RECALL, held.document().documentId().value(),
                        organization(DANANG)));

        assertThat(state(delivery)).isEqualTo("CANCELLED");
        assertThat(count("select count(*) from transfer where package_id = ?", recalled.packageId())).isZero();
    }

    @Test
    void recallsAndConfirmationsAtOnceWaitForEachOtherInOneOrder() throws Exception {
        for (int i = 0; i < 20; i++) {
            NewPackage incoming = document(Edxml.newIdentity(VPCP), organization(DANANG));
            Recorded recorded = record(incoming);
            await().atMost(30, SECONDS).until(() -> state(recorded.delivery()).equals("SENT"));
            NewPackage recall = document(BusinessKind.RECALL, incoming.documentId().value(), organization(DANANG));
            List<Future<?>> both = List.of(threads.submit(() -> carrying.confirm("danang", recorded.transfer(),
                    TransferState.DONE, "", Protocol.REST)), threads.submit(() -> deliveries.takeOver(recall)));
            for (Future<?> one : both) {
                one.get(30, SECONDS);
            }
            assertThat(texts("select state from transfer where id = ?", recorded.transfer())).containsExactly("DONE");
        }
    }

    private record Held(NewPackage document, UUID delivery) {}

    /** A document that is recorded and that nobody carries; of those that a carrier was faster with, the next is tried. */
    private Held heldBack() throws Exception {
        AtomicReference<Held> held = new AtomicReference<>();
        await().atMost(30, SECONDS).until(() -> {
            NewPackage incoming = document(Edxml.newIdentity(VPCP), organization(DANANG));
            Recorded recorded = record(incoming);
            execute("update transfer set due_at = now() + interval '1 hour' where id = ? and due_at is not null",
                    recorded.transfer());
            held.set(new Held(incoming, recorded.delivery()));
            return state(recorded.delivery()).equals("QUEUED");
        });
        return held.get();
    }

    private NewStatus takeBack(NewPackage document, String receiver) throws IOException {
        byte[] edxml = Edxml.status(document.documentId().value(), "13", "Gửi nhầm", "2021/02/02 08:00:00", VPCP,
                receiver);
        Organization to = organization(receiver);
        try (ReceivedContent content = store.receive(new ByteArrayInputStream(edxml))) {
            return new NewStatus("vpcp", Protocol.REST, document.from(), new NewPackage.Party(to, to.code()), "13",
                    Optional.of(StatusCode.RETRACT_REQUESTED), document.documentId().value(),
                    document.code().toString(),
                    document.issueDate(), "Gửi nhầm", "", Optional.empty(), store.keep(content), content.size(),
                    "UTF-8", "inside");
        }
    }

    // --- what the database guards by itself

    @Test
    void theDatabaseKnowsTheSameMovesAsTheMachine() throws Exception {
        Set<String> machine = new HashSet<>();
        for (DeliveryState from : DeliveryState.values()) {
            Stream.of(DeliveryState.values()).filter(from::mayBecome).forEach(to -> machine.add(from + " " + to));
        }
        assertThat(texts("select from_state || ' ' || to_state from delivery_move"))
                .containsExactlyInAnyOrderElementsOf(machine);
    }

    @Test
    void theDatabaseRefusesEveryMoveThatTheMachineDoesNotKnow() throws Exception {
        UUID delivery = record(document(Edxml.newIdentity(VPCP), organization(QUANGNAM))).delivery();
        await().atMost(60, SECONDS).until(() -> state(delivery).equals("ARRIVED"));

        for (DeliveryState to : DeliveryState.values()) {
            if (to != DeliveryState.ARRIVED && !DeliveryState.ARRIVED.mayBecome(to)) {
                assertThatThrownBy(() -> execute("update delivery set state = ? where id = ?", to.name(), delivery))
                        .as("ARRIVED to " + to).isInstanceOf(SQLException.class);
            }
        }
        assertThat(state(delivery)).isEqualTo("ARRIVED");
    }

    @Test
    void historyCanOnlyBeAddedTo() throws Exception {
        UUID delivery = record(document(Edxml.newIdentity(VPCP), organization(QUANGNAM))).delivery();

        assertThatThrownBy(() -> execute("update delivery_event set note = 'khác' where delivery_id = ?", delivery))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> execute("delete from delivery_event where delivery_id = ?", delivery))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> execute("truncate delivery_event")).isInstanceOf(SQLException.class);
        assertThat(count("select count(*) from delivery_event where delivery_id = ?", delivery)).isPositive();
    }

    // --- a document, recorded while nobody rings

    private record Recorded(UUID delivery, UUID transfer) {}

    private Recorded record(NewPackage incoming) {
        Recording.Recorded recorded = recording.record(incoming);
        TakeOver.Taken taken = (TakeOver.Taken) recorded.answer();
        return new Recorded(taken.deliveries().get(0).deliveryId(), recorded.transfers().get(0));
    }

    private NewPackage document(String identity, Organization... to) throws IOException {
        return document(BusinessKind.NEW, identity, to);
    }

    private NewPackage document(BusinessKind kind, String identity, Organization... to) throws IOException {
        Sha256 sha256;
        long size;
        try (ReceivedContent content = store
                .receive(new ByteArrayInputStream(
                        Edxml.document(identity, "V/v thử từ bên trong", kind.wire(), "", VPCP, QUANGNAM)))) {
            sha256 = store.keep(content);
            size = content.size();
        }
        Organization from = organization(VPCP);
        return new NewPackage("vpcp", Protocol.REST, new NewPackage.Party(from, from.code()),
                Stream.of(to).map(o -> new NewPackage.Party(o, o.code())).toList(), List.of(), kind, true,
                "",
                DocumentId.parse(identity).orElseThrow(), Optional.empty(), List.of(),
                DocumentCode.parse(identity.substring(identity.lastIndexOf(',') + 1)),
                Optional.of(LocalDate.of(2021, 2, 1)), "Công văn", "V/v thử từ bên trong", Urgency.NORMAL, sha256, size,
                "UTF-8", Optional.empty(), "inside");
    }

    private Organization organization(String code) {
        return directory.find(new OrganizationCode(code)).orElseThrow();
    }

    // --- rows, as the application's own role sees them

    private String state(UUID delivery) throws SQLException {
        return texts("select state from delivery where id = ?", delivery).get(0);
    }

    private long count(String query, Object... parameters) throws SQLException {
        return Long.parseLong(texts(query, parameters).get(0));
    }

    private List<String> texts(String query, Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepared(connection, query, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private void execute(String sql, Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepared(connection, sql, parameters)) {
            statement.executeUpdate();
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
