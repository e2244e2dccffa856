package vn.congvan.edxml;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import vn.congvan.document.DocumentCode;
import vn.congvan.document.DocumentId;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.StatusCode;

/** Packages for tests, all of invented agencies. */
final class Packages {

    static final EdxmlCodec CODEC = new EdxmlCodec(EdxmlLimits.defaults());
    static final OrganizationCode SENDER = new OrganizationCode("000.00.01.H99");
    static final OrganizationCode RECEIVER = new OrganizationCode("000.00.02.H99");

    private Packages() {}

    /** What came out of a package: the message and the files, by index. */
    record Opened(Reading reading, Map<Integer, byte[]> files, List<Integer> discarded) {

        EdxmlMessage message() {
            if (reading instanceof Reading.Read read) {
                return read.message();
            }
            throw new AssertionError("refused: " + reading);
        }

        EdxmlDocument document() {
            return (EdxmlDocument) message();
        }

        EdxmlStatus status() {
            return (EdxmlStatus) message();
        }

        vn.congvan.document.Refusal refusal() {
            if (reading instanceof Reading.Refused refused) {
                return refused.refusal();
            }
            throw new AssertionError("not refused: " + reading);
        }

        AttachmentRead attachment(int index) {
            return document().attachments().get(index);
        }

        List<Finding.Code> findings() {
            return message().findings().stream().map(Finding::code).toList();
        }
    }

    static Opened open(byte[] bytes) {
        return open(CODEC, bytes);
    }

    static Opened open(String xml) {
        return open(xml.getBytes(StandardCharsets.UTF_8));
    }

    static Opened open(EdxmlCodec codec, byte[] bytes) {
        Map<Integer, ByteArrayOutputStream> files = new TreeMap<>();
        List<Integer> discarded = new ArrayList<>();
        AttachmentSink sink = new AttachmentSink() {
            @Override
            public java.io.OutputStream open(AttachmentHead head) {
                ByteArrayOutputStream file = new ByteArrayOutputStream();
                if (files.put(head.index(), file) != null) {
                    throw new AssertionError("opened twice: " + head);
                }
                return file;
            }

            @Override
            public void discard(AttachmentHead head) {
                files.remove(head.index());
                discarded.add(head.index());
            }
        };
        try {
            Reading reading = codec.read(new ByteArrayInputStream(bytes), sink);
            Map<Integer, byte[]> contents = new TreeMap<>();
            files.forEach((index, file) -> contents.put(index, file.toByteArray()));
            return new Opened(reading, contents, discarded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] write(EdxmlDocument document, AttachmentSource... attachments) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            CODEC.write(document, List.of(attachments), out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] write(EdxmlStatus status) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            CODEC.write(status, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A plain new document, complete enough to be written. */
    static EdxmlDocument.Builder letter() {
        DocumentCode code = new DocumentCode("12", "QĐ-SNV");
        LocalDate date = LocalDate.of(2026, 3, 2);
        return EdxmlDocument.builder().from(Party.of(SENDER, "Sở Thử nghiệm"))
                .to(Party.of(RECEIVER, "UBND phường Thử")).documentId(DocumentId.of(SENDER, date, code)).code(code)
                .promulgationPlace("Hà Thử").promulgationDate(date).typeName("Quyết định")
                .subject("V/v thử dựng gói tin")
                .traces(List.of(Trace.of(SENDER, LocalDateTime.of(2026, 3, 2, 8, 15))));
    }

    static EdxmlStatus.Builder status(StatusCode code) {
        return EdxmlStatus.builder().from(Party.of(RECEIVER, "UBND phường Thử")).responseForOrganId(SENDER.value())
                .responseForCode("12/QĐ-SNV").responseForDate(LocalDate.of(2026, 3, 2))
                .responseForDocumentId("000.00.01.H99,2026/03/02,12/QĐ-SNV").statusCode(code)
                .description("Tiếp nhận, vào sổ").timestamp(LocalDateTime.of(2026, 3, 2, 9, 30));
    }

    /** A hand-made document package: what stands in the header, and the attachments' elements. */
    static String handMade(String header, String attachments) {
        return handMade(header, "", attachments);
    }

    static String handMade(String header, String references, String attachments) {
        return """
               <?xml version="1.0" encoding="UTF-8"?>
               <edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">
               <edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLHeader>
               <edXML:MessageHeader>%s</edXML:MessageHeader>
               </edXML:edXMLHeader><edXML:edXMLBody><edXML:edXMLManifest version="1.0">%s</edXML:edXMLManifest>
               </edXML:edXMLBody></edXML:edXMLEnvelope>
               <AttachmentEncoded>%s</AttachmentEncoded></edXML>
               """.formatted(header, references, attachments);
    }

    /** One attachment's element in the usual order. */
    static String attachment(String id, String name, String type, byte[] payload) {
        return attachment(id, name, type, Base64.getEncoder().encodeToString(payload));
    }

    static String attachment(String id, String name, String type, String content) {
        return "<Attachment><ContentId>%s</ContentId><AttachmentName>%s</AttachmentName><ContentType>%s</ContentType><edXML:ContentTransferEncoded xmlns:edXML=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\">%s</edXML:ContentTransferEncoded></Attachment>"
                .formatted(id, name, type, content);
    }

    static String reference(String id, String name) {
        return "<edXML:Reference><edXML:ContentId>%s</edXML:ContentId><edXML:AttachmentName>%s</edXML:AttachmentName></edXML:Reference>"
                .formatted(id, name);
    }

    static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry head = new ZipEntry(entry.getKey());
                head.setTime(0);
                zip.putNextEntry(head);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] in(String charset, String text) {
        return text.getBytes(Charset.forName(charset));
    }

}
