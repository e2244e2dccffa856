package vn.congvan.signature;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.w3c.dom.Element;

import vn.congvan.signature.OfficeRelationships.Relationship;

/**
 * An Office file (docx, xlsx, pptx and what else is an Open Packaging Convention's package): parts with a content type each, which refer
 * to one another. Names of parts are compared in lower case, as the convention has it.
 */
final class OfficePackage {

    static final String CONTENT_TYPES = "[content_types].xml";
    private static final String TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static final String SIGNATURE_FOLDER = "_xmlsignatures/";
    private static final String SIGNATURE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/";
    /** What leads to properties of the file, which no Office signature covers. */
    private static final Set<String> PROPERTIES = Set.of(
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties",
            "http://purl.oclc.org/ooxml/officeDocument/relationships/metadata/thumbnail",
            "http://purl.oclc.org/ooxml/officeDocument/relationships/extendedProperties",
            "http://purl.oclc.org/ooxml/officeDocument/relationships/customProperties");

    private final Archive archive;
    private final Map<String, String> entries = new LinkedHashMap<>();
    private final Map<String, String> typesByExtension = new HashMap<>();
    private final Map<String, String> typesByPart = new HashMap<>();
    private final Map<String, OfficeRelationships> relationships = new LinkedHashMap<>();

    private OfficePackage(Archive archive) {
        this.archive = archive;
        archive.names().forEach(name -> entries.put(name.toLowerCase(Locale.ROOT), name));
    }

    /** Reads what its parts are and how they hang together. */
    static OfficePackage of(Archive archive, SignaturePolicy policy) throws CannotCheckException {
        OfficePackage read = new OfficePackage(archive);
        read.readTypes(GuardedXml.document(read.bytes(CONTENT_TYPES), policy).getDocumentElement());
        for (String part : read.parts()) {
            if (OfficeRelationships.isOne(part)) {
                read.relationships.put(part,
                        OfficeRelationships.read(part, GuardedXml.document(read.bytes(part), policy)));
            }
        }
        return read;
    }

    private void readTypes(Element root) throws CannotCheckException {
        for (Element each : XmlElements.children(root)) {
            boolean single;
            if (XmlElements.is(each, TYPES_NAMESPACE, "Default")) {
                single = typesByExtension.put(lower(each, "Extension"), lower(each, "ContentType")) == null;
            } else {
                single = XmlElements.is(each, TYPES_NAMESPACE, "Override") && typesByPart
                        .put(lower(each, "PartName").replaceFirst("^/", ""), lower(each, "ContentType")) == null;
            }
            if (!single) {
                throw new CannotCheckException(ReasonCode.ARCHIVE_AMBIGUOUS, "content types");
            }
        }
    }

    private static String lower(Element element, String attribute) {
        return element.getAttribute(attribute).toLowerCase(Locale.ROOT);
    }

    /** The names of all parts, and of the {@code .rels} parts between them; not that of the list of content types. */
    Set<String> parts() {
        Set<String> names = new TreeSet<>(entries.keySet());
        names.remove(CONTENT_TYPES);
        return names;
    }

    boolean has(String part) {
        return entries.containsKey(part);
    }

    byte[] bytes(String part) throws CannotCheckException {
        return archive.bytes(entries.get(part));
    }

    /** How a part is to be read, in lower case; empty when nobody says. */
    String contentType(String part) {
        String file = part.substring(part.lastIndexOf('/') + 1);
        String extension = file.substring(file.lastIndexOf('.') + 1);
        return typesByPart.getOrDefault(part, typesByExtension.getOrDefault(extension, ""));
    }

    /** What a {@code .rels} part says. */
    Optional<OfficeRelationships> relationships(String part) {
        return Optional.ofNullable(relationships.get(part));
    }

    /** Whether anything in it is there for a signature. */
    boolean isSigned() {
        return entries.keySet().stream()
                .anyMatch(name -> name.contains("_xmlsignatures") || name.contains("digital-signature"))
                || typesByPart.values().stream().anyMatch(type -> type.contains("digital-signature"))
                || relationships.values().stream().flatMap(r -> r.all().stream())
                        .anyMatch(r -> r.type().toLowerCase(Locale.ROOT).contains("digital-signature"));
    }

    /**
     * The parts that are signatures: those to which the way of the convention leads.
     *
     * @throws CannotCheckException when something else stands where signatures do, or leads there, so that one may have been cut off
     */
    Set<String> signatures() throws CannotCheckException {
        Set<String> origins = targets("", "origin");
        if (origins.size() != 1) {
            throw unread("no way to the signatures");
        }
        String origin = origins.iterator().next();
        Set<String> signatures = targets(origin, "signature");
        Set<String> expected = new HashSet<>(signatures);
        signatures.forEach(signature -> expected.addAll(targets(signature, "certificate")));
        expected.add(origin);
        if (signatures.isEmpty()) {
            throw unread("the way to the signatures leads nowhere");
        }
        for (String part : expected) {
            if (!has(part) || !part.startsWith(SIGNATURE_FOLDER)) {
                throw unread(part);
            }
        }
        for (String part : parts()) {
            boolean aside = part.startsWith(SIGNATURE_FOLDER)
                    || contentType(part).contains("digital-signature-xmlsignature");
            if (aside && !expected.contains(part) && !relationships.containsKey(part)) {
                throw unread(part);
            }
        }
        return signatures;
    }

    private static CannotCheckException unread(String what) {
        return new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, what);
    }

    private Set<String> targets(String source, String kind) {
        Set<String> found = new TreeSet<>();
        relationships.values().stream().filter(r -> r.source().equals(source)).forEach(from -> from.all().stream()
                .filter(r -> r.type().equals(SIGNATURE_RELATIONSHIPS + kind)).map(from::target).forEach(found::add));
        return found;
    }

    /** Whether a part need not be covered: properties of the file, and the signatures themselves. */
    boolean isExempt(String part) {
        return part.matches("docprops/[^/]+") || part.matches(SIGNATURE_FOLDER + "(_rels/)?[^/]+");
    }

    /** Whether a relationship need not be covered: it leads from where properties and signatures are found to one of them. */
    boolean isExempt(OfficeRelationships from, Relationship relationship) {
        String target = from.target(relationship);
        if (relationship.isExternal() || !isExempt(target)) {
            return false;
        }
        boolean property = from.source().isEmpty() && PROPERTIES.contains(relationship.type())
                && target.startsWith("docprops/");
        boolean signature = (from.source().isEmpty() || from.source().startsWith(SIGNATURE_FOLDER))
                && relationship.type().startsWith(SIGNATURE_RELATIONSHIPS) && target.startsWith(SIGNATURE_FOLDER);
        return property || signature;
    }

    /** Whether a relationship that is not exempt leads to a part that is: what is shown would then be what nobody signed. */
    boolean leadsAside(OfficeRelationships from, Relationship relationship) {
        String target = from.target(relationship);
        return !relationship.isExternal() && !isExempt(from, relationship)
                && (isExempt(target) || target.contains("%") && !has(target) || target.equals(CONTENT_TYPES));
    }
}
