package vn.congvan.edxml;

import com.ctc.wstx.exc.WstxLazyException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import vn.congvan.document.ErrorCode;

/**
 * One package being read: everything but the attachments' content becomes a small tree, whatever its order and prefixes;
 * the content goes to the sink as it comes.
 */
final class PackageReading {

    static final String QCVN = "http://www.mic.gov.vn/TBT/QCVN_102_2016";
    static final String XMLDSIG = "http://www.w3.org/2000/09/xmldsig#";

    private static final int LONGEST_NAME = 256;
    /** Names outside the format cost memory and time in the parser's name table, so they are few. */
    private static final int MOST_UNKNOWN_NAMES = 2_000;

    private final EdxmlLimits limits;
    private final XMLStreamReader2 xml;
    private final PackageCharacters characters;
    private final AttachmentSink sink;
    private final Findings findings;
    private final boolean skipping;

    private final List<Node> open = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final List<Binding> bindings = new ArrayList<>();
    private final Set<String> unboundPrefixes = new HashSet<>();
    private final Set<String> foreignNamespaces = new HashSet<>();
    private final List<AttachmentRead> attachments = new ArrayList<>();
    private final AttachmentContent.Decoded decoded = new AttachmentContent.Decoded();

    private Node root;
    private int elements;
    private int unknownNames;
    private int attachmentCount;
    private long contentChars;
    /** Content of the attachment that is open, until its end tag. */
    private AttachmentContent content;
    private boolean contentSeen;
    private long contentLength;

    private record Binding(int depth, String prefix, String namespace) {}

    PackageReading(EdxmlLimits limits, XMLStreamReader2 xml, PackageCharacters characters, AttachmentSink sink,
            Findings findings) {
        this.limits = limits;
        this.xml = xml;
        this.characters = characters;
        this.sink = sink;
        this.findings = findings;
        this.skipping = sink == AttachmentSink.skipping();
    }

    /** Reads to the end of the package. */
    EdxmlMessage read() throws IOException, XMLStreamException {
        try {
            int event;
            do {
                event = next();
                switch (event) {
                    case XMLStreamConstants.START_ELEMENT -> start();
                    case XMLStreamConstants.END_ELEMENT -> end();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters();
                    case XMLStreamConstants.DTD -> throw new RefusedPackage(ErrorCode.XML_DTD_FORBIDDEN);
                    default -> {
                        // comments, processing instructions, blanks outside the root
                    }
                }
            } while (event != XMLStreamConstants.END_DOCUMENT);
            return new MessageMapping(root, attachments, attachmentCount, findings).message();
        } finally {
            if (content != null) {
                content.close();
            }
        }
    }

    private int next() throws XMLStreamException {
        characters.allow(limits.maxTextChars(), open.isEmpty() ? "edXML" : innermost().name());
        return xml.next();
    }

    private Node innermost() {
        return open.get(open.size() - 1);
    }

    private void start() throws IOException, XMLStreamException {
        elements++;
        if (elements > limits.maxElements()) {
            throw new RefusedPackage(ErrorCode.XML_TOO_MANY_ELEMENTS, limits.maxElements());
        }
        if (open.size() >= limits.maxDepth()) {
            throw new RefusedPackage(ErrorCode.XML_TOO_DEEP, limits.maxDepth());
        }
        if (xml.getLocationInfo().getStartingCharOffset() - contentChars > limits.maxHeaderChars()) {
            throw new RefusedPackage(ErrorCode.XML_TEXT_TOO_LONG, "edXML", limits.maxHeaderChars());
        }
        String qualified = xml.getLocalName();
        if (qualified.length() > LONGEST_NAME) {
            throw new RefusedPackage(ErrorCode.XML_TEXT_TOO_LONG, qualified.substring(0, 32) + "…", LONGEST_NAME);
        }
        int colon = qualified.indexOf(':');
        String name = Vocabulary.known(qualified, colon + 1);
        Map<String, String> attributes = attributes();
        String namespace = namespace(colon < 0 ? "" : qualified.substring(0, colon), name);
        if (!Vocabulary.isKnown(name)) {
            countUnknown(1);
        }
        if (root == null) {
            if (!name.equals("edXML")) {
                throw new RefusedPackage(ErrorCode.NOT_EDXML, "<" + qualified + ">");
            }
            root = new Node(name, namespace, attributes);
            open.add(root);
            return;
        }
        Node parent = innermost();
        boolean inAttachment = parent.name().equals("Attachment") && open.size() >= 2
                && open.get(open.size() - 2).name().equals("AttachmentEncoded");
        if (inAttachment && name.equals("ContentTransferEncoded")) {
            text.setLength(0);
            content(parent);
            return;
        }
        if (name.equals("Attachment") && parent.name().equals("AttachmentEncoded")) {
            attachmentCount++;
            if (attachmentCount > limits.maxAttachments()) {
                throw new RefusedPackage(ErrorCode.ATTACHMENTS_TOO_MANY, limits.maxAttachments());
            }
            contentSeen = false;
            contentLength = 0;
        }
        Node node = new Node(name, namespace, attributes);
        parent.add(node);
        open.add(node);
        text.setLength(0);
    }

    private void countUnknown(int names) {
        unknownNames += names;
        if (unknownNames > MOST_UNKNOWN_NAMES) {
            throw new RefusedPackage(ErrorCode.XML_TOO_MANY_ELEMENTS, MOST_UNKNOWN_NAMES);
        }
    }

    /** The attributes of a signature's parts, and what prefixes are declared here. */
    private Map<String, String> attributes() {
        int count = xml.getAttributeCount();
        if (count == 0) {
            return Map.of();
        }
        Map<String, String> kept = Map.of();
        int depth = open.size();
        for (int i = 0; i < count; i++) {
            String name = xml.getAttributeLocalName(i);
            if (name.equals("xmlns")) {
                bindings.add(new Binding(depth, "", xml.getAttributeValue(i)));
            } else if (name.startsWith("xmlns:")) {
                countUnknown(Vocabulary.isUsualPrefix(name) ? 0 : 1);
                bindings.add(new Binding(depth, name.substring(6), xml.getAttributeValue(i)));
            } else if (Vocabulary.isKept(name)) {
                if (kept.isEmpty()) {
                    kept = new LinkedHashMap<>();
                }
                kept.put(name, xml.getAttributeValue(i));
            } else {
                countUnknown(Vocabulary.isUsualAttribute(name) ? 0 : 1);
            }
        }
        for (int i = 0; i < count; i++) {
            String name = xml.getAttributeLocalName(i);
            int colon = name.indexOf(':');
            if (colon > 0 && !name.startsWith("xmlns") && !name.startsWith("xml:")) {
                String prefix = name.substring(0, colon);
                if (bound(prefix).isEmpty()) {
                    unbound(prefix, name);
                }
            }
        }
        if (bindings.size() > MOST_UNKNOWN_NAMES) {
            throw new RefusedPackage(ErrorCode.XML_TOO_MANY_ELEMENTS, MOST_UNKNOWN_NAMES);
        }
        return kept;
    }

    private Optional<String> bound(String prefix) {
        for (int i = bindings.size() - 1; i >= 0; i--) {
            if (bindings.get(i).prefix().equals(prefix)) {
                return Optional.of(bindings.get(i).namespace());
            }
        }
        return Optional.empty();
    }

    private void unbound(String prefix, String where) {
        if (unboundPrefixes.size() < 16 && unboundPrefixes.add(prefix)) {
            findings.add(Finding.Code.PREFIX_UNBOUND, where, prefix);
        }
    }

    private String namespace(String prefix, String name) {
        Optional<String> bound = bound(prefix);
        if (bound.isEmpty()) {
            if (!prefix.isEmpty()) {
                unbound(prefix, name);
            }
            return "";
        }
        String namespace = bound.get();
        if (!namespace.equals(QCVN) && !namespace.equals(XMLDSIG) && !namespace.isEmpty() && !withinSignature()
                && foreignNamespaces.size() < 16 && foreignNamespaces.add(namespace)) {
            findings.add(Finding.Code.NAMESPACE_FOREIGN, name, namespace);
        }
        return namespace;
    }

    private boolean withinSignature() {
        for (Node node : open) {
            if (node.name().equals("Signature")) {
                return true;
            }
        }
        return false;
    }

    private void leaveScope() {
        int depth = open.size();
        while (!bindings.isEmpty() && bindings.get(bindings.size() - 1).depth() >= depth) {
            bindings.remove(bindings.size() - 1);
        }
    }

    private void characters() throws XMLStreamException {
        if (open.isEmpty() || innermost().hasChildren()) {
            return;
        }
        char[] chars = xml.getTextCharacters();
        int length = xml.getTextLength();
        if (text.length() + length > limits.maxTextChars()) {
            throw new RefusedPackage(ErrorCode.XML_TEXT_TOO_LONG, innermost().name(), limits.maxTextChars());
        }
        text.append(chars, xml.getTextStart(), length);
    }

    private void end() throws IOException {
        Node node = open.remove(open.size() - 1);
        if (!node.hasChildren()) {
            node.text(text.toString());
        }
        text.setLength(0);
        leaveScope();
        if (node.name().equals("Attachment") && !open.isEmpty() && innermost().name().equals("AttachmentEncoded")) {
            finishAttachment(node);
        }
    }

    /** At the start tag of the content: reads to its end tag. */
    private void content(Node attachment) throws IOException, XMLStreamException {
        boolean first = !contentSeen;
        contentSeen = true;
        if (!first) {
            findings.add(Finding.Code.ELEMENT_REPEATED, "ContentTransferEncoded", "");
        }
        long from = xml.getLocationInfo().getEndingCharOffset();
        if (first && !skipping) {
            Optional<AttachmentHead> early = attachment.all("ContentId").isEmpty()
                    || attachment.all("AttachmentName").isEmpty() || attachment.all("ContentType").isEmpty()
                            ? Optional.empty()
                            : Optional.of(head(attachment));
            content = new AttachmentContent(limits, sink, findings, decoded, early,
                    AttachmentContent.label(head(attachment)));
        }
        long elided = characters.elided();
        if (content == null) {
            characters.elide(from);
        }
        int within = 0;
        while (true) {
            if (content != null && content.broken()) {
                characters.allowAny();
            } else if (content != null) {
                characters.allow(limits.maxTextChars(), "ContentTransferEncoded");
            }
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                within++;
                elements++;
                countUnknown(1 + xml.getAttributeCount());
                if (elements > limits.maxElements()) {
                    throw new RefusedPackage(ErrorCode.XML_TOO_MANY_ELEMENTS, limits.maxElements());
                }
                if (open.size() + within >= limits.maxDepth()) {
                    throw new RefusedPackage(ErrorCode.XML_TOO_DEEP, limits.maxDepth());
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (within == 0) {
                    break;
                }
                within--;
            } else if ((event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) && within == 0
                    && content != null && first && !content.broken()) {
                char[] chars = xml.getTextCharacters();
                content.take(chars, xml.getTextStart(), xml.getTextLength());
            }
        }
        long seen = xml.getLocationInfo().getStartingCharOffset() - from;
        long length = seen + characters.elided() - elided;
        contentChars += seen;
        if (first) {
            contentLength = length;
        }
        leaveScope();
    }

    private AttachmentHead head(Node attachment) {
        String type = first(attachment, "ContentType");
        return new AttachmentHead(attachmentCount - 1, first(attachment, "ContentId"), nameOf(attachment),
                first(attachment, "Description"), type.isBlank() ? first(attachment, "MimeType") : type);
    }

    private static String first(Node parent, String name) {
        List<Node> all = parent.all(name);
        return all.isEmpty() ? "" : all.get(0).text();
    }

    private String nameOf(Node attachment) {
        String name = first(attachment, "AttachmentName").strip();
        if (!name.isEmpty()) {
            return name;
        }
        String key = ContentId.key(first(attachment, "ContentId").strip());
        return key.isEmpty()
                ? ""
                : MessageMapping.manifest(root).stream().filter(line -> line.contentKey().equals(key))
                        .map(ManifestReference::attachmentName).findFirst().orElse("");
    }

    private void finishAttachment(Node attachment) throws IOException {
        AttachmentHead head = head(attachment);
        if (!contentSeen) {
            findings.add(Finding.Code.ATTACHMENT_UNDECODABLE, AttachmentContent.label(head), head.contentId());
            attachments.add(AttachmentContent.without(head, AttachmentRead.Encoding.UNDECODABLE, 0));
        } else if (content == null) {
            attachments.add(AttachmentContent.without(head, AttachmentRead.Encoding.SKIPPED, contentLength));
        } else {
            try (AttachmentContent finished = content) {
                content = null;
                attachments.add(finished.finish(head, contentLength));
            }
        }
    }

    /** What the parser says is wrong, with the byte at which it says so. */
    static RefusedPackage notWellFormed(XMLStreamException wrong, PackageCharacters characters) {
        String message = wrong.getMessage() == null ? "" : wrong.getMessage();
        int at = message.indexOf("\n at [");
        String reason = (at < 0 ? message : message.substring(0, at)).replace('\n', ' ');
        long offset = wrong.getLocation() == null ? 0 : characters.near(wrong.getLocation().getCharacterOffset());
        return new RefusedPackage(ErrorCode.XML_NOT_WELL_FORMED, characters.byteOffset(offset),
                reason.length() > 200 ? reason.substring(0, 200) + "…" : reason);
    }

    static XMLStreamException unlazy(WstxLazyException lazy) {
        return lazy.getCause() instanceof XMLStreamException wrong ? wrong : new XMLStreamException(lazy);
    }
}
