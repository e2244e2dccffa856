package vn.congvan.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.congvan.systemtest.Edxml.DANANG;
import static vn.congvan.systemtest.Edxml.VPCP;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused gets its code, leaves one line in the log of refused requests, and nothing anywhere else. */
@ExtendWith(NodeExtension.class)
class RefusalsIT {

    private static final String TABLES = """
                                         select (select count(*) from content) || ' ' || (select count(*) from package) || ' '
                                           || (select count(*) from document) || ' ' || (select count(*) from delivery) || ' '
                                           || (select count(*) from transfer) || ' ' || (select count(*) from status_report)""";

    private final RunningNode node;

    RefusalsIT(RunningNode node) {
        this.node = node;
    }

    static Stream<Arguments> refused() {
        String identity = Edxml.newIdentity(VPCP);
        byte[] good = Edxml.document(identity, VPCP, DANANG);
        return Stream.of(Arguments.of("BODY_EMPTY", new byte[0]),
                Arguments.of("XML_NOT_WELL_FORMED", bytes("this is no XML")),
                Arguments.of("XML_NOT_WELL_FORMED", bytes("1212" + new String(good, StandardCharsets.UTF_8))),
                Arguments.of("XML_NOT_WELL_FORMED", java.util.Arrays.copyOf(good, good.length - 20)),
                Arguments.of("XML_DTD_FORBIDDEN",
                        bytes("<!DOCTYPE edXML [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><edXML>&x;</edXML>")),
                Arguments.of("NOT_EDXML", bytes("<html><body/></html>")),
                Arguments.of("SENDER_NOT_ALLOWED", Edxml.document(Edxml.newIdentity(DANANG), DANANG, VPCP)),
                Arguments.of("RECIPIENT_UNKNOWN", Edxml.document(identity, VPCP, "000.00.00.X99")),
                Arguments.of("RECIPIENT_UNKNOWN", Edxml.document(identity, VPCP, DANANG, "000.00.00.X99")),
                Arguments.of("RECIPIENT_MISSING", Edxml.document(identity, VPCP)),
                Arguments.of("FIELD_MISSING", replaced(good, identity, "")),
                Arguments.of("XML_TEXT_TOO_LONG", Edxml.document(identity, "x".repeat(1001), 0, "", VPCP, DANANG)),
                Arguments.of("FIELD_INVALID", Edxml.document(identity, "Trích yếu", 7, "", VPCP, DANANG)),
                Arguments.of("DOCUMENT_UNKNOWN", Edxml.document(identity, "Thu hồi", 1, "Nhầm", VPCP, DANANG)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aBadPackageLeavesOneLineAndNothingElse(String code, byte[] body) throws Exception {
        String before = row(TABLES);
        long refusedBefore = Long.parseLong(row("select count(*) from refused_request"));
        long filesBefore = files();

        Exchange.Answer answer = new Exchange(node, "vpcp").send(body);

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.json().getString("code")).isEqualTo(code);
        assertThat(answer.json().getString("detail")).isNotBlank();
        assertThat(answer.json().getString("hint")).isNotBlank();
        assertThat(row(TABLES)).isEqualTo(before);
        assertThat(files()).isEqualTo(filesBefore);
        assertThat(Long.parseLong(row("select count(*) from refused_request"))).isEqualTo(refusedBefore + 1);
        assertThat(
                row("select code || ' ' || claimed_caller || ' ' || via from refused_request order by id desc limit 1"))
                .isEqualTo(code + " vpcp REST");
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void nobodyComesInWithoutHisOwnSecret(String system, String secret) throws Exception {
        String before = row(TABLES);
        Exchange.Answer answer = new Exchange(node, system, secret)
                .send(Edxml.document(Edxml.newIdentity(VPCP), VPCP, DANANG));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().getString("code")).isEqualTo("CREDENTIALS_INVALID");
        assertThat(row(TABLES)).isEqualTo(before);
        assertThat(row("select claimed_caller from refused_request order by id desc limit 1")).isEqualTo(system);
    }

    static Stream<Arguments> strangers() {
        return Stream.of(Arguments.of("vpcp", "wrong"), Arguments.of("vpcp", ""), Arguments.of("nobody", "wrong"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] replaced(byte[] edxml, String what, String with) {
        return bytes(new String(edxml, StandardCharsets.UTF_8).replace(what, with));
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.walk(node.home().resolve("content"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private String row(String sql) throws Exception {
        try (Connection database = node.database();
                Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
