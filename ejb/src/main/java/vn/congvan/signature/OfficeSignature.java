package vn.congvan.signature;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;

/** What a signature of an Office file says that it covers: the list of parts (manifest) in the object that its value covers. */
final class OfficeSignature {

    private static final String NAMESPACE = GuardedXml.SIGNATURE_NAMESPACE;
    private static final String OFFICE = "http://schemas.openxmlformats.org/package/2006/digital-signature";

    private final List<Covered> covered = new ArrayList<>();
    private Optional<Instant> claimedAt = Optional.empty();

    private OfficeSignature() {}

    /**
     * A part that it covers.
     *
     * @param part its name, in lower case
     * @param contentType how it was to be read when it was signed, in lower case
     * @param ids the relationships that are covered, where it is a {@code .rels} part and not all of it is
     * @param types the same, by type
     * @param selected whether {@code ids} and {@code types} say what is covered
     */
    record Covered(String part, String contentType, DigestAlgorithm algorithm, byte[] digest, boolean selected,
            Set<String> ids, Set<String> types) {}

    /**
     * Reads the part that holds a signature.
     *
     * @throws CannotCheckException when it could be read in two ways, or covers parts in a way that is not known here
     */
    static OfficeSignature read(Document xml) throws CannotCheckException {
        Element root = xml.getDocumentElement();
        if (!XmlElements.is(root, NAMESPACE, "Signature")) {
            throw unread("no signature");
        }
        Map<String, Element> byId = new HashMap<>();
        collectIds(root, byId);
        Element signed = XmlElements.child(root, NAMESPACE, "SignedInfo").orElseThrow(() -> unread("SignedInfo"));
        OfficeSignature read = new OfficeSignature();
        for (Element reference : XmlElements.children(signed, NAMESPACE, "Reference")) {
            String uri = reference.getAttribute("URI");
            Element object = uri.startsWith("#") ? byId.get(uri.substring(1)) : null;
            if (object != null && XmlElements.is(object, NAMESPACE, "Object") && object.getParentNode() == root) {
                read.object(object);
            }
        }
        return read;
    }

    private static CannotCheckException unread(String what) {
        return new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, what);
    }

    /** Two elements of one id would let a signature cover the one while the other is read. */
    private static void collectIds(Element element, Map<String, Element> byId) throws CannotCheckException {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            String name = attributes.item(i).getNodeName();
            if ((name.equalsIgnoreCase("id") || name.equals("xml:id"))
                    && byId.put(attributes.item(i).getNodeValue(), element) != null) {
                throw unread("two elements of one id");
            }
        }
        for (Element child : XmlElements.children(element)) {
            collectIds(child, byId);
        }
    }

    private void object(Element object) throws CannotCheckException {
        for (Element manifest : XmlElements.children(object, NAMESPACE, "Manifest")) {
            for (Element reference : XmlElements.children(manifest, NAMESPACE, "Reference")) {
                covered.add(covered(reference));
            }
        }
        for (Element properties : XmlElements.children(object, NAMESPACE, "SignatureProperties")) {
            for (Element property : XmlElements.children(properties, NAMESPACE, "SignatureProperty")) {
                XmlElements.child(property, OFFICE, "SignatureTime")
                        .flatMap(time -> XmlElements.child(time, OFFICE, "Value"))
                        .ifPresent(value -> claimedAt = instant(value.getTextContent().strip()));
            }
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            // coarser forms are allowed, and a claim that says less than a day is none
            return Optional.empty();
        }
    }

    private static Covered covered(Element reference) throws CannotCheckException {
        String[] uri = reference.getAttribute("URI").split("\\?ContentType=", 2);
        if (!uri[0].startsWith("/") || uri[0].contains("?") || uri[0].contains("#")) {
            throw unread(uri[0]);
        }
        String part = uri[0].substring(1).toLowerCase(Locale.ROOT);
        Optional<Element> method = XmlElements.child(reference, NAMESPACE, "DigestMethod");
        Optional<Element> value = XmlElements.child(reference, NAMESPACE, "DigestValue");
        if (method.isEmpty() || value.isEmpty()) {
            throw unread(part);
        }
        Set<String> ids = new HashSet<>();
        Set<String> types = new HashSet<>();
        boolean selected = selects(reference, ids, types);
        try {
            return new Covered(part, uri.length == 2 ? uri[1].toLowerCase(Locale.ROOT) : "",
                    DigestAlgorithm.forXML(method.get().getAttribute("Algorithm")),
                    Base64.getMimeDecoder().decode(value.get().getTextContent()), selected, ids, types);
        } catch (IllegalArgumentException e) {
            throw new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, e);
        }
    }

    /** Whether a part is covered by what it names; of the steps to its digest that is the only one known, besides canonical form behind it. */
    private static boolean selects(Element reference, Set<String> ids, Set<String> types) throws CannotCheckException {
        List<Element> steps = XmlElements.children(reference, NAMESPACE, "Transforms").stream()
                .flatMap(t -> XmlElements.children(t).stream()).toList();
        if (steps.isEmpty()) {
            return false;
        }
        boolean known = steps.get(0).getAttribute("Algorithm").equals(OfficeRelationships.TRANSFORM)
                && steps.size() <= 2
                && (steps.size() == 1 || steps.get(1).getAttribute("Algorithm").contains("c14n"));
        if (!known) {
            throw new CannotCheckException(ReasonCode.TRANSFORM_REFUSED, reference.getAttribute("URI"));
        }
        for (Element each : XmlElements.children(steps.get(0))) {
            if (XmlElements.is(each, OFFICE, "RelationshipReference")) {
                ids.add(each.getAttribute("SourceId"));
            } else if (XmlElements.is(each, OFFICE, "RelationshipsGroupReference")) {
                types.add(each.getAttribute("SourceType"));
            } else {
                throw unread(each.getNodeName());
            }
        }
        return true;
    }

    List<Covered> covered() {
        return covered;
    }

    /** When it was signed, as Office writes it. */
    Optional<Instant> claimedAt() {
        return claimedAt;
    }
}
