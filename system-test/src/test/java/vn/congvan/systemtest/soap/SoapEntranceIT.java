package vn.congvan.systemtest.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static vn.congvan.systemtest.soap.SoapPackage.DANANG;
import static vn.congvan.systemtest.soap.SoapPackage.VPCP;
import static vn.congvan.systemtest.soap.SoapPackage.aDocument;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.activation.DataHandler;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import vn.congvan.systemtest.GuardedNode;
import vn.congvan.systemtest.GuardedNode.Certificate;
import vn.congvan.systemtest.NodeExtension;
import vn.congvan.systemtest.Rows;
import vn.congvan.systemtest.RunningNode;
import vn.congvan.wsdl.ConfirmReceived;
import vn.congvan.wsdl.Exchange;
import vn.congvan.wsdl.ExchangeFault;
import vn.congvan.wsdl.ExchangeRefused;
import vn.congvan.wsdl.GetDocument;
import vn.congvan.wsdl.GetOrganizations;
import vn.congvan.wsdl.GetPendingDocumentIds;
import vn.congvan.wsdl.Outcome;
import vn.congvan.wsdl.PendingDocument;
import vn.congvan.wsdl.SendDocument;
import vn.congvan.wsdl.TransferState;

/** Who comes in over SOAP in the production profile, how often, and who does not. */
@ExtendWith(NodeExtension.class)
class SoapEntranceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String QUESTION = RawSoap.envelope("<x:GetPendingDocumentIds/>");

    private final GuardedNode guarded;
    private final RunningNode node;
    private final Rows rows;

    SoapEntranceIT(GuardedNode guarded) {
        this.guarded = guarded;
        this.node = guarded.node();
        this.rows = new Rows(node);
    }

    // --- TLS

    @Test
    void withoutTlsNobodyIsLetInNotEvenFromLoopback() throws Exception {
        rows.awaitQuiet();
        Map<String, Long> before = rows.footprint();
        long refusedBefore = rows.refusedInAll("TLS_REQUIRED", "vpcp", "SOAP");

        HttpResponse<String> answer = new RawSoap(node.http(), "vpcp", node.secret("vpcp")).post("text/xml", QUESTION);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<code>TLS_REQUIRED</code>", "faultcode>S:Client<");
        assertThat(rows.footprint()).isEqualTo(before);
        assertThat(rows.refusedInAll("TLS_REQUIRED", "vpcp", "SOAP")).isEqualTo(refusedBefore + 1);
    }

    @Test
    void overTlsASecretIsEnough() throws Exception {
        HttpResponse<String> answer = basic("vpcp").post("text/xml", QUESTION);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
    }

    @Test
    void theContractNeedsNoCredentialsAndSoNoTls() throws Exception {
        HttpResponse<String> answer = new RawSoap(node.http(), "", "").get("?wsdl");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("definitions");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
    }

    // --- certificates

    @Test
    void aRegisteredCertificateIsEnoughFromSendToConfirmation() throws Exception {
        SoapPackage document = aDocument(DANANG);
        assertThat(certified(Certificate.VPCP).sendDocument(send(document)).getSha256()).isEqualTo(document.sha256());

        Exchange danang = certified(Certificate.DANANG);
        String transfer = await().atMost(PATIENCE)
                .until(() -> danang.getPendingDocumentIds(new GetPendingDocumentIds()).getDocument().stream()
                        .filter(each -> each.getDocumentId().equals(document.documentId()))
                        .map(PendingDocument::getTransferId).findFirst(), Optional::isPresent)
                .orElseThrow();
        GetDocument get = new GetDocument();
        get.setTransferId(transfer);
        assertThat(danang.getDocument(get).getSha256()).isEqualTo(document.sha256());
        ExchangeRefused foreign = catchThrowableOfType(ExchangeRefused.class,
                () -> certified(Certificate.VPCP).getDocument(get));
        assertThat(foreign.getFaultInfo().getCode()).isEqualTo("TRANSFER_UNKNOWN");
        ConfirmReceived done = new ConfirmReceived();
        done.setTransferId(transfer);
        done.setOutcome(Outcome.DONE);
        assertThat(danang.confirmReceived(done).getState()).isEqualTo(TransferState.DONE);
    }

    @Test
    void aCertificateDoesNotSendForAnothersOrganization() {
        ExchangeRefused refused = catchThrowableOfType(ExchangeRefused.class,
                () -> certified(Certificate.DANANG).sendDocument(send(aDocument(DANANG).from(VPCP))));

        assertThat(refused.getFaultInfo().getCode()).isEqualTo("SENDER_NOT_ALLOWED");
    }

    @Test
    void aTrustedCertificateThatNobodyRegisteredOpensNothing() throws Exception {
        long refusedBefore = rows.refusedInAll("CREDENTIALS_INVALID", "CN=unregistered", "SOAP");
        HttpResponse<String> answer = new RawSoap(node.https(), http(Certificate.UNREGISTERED)).post("text/xml",
                QUESTION);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("<code>CREDENTIALS_INVALID</code>");
        assertThat(rows.refusedInAll("CREDENTIALS_INVALID", "CN=unregistered", "SOAP")).isEqualTo(refusedBefore + 1);
    }

    @Test
    void anExpiredCertificateEndsTheHandshake() {
        assertThatThrownBy(() -> new RawSoap(node.https(), http(Certificate.EXPIRED)).post("text/xml", QUESTION))
                .isInstanceOf(IOException.class);
    }

    // --- how often

    @Test
    void aSystemThatCallsTooOftenGetsAFaultThatItsToolkitReads() throws Exception {
        Exchange slow = SoapClient.streaming(node.https(), GuardedNode.SLOW, node.secret(GuardedNode.SLOW),
                guarded.tls().getSocketFactory());
        long refusedBefore = rows.refusedInAll("RATE_LIMITED", GuardedNode.SLOW, "SOAP");

        ExchangeFault fault = firstFault(slow);

        assertThat(fault.getCode()).isEqualTo("RATE_LIMITED");
        assertThat(fault.isRetry()).isTrue();
        assertThat(fault.getHintEnglish()).isEqualTo("Wait 1 seconds, then call again.");
        HttpResponse<String> raw = refusedRaw();
        assertThat(raw.statusCode()).isEqualTo(500);
        assertThat(raw.headers().firstValue("Retry-After")).contains("1");
        assertThat(basic("danang").post("text/xml", QUESTION).statusCode()).isEqualTo(200);
        await().atMost(PATIENCE)
                .until(() -> rows.refusedInAll("RATE_LIMITED", GuardedNode.SLOW, "SOAP") > refusedBefore);
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(ExchangeRefused.class)
                .until(() -> slow.getOrganizations(new GetOrganizations()) != null);
    }

    @Test
    void whoTriesSecretsIsSlowedDownAndTheSystemItselfIsNot() throws Exception {
        RawSoap danang = basic("danang");
        assertThat(danang.post("text/xml", QUESTION).statusCode()).isEqualTo(200);

        List<HttpResponse<String>> slowed = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            HttpResponse<String> answer = new RawSoap(node.https(), GuardedNode.http(Optional.of(guarded.tls())),
                    "danang", "thử " + i).post("text/xml", QUESTION);
            if (answer.statusCode() != 401) {
                slowed.add(answer);
            }
        }

        // now and then one is looked at; how many depends on how long the sixty take
        assertThat(slowed).hasSizeGreaterThan(20)
                .allSatisfy(answer -> assertThat(answer.body()).contains("<code>RATE_LIMITED</code>"));
        assertThat(danang.post("text/xml", QUESTION).statusCode()).isEqualTo(200);
    }

    // --- words of these tests

    private static ExchangeFault firstFault(Exchange slow) {
        for (int i = 0; i < 100; i++) {
            try {
                slow.getOrganizations(new GetOrganizations());
            } catch (ExchangeRefused refused) {
                return refused.getFaultInfo();
            }
        }
        throw new AssertionError("100 calls were answered");
    }

    private HttpResponse<String> refusedRaw() throws IOException, InterruptedException {
        RawSoap slow = basic(GuardedNode.SLOW);
        for (int i = 0; i < 100; i++) {
            HttpResponse<String> answer = slow.post("text/xml", QUESTION);
            if (answer.statusCode() != 200) {
                return answer;
            }
        }
        throw new AssertionError("100 calls were answered");
    }

    private RawSoap basic(String system) {
        return new RawSoap(node.https(), GuardedNode.http(Optional.of(guarded.tls())), system, node.secret(system));
    }

    private HttpClient http(Certificate certificate) {
        return GuardedNode.http(Optional.of(guarded.tls(certificate)));
    }

    private Exchange certified(Certificate certificate) {
        return SoapClient.certified(node.https(), guarded.tls(certificate).getSocketFactory());
    }

    private static SendDocument send(SoapPackage document) {
        SendDocument request = new SendDocument();
        request.setPackage(new DataHandler(document));
        return request;
    }
}
