package vn.congvan.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.congvan.document.BusinessKind;
import vn.congvan.document.DocumentCode;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.StatusCode;
import vn.congvan.document.Urgency;

/** What the reader puts up with in the header (edxml.md §8, §9, §13) and says it did. */
class ToleranceTest {

    private static final String NS = "http://www.mic.gov.vn/TBT/QCVN_102_2016";
    private static final String SUBJECT = "<edXML:Subject>V/v thử</edXML:Subject>";

    private static Packages.Opened header(String inner) {
        return Packages.open(Packages.handMade(inner, ""));
    }

    private static EdxmlDocument document(String inner) {
        return header(inner).document();
    }

    @Test
    void theOrderOfElementsDoesNotMatter() {
        EdxmlDocument document = Packages
                .open("""
                      <edXML xmlns="%s"><AttachmentEncoded>%s</AttachmentEncoded>
                      <e:edXMLEnvelope xmlns:e="%s"><e:edXMLBody><e:Manifest>
                      <e:Reference><e:AttachmentName>a.pdf</e:AttachmentName><e:ContentId>cid:1</e:ContentId></e:Reference>
                      </e:Manifest></e:edXMLBody><e:edXMLHeader><e:TraceHeaderList><e:TraceHeader>
                      <e:Timestamp>2026/03/02 08:15:00</e:Timestamp><e:OrganId>H99.1</e:OrganId></e:TraceHeader>
                      <e:Bussiness><e:BussinessDocType>0</e:BussinessDocType></e:Bussiness></e:TraceHeaderList>
                      <e:MessageHeader><e:ToPlaces><e:Place>Lưu</e:Place></e:ToPlaces><e:Subject>S</e:Subject>
                      <e:DocumentId>D</e:DocumentId><e:To><e:OrganName>B</e:OrganName><e:OrganId>H99.2</e:OrganId></e:To>
                      <e:From><e:OrganId>H99.1</e:OrganId></e:From></e:MessageHeader></e:edXMLHeader></e:edXMLEnvelope>
                      </edXML>"""
                        .formatted(NS, Packages.attachment("cid:1", "a.pdf", "application/pdf", "QQ=="), NS))
                .document();

        assertThat(document.from().code()).contains(new OrganizationCode("H99.1"));
        assertThat(document.to()).containsExactly(Party.of(new OrganizationCode("H99.2"), "B"));
        assertThat(document.documentId()).isEqualTo("D");
        assertThat(document.traces()).containsExactly(new Trace("H99.1", "2026/03/02 08:15:00"));
        assertThat(document.business().flatMap(Business::kind)).contains(BusinessKind.NEW);
        assertThat(document.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "edXML:", "x:"})
    void anyPrefixAndNoneWillDo(String prefix) {
        String declared = prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix.replace(":", "");
        EdxmlDocument document = Packages.open(
                "<%1$sedXML %2$s='%3$s'><%1$sedXMLEnvelope><%1$sedXMLHeader><%1$sMessageHeader><%1$sSubject>S</%1$sSubject></%1$sMessageHeader></%1$sedXMLHeader></%1$sedXMLEnvelope></%1$sedXML>"
                        .formatted(prefix, declared, NS))
                .document();

        assertThat(document.subject()).isEqualTo("S");
        assertThat(document.findings()).isEmpty();
    }

    @Test
    void noNamespaceAtAllWillDo() {
        EdxmlDocument document = Packages.open(
                "<edXML><edXMLEnvelope><edXMLHeader><MessageHeader><Subject>S</Subject></MessageHeader></edXMLHeader></edXMLEnvelope></edXML>")
                .document();

        assertThat(document.subject()).isEqualTo("S");
        assertThat(document.findings()).isEmpty();
    }

    @Test
    void undeclaredPrefixesAreReadAndFlaggedOnce() {
        Packages.Opened opened = Packages
                .open("""
                      <edXML xmlns="%s"><edXML:edXMLEnvelope xmlns:edXML="%s"><edXML:edXMLHeader><edXML:MessageHeader>
                      <edXML:Subject>S</edXML:Subject></edXML:MessageHeader></edXML:edXMLHeader><edXML:edXMLBody>
                      <edXML:edXMLManifest><edXML:Reference xlink:href="cid:1"><edXML:ContentId>1</edXML:ContentId>
                      </edXML:Reference><edXML:Reference xlink:href="cid:2"><edXML:ContentId>2</edXML:ContentId></edXML:Reference>
                      </edXML:edXMLManifest></edXML:edXMLBody></edXML:edXMLEnvelope>
                      <edXML:AttachmentEncoded><edXML:Attachment><edXML:ContentId>1</edXML:ContentId>
                      <edXML:AttachmentName>a.txt</edXML:AttachmentName>
                      <edXML:ContentTransferEncoded>QQ==</edXML:ContentTransferEncoded></edXML:Attachment>
                      </edXML:AttachmentEncoded></edXML>"""
                        .formatted(NS, NS));

        assertThat(opened.document().findings()).containsExactly(
                new Finding(Finding.Code.PREFIX_UNBOUND, "xlink:href", "xlink"),
                new Finding(Finding.Code.PREFIX_UNBOUND, "AttachmentEncoded", "edXML"),
                new Finding(Finding.Code.MANIFEST_WITHOUT_ATTACHMENT, "Reference", "2"));
        assertThat(opened.files().get(0)).isEqualTo(Packages.utf8("A"));
    }

    @Test
    void anotherNamespaceIsReadAndFlagged() {
        Packages.Opened opened = header("<Subject xmlns='urn:other'>S</Subject>");

        assertThat(opened.document().subject()).isEqualTo("S");
        assertThat(opened.document().findings())
                .containsExactly(new Finding(Finding.Code.NAMESPACE_FOREIGN, "Subject", "urn:other"));
    }

    @Test
    void commentsInstructionsCdataAndUnknownElementsDoNotDisturb() {
        EdxmlDocument document = document(
                """
                <!-- a --><?pi x?><edXML:Subject>V/<!-- b -->v <![CDATA[<thử>]]> &amp; &#x74;iếp</edXML:Subject>
                <edXML:Unknown a="b"><edXML:Subject>not this</edXML:Subject></edXML:Unknown>""");

        assertThat(document.subject()).isEqualTo("V/v <thử> & tiếp");
        assertThat(document.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "windows-1258", "utf8"})
    void theDeclaredEncodingIsUsed(String encoding) {
        // what windows-1258 has of Vietnamese letters without combining marks
        String subject = encoding.equals("windows-1258") ? "Đơn vị ă â ê ô".replace("ị", "i") : "Đơn vị Ởng 𝔘";
        String xml = Packages.handMade("<edXML:Subject>" + subject + "</edXML:Subject>", "").replace("UTF-8", encoding);

        Packages.Opened opened = Packages.open(Packages.in(encoding, xml));

        assertThat(opened.document().subject()).isEqualTo(subject);
        assertThat(opened.document().findings()).isEmpty();
    }

    @Test
    void utf16WithAMarkIsRead() {
        String xml = Packages.handMade(SUBJECT, "").replace("UTF-8", "UTF-16");

        assertThat(Packages.open(Packages.in("UTF-16LE", "\uFEFF" + xml)).document().subject()).isEqualTo("V/v thử");
        assertThat(Packages.open(Packages.in("UTF-16BE", "\uFEFF \r\n" + xml)).findings())
                .containsExactly(Finding.Code.LEADING_WHITESPACE);
    }

    @Test
    void aMarkLineEndsAndBlanksAroundAreFine() {
        String xml = "\r\n " + Packages.handMade(SUBJECT, "").replace("\n", "\r\n") + "\r\n \n";

        Packages.Opened opened = Packages.open("\uFEFF" + xml);

        assertThat(opened.document().subject()).isEqualTo("V/v thử");
        assertThat(opened.findings()).containsExactly(Finding.Code.LEADING_WHITESPACE);
    }

    @Test
    void anEncodingThatIsNotTheRealOneIsFlagged() {
        String xml = Packages.handMade(SUBJECT, "").replace("UTF-8", "utf-16");

        Packages.Opened opened = Packages.open(xml);

        assertThat(opened.document().subject()).isEqualTo("V/v thử");
        assertThat(opened.document().findings())
                .containsExactly(new Finding(Finding.Code.ENCODING_DECLARATION_WRONG, "", "utf-16"));
    }

    @Test
    void controlCharactersAreReadAsReplacementAndFlagged() {
        String xml = Packages.handMade("<edXML:Subject>a\u0001b&#x2;c\u0000d</edXML:Subject>", "");

        Packages.Opened opened = Packages.open(xml);

        assertThat(opened.document().subject()).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd");
        assertThat(opened.document().findings()).containsExactly(
                new Finding(Finding.Code.CONTROL_CHARACTERS, "", "U+0001, byte " + xml.indexOf('\u0001')));
    }

    @Test
    void textBeforeThePrologIsRefusedAndItsPlaceNamed() {
        Packages.Opened opened = Packages.open("\uFEFF 1212" + Packages.handMade(SUBJECT, ""));

        assertThat(opened.refusal().code()).isEqualTo(ErrorCode.XML_NOT_WELL_FORMED);
        assertThat(opened.refusal().about()).containsExactly("4", "\"1212\" before the XML prolog");
        assertThat(opened.refusal().sentence(Locale.ENGLISH)).isEqualTo(
                "The package is not well-formed XML, at byte 4: \"1212\" before the XML prolog.");
    }

    @Test
    void whatIsNotWellFormedIsRefusedAtItsByte() {
        String xml = Packages.handMade("<edXML:Subject>Vội vã</edXML:Subjects>", "");
        int before = Packages.utf8(xml.substring(0, xml.indexOf("</edXML:Subjects"))).length;

        Packages.Opened opened = Packages.open(xml);

        assertThat(opened.refusal().code()).isEqualTo(ErrorCode.XML_NOT_WELL_FORMED);
        assertThat(Long.parseLong(opened.refusal().about().get(0))).isBetween((long) before, before + 18L);
        assertThat(opened.refusal().about().get(1)).contains("Subject").doesNotContain("\n");
    }

    @Test
    void aFaultFarBehindALargeAttachmentIsNamedByItsByte() {
        String xml = Packages.handMade(SUBJECT,
                Packages.attachment("1", "a.pdf", "application/pdf", "QUJD".repeat(50_000))) + "<";
        byte[] bytes = Packages.utf8(xml);

        for (AttachmentSink sink : List.of(AttachmentSink.skipping(), AttachmentSink.hashing())) {
            try {
                Reading reading = Packages.CODEC.read(new java.io.ByteArrayInputStream(bytes), sink);
                assertThat(reading).isInstanceOfSatisfying(Reading.Refused.class, refused -> assertThat(
                        Long.parseLong(refused.refusal().about().get(0)))
                        .isBetween(bytes.length - 2L, (long) bytes.length));
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void bytesThatAreNotTheEncodingAreRefusedAtTheirByte() {
        byte[] bytes = Packages.in("ISO-8859-1", Packages.handMade("<edXML:Subject>\u00E9t\u00E9</edXML:Subject>", ""));
        int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf('\u00E9');

        assertThat(Packages.open(bytes).refusal().about()).containsExactly(Integer.toString(at), "not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html/>", "<edXML/>", "<edXML><edXMLEnvelope/></edXML>",
            "<edXML><edXMLEnvelope><edXMLHeader/></edXMLEnvelope></edXML>",
            "<Envelope><edXML><edXMLEnvelope/></edXML></Envelope>"})
    void whatIsNotEdxmlIsRefused(String xml) {
        assertThat(Packages.open(xml).refusal().code()).isEqualTo(ErrorCode.NOT_EDXML);
    }

    @Test
    void nothingAtAllIsRefused() {
        assertThat(Packages.open(new byte[0]).refusal().code()).isEqualTo(ErrorCode.BODY_EMPTY);
        assertThat(Packages.open("  \n ").refusal().code()).isEqualTo(ErrorCode.XML_NOT_WELL_FORMED);
    }

    @Test
    void whatIsMissingIsEmptyNotRefused() {
        EdxmlDocument document = document("");

        assertThat(document.from()).isEqualTo(Party.NONE);
        assertThat(document.to()).isEmpty();
        assertThat(document.documentId()).isEmpty();
        assertThat(document.identity()).isEmpty();
        assertThat(document.code()).isEqualTo(new DocumentCode("", ""));
        assertThat(document.promulgationDate()).isEmpty();
        assertThat(document.business()).isEmpty();
        assertThat(document.kind()).isEqualTo(BusinessKind.NEW);
        assertThat(document.paper()).isFalse();
        assertThat(document.traces()).isEmpty();
        assertThat(document.findings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(BusinessKind.class)
    void everyKindIsRead(BusinessKind kind) {
        EdxmlDocument document = Packages.open(Packages.handMade(SUBJECT, "").replace("</edXML:MessageHeader>",
                "</edXML:MessageHeader><edXML:TraceHeaderList><edXML:Bussiness><edXML:BussinessDocType> %d </edXML:BussinessDocType></edXML:Bussiness></edXML:TraceHeaderList>"
                        .formatted(kind.wire())))
                .document();

        assertThat(document.kind()).isEqualTo(kind);
        assertThat(document.findings()).isEmpty();
    }

    @Test
    void anUnknownKindIsFlaggedAndCountsAsNew() {
        Packages.Opened opened = Packages.open(Packages.handMade(SUBJECT, "").replace("</edXML:MessageHeader>",
                "</edXML:MessageHeader><edXML:TraceHeaderList><edXML:Bussiness><edXML:BussinessDocType>9</edXML:BussinessDocType></edXML:Bussiness></edXML:TraceHeaderList>"));

        assertThat(opened.document().kind()).isEqualTo(BusinessKind.NEW);
        assertThat(opened.findings()).containsExactly(Finding.Code.BUSINESS_KIND_UNKNOWN);
    }

    @Test
    void aRecallWithoutItsOwnIdentityMeansTheHeaders() {
        EdxmlDocument.Builder recall = Packages.letter().business(Business.of(BusinessKind.RECALL));

        assertThat(recall.build().affectedIdentity()).isEqualTo(recall.build().identity());
        assertThat(recall.business(Business.of(BusinessKind.RECALL).withDocumentId("X")).build().affectedIdentity())
                .hasValueSatisfying(id -> assertThat(id.value()).isEqualTo("X"));
    }

    @Test
    void staffMayHaveTwoFieldsOrSix() {
        Packages.Opened opened = Packages.open(Packages.handMade(SUBJECT, "").replace("</edXML:MessageHeader>",
                """
                </edXML:MessageHeader><edXML:TraceHeaderList><edXML:Bussiness>
                <edXML:StaffInfo><edXML:Department>VT</edXML:Department><edXML:Staff>A</edXML:Staff></edXML:StaffInfo>
                <edXML:StaffInfo/><edXML:StaffInfo><edXML:Mobile>1</edXML:Mobile><edXML:Email>e</edXML:Email>
                <edXML:StaffId>i</edXML:StaffId><edXML:Staff>B</edXML:Staff><edXML:DepartmentId>d</edXML:DepartmentId>
                <edXML:Department>D</edXML:Department></edXML:StaffInfo></edXML:Bussiness></edXML:TraceHeaderList>"""));

        assertThat(opened.document().business().orElseThrow().staff()).containsExactly(
                new Staff("VT", "", "A", "", "", ""), new Staff("D", "d", "B", "i", "e", "1"));
    }

    @Test
    void severalAnswersAreReadAndEmptyOnesAreNone() {
        EdxmlDocument document = document(
                """
                <edXML:ResponseFor /><edXML:ResponseFor><edXML:OrganId></edXML:OrganId><edXML:Code/></edXML:ResponseFor>
                <edXML:ResponseFor><edXML:Code>05/CV</edXML:Code></edXML:ResponseFor>
                <edXML:ResponseFor><edXML:Code><edXML:CodeNumber>6</edXML:CodeNumber>
                <edXML:CodeNotation>CV</edXML:CodeNotation></edXML:Code></edXML:ResponseFor>""");

        assertThat(document.responseFor()).extracting(ResponseFor::code).containsExactly("05/CV", "6/CV");
    }

    @Test
    void numbersThatAreNoneAreAbsentAndFlagged() {
        Packages.Opened opened = header(
                """
                <edXML:SteeringType></edXML:SteeringType><edXML:DocumentType><edXML:Type>công văn</edXML:Type></edXML:DocumentType>
                <edXML:OtherInfo><edXML:Priority>Khẩn</edXML:Priority><edXML:PageAmount>năm</edXML:PageAmount>
                <edXML:PromulgationAmount>3</edXML:PromulgationAmount></edXML:OtherInfo>""");

        EdxmlDocument document = opened.document();
        assertThat(document.steeringType()).isEmpty();
        assertThat(document.type()).isEqualTo("công văn");
        assertThat(document.priority()).isEmpty();
        assertThat(document.priorityText()).isEqualTo("Khẩn");
        assertThat(document.otherInfo().pageAmount()).isEmpty();
        assertThat(document.otherInfo().promulgationAmount()).isEqualTo(OptionalInt.of(3));
        assertThat(opened.findings()).containsExactlyInAnyOrder(Finding.Code.NUMBER_NOT_UNDERSTOOD,
                Finding.Code.PRIORITY_UNKNOWN, Finding.Code.NUMBER_NOT_UNDERSTOOD);
    }

    @ParameterizedTest
    @EnumSource(Urgency.class)
    void everyPriorityIsRead(Urgency urgency) {
        assertThat(document("<edXML:OtherInfo><edXML:Priority>%d</edXML:Priority></edXML:OtherInfo>"
                .formatted(urgency.wire())).priority()).contains(urgency);
    }

    @Test
    void aDateOfTheFormatIsUnderstood() {
        assertThat(document("<edXML:DueDate> 2026/02/28\n</edXML:DueDate>").dueDate())
                .contains(LocalDate.of(2026, 2, 28));
    }

    @ParameterizedTest
    @ValueSource(strings = {"28/02/2026", "2026-02-28", "2014/02/30", "2026/02/28 10:00:00", "2026/2/8", "28 tháng 2",
            "02026/02/28", "+2026/02/2"})
    void aDateOfAnotherFormIsMissingAndFlaggedNotGuessed(String text) {
        Packages.Opened opened = header("<edXML:DueDate>" + text + "</edXML:DueDate>");

        assertThat(opened.document().dueDate()).isEmpty();
        assertThat(opened.document().dueDateText()).isEqualTo(text);
        assertThat(opened.document().findings())
                .containsExactly(new Finding(Finding.Code.DATE_NOT_UNDERSTOOD, "DueDate", text));
    }

    @Test
    void anEmptyDateIsMissingWithoutAWord() {
        assertThat(header("<edXML:DueDate></edXML:DueDate>").findings()).isEmpty();
    }

    @Test
    void organizationsMayHaveBlanksAroundTheirCodeOrNoName() {
        EdxmlDocument document = document(
                "<edXML:From><edXML:OrganId>\n\t000.00.00.h41 </edXML:OrganId></edXML:From><edXML:To/>");

        assertThat(document.from().organId()).isEqualTo("000.00.00.h41");
        assertThat(document.from().code()).contains(new OrganizationCode("000.00.00.H41"));
        assertThat(document.to()).isEmpty();
        assertThat(document.findings()).isEmpty();
    }

    @Test
    void whatIsNoCodeAndWhoIsNamedTwiceIsFlagged() {
        Packages.Opened opened = header("""
                                        <edXML:From><edXML:OrganId>Sở A</edXML:OrganId></edXML:From>
                                        <edXML:To><edXML:OrganId>H99.1</edXML:OrganId></edXML:To>
                                        <edXML:To><edXML:OrganId>h99.1</edXML:OrganId></edXML:To>""");

        assertThat(opened.findings()).containsExactly(Finding.Code.RECIPIENT_REPEATED,
                Finding.Code.ORGANIZATION_CODE_DOUBTFUL);
        assertThat(opened.document().to()).hasSize(2);
    }

    @Test
    void aRepeatedElementCountsOnce() {
        Packages.Opened opened = header("<edXML:Subject>first</edXML:Subject><edXML:Subject>second</edXML:Subject>");

        assertThat(opened.document().subject()).isEqualTo("first");
        assertThat(opened.findings()).containsExactly(Finding.Code.ELEMENT_REPEATED);
    }

    @Test
    void badTracesAreShownAsTheyAre() {
        Packages.Opened opened = Packages.open(Packages.handMade("", "").replace("</edXML:MessageHeader>",
                """
                </edXML:MessageHeader><edXML:TraceHeaderList id="1" version="1" mustUnderstand="1" actor="x">
                <edXML:TraceHeader><edXML:OrganId>null</edXML:OrganId><edXML:Timestamp>2026/03/02 08:15:00</edXML:Timestamp>
                </edXML:TraceHeader><edXML:TraceHeader><edXML:Timestamp>sáng nay</edXML:Timestamp></edXML:TraceHeader>
                </edXML:TraceHeaderList>"""));

        assertThat(opened.document().traces()).containsExactly(new Trace("null", "2026/03/02 08:15:00"),
                new Trace("", "sáng nay"));
        assertThat(opened.document().traces().get(0).timestamp()).contains(LocalDateTime.of(2026, 3, 2, 8, 15));
        assertThat(opened.findings()).containsExactlyInAnyOrder(Finding.Code.TRACE_WITHOUT_ORGANIZATION,
                Finding.Code.TRACE_WITHOUT_ORGANIZATION, Finding.Code.DATE_NOT_UNDERSTOOD);
    }

    @ParameterizedTest
    @CsvSource({"1,ARRIVED", "01,ARRIVED", "' 01 ',ARRIVED", "02,REJECTED", "03,ACCEPTED", "04,ASSIGNED",
            "05,PROCESSING", "06,COMPLETED", "13,RETRACT_REQUESTED", "15,RETRACT_ACCEPTED", "16,RETRACT_REFUSED"})
    void aStatusCodeIsReadWithOneDigitOrTwo(String text, StatusCode expected) {
        EdxmlStatus status = header("<edXML:StatusCode>" + text + "</edXML:StatusCode>").status();

        assertThat(status.statusCode()).contains(expected);
        assertThat(status.findings()).isEmpty();
    }

    @Test
    void anUnknownStatusIsKeptAndFlagged() {
        Packages.Opened opened = header("<edXML:StatusCode>103</edXML:StatusCode>");

        assertThat(opened.status().statusCode()).isEmpty();
        assertThat(opened.status().statusCodeText()).isEqualTo("103");
        assertThat(opened.findings()).containsExactly(Finding.Code.STATUS_CODE_UNKNOWN);
    }

    @Test
    void attachmentsOfAStatusAreLeftAsideAndFlagged() {
        Packages.Opened opened = Packages.open(Packages.handMade("<edXML:StatusCode>01</edXML:StatusCode>",
                Packages.attachment("1", "a.pdf", "application/pdf", "QQ==")));

        assertThat(opened.status().statusCode()).contains(StatusCode.ARRIVED);
        assertThat(opened.findings()).containsExactly(Finding.Code.ATTACHMENT_ON_STATUS);
    }

    @ParameterizedTest
    @CsvSource({"Subject,500", "Content,500"})
    void whatIsLongerThanTheLawIsKeptAndFlaggedUpToTwice(String element, int law) {
        String tag = "<edXML:%s>%s</edXML:%1$s>";

        assertThat(header(tag.formatted(element, "ế".repeat(law))).findings()).isEmpty();
        assertThat(header(tag.formatted(element, "ế".repeat(2 * law))).findings())
                .containsExactly(Finding.Code.TEXT_LONGER_THAN_LAW);
        assertThat(header(tag.formatted(element, "ế".repeat(2 * law + 1))).refusal())
                .isEqualTo(vn.congvan.document.Refusal.of(ErrorCode.XML_TEXT_TOO_LONG, element, 2 * law));
    }

    @Test
    void anIdentityIsVerbatimAndAtMost512Characters() {
        assertThat(document("<edXML:DocumentId> H99,2014-02-30,1/X </edXML:DocumentId>").documentId())
                .isEqualTo(" H99,2014-02-30,1/X ");
        assertThat(document("<edXML:DocumentId>" + "x".repeat(512) + "</edXML:DocumentId>").identity()).isPresent();
        assertThat(header("<edXML:DocumentId>" + "x".repeat(513) + "</edXML:DocumentId>").refusal().code())
                .isEqualTo(ErrorCode.XML_TEXT_TOO_LONG);
    }

    @Test
    void credentialsInPlaceOfASignatureAreNeitherSignatureNorKept() {
        String xml = Packages.handMade("", "").replace("</edXML:MessageHeader>",
                "</edXML:MessageHeader><Signature><KeyInfo><OrganId>H99</OrganId><Token>s3cret</Token></KeyInfo></Signature>");

        EdxmlDocument document = Packages.open(xml).document();

        assertThat(document.signature().form()).isEqualTo(EdxmlSignatureBlock.Form.CREDENTIAL);
        assertThat(document.toString()).doesNotContain("s3cret");
    }

    @Test
    void anEmptySignatureIsAPlaceholder() {
        String header = Packages.handMade("", "");

        assertThat(Packages
                .open(header.replace("</edXML:MessageHeader>", "</edXML:MessageHeader><edXML:DigitalSignature/>"))
                .document().signature().form()).isEqualTo(EdxmlSignatureBlock.Form.EMPTY);
        assertThat(Packages.open(header.replace("</edXML:MessageHeader>", "</edXML:MessageHeader><Signature/>"))
                .document().signature().form()).isEqualTo(EdxmlSignatureBlock.Form.EMPTY);
        assertThat(Packages.open(header).document().signature()).isEqualTo(EdxmlSignatureBlock.NONE);
    }

    @Test
    void aSignatureInItsOwnNamespaceHasNoDoubtsWhenNothingSpeaksAgainstIt() {
        String certificate = java.util.Base64.getEncoder().encodeToString(new byte[] {0x30, 4, 2, 2, 1, 1});
        String xml = Packages.handMade("", "").replace("</edXML:MessageHeader>",
                """
                </edXML:MessageHeader><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>
                <ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>
                <ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>
                <ds:Reference URI=""><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>
                </ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>
                <ds:DigestValue>AAAA</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>AAAA</ds:SignatureValue>
                <ds:KeyInfo><ds:X509Data><ds:X509Certificate>%s</ds:X509Certificate></ds:X509Data></ds:KeyInfo>
                </ds:Signature>"""
                        .formatted(certificate));

        EdxmlSignatureBlock signature = Packages.open(xml).document().signature();

        assertThat(signature.isVerifiable()).isTrue();
        assertThat(signature.references()).containsExactly(new EdxmlSignatureBlock.Reference("",
                List.of("http://www.w3.org/2000/09/xmldsig#enveloped-signature"),
                "http://www.w3.org/2001/04/xmlenc#sha256", "AAAA"));
    }

    @ParameterizedTest
    @EnumSource(Finding.Code.class)
    void everyFindingHasASentenceInBothLanguages(Finding.Code code) {
        Finding finding = new Finding(code, "NƠI", "CHỮ");

        assertThat(finding.sentence()).isNotBlank().doesNotContain("{").isNotEqualTo(finding.sentence(Locale.ENGLISH));
        assertThat(finding.sentence(Locale.ENGLISH)).isNotBlank().doesNotContain("{");
    }

    @Test
    void aFaultOfTheStreamIsThrownAndNotTakenForTheSenders() {
        java.io.IOException broken = new java.io.IOException("cable");
        byte[] start = java.util.Arrays.copyOf(Packages.utf8(Packages.handMade(SUBJECT, "")), 100);
        java.io.InputStream in = new java.io.SequenceInputStream(new java.io.ByteArrayInputStream(start),
                new java.io.InputStream() {
                    @Override
                    public int read() throws java.io.IOException {
                        throw broken;
                    }
                });

        assertThat(Optional.of(org.assertj.core.api.Assertions
                .catchThrowable(() -> Packages.CODEC.read(in, AttachmentSink.skipping())))).contains(broken);
    }
}
