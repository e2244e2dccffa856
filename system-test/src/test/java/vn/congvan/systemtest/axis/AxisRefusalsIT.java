package vn.congvan.systemtest.axis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.congvan.systemtest.axis.SamplePackages.DANANG;
import static vn.congvan.systemtest.axis.SamplePackages.VPCP;
import static vn.congvan.systemtest.axis.SamplePackages.document;

import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import vn.congvan.systemtest.NodeExtension;
import vn.congvan.systemtest.Rows;
import vn.congvan.systemtest.RunningNode;
import vn.congvan.systemtest.axis.AxisClient.Answer;
import vn.congvan.systemtest.axis.AxisClient.Request;
import vn.congvan.systemtest.axis.SamplePackages.Document;

/** What the axis refuses leaves one line in the log of refused requests, and nothing anywhere else. */
@ExtendWith(NodeExtension.class)
class AxisRefusalsIT {

    private static final String UNKNOWN = "00000000-0000-7000-8000-000000000000";

    private final RunningNode node;
    private final Rows rows;

    AxisRefusalsIT(RunningNode node) {
        this.node = node;
        this.rows = new Rows(node);
    }

    @Test
    void aWrongSecret() throws IOException {
        AxisClient thief = new AxisClient(node.http().resolve("/axis"), "vpcp", "wrong");
        refused("01", "CREDENTIALS_INVALID vpcp AXIS", () -> send(thief, document(VPCP, DANANG)));
    }

    @Test
    void anUnknownSystem() throws IOException {
        AxisClient nobody = new AxisClient(node.http().resolve("/axis"), "nobody", "wrong");
        refused("01", "CREDENTIALS_INVALID nobody AXIS",
                () -> nobody.call("getReceivedEdocList", Map.of("messagetype", "edoc"), ""));
    }

    @Test
    void aRequestWithoutSignature() throws IOException {
        AxisClient vpcp = client("vpcp");
        Request request = vpcp.request("POST", "getReceivedEdocList", Map.of("messagetype", "edoc"), "");
        refused("02", "REQUEST_MALFORMED vpcp AXIS", () -> vpcp.exchange(request.without("XroadVnpt-sign-header")));
    }

    @Test
    void aBodyThatWasNotSigned() throws IOException {
        AxisClient vpcp = client("vpcp");
        Document document = document(VPCP, DANANG);
        Request request = vpcp.sendEdocRequest(parameters(VPCP), document.bytes());
        refused("03", "HASH_MISMATCH vpcp AXIS", () -> vpcp.exchange(request.withBody("<edXML/>".getBytes(UTF_8))));
    }

    @Test
    void whatIsNotXml() throws IOException {
        AxisClient vpcp = client("vpcp");
        refused("04", "XML_NOT_WELL_FORMED vpcp AXIS", () -> vpcp.sendEdoc(parameters(VPCP), "không".getBytes(UTF_8)));
    }

    @Test
    void xmlWithDtd() throws IOException {
        AxisClient vpcp = client("vpcp");
        refused("04", "XML_DTD_FORBIDDEN vpcp AXIS", () -> vpcp.sendEdoc(parameters(VPCP),
                "<!DOCTYPE edXML [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><edXML>&x;</edXML>".getBytes(UTF_8)));
    }

    @Test
    void somebodyElsesOrganization() throws IOException {
        AxisClient vpcp = client("vpcp");
        refused("05", "SENDER_NOT_ALLOWED vpcp AXIS", () -> send(vpcp, document(DANANG, VPCP)));
    }

    @Test
    void anUnknownRecipient() throws IOException {
        AxisClient vpcp = client("vpcp");
        refused("06", "RECIPIENT_UNKNOWN vpcp AXIS", () -> send(vpcp, document(VPCP, "000.99.99.X99")));
    }

    @Test
    void anUnknownPacket() throws IOException {
        AxisClient danang = client("danang");
        refused("08", "TRANSFER_UNKNOWN danang AXIS",
                () -> danang.call("getEdoc", Map.of("docId", UNKNOWN, "filePath", "x"), "{}"));
        refused("08", "TRANSFER_UNKNOWN danang AXIS",
                () -> danang.call("updateStatus", Map.of("docId", UNKNOWN, "status", "done"), "{}"));
    }

    @Test
    void anUnknownOperation() throws IOException {
        AxisClient danang = client("danang");
        refused("10", "OPERATION_UNKNOWN danang AXIS", () -> danang.call("sendKnobstick", Map.of(), "{}"));
    }

    @FunctionalInterface
    private interface Attempt {

        Answer make() throws IOException;
    }

    private void refused(String errorCode, String line, Attempt attempt) throws IOException {
        rows.awaitQuiet();
        Map<String, Long> before = rows.footprint();
        long refusalsBefore = rows.refusals();

        Sdk.Common answer = Sdk.V2_0_1.common(attempt.make().text());

        assertThat(answer.status()).isEqualTo("FAIL");
        assertThat(answer.errorCode()).as(answer.errorDesc()).isEqualTo(errorCode);
        assertThat(rows.footprint()).isEqualTo(before);
        assertThat(rows.refusals()).isEqualTo(refusalsBefore + 1);
        assertThat(rows.lastRefusals(1)).containsExactly(line);
    }

    private AxisClient client(String systemId) {
        return new AxisClient(node.http().resolve("/axis"), systemId, node.secret(systemId));
    }

    private static Answer send(AxisClient client, Document document) throws IOException {
        return client.sendEdoc(parameters(document.from()), document.bytes());
    }

    private static Map<String, String> parameters(String from) {
        return Map.of("from", from, "servicetype", "eDoc", "messagetype", AxisClient.EDOC);
    }
}
