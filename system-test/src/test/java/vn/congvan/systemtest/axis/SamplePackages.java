package vn.congvan.systemtest.axis;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** edXML packages of the tests' own, each document with an identity of its own. */
final class SamplePackages {

    static final String VPCP = "000.00.00.G22";
    static final String DANANG = "000.00.00.H17";
    static final String QUANGNINH = "000.00.00.H49";
    static final String QUANGNAM = "000.00.00.H47";

    private SamplePackages() {}

    /** A document before it is written. */
    record Document(String from, List<String> to, String number, String documentId, String subject,
            byte[] attachment, String encoding) {

        Document {
            attachment = attachment.clone();
        }

        Document to(String... others) {
            return new Document(from, List.of(others), number, documentId, subject, attachment, encoding);
        }

        Document subject(String other) {
            return new Document(from, to, number, documentId, other, attachment, encoding);
        }

        Document attachment(byte[] other) {
            return new Document(from, to, number, documentId, subject, other, encoding);
        }

        Document encoding(String other) {
            return new Document(from, to, number, documentId, subject, attachment, other);
        }

        byte[] bytes() {
            return text().getBytes(Charset.forName(encoding));
        }

        String text() {
            String receivers = to.stream().map(code -> "<edXML:To><edXML:OrganId>" + code
                    + "</edXML:OrganId><edXML:OrganName>Cơ quan nhận thử</edXML:OrganName></edXML:To>")
                    .collect(Collectors.joining());
            return """
                   <?xml version="1.0" encoding="%s"?>
                   <edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">
                   <edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016">
                   <edXML:edXMLHeader><edXML:MessageHeader>
                   <edXML:From><edXML:OrganId>%s</edXML:OrganId><edXML:OrganName>Cơ quan gửi thử</edXML:OrganName></edXML:From>
                   %s
                   <edXML:DocumentId>%s</edXML:DocumentId>
                   <edXML:Code><edXML:CodeNumber>%s</edXML:CodeNumber><edXML:CodeNotation>CV-THỬ</edXML:CodeNotation></edXML:Code>
                   <edXML:PromulgationInfo><edXML:Place>Hà Nội</edXML:Place><edXML:PromulgationDate>2026/11/20</edXML:PromulgationDate></edXML:PromulgationInfo>
                   <edXML:DocumentType><edXML:Type>2</edXML:Type><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>
                   <edXML:Subject>%s</edXML:Subject>
                   <edXML:SignerInfo><edXML:Position>Chức vụ thử</edXML:Position><edXML:FullName>Người Ký Thử</edXML:FullName></edXML:SignerInfo>
                   <edXML:OtherInfo><edXML:Priority>0</edXML:Priority></edXML:OtherInfo>
                   <edXML:SteeringType>0</edXML:SteeringType>
                   </edXML:MessageHeader>
                   <edXML:TraceHeaderList><edXML:TraceHeader><edXML:OrganId>%s</edXML:OrganId><edXML:Timestamp>2026/11/20 08:15:00</edXML:Timestamp></edXML:TraceHeader>
                   <edXML:Bussiness><edXML:BussinessDocType>0</edXML:BussinessDocType><edXML:BussinessDocReason>Văn bản điện tử mới</edXML:BussinessDocReason><edXML:Paper>0</edXML:Paper></edXML:Bussiness>
                   </edXML:TraceHeaderList></edXML:edXMLHeader>
                   <edXML:edXMLBody><edXML:edXMLManifest version="1.0"><edXML:Reference><edXML:ContentId>cid:1</edXML:ContentId><edXML:ContentType>application/pdf</edXML:ContentType><edXML:AttachmentName>van-ban.pdf</edXML:AttachmentName></edXML:Reference></edXML:edXMLManifest></edXML:edXMLBody>
                   </edXML:edXMLEnvelope>
                   <AttachmentEncoded><Attachment><ContentId>cid:1</ContentId><AttachmentName>van-ban.pdf</AttachmentName><ContentType>application/pdf</ContentType><edXML:ContentTransferEncoded xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016">%s</edXML:ContentTransferEncoded></Attachment></AttachmentEncoded>
                   </edXML>"""
                    .formatted(encoding, from, receivers, documentId, number, subject, from,
                            Base64.getEncoder().encodeToString(attachment));
        }
    }

    /** A new document (kind 0). */
    static Document document(String from, String... to) {
        String number = UUID.randomUUID().toString().substring(0, 13);
        return new Document(from, List.of(to), number, from + ",2026/11/20," + number + "/CV-THỬ",
                "V/v thử trục liên thông " + number, "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII), "UTF-8");
    }

    /** What {@code from} reports about a document that it received. */
    static byte[] status(Document about, String from, String code) {
        return """
               <?xml version="1.0" encoding="UTF-8"?>
               <edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">
               <edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016">
               <edXML:edXMLHeader><edXML:MessageHeader>
               <edXML:From><edXML:OrganId>%s</edXML:OrganId><edXML:OrganName>Cơ quan nhận thử</edXML:OrganName></edXML:From>
               <edXML:ResponseFor><edXML:OrganId>%s</edXML:OrganId><edXML:Code>%s/CV-THỬ</edXML:Code><edXML:DocumentId>%s</edXML:DocumentId><edXML:PromulgationDate>2026/11/20</edXML:PromulgationDate></edXML:ResponseFor>
               <edXML:StaffInfo><edXML:Department>Văn thư</edXML:Department><edXML:Staff>Văn Thư Thử</edXML:Staff></edXML:StaffInfo>
               <edXML:StatusCode>%s</edXML:StatusCode>
               <edXML:Description>Tiếp nhận, vào sổ</edXML:Description>
               <edXML:Timestamp>2026/11/20 09:00:00</edXML:Timestamp>
               </edXML:MessageHeader></edXML:edXMLHeader></edXML:edXMLEnvelope>
               </edXML>"""
                .formatted(from, about.from(), about.number(), about.documentId(), code)
                .getBytes(StandardCharsets.UTF_8);
    }
}
