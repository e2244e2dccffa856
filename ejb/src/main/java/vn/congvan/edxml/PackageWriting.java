package vn.congvan.edxml;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import vn.congvan.document.BusinessKind;

/** One package being written, in the layout of the official library. */
final class PackageWriting {

    private static final String NAMESPACE = PackageReading.QCVN;
    private static final String ZIP = "application/zip";
    /** What the official library carries as it is; everything else it expects in a zip. */
    private static final Map<String, String> CARRIED_RAW = Map.of("pdf", "application/pdf", "doc", "application/msword",
            "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "zip", ZIP);
    /** The same file gives the same zip: the entry's time says nothing. */
    /** How many times a file may grow when it is unpacked: a quarter of what our own reader takes for a bomb. */
    private static final int TIGHTEST = 50;
    /** In bytes: what is smaller is no bomb. */
    private static final int PACKED_AS_IT_MAY = 1 << 18;
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final OutputStream out;
    private final XmlText xml = new XmlText();

    PackageWriting(OutputStream out) {
        this.out = out;
    }

    /** A file with the id and type it gets in the package. */
    private record Part(AttachmentSource source, String id, String type, boolean raw) {
        static Part of(String documentId, int position, AttachmentSource source) {
            String usual = CARRIED_RAW.get(OneEntryZip.extension(source.name()));
            String given = source.contentType().toLowerCase(java.util.Locale.ROOT);
            boolean raw = usual != null;
            String type = !raw ? ZIP : given.isEmpty() || given.equals(ZIP) || usual.equals(ZIP) ? usual : given;
            return new Part(source, idOf(documentId, position, source), type, raw);
        }
    }

    /** Ids are made from what is written, not by chance: the same document written again is the same bytes. */
    private static String idOf(String documentId, int position, AttachmentSource source) {
        String name = documentId + '\n' + position + '\n' + source.name();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    void document(EdxmlDocument document, List<AttachmentSource> sources) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (AttachmentSource source : sources) {
            parts.add(Part.of(document.documentId(), parts.size(), source));
        }
        openHeader();
        party("From", document.from());
        document.to().forEach(party -> party("To", party));
        xml.leaf("DocumentId", document.documentId());
        xml.open("Code").leaf("CodeNumber", document.code().number())
                .leaf("CodeNotation", document.code().notation()).close("Code");
        xml.open("PromulgationInfo").leaf("Place", document.promulgationPlace())
                .leaf("PromulgationDate", document.promulgationDateText()).close("PromulgationInfo");
        xml.open("DocumentType").leaf("Type", document.type().isEmpty() ? "2" : document.type())
                .leaf("TypeDetail", document.typeDetail()).leaf("TypeName", document.typeName()).close("DocumentType");
        xml.leaf("Subject", document.subject()).leaf("Content", document.content());
        if (!document.signer().isEmpty()) {
            xml.open("SignerInfo").leaf("Competence", document.signer().competence())
                    .leaf("Position", document.signer().position()).leaf("FullName", document.signer().fullName())
                    .close("SignerInfo");
        }
        xml.leaf("DueDate", document.dueDateText());
        otherInfo(document.otherInfo());
        document.responseFor().forEach(this::responseFor);
        xml.leaf("SteeringType", document.steeringType().isEmpty() ? "0" : document.steeringType());
        list("ResponseForTask", "TaskCode", document.responseForTasks());
        xml.leaf("ApplicationType", document.applicationType());
        list("ToPlaces", "Place", document.toPlaces());
        xml.close("MessageHeader");
        xml.open("TraceHeaderList");
        business(document.business().orElse(Business.of(BusinessKind.NEW)));
        for (Trace trace : document.traces()) {
            xml.open("TraceHeader").leaf("OrganId", trace.organId()).leaf("Timestamp", trace.timestampText())
                    .close("TraceHeader");
        }
        xml.close("TraceHeaderList").close("edXMLHeader");
        manifest(parts);
        xml.close("edXMLEnvelope");
        attachments(parts);
        xml.closeRaw("</edXML>");
        flush();
    }

    void status(EdxmlStatus status) throws IOException {
        openHeader();
        party("From", status.from());
        responseFor(new ResponseFor(status.responseForOrganId(), status.responseForCode(),
                status.responseForDocumentId(), status.responseForDateText()));
        status.staff().ifPresent(this::staff);
        // two digits on the wire, however they were given
        xml.leaf("StatusCode", status.statusCode().map(code -> code.wire()).orElse(status.statusCodeText()))
                .leaf("Description", status.description()).leaf("Timestamp", status.timestampText());
        xml.close("MessageHeader").close("edXMLHeader").close("edXMLEnvelope").closeRaw("</edXML>");
        flush();
    }

    private void openHeader() {
        xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").openRaw("<edXML xmlns=\"" + NAMESPACE + "\">")
                .openRaw("<edXML:edXMLEnvelope xmlns:edXML=\"" + NAMESPACE + "\">").open("edXMLHeader")
                .open("MessageHeader");
    }

    private void party(String name, Party party) {
        xml.open(name).leaf("OrganId", party.organId()).leaf("OrganizationInCharge", party.organizationInCharge())
                .leaf("OrganName", party.organName()).leaf("OrganAdd", party.organAdd()).leaf("Email", party.email())
                .leaf("Telephone", party.telephone()).leaf("Fax", party.fax()).leaf("Website", party.website())
                .close(name);
    }

    private void otherInfo(OtherInfo info) {
        if (info.isEmpty()) {
            return;
        }
        xml.open("OtherInfo").leaf("Priority", info.priorityText())
                .leaf("SphereOfPromulgation", info.sphereOfPromulgation()).leaf("TyperNotation", info.typerNotation())
                .leaf("PromulgationAmount", info.promulgationAmountText()).leaf("PageAmount", info.pageAmountText())
                .leaf("ReplyFors", info.replyFors()).leaf("Direction", info.directionText())
                .leaf("ReferenceCodes", info.referenceCodes());
        list("Appendixes", "Appendix", info.appendixes());
        xml.close("OtherInfo");
    }

    private void responseFor(ResponseFor earlier) {
        xml.open("ResponseFor").leaf("OrganId", earlier.organId()).leaf("Code", earlier.code())
                .leaf("DocumentId", earlier.documentId()).leaf("PromulgationDate", earlier.promulgationDateText())
                .close("ResponseFor");
    }

    private void list(String name, String item, List<String> values) {
        if (!values.isEmpty()) {
            xml.open(name);
            values.forEach(value -> xml.leaf(item, value));
            xml.close(name);
        }
    }

    private void business(Business business) {
        xml.open("Bussiness").leaf("DocumentId", business.documentId())
                .leaf("BussinessDocType", business.kindText().isEmpty() ? "0" : business.kindText())
                .leaf("BussinessDocReason", business.reason()).leaf("Paper", business.paperText());
        for (Business.Change change : business.changes()) {
            xml.open("BussinessDocumentInfo").leaf("DocumentInfo", change.documentInfoText()).leaf("DocumentReceiver",
                    change.documentReceiverText());
            if (!change.receivers().isEmpty()) {
                xml.open("ReceiverList");
                for (Business.ReceiverChange receiver : change.receivers()) {
                    xml.open("Receiver").leaf("OrganId", receiver.organId()).leaf("ReceiverType", receiver.typeText())
                            .close("Receiver");
                }
                xml.close("ReceiverList");
            }
            xml.close("BussinessDocumentInfo");
        }
        if (!business.replacements().isEmpty()) {
            xml.open("ReplacementInfoList");
            for (Business.Replacement replacement : business.replacements()) {
                xml.open("ReplacementInfo").leaf("DocumentId", replacement.documentId());
                list("OrganIdList", "OrganId", replacement.organIds());
                xml.close("ReplacementInfo");
            }
            xml.close("ReplacementInfoList");
        }
        business.staff().forEach(this::staff);
        xml.close("Bussiness");
    }

    private void staff(Staff staff) {
        xml.open("StaffInfo").leaf("Department", staff.department()).leaf("DepartmentId", staff.departmentId())
                .leaf("Staff", staff.staff()).leaf("StaffId", staff.staffId()).leaf("Email", staff.email())
                .leaf("Mobile", staff.mobile()).close("StaffInfo");
    }

    private void manifest(List<Part> parts) {
        xml.open("edXMLBody");
        if (parts.isEmpty()) {
            xml.raw("<edXML:edXMLManifest version=\"1.0\" />");
        } else {
            xml.openRaw("<edXML:edXMLManifest version=\"1.0\">");
            for (Part part : parts) {
                xml.open("Reference").leaf("ContentId", ContentId.write(part.id())).leaf("ContentType", part.type())
                        .leaf("Description", part.source().description()).leaf("AttachmentName", part.source().name())
                        .close("Reference");
            }
            xml.close("edXMLManifest");
        }
        xml.close("edXMLBody");
    }

    private void attachments(List<Part> parts) throws IOException {
        if (parts.isEmpty()) {
            xml.raw("<AttachmentEncoded />");
            return;
        }
        xml.openRaw("<AttachmentEncoded>");
        for (Part part : parts) {
            xml.openRaw("<Attachment>").plainLeaf("ContentId", ContentId.write(part.id()))
                    .plainLeaf("AttachmentName", part.source().name())
                    .plainLeaf("Description", part.source().description()).plainLeaf("ContentType", part.type())
                    .beginning("<edXML:ContentTransferEncoded xmlns:edXML=\"" + NAMESPACE + "\">");
            flush();
            try (InputStream bytes = part.source().opener().open(); Base64Output base64 = new Base64Output(out)) {
                if (part.raw()) {
                    bytes.transferTo(base64);
                } else {
                    zip(part, bytes, base64);
                }
            }
            xml.ending("</edXML:ContentTransferEncoded>").closeRaw("</Attachment>");
        }
        xml.closeRaw("</AttachmentEncoded>");
    }

    /**
     * Readers, our own among them, take a file that grows too much for a bomb: what would be packed that tightly is packed no further
     * from there on.
     */
    private static void zip(Part part, InputStream bytes, OutputStream to) throws IOException {
        String extension = OneEntryZip.extension(part.source().name());
        String entryName = part.id() + (extension.isEmpty() ? "" : "." + extension);
        CountedOutput packed = new CountedOutput(to);
        ZipOutputStream zip = new ZipOutputStream(packed, StandardCharsets.UTF_8);
        ZipEntry entry = new ZipEntry(entryName);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        byte[] buffer = new byte[1 << 16];
        long given = 0;
        for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
            zip.write(buffer, 0, n);
            given += n;
            if (given > PACKED_AS_IT_MAY && given > packed.count() * TIGHTEST) {
                zip.setLevel(Deflater.NO_COMPRESSION);
            }
        }
        zip.closeEntry();
        zip.close();
    }

    /** Knows how much went through it. */
    private static final class CountedOutput extends FilterOutputStream {

        private long count;

        CountedOutput(OutputStream out) {
            super(out);
        }

        long count() {
            return count;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            count += length;
        }
    }

    private void flush() throws IOException {
        out.write(xml.take().getBytes(StandardCharsets.UTF_8));
    }
}
