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
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.UUID;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;

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

    @Test
    void aNameThatNoDatabaseTakes() throws Exception {
        refused("CREDENTIALS_INVALID vp\uFFFDcp SOAP", () -> new RawSoap(node.http(), "vp\0cp", "wrong")
                .post("text/xml", RawSoap.envelope("<x:GetOrganizations/>")));
    }

    @Test
    void aMimeHeaderWithoutEnd() throws Exception {
        refused("REQUEST_MALFORMED vpcp SOAP", () -> raw("vpcp").postChunked(RawSoap.MTOM,
                new SequenceInputStream(text("--" + RawSoap.BOUNDARY + "\r\nX: "), letters(64 << 20))));
    }

    @Test
    void anAttachmentWhoseHeaderHasNoEnd() throws Exception {
        String beginning = new String(message(InputStream.nullInputStream()).readAllBytes(), StandardCharsets.UTF_8);
        String head = beginning.substring(0, beginning.indexOf("Content-ID: <package@test>"));
        refused("REQUEST_MALFORMED vpcp SOAP", () -> raw("vpcp").postChunked(RawSoap.MTOM,
                new SequenceInputStream(text(head + "X: "), letters(64 << 20))));
    }

    @Test
    void moreAttachmentsThanAMessageHas() throws Exception {
        String part = "--" + RawSoap.BOUNDARY + "\r\nContent-ID: <n@test>\r\n\r\n" + "x".repeat(1000) + "\r\n";
        refused("REQUEST_MALFORMED vpcp SOAP",
                () -> raw("vpcp").postChunked(RawSoap.MTOM, text(part.repeat(1000) + "--" + RawSoap.BOUNDARY + "--")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20T24:00:00Z", "12026-11-20T03:04:05Z", "-2026-11-20T03:04:05Z",
            "2026-11-20T03:04:05"})
    void anInstantThatIsNone(String instant) throws Exception {
        refused("REQUEST_FIELD_INVALID vpcp SOAP", () -> raw("vpcp").post("text/xml", RawSoap
                .envelope("<x:GetPendingStatuses><x:from>" + instant + "</x:from></x:GetPendingStatuses>")));
    }

    @Test
    void aCodeWithAWideSpaceInIt() throws Exception {
        refused("REQUEST_FIELD_INVALID vpcp SOAP", () -> raw("vpcp").postChunked(RawSoap.MTOM,
                RawSoap.multipart(true, RawSoap.envelope("<x:SendDocument><x:recipient>000\u3000H17</x:recipient>"
                        + "<x:package>" + RawSoap.XOP + "</x:package></x:SendDocument>"),
                        aDocument(DANANG).getInputStream())));
    }

    @Test
    void aSenderThatIsNotThePackages() throws Exception {
        String child = child();
        refused("SENDER_MISMATCH danang SOAP", () -> raw("danang").postChunked(RawSoap.MTOM,
                RawSoap.multipart(true, RawSoap.envelope("<x:SendDocument><x:sender>" + child + "</x:sender>"
                        + "<x:package>" + RawSoap.XOP + "</x:package></x:SendDocument>"),
                        aDocument(VPCP).from(DANANG).getInputStream())));
    }

    @Test
    void methodsThatTheAddressDoesNotHave() throws Exception {
        refused("METHOD_NOT_ALLOWED  SOAP", () -> raw("vpcp").call("PUT", "<a/>"));
        refused("METHOD_NOT_ALLOWED  SOAP", () -> raw("vpcp").call("DELETE", ""));
        assertThat(raw("vpcp").call("PATCH", "").headers().firstValue("Allow")).contains("POST");
    }

    /** An agency that danang may also act for. */
    private String child() {
        String code = "000.66." + UUID.randomUUID().toString().substring(0, 6) + ".H17";
        rows.execute(
                """
                with parent as (select * from organization where code = ?), child as (
                  insert into organization (id, code, name, search_text, parent_id, path, line, system_id, supervising,
                    address, email, telephone, fax, website, sample, version, changed_at)
                  select i.id, ?, 'Phòng thử', 'phong thu', p.id, p.path || i.id, p.line, p.system_id,
                    false, '', '', '', '', '', false, 0, now() from parent p, (select gen_random_uuid() as id) i
                  returning id, code)
                insert into organization_code (code_key, code, organization_id, valid_from)
                  select upper(code), code, id, now() from child""", DANANG, code);
        return code;
    }

    /** So many letters, one after the other, none of them kept. */
    private static InputStream letters(long count) {
        return new InputStream() {
            private long left = count;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                int n = (int) Math.min(length, left);
                Arrays.fill(buffer, offset, offset + n, (byte) 'x');
                left -= n;
                return n == 0 ? -1 : n;
            }
        };
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
