package vn.congvan.systemtest.soap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.activation.DataSource;

/**
 * An edXML document of the tests' own, each with an identity of its own. Its one attachment is made while it is read, so
 * that packages larger than the heap can be sent.
 *
 * @param documentId the identity of the document
 * @param attachmentLength how long the attachment is in base64, in characters; a multiple of four
 */
record SoapPackage(String from, List<String> to, String documentId, String number, String subject,
        long attachmentLength) implements DataSource {

    static final String VPCP = "000.00.00.G22";
    static final String DANANG = "000.00.00.H17";
    static final String QUANGNINH = "000.00.00.H49";
    static final String QUANGNAM = "000.00.00.H47";
    static final String NOTATION = "CV-THỬ";
    static final String ISSUED = "2026-11-20";

    private static final String CONTENT_BEGINS = "JVBERi0xLjcK";

    /** A new document from the government office. */
    static SoapPackage aDocument(String... to) {
        String number = Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 1, 36);
        return new SoapPackage(VPCP, List.of(to), VPCP + ",2026/11/20," + number + "/" + NOTATION, number,
                "Văn bản thử " + number, 4000);
    }

    SoapPackage from(String other) {
        return new SoapPackage(other, to, documentId, number, subject, attachmentLength);
    }

    SoapPackage subject(String other) {
        return new SoapPackage(from, to, documentId, number, other, attachmentLength);
    }

    /** With an attachment that makes the package about {@code bytes} long. */
    SoapPackage ofAbout(long bytes) {
        return new SoapPackage(from, to, documentId, number, subject, bytes / 4 * 4);
    }

    String code() {
        return number + "/" + NOTATION;
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = getInputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    String sha256() {
        try (DigestInputStream in = new DigestInputStream(getInputStream(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public InputStream getInputStream() {
        byte[] head = head().getBytes(StandardCharsets.UTF_8);
        byte[] tail = "</edXML:ContentTransferEncoded></Attachment></AttachmentEncoded></edXML>"
                .getBytes(StandardCharsets.UTF_8);
        return new SequenceInputStream(Collections.enumeration(List.of(new ByteArrayInputStream(head),
                new Letters(attachmentLength), new ByteArrayInputStream(tail))));
    }

    private String head() {
        String receivers = to.stream().map(code -> "<edXML:To><edXML:OrganId>" + code
                + "</edXML:OrganId><edXML:OrganName>Cơ quan nhận thử</edXML:OrganName></edXML:To>")
                .collect(Collectors.joining());
        return """
               <?xml version="1.0" encoding="UTF-8"?>
               <edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016">
               <edXML:edXMLHeader><edXML:MessageHeader>
               <edXML:From><edXML:OrganId>%s</edXML:OrganId><edXML:OrganName>Cơ quan gửi thử</edXML:OrganName></edXML:From>%s
               <edXML:DocumentId>%s</edXML:DocumentId>
               <edXML:Code><edXML:CodeNumber>%s</edXML:CodeNumber><edXML:CodeNotation>%s</edXML:CodeNotation></edXML:Code>
               <edXML:PromulgationInfo><edXML:Place>Hà Nội</edXML:Place><edXML:PromulgationDate>2026/11/20</edXML:PromulgationDate></edXML:PromulgationInfo>
               <edXML:DocumentType><edXML:Type>2</edXML:Type><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>
               <edXML:Subject>%s</edXML:Subject>
               <edXML:SignerInfo><edXML:Position>Chức vụ thử</edXML:Position><edXML:FullName>Người Ký Thử</edXML:FullName></edXML:SignerInfo>
               <edXML:OtherInfo><edXML:Priority>0</edXML:Priority></edXML:OtherInfo><edXML:SteeringType>0</edXML:SteeringType>
               </edXML:MessageHeader>
               <edXML:TraceHeaderList><edXML:TraceHeader><edXML:OrganId>%s</edXML:OrganId><edXML:Timestamp>2026/11/20 08:15:00</edXML:Timestamp></edXML:TraceHeader>
               <edXML:Bussiness><edXML:BussinessDocType>0</edXML:BussinessDocType><edXML:BussinessDocReason>Văn bản điện tử mới</edXML:BussinessDocReason><edXML:Paper>0</edXML:Paper></edXML:Bussiness></edXML:TraceHeaderList></edXML:edXMLHeader>
               <edXML:edXMLBody><edXML:edXMLManifest version="1.0"><edXML:Reference><edXML:ContentId>cid:1</edXML:ContentId><edXML:ContentType>application/pdf</edXML:ContentType><edXML:AttachmentName>van-ban.pdf</edXML:AttachmentName></edXML:Reference></edXML:edXMLManifest></edXML:edXMLBody></edXML:edXMLEnvelope>
               <AttachmentEncoded><Attachment><ContentId>cid:1</ContentId><AttachmentName>van-ban.pdf</AttachmentName><ContentType>application/pdf</ContentType><edXML:ContentTransferEncoded xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016">%s"""
                .formatted(from, receivers, documentId, number, NOTATION, subject, from, CONTENT_BEGINS);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        throw new IOException("read only");
    }

    @Override
    public String getContentType() {
        return "application/octet-stream";
    }

    @Override
    public String getName() {
        return "van-ban.edxml";
    }

    /** So many times the letter that is a zero in base64. */
    private static final class Letters extends InputStream {

        private long left;

        Letters(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'A' : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            java.util.Arrays.fill(bytes, offset, offset + count, (byte) 'A');
            left -= count;
            return count;
        }
    }
}
