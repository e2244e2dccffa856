package vn.congvan.systemtest.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.congvan.systemtest.soap.SoapPackage.DANANG;
import static vn.congvan.systemtest.soap.SoapPackage.VPCP;
import static vn.congvan.systemtest.soap.SoapPackage.aDocument;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import vn.congvan.systemtest.NodeExtension;
import vn.congvan.systemtest.Rows;
import vn.congvan.systemtest.RunningNode;

/** What SOAP refuses leaves one line in the log of refused requests, and nothing anywhere else. */
@ExtendWith(NodeExtension.class)
class SoapRefusalsIT {

    private final RunningNode node;
    private final Rows rows;

    SoapRefusalsIT(RunningNode node) {
        this.node = node;
        this.rows = new Rows(node);
    }

    @Test
    void aWrongSecret() throws Exception {
        RawSoap thief = new RawSoap(node.http(), "vpcp", "wrong");
        refused("CREDENTIALS_INVALID vpcp SOAP",
                () -> thief.postChunked(RawSoap.MTOM, message(aDocument(DANANG).getInputStream())));
    }

    @Test
    void anUnknownSystem() throws Exception {
        RawSoap nobody = new RawSoap(node.http(), "nobody", "wrong");
        refused("CREDENTIALS_INVALID nobody SOAP",
                () -> nobody.post("text/xml", RawSoap.envelope("<x:GetOrganizations/>")));
    }

    @Test
    void aWrongType() throws Exception {
        refused("MEDIA_TYPE_UNSUPPORTED vpcp SOAP", () -> raw("vpcp").post("application/json", "{}"));
    }

    @Test
    void anEnvelopeThatIsNotXml() throws Exception {
        refused("REQUEST_MALFORMED vpcp SOAP", () -> raw("vpcp").post("text/xml", "không phải XML"));
    }

    @Test
    void anEnvelopeWithDtd() throws Exception {
        refused("XML_DTD_FORBIDDEN vpcp SOAP",
                () -> raw("vpcp").post("text/xml", "<!DOCTYPE l [<!ENTITY c SYSTEM \"file:///etc/hostname\">]>"
                        + RawSoap.envelope("<x:GetOrganizations><x:text>&c;</x:text></x:GetOrganizations>")));
    }

    @Test
    void aPackageWithDtd() throws Exception {
        refused("XML_DTD_FORBIDDEN vpcp SOAP", () -> raw("vpcp").postChunked(RawSoap.MTOM,
                message(text("<!DOCTYPE edXML [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><edXML>&x;</edXML>"))));
    }

    @Test
    void aPackageThatIsNotXml() throws Exception {
        refused("XML_NOT_WELL_FORMED vpcp SOAP",
                () -> raw("vpcp").postChunked(RawSoap.MTOM, message(text("không phải XML"))));
    }

    @Test
    void somebodyElsesOrganization() throws Exception {
        refused("SENDER_NOT_ALLOWED danang SOAP",
                () -> raw("danang").postChunked(RawSoap.MTOM, message(aDocument(DANANG).getInputStream())));
    }

    @Test
    void anUnknownRecipient() throws Exception {
        refused("RECIPIENT_UNKNOWN vpcp SOAP", () -> raw("vpcp").postChunked(RawSoap.MTOM,
                message(aDocument("000.99.99.X99").from(VPCP).getInputStream())));
    }

    @Test
    void anUnknownTransfer() throws Exception {
        refused("TRANSFER_UNKNOWN danang SOAP",
                () -> raw("danang").post("text/xml", RawSoap.envelope("<x:GetDocument><x:transferId>"
                        + "00000000-0000-7000-8000-000000000000</x:transferId></x:GetDocument>")));
    }

    @Test
    void anUnknownOperation() throws Exception {
        refused("OPERATION_UNKNOWN vpcp SOAP", () -> raw("vpcp").post("text/xml", RawSoap.envelope("<x:Nope/>")));
    }

    @FunctionalInterface
    private interface Attempt {

        HttpResponse<String> make() throws IOException, InterruptedException;
    }

    private void refused(String line, Attempt attempt) throws IOException, InterruptedException {
        rows.awaitQuiet();
        Map<String, Long> before = rows.footprint();
        long refusalsBefore = rows.refusals();

        HttpResponse<String> answer = attempt.make();

        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(answer.body()).contains("<code>" + line.split(" ")[0] + "</code>");
        assertThat(rows.footprint()).isEqualTo(before);
        assertThat(rows.refusals()).isEqualTo(refusalsBefore + 1);
        assertThat(rows.lastRefusals(1)).containsExactly(line);
    }

    private RawSoap raw(String system) {
        return new RawSoap(node.http(), system, node.secret(system));
    }

    private static InputStream message(InputStream edxml) {
        return RawSoap.multipart(true, RawSoap.envelope(
                "<x:SendDocument><x:package>" + RawSoap.XOP + "</x:package></x:SendDocument>"), edxml);
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
