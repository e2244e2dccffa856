package vn.congvan.intake;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.congvan.systemtest.Edxml.DANANG;
import static vn.congvan.systemtest.Edxml.QUANGNAM;
import static vn.congvan.systemtest.Edxml.VPCP;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import vn.congvan.content.ContentStore;
import vn.congvan.content.ReceivedContent;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Protocol;
import vn.congvan.organization.ConnectedSystem;
import vn.congvan.organization.OrganizationDirectory;
import vn.congvan.organization.SystemLimits;
import vn.congvan.systemtest.Edxml;
import vn.congvan.systemtest.inside.TestedApplication;

/** Many threads at the door of intake at once: closer together than any network lets callers come. */
@ExtendWith(ArquillianExtension.class)
class IntakeRoomIT {

    private static final int AT_ONCE = 8;
    private static final int ROUNDS = 10;

    @Inject
    Intake intake;
    @Inject
    ContentStore store;
    @Inject
    OrganizationDirectory directory;
    @Resource(lookup = "java:jboss/datasources/CongVanDS")
    DataSource database;
    @Resource(lookup = "java:jboss/ee/concurrency/factory/default")
    ManagedThreadFactory threads;

    @Deployment
    static EnterpriseArchive application() {
        return TestedApplication.with(IntakeRoomIT.class);
    }

    @Test
    void onePackageSentByManyThreadsAtOnceIsOneDocumentAndEachGetsTheSameAnswer() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String identity = Edxml.newIdentity(VPCP);
            byte[] edxml = Edxml.document(identity, VPCP, DANANG, QUANGNAM);

            List<IntakeAnswer.Accepted> answers = accepted(atOnce(i -> edxml));

            assertThat(answers).hasSize(AT_ONCE);
            assertThat(answers).extracting(IntakeAnswer.Accepted::packageId).containsOnly(answers.get(0).packageId());
            assertThat(answers).extracting(IntakeAnswer.Accepted::deliveries).containsOnly(answers.get(0).deliveries());
            assertThat(answers).filteredOn(answer -> !answer.repeated()).hasSize(1);
            assertThat(count("select count(*) from document where identity = ?", identity)).isOne();
            assertThat(count("select count(*) from delivery d join document c on c.id = d.document_id"
                    + " where c.identity = ?", identity)).isEqualTo(2);
        }
    }

    @Test
    void ofManyDifferentDocumentsUnderOneIdentityOneIsTakenAndTheOthersAreRefused() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String identity = Edxml.newIdentity(VPCP);

            List<IntakeAnswer> answers = atOnce(
                    i -> Edxml.document(identity, "V/v việc thứ " + i, 0, "", VPCP, DANANG));

            assertThat(accepted(answers)).hasSize(1);
            assertThat(answers).filteredOn(IntakeAnswer.Refused.class::isInstance).hasSize(AT_ONCE - 1)
                    .allSatisfy(answer -> assertThat(((IntakeAnswer.Refused) answer).refusal().code())
                            .isEqualTo(ErrorCode.DUPLICATE_DIFFERENT));
            assertThat(count("select count(*) from package p join document c on c.id = p.document_id"
                    + " where c.identity = ? and p.type = 'EDOC'", identity)).isOne();
        }
    }

    @Test
    void oneDocumentWrittenInManyWaysAtOnceIsOneDocumentWithAllItsRecipients() throws Exception {
        String identity = Edxml.newIdentity(VPCP);

        // other bytes, the same document: a comment more, and every second one goes to somebody else
        List<IntakeAnswer.Accepted> answers = accepted(atOnce(i -> (new String(
                Edxml.document(identity, VPCP, i % 2 == 0 ? DANANG : QUANGNAM), StandardCharsets.UTF_8) + "<!--" + i
                + "-->").getBytes(StandardCharsets.UTF_8)));

        assertThat(answers).hasSize(AT_ONCE);
        assertThat(count("select count(*) from document where identity = ?", identity)).isOne();
        assertThat(count("select count(*) from delivery d join document c on c.id = d.document_id"
                + " where c.identity = ?", identity)).isEqualTo(2);
    }

    @Test
    void updatesThatComeAtOnceEachBecomeAVersion() throws Exception {
        String identity = Edxml.newIdentity(VPCP);
        send(Edxml.document(identity, VPCP, DANANG));

        List<IntakeAnswer.Accepted> answers = accepted(atOnce(i -> Edxml.document(identity,
                "V/v sửa lần thứ " + i, 2, "Sửa", VPCP, DANANG)));

        assertThat(answers).hasSize(AT_ONCE);
        assertThat(count("select version from document where identity = ?", identity)).isEqualTo(AT_ONCE + 1);
        assertThat(count("select count(*) from document_version v join document c on c.id = v.document_id"
                + " where c.identity = ?", identity)).isEqualTo(AT_ONCE + 1);
    }

    @Test
    void aRefusalWritesNoRow() throws Exception {
        String identity = Edxml.newIdentity(VPCP);

        IntakeAnswer answer = send(Edxml.document(identity, VPCP, "000.00.00.X99"));

        assertThat(answer).isInstanceOfSatisfying(IntakeAnswer.Refused.class,
                refused -> assertThat(refused.refusal().code()).isEqualTo(ErrorCode.RECIPIENT_UNKNOWN));
        assertThat(count("select count(*) from document where identity = ?", identity)).isZero();
    }

    // --- callers

    private List<IntakeAnswer> atOnce(IntFunction<byte[]> writing) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(AT_ONCE);
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE, threads);
        List<Future<IntakeAnswer>> running = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            byte[] edxml = writing.apply(i);
            running.add(callers.submit((Callable<IntakeAnswer>) () -> {
                barrier.await(60, SECONDS);
                return send(edxml);
            }));
        }
        try {
            List<IntakeAnswer> answers = new ArrayList<>();
            for (Future<IntakeAnswer> one : running) {
                answers.add(one.get(120, SECONDS));
            }
            return answers;
        } finally {
            callers.shutdownNow();
        }
    }

    private static List<IntakeAnswer.Accepted> accepted(List<IntakeAnswer> answers) {
        return answers.stream().filter(IntakeAnswer.Accepted.class::isInstance).map(IntakeAnswer.Accepted.class::cast)
                .toList();
    }

    private IntakeAnswer send(byte[] edxml) throws IOException {
        ConnectedSystem vpcp = new ConnectedSystem("vpcp", "Văn phòng Chính phủ",
                Set.of(directory.find(new OrganizationCode(VPCP)).orElseThrow().id()), Set.of(), SystemLimits.NONE);
        try (ReceivedContent content = store.receive(new ByteArrayInputStream(edxml))) {
            return intake.receive(new IncomingPackage(vpcp, Protocol.REST, Optional.empty(), List.of(),
                    Optional.empty(), content));
        }
    }

    private long count(String query, String parameter) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
