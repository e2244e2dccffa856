package vn.congvan.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.congvan.systemtest.Edxml.DANANG;
import static vn.congvan.systemtest.Edxml.VPCP;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is refused gets its code, leaves one line in the log of refused requests, and nothing anywhere else. Over REST; SOAP
 * and axis have theirs beside their clients.
 */
@ExtendWith(NodeExtension.class)
class RefusalsIT {

    private final RunningNode node;
    private final Rows rows;
    private Map<String, Long> before;
    private long refusalsBefore;

    RefusalsIT(RunningNode node) {
        this.node = node;
        this.rows = new Rows(node);
    }

    @BeforeEach
    void remember() {
        rows.awaitQuiet();
        before = rows.footprint();
        refusalsBefore = rows.refusals();
    }

    static Stream<Arguments> refused() {
        String identity = Edxml.newIdentity(VPCP);
        byte[] good = Edxml.document(identity, VPCP, DANANG);
        return Stream.of(Arguments.of("BODY_EMPTY", "nothing", new byte[0]),
                Arguments.of("XML_NOT_WELL_FORMED", "plain text", bytes("this is no XML")),
                Arguments.of("XML_NOT_WELL_FORMED", "digits before the prolog",
                        bytes("1212" + new String(good, StandardCharsets.UTF_8))),
                Arguments.of("XML_NOT_WELL_FORMED", "an end that is missing", Arrays.copyOf(good, good.length - 20)),
                Arguments.of("XML_DTD_FORBIDDEN", "an external entity",
                        bytes("<!DOCTYPE edXML [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><edXML>&x;</edXML>")),
                Arguments.of("NOT_EDXML", "a web page", bytes("<html><body/></html>")),
                Arguments.of("SENDER_NOT_ALLOWED", "somebody else's organization",
                        Edxml.document(Edxml.newIdentity(DANANG), DANANG, VPCP)),
                Arguments.of("RECIPIENT_UNKNOWN", "a code that nobody has",
                        Edxml.document(identity, VPCP, "000.00.00.X99")),
                Arguments.of("RECIPIENT_UNKNOWN", "one good and one bad recipient",
                        Edxml.document(identity, VPCP, DANANG, "000.00.00.X99")),
                Arguments.of("RECIPIENT_MISSING", "no recipient", Edxml.document(identity, VPCP)),
                Arguments.of("FIELD_MISSING", "no identity",
                        bytes(new String(good, StandardCharsets.UTF_8).replace(identity, ""))),
                Arguments.of("XML_TEXT_TOO_LONG", "an endless subject",
                        Edxml.document(identity, "x".repeat(1001), 0, "", VPCP, DANANG)),
                Arguments.of("FIELD_INVALID", "a kind that is not there",
                        Edxml.document(identity, "Trích yếu", 7, "", VPCP, DANANG)),
                Arguments.of("DOCUMENT_UNKNOWN", "a recall of what was never sent",
                        Edxml.document(identity, "Thu hồi", 1, "Nhầm", VPCP, DANANG)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refused")
    void aBadPackageLeavesOneLineAndNothingElse(String code, String what, byte[] body) throws Exception {
        Exchange.Answer answer = new Exchange(node, "vpcp").send(body);

        assertThat(answer.status()).as(what).isBetween(400, 499);
        assertThat(answer.json().getString("code")).isEqualTo(code);
        assertThat(answer.json().getString("detail")).isNotBlank();
        assertThat(answer.json().getString("hint")).isNotBlank();
        assertOneLine(code + " vpcp REST");
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("strangers")
    void nobodyComesInWithoutHisOwnSecret(String system, String secret) throws Exception {
        Exchange.Answer answer = new Exchange(node, system, secret)
                .send(Edxml.document(Edxml.newIdentity(VPCP), VPCP, DANANG));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().getString("code")).isEqualTo("CREDENTIALS_INVALID");
        assertOneLine("CREDENTIALS_INVALID " + system + " REST");
    }

    static Stream<Arguments> strangers() {
        return Stream.of(Arguments.of("vpcp", "wrong"), Arguments.of("vpcp", ""), Arguments.of("nobody", "wrong"));
    }

    @Test
    void anUnknownTransferIsSaidToBeUnknown() throws Exception {
        Exchange.Answer answer = new Exchange(node, "danang").confirm("00000000-0000-7000-8000-000000000000", "DONE");

        assertThat(answer.status()).isEqualTo(404);
        assertOneLine("TRANSFER_UNKNOWN danang REST");
    }

    @Test
    void anUnknownAddressIsSaidToBeUnknown() throws Exception {
        Exchange.Answer answer = new Exchange(node, "danang").get("/nowhere");

        assertThat(answer.status()).isEqualTo(404);
        assertOneLine("OPERATION_UNKNOWN danang REST");
    }

    @Test
    void whatIsRefusedCanBeSearched() throws Exception {
        new Exchange(node, "quangninh").send(bytes("this is no XML"));

        assertThat(rows.texts("select operation || ' ' || remote_address || ' ' || (about <> '')"
                + " || ' ' || (correlation <> '') || ' ' || bytes from refused_request where claimed_caller = 'quangninh'"
                + " and code = 'XML_NOT_WELL_FORMED' order by id desc limit 1"))
                .containsExactly("POST /api/v1/packages 127.0.0.1 true true 14");
    }

    private void assertOneLine(String line) {
        assertThat(rows.footprint()).isEqualTo(before);
        assertThat(rows.refusals()).isEqualTo(refusalsBefore + 1);
        assertThat(rows.lastRefusals(1)).containsExactly(line);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
