package vn.congvan.edxml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.congvan.document.BusinessKind;
import vn.congvan.document.DocumentCode;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.StatusCode;
import vn.congvan.document.Urgency;

/** Finds in the tree of a package what the message says, and notes what is not as it should be. */
final class MessageMapping {

    private final Node root;
    private final List<AttachmentRead> attachments;
    private final int attachmentCount;
    private final Findings findings;

    MessageMapping(Node root, List<AttachmentRead> attachments, int attachmentCount, Findings findings) {
        this.root = root;
        this.attachments = attachments;
        this.attachmentCount = attachmentCount;
        this.findings = findings;
    }

    EdxmlMessage message() {
        if (root == null) {
            throw new RefusedPackage(ErrorCode.NOT_EDXML, "edXML");
        }
        Node envelope = required(root, "edXMLEnvelope");
        Node header = required(envelope, "edXMLHeader");
        Node message = required(header, "MessageHeader");
        EdxmlSignatureBlock signature = new SignatureMapping(header).block();
        return message.all("StatusCode").isEmpty() ? document(header, message, signature) : status(message, signature);
    }

    private static Node required(Node parent, String name) {
        List<Node> all = parent.all(name);
        if (all.isEmpty()) {
            throw new RefusedPackage(ErrorCode.NOT_EDXML, "<" + parent.name() + "> … <" + name + ">?");
        }
        return all.get(0);
    }

    private EdxmlStatus status(Node message, EdxmlSignatureBlock signature) {
        if (attachmentCount > 0) {
            findings.add(Finding.Code.ATTACHMENT_ON_STATUS, "AttachmentEncoded", Integer.toString(attachmentCount));
        }
        List<ResponseFor> answers = message.all("ResponseFor").stream().map(this::responseFor)
                .filter(answer -> !answer.isEmpty()).toList();
        if (answers.size() > 1) {
            findings.add(Finding.Code.ELEMENT_REPEATED, "ResponseFor", "");
        }
        ResponseFor about = answers.isEmpty() ? new ResponseFor("", "", "", "") : answers.get(0);
        String code = text(message, "StatusCode");
        if (StatusCode.parse(code).isEmpty()) {
            findings.add(Finding.Code.STATUS_CODE_UNKNOWN, "StatusCode", code);
        }
        String description = checked(text(message, "Description"), "StatusDescription", "Description");
        return new EdxmlStatus(party(message, "From"), about.organId(), about.code(), about.promulgationDateText(),
                about.documentId(), one(message, "StaffInfo").map(this::staff), code, description,
                timestamp(text(message, "Timestamp")), findings.all(), signature);
    }

    private EdxmlDocument document(Node header, Node message, EdxmlSignatureBlock signature) {
        Optional<Node> code = one(message, "Code");
        Optional<Node> promulgation = one(message, "PromulgationInfo");
        Optional<Node> type = one(message, "DocumentType");
        Optional<Node> signer = one(message, "SignerInfo");
        Optional<Node> traces = one(header, "TraceHeaderList");
        List<Party> to = message.all("To").stream().map(this::party).filter(party -> !party.isEmpty()).toList();
        Set<String> codes = new HashSet<>();
        for (Party party : to) {
            party.code().map(OrganizationCode::key).filter(key -> !codes.add(key))
                    .ifPresent(key -> findings.add(Finding.Code.RECIPIENT_REPEATED, "To", key));
        }
        List<ManifestReference> manifest = manifest(root);
        match(manifest);
        return EdxmlDocument.builder().from(party(message, "From")).to(to)
                .documentId(identifier(verbatim(message, "DocumentId"), "DocumentId"))
                .code(code.map(this::code).orElse(null))
                .promulgationPlace(promulgation.map(node -> text(node, "Place")).orElse(""))
                .promulgationDateText(promulgation.map(node -> date(node, "PromulgationDate")).orElse(""))
                .type(type.map(node -> number(node, "Type")).orElse(""))
                .typeDetail(type.map(node -> number(node, "TypeDetail")).orElse(""))
                .typeName(type.map(node -> text(node, "TypeName")).orElse(""))
                .subject(checked(text(message, "Subject"), "Subject", "Subject"))
                .content(checked(text(message, "Content"), "Content", "Content"))
                .signer(signer
                        .map(node -> new Signer(text(node, "Competence"), text(node, "Position"),
                                text(node, "FullName")))
                        .orElse(Signer.NONE))
                .dueDateText(date(message, "DueDate")).otherInfo(one(message, "OtherInfo").map(this::otherInfo)
                        .orElse(OtherInfo.NONE))
                .responseFor(message.all("ResponseFor").stream().map(this::responseFor).toList())
                .steeringType(number(message, "SteeringType"))
                .responseForTasks(within(message, "ResponseForTask", "TaskCode"))
                .applicationType(text(message, "ApplicationType")).toPlaces(within(message, "ToPlaces", "Place"))
                .traces(traces.map(this::traces).orElse(List.of()))
                .business(traces.flatMap(list -> one(list, "Bussiness")).map(this::business)).manifest(manifest)
                .attachments(attachments).signature(signature).findings(findings.all()).build();
    }

    private DocumentCode code(Node node) {
        if (!node.hasChildren()) {
            return DocumentCode.parse(WireText.field(node.text()));
        }
        return new DocumentCode(text(node, "CodeNumber"),
                checked(text(node, "CodeNotation"), "CodeNotation", "CodeNotation"));
    }

    private Party party(Node message, String name) {
        return one(message, name).map(this::party).orElse(Party.NONE);
    }

    private Party party(Node node) {
        Party party = new Party(identifier(text(node, "OrganId"), "OrganId"), text(node, "OrganizationInCharge"),
                checked(text(node, "OrganName"), "OrganName", "OrganName"), text(node, "OrganAdd"), text(node, "Email"),
                text(node, "Telephone"), text(node, "Fax"), text(node, "Website"));
        if (!party.organId().isEmpty() && party.code().isEmpty()) {
            findings.add(Finding.Code.ORGANIZATION_CODE_DOUBTFUL, node.name(), party.organId());
        }
        return party;
    }

    private OtherInfo otherInfo(Node node) {
        String priority = text(node, "Priority");
        if (!priority.isEmpty() && Urgency.parse(priority).isEmpty()) {
            findings.add(Finding.Code.PRIORITY_UNKNOWN, "Priority", priority);
        }
        return new OtherInfo(priority, text(node, "SphereOfPromulgation"), text(node, "TyperNotation"),
                number(node, "PromulgationAmount"), number(node, "PageAmount"), text(node, "ReplyFors"),
                text(node, "Direction"), text(node, "ReferenceCodes"), within(node, "Appendixes", "Appendix"));
    }

    private ResponseFor responseFor(Node node) {
        String code = one(node, "Code")
                .map(found -> found.hasChildren() ? code(found).toString() : WireText.field(found.text())).orElse("");
        return new ResponseFor(identifier(text(node, "OrganId"), "OrganId"), code,
                identifier(verbatim(node, "DocumentId"), "DocumentId"), date(node, "PromulgationDate"));
    }

    private List<Trace> traces(Node list) {
        List<Trace> traces = new ArrayList<>();
        for (Node node : list.all("TraceHeader")) {
            Trace trace = new Trace(text(node, "OrganId"), timestamp(text(node, "Timestamp")));
            if (trace.organId().isEmpty() || trace.organId().equals("null")) {
                findings.add(Finding.Code.TRACE_WITHOUT_ORGANIZATION, "TraceHeader",
                        Integer.toString(traces.size() + 1));
            }
            traces.add(trace);
        }
        return traces;
    }

    private Business business(Node node) {
        String kind = text(node, "BussinessDocType");
        if (!kind.isEmpty() && BusinessKind.parse(kind).isEmpty()) {
            findings.add(Finding.Code.BUSINESS_KIND_UNKNOWN, "BussinessDocType", kind);
        }
        List<Business.Replacement> replacements = node.all("ReplacementInfoList").stream()
                .flatMap(list -> list.all("ReplacementInfo").stream()).map(this::replacement).toList();
        Set<Business.Replacement> seen = new HashSet<>();
        for (Business.Replacement replacement : replacements) {
            if (!seen.add(replacement)) {
                findings.add(Finding.Code.REPLACEMENT_REPEATED, "ReplacementInfo", replacement.documentId());
            }
        }
        return new Business(identifier(verbatim(node, "DocumentId"), "DocumentId"), kind,
                checked(text(node, "BussinessDocReason"), "BussinessDocReason", "BussinessDocReason"),
                number(node, "Paper"), node.all("BussinessDocumentInfo").stream().map(this::change).toList(),
                replacements,
                node.all("StaffInfo").stream().map(this::staff).filter(staff -> !staff.isEmpty()).toList());
    }

    private Business.Change change(Node node) {
        List<Business.ReceiverChange> receivers = node.all("ReceiverList").stream()
                .flatMap(list -> list.all("Receiver").stream()).map(receiver -> new Business.ReceiverChange(
                        identifier(text(receiver, "OrganId"), "OrganId"), number(receiver, "ReceiverType")))
                .toList();
        return new Business.Change(number(node, "DocumentInfo"), number(node, "DocumentReceiver"), receivers);
    }

    private Business.Replacement replacement(Node node) {
        return new Business.Replacement(identifier(verbatim(node, "DocumentId"), "DocumentId"),
                within(node, "OrganIdList", "OrganId"));
    }

    private Staff staff(Node node) {
        return new Staff(text(node, "Department"), text(node, "DepartmentId"), text(node, "Staff"),
                text(node, "StaffId"), text(node, "Email"), text(node, "Mobile"));
    }

    /** The lines of the manifest, wherever the body keeps it; none while the body has not been read. */
    static List<ManifestReference> manifest(Node root) {
        List<ManifestReference> lines = new ArrayList<>();
        for (Node envelope : root.all("edXMLEnvelope")) {
            for (Node body : envelope.all("edXMLBody")) {
                for (Node manifest : body.children()) {
                    if (manifest.name().equals("edXMLManifest") || manifest.name().equals("Manifest")) {
                        for (Node line : manifest.all("Reference")) {
                            lines.add(new ManifestReference(first(line, "ContentId"), first(line, "ContentType"),
                                    first(line, "Description"), first(line, "AttachmentName")));
                        }
                    }
                }
            }
        }
        return lines;
    }

    private void match(List<ManifestReference> manifest) {
        Set<String> listed = manifest.stream().map(ManifestReference::contentKey).collect(Collectors.toSet());
        Set<String> attached = new HashSet<>();
        for (AttachmentRead attachment : attachments) {
            String key = attachment.contentKey();
            identifier(attachment.contentId(), "ContentId");
            checked(attachment.name(), "AttachmentName", "AttachmentName");
            if (ContentId.isRepeated(attachment.contentId())) {
                findings.add(Finding.Code.CID_REPEATED, "ContentId", attachment.contentId());
            }
            if (!attached.add(key)) {
                findings.add(Finding.Code.CONTENT_ID_SHARED, "Attachment", attachment.contentId());
            }
            if (!listed.contains(key)) {
                findings.add(Finding.Code.ATTACHMENT_WITHOUT_MANIFEST, "Attachment", attachment.contentId());
            }
        }
        for (ManifestReference line : manifest) {
            if (!attached.contains(line.contentKey())) {
                findings.add(Finding.Code.MANIFEST_WITHOUT_ATTACHMENT, "Reference", line.contentId());
            }
        }
    }

    private List<String> within(Node parent, String list, String item) {
        return parent.all(list).stream().flatMap(node -> node.all(item).stream()).map(Node::text).toList();
    }

    private Optional<Node> one(Node parent, String name) {
        List<Node> all = parent.all(name);
        if (all.size() > 1) {
            findings.add(Finding.Code.ELEMENT_REPEATED, name, "");
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
    }

    private String text(Node parent, String name) {
        return WireText.field(verbatim(parent, name));
    }

    private String verbatim(Node parent, String name) {
        return one(parent, name).map(Node::text).orElse("");
    }

    private static String first(Node parent, String name) {
        List<Node> all = parent.all(name);
        return all.isEmpty() ? "" : all.get(0).text();
    }

    private String number(Node parent, String name) {
        String text = text(parent, name);
        if (!text.isEmpty() && WireNumber.parse(text).isEmpty()) {
            findings.add(Finding.Code.NUMBER_NOT_UNDERSTOOD, name, text);
        }
        return text;
    }

    private String date(Node parent, String name) {
        String text = text(parent, name);
        if (!text.isEmpty() && WireTime.date(text).isEmpty()) {
            findings.add(Finding.Code.DATE_NOT_UNDERSTOOD, name, text);
        }
        return text;
    }

    private String timestamp(String text) {
        if (!text.isEmpty() && WireTime.timestamp(text).isEmpty()) {
            findings.add(Finding.Code.DATE_NOT_UNDERSTOOD, "Timestamp", text);
        }
        return text;
    }

    private String checked(String text, String rule, String element) {
        int law = Lengths.law(rule);
        int length = text.length() <= law ? 0 : Lengths.characters(text);
        if (length > 2L * law) {
            throw new RefusedPackage(ErrorCode.XML_TEXT_TOO_LONG, element, 2 * law);
        }
        if (length > law) {
            findings.add(Finding.Code.TEXT_LONGER_THAN_LAW, element, Integer.toString(length));
        }
        return text;
    }

    private static String identifier(String text, String element) {
        if (text.length() > Lengths.IDENTIFIER) {
            throw new RefusedPackage(ErrorCode.XML_TEXT_TOO_LONG, element, Lengths.IDENTIFIER);
        }
        return text;
    }
}
