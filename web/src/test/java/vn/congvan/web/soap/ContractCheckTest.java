package vn.congvan.web.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.xml.ws.streaming.XMLReaderException;

import vn.congvan.document.DocumentId;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Refusal;
import vn.congvan.wsdl.WireTime;

/** The schema takes what the Java behind it takes, and nothing that Java would then trip over. */
class ContractCheckTest {

    private static final HardenedXml XML = new HardenedXml(new ContractCheck.Contract(ContractDocuments.xsd()));

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23T02:00:00Z", "2026-11-23T23:59:59.123456789+07:00", "0001-01-01T00:00:00-14:00"})
    void anInstantThatJavaReadsIsTaken(String text) {
        assertThat(WireTime.instant(text)).isNotNull();
        assertThat(refusal("<x:GetPendingDocumentIds><x:from>" + text + "</x:from></x:GetPendingDocumentIds>"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23T24:00:00Z", "12026-11-23T02:00:00Z", "-2026-11-23T02:00:00Z",
            "2026-11-23T02:00:00.1234567890Z", "2026-11-23T02:00:00", "2026-02-30T02:00:00Z", "2026-11-23T02:00Z", ""})
    void anInstantThatJavaWouldReadOtherwiseOrNotAtAllIsNamed(String text) {
        assertField("from", "<x:GetPendingDocumentIds><x:from>" + text + "</x:from></x:GetPendingDocumentIds>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"000.00.00.H47", "H47.5", "Sở-Y_tế/01", "a\u00a0b", " H47 "})
    void aCodeThatJavaTakesIsTaken(String text) {
        assertThat(OrganizationCode.parse(text)).isPresent();
        assertThat(refusal(organizations(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\u2003b", "a\u3000b", "a\u1680b", "a\u2028b", "a\u0085b", "a\u007fb", "", " "})
    void aCodeThatJavaDoesNotTakeIsNamed(String text) {
        assertThat(OrganizationCode.parse(text)).isEmpty();
        assertField("after", organizations(text));
    }

    @Test
    void aCodeIsNoLongerThanJavaHasIt() {
        assertThat(refusal(organizations("a".repeat(64)))).isEmpty();
        assertField("after", organizations("a".repeat(65)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "\u2003\u3000"})
    void aBlankIdentityWouldAskForEverything(String text) {
        assertThat(DocumentId.parse(text)).isEmpty();
        assertField("documentId", deliveries(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"000.00.00.G22,2026/11/23,88/VPCP-KSTT", " a b ", "x"})
    void anIdentityIsAnyOtherText(String text) {
        assertThat(DocumentId.parse(text)).isPresent();
        assertThat(refusal(deliveries(text))).isEmpty();
    }

    @Test
    void aFieldOfManyMegabytesIsRefusedBeforeItIsLookedAt() {
        assertField("documentId", deliveries("a".repeat(5_000_000)));
        assertField("after", organizations("a".repeat(5_000_000)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
            "<x:SendDocument><x:recipent>A</x:recipent></x:SendDocument> ~ <recipent> ≠ sender | recipient | package",
            "<x:SendDocument><x:recipient>A</x:recipient></x:SendDocument> ~ </SendDocument> ≠ recipient | package",
            "<x:GetOrganizations><x:limit>1</x:limit><x:text>a</x:text></x:GetOrganizations> ~ <text>",
            "<x:GetOrganizations x='1'/> ~ <GetOrganizations> @x",
            "<x:GetOrganizations><x:text>một</x:GetOrganizations> ~ XML"})
    void whatTheContractDoesNotHaveIsSaidWithoutEnglishInTheVietnameseSentence(String body, String what) {
        assertThat(refusal(body)).hasValueSatisfying(refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.REQUEST_MALFORMED);
            assertThat(refusal.about().get(0)).startsWith(what).matches(Pattern.quote(what) + " \\[1:\\d+]");
        });
    }

    @Test
    void everyAnswerOfOursIsAnInstantOfTheContract() {
        for (String at : new String[] {"2026-11-23T02:00:00Z", "2026-11-23T02:00:00.123456Z", "2026-11-23T00:00:00Z"}) {
            assertThat(refusal("<x:GetPendingStatuses><x:to>" + WireTime.print(Instant.parse(at))
                    + "</x:to></x:GetPendingStatuses>")).isEmpty();
        }
    }

    private static String organizations(String after) {
        return "<x:GetOrganizations><x:after>" + after + "</x:after></x:GetOrganizations>";
    }

    private static String deliveries(String documentId) {
        return "<x:GetDeliveries><x:documentId>" + documentId + "</x:documentId></x:GetDeliveries>";
    }

    private static void assertField(String name, String body) {
        assertThat(refusal(body)).hasValueSatisfying(refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.REQUEST_FIELD_INVALID);
            assertThat(refusal.about()).first().isEqualTo(name);
        });
    }

    /** Why a body is refused when it is read as Metro reads it; empty when it is not. */
    static Optional<Refusal> refusal(String body) {
        return read(
                "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:x=\"" + ContractCheck.NAMESPACE
                        + "\"><S:Body>" + body + "</S:Body></S:Envelope>");
    }

    static Optional<Refusal> read(String text) {
        try (Conversation conversation = Requests.conversation()) {
            try {
                XMLStreamReader reader = XML.doCreate(null,
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), true);
                while (reader.hasNext()) {
                    reader.next();
                }
            } catch (XMLStreamException | XMLReaderException e) {
                assertThat(conversation.refusal()).as(e.toString()).isPresent();
            }
            return conversation.refusal();
        }
    }
}
