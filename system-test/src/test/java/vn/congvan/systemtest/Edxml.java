package vn.congvan.systemtest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/** Packages as a partner's system would write them; text, so that nothing of the node's own codec is taken on trust. */
public final class Edxml {

    public static final String VPCP = "000.00.00.G22";
    public static final String DANANG = "000.00.00.H17";
    public static final String QUANGNINH = "000.00.00.H49";
    public static final String QUANGNAM = "000.00.00.H47";

    private Edxml() {}

    /** An identity that no other test uses. */
    public static String newIdentity(String from) {
        return from + ",2021/02/01," + UUID.randomUUID().toString().substring(0, 8) + "/VPCP-KSTT";
    }

    public static byte[] document(String identity, String from, String... to) {
        return document(identity, "V/v trao đổi văn bản điện tử", 0, "", from, to);
    }

    public static byte[] document(String identity, String subject, int kind, String reason, String from, String... to) {
        String code = identity.substring(identity.lastIndexOf(',') + 1);
        String recipients = Arrays.stream(to)
                .map(o -> "<edXML:To><edXML:OrganId>" + o + "</edXML:OrganId></edXML:To>")
                .collect(Collectors.joining());
        return ("""
                <?xml version="1.0" encoding="UTF-8"?>
                <edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">
                  <edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLHeader>
                    <edXML:MessageHeader>
                      <edXML:From><edXML:OrganId>%s</edXML:OrganId></edXML:From>%s
                      <edXML:DocumentId>%s</edXML:DocumentId>
                      <edXML:Code><edXML:CodeNumber>%s</edXML:CodeNumber><edXML:CodeNotation>%s</edXML:CodeNotation></edXML:Code>
                      <edXML:PromulgationInfo><edXML:Place>Hà Nội</edXML:Place><edXML:PromulgationDate>2021/02/01</edXML:PromulgationDate></edXML:PromulgationInfo>
                      <edXML:Subject>%s</edXML:Subject>
                    </edXML:MessageHeader>
                    <edXML:TraceHeaderList><edXML:Bussiness><edXML:BussinessDocType>%d</edXML:BussinessDocType>
                      <edXML:BussinessDocReason>%s</edXML:BussinessDocReason></edXML:Bussiness></edXML:TraceHeaderList>
                  </edXML:edXMLHeader></edXML:edXMLEnvelope>
                  <AttachmentEncoded/>
                </edXML>
                """
                .formatted(from, recipients, identity, code.substring(0, code.indexOf('/')),
                        code.substring(code.indexOf('/') + 1), subject, kind, reason))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A status package; {@code addressee} is the document's sender, but for 13 the receiver. */
    public static byte[] status(String identity, String code, String description, String timestamp, String from,
            String addressee) {
        return ("""
                <?xml version="1.0" encoding="UTF-8"?>
                <edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">
                  <edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLHeader>
                    <edXML:MessageHeader>
                      <edXML:From><edXML:OrganId>%s</edXML:OrganId></edXML:From>
                      <edXML:ResponseFor><edXML:OrganId>%s</edXML:OrganId><edXML:Code>%s</edXML:Code>
                        <edXML:PromulgationDate>2021/02/01</edXML:PromulgationDate><edXML:DocumentId>%s</edXML:DocumentId></edXML:ResponseFor>
                      <edXML:StatusCode>%s</edXML:StatusCode><edXML:Description>%s</edXML:Description>
                      <edXML:Timestamp>%s</edXML:Timestamp>
                    </edXML:MessageHeader>
                  </edXML:edXMLHeader></edXML:edXMLEnvelope>
                </edXML>
                """
                .formatted(from, addressee, identity.substring(identity.lastIndexOf(',') + 1), identity, code,
                        description, timestamp))
                .getBytes(StandardCharsets.UTF_8);
    }
}
