package vn.congvan.bench;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Documents of one size, each with an identity of its own: a header as agencies write it, and one attachment of bytes that
 * cannot be compressed, as a scanned PDF's cannot. The attachment is the same in all of them, so that writing letters costs
 * the generator nothing.
 */
final class Letters {

    private static final String SENDER = "000.00.00.G22";
    private static final String RECIPIENT = "000.00.00.H17";

    private final byte[] attachment;

    /** @param bytes how large one document is to be, as it travels */
    Letters(int bytes) {
        byte[] pdf = new byte[Math.max(600, (bytes - 2900) / 4 * 3)];
        new Random(7).nextBytes(pdf);
        byte[] beginning = "%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(beginning, 0, pdf, 0, beginning.length);
        attachment = ("<AttachmentEncoded><Attachment><ContentId>cid:1</ContentId><AttachmentName>van-ban.pdf</AttachmentName>"
                + "<ContentType>application/pdf</ContentType><edXML:ContentTransferEncoded"
                + " xmlns:edXML=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\">" + Base64.getEncoder().encodeToString(pdf)
                + "</edXML:ContentTransferEncoded></Attachment></AttachmentEncoded>\n</edXML>\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A document that nobody has sent before. */
    Letter next() {
        String number = UUID.randomUUID().toString().substring(0, 13);
        String identity = SENDER + ",2021/02/01," + number + "/VPCP-KSTT";
        byte[] head = """
                      <?xml version="1.0" encoding="UTF-8"?>
                      <edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">
                        <edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLHeader>
                          <edXML:MessageHeader>
                            <edXML:From><edXML:OrganId>%s</edXML:OrganId><edXML:OrganName>Văn phòng Chính phủ</edXML:OrganName></edXML:From>
                            <edXML:To><edXML:OrganId>%s</edXML:OrganId><edXML:OrganName>UBND thành phố Đà Nẵng</edXML:OrganName></edXML:To>
                            <edXML:DocumentId>%s</edXML:DocumentId>
                            <edXML:Code><edXML:CodeNumber>%s</edXML:CodeNumber><edXML:CodeNotation>VPCP-KSTT</edXML:CodeNotation></edXML:Code>
                            <edXML:PromulgationInfo><edXML:Place>Hà Nội</edXML:Place><edXML:PromulgationDate>2021/02/01</edXML:PromulgationDate></edXML:PromulgationInfo>
                            <edXML:DocumentType><edXML:Type>1</edXML:Type><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>
                            <edXML:Subject>V/v đo thời gian tiếp nhận văn bản điện tử trên trục liên thông</edXML:Subject>
                            <edXML:Content>Nội dung trích yếu của văn bản dùng để đo.</edXML:Content>
                          </edXML:MessageHeader>
                          <edXML:TraceHeaderList>
                            <edXML:TraceHeader><edXML:OrganId>%s</edXML:OrganId><edXML:Timestamp>2021/02/01 08:00:00</edXML:Timestamp></edXML:TraceHeader>
                            <edXML:Bussiness><edXML:BussinessDocType>0</edXML:BussinessDocType><edXML:BussinessDocReason>Văn bản điện tử mới</edXML:BussinessDocReason></edXML:Bussiness>
                          </edXML:TraceHeaderList>
                        </edXML:edXMLHeader>
                        <edXML:edXMLBody><edXML:edXMLManifest version="1.0"><edXML:Reference><edXML:ContentId>cid:1</edXML:ContentId>
                          <edXML:ContentType>application/pdf</edXML:ContentType><edXML:AttachmentName>van-ban.pdf</edXML:AttachmentName>
                        </edXML:Reference></edXML:edXMLManifest></edXML:edXMLBody></edXML:edXMLEnvelope>
                      """
                .formatted(SENDER, RECIPIENT, identity, number, SENDER).getBytes(StandardCharsets.UTF_8);
        return new Letter(identity, head);
    }

    /** One document. */
    final class Letter {

        final String identity;
        private final byte[] head;

        private Letter(String identity, byte[] head) {
            this.identity = identity;
            this.head = head;
        }

        long size() {
            return head.length + attachment.length;
        }

        InputStream open() {
            return new SequenceInputStream(new ByteArrayInputStream(head), new ByteArrayInputStream(attachment));
        }

        /** Its bytes between others. */
        InputStream between(byte[] before, byte[] after) {
            return new SequenceInputStream(Collections.enumeration(List.of(new ByteArrayInputStream(before),
                    new ByteArrayInputStream(head), new ByteArrayInputStream(attachment),
                    new ByteArrayInputStream(after))));
        }

        byte[] sha256() {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(head);
                digest.update(attachment);
                return digest.digest();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }
}
