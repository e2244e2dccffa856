package vn.congvan.systemtest.desk;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A document from the Government Office, unless said otherwise, with an identity of its own, so that tests can share a node.
 *
 * @param from the code of its sender
 * @param to the codes of its recipients
 * @param number the number in its code
 */
public record Letter(String from, List<String> to, String number, String subject, byte[] pdf) {

    private static final String GOVERNMENT_OFFICE = "000.00.00.G22";

    public Letter {
        pdf = pdf.clone();
    }

    public static Letter about(String subject, byte[] pdf, String... to) {
        return new Letter(GOVERNMENT_OFFICE, List.of(to), UUID.randomUUID().toString().substring(0, 13), subject, pdf);
    }

    /** The same, from another agency. */
    public Letter sentBy(String agency) {
        return new Letter(agency, to, number, subject, pdf);
    }

    /** Mã định danh văn bản. */
    public String identity() {
        return from + ",2026/11/20," + number + "/CV-BLV";
    }

    public byte[] edxml() {
        String recipients = to.stream().map(code -> "<edXML:To><edXML:OrganId>" + code
                + "</edXML:OrganId><edXML:OrganName>Cơ quan nhận thử</edXML:OrganName></edXML:To>")
                .collect(Collectors.joining());
        return """
               <?xml version="1.0" encoding="UTF-8"?>
               <edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">
               <edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016">
               <edXML:edXMLHeader><edXML:MessageHeader>
               <edXML:From><edXML:OrganId>%s</edXML:OrganId><edXML:OrganName>Cơ quan gửi thử</edXML:OrganName></edXML:From>
               %s
               <edXML:DocumentId>%s</edXML:DocumentId>
               <edXML:Code><edXML:CodeNumber>%s</edXML:CodeNumber><edXML:CodeNotation>CV-BLV</edXML:CodeNotation></edXML:Code>
               <edXML:PromulgationInfo><edXML:Place>Hà Nội</edXML:Place><edXML:PromulgationDate>2026/11/20</edXML:PromulgationDate></edXML:PromulgationInfo>
               <edXML:DocumentType><edXML:Type>2</edXML:Type><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>
               <edXML:Subject>%s</edXML:Subject>
               <edXML:SignerInfo><edXML:Position>Chức vụ thử</edXML:Position><edXML:FullName>Người Ký Thử</edXML:FullName></edXML:SignerInfo>
               <edXML:OtherInfo><edXML:Priority>1</edXML:Priority></edXML:OtherInfo>
               <edXML:SteeringType>0</edXML:SteeringType>
               </edXML:MessageHeader>
               <edXML:TraceHeaderList><edXML:TraceHeader><edXML:OrganId>%s</edXML:OrganId><edXML:Timestamp>2026/11/20 08:15:00</edXML:Timestamp></edXML:TraceHeader>
               <edXML:Bussiness><edXML:BussinessDocType>0</edXML:BussinessDocType><edXML:BussinessDocReason>Văn bản điện tử mới</edXML:BussinessDocReason><edXML:Paper>0</edXML:Paper></edXML:Bussiness>
               </edXML:TraceHeaderList></edXML:edXMLHeader>
               <edXML:edXMLBody><edXML:edXMLManifest version="1.0"><edXML:Reference><edXML:ContentId>cid:1</edXML:ContentId><edXML:ContentType>application/pdf</edXML:ContentType><edXML:AttachmentName>văn bản.pdf</edXML:AttachmentName></edXML:Reference></edXML:edXMLManifest></edXML:edXMLBody>
               </edXML:edXMLEnvelope>
               <AttachmentEncoded><Attachment><ContentId>cid:1</ContentId><AttachmentName>văn bản.pdf</AttachmentName><ContentType>text/html</ContentType><edXML:ContentTransferEncoded xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016">%s</edXML:ContentTransferEncoded></Attachment></AttachmentEncoded>
               </edXML>"""
                .formatted(from, recipients, identity(), number, subject.replace("&", "&amp;").replace("<", "&lt;"),
                        from, Base64.getEncoder().encodeToString(pdf))
                .getBytes(StandardCharsets.UTF_8);
    }
}
