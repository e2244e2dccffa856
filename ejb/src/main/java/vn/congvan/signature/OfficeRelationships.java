package vn.congvan.signature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What one part of an Office file refers to: its {@code .rels} part (ECMA-376 part 2). */
final class OfficeRelationships {

    /** The step that leaves of a {@code .rels} part only what a signature names. */
    static final String TRANSFORM = "http://schemas.openxmlformats.org/package/2006/RelationshipTransform";
    static final String CONTENT_TYPE = "application/vnd.openxmlformats-package.relationships+xml";
    private static final String NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final Set<String> ATTRIBUTES = Set.of("Id", "Type", "Target", "TargetMode");

    private final String source;
    private final List<Relationship> relationships;

    private OfficeRelationships(String source, List<Relationship> relationships) {
        this.source = source;
        this.relationships = relationships;
    }

    /** One of them. */
    record Relationship(String id, String type, String target, String mode) {

        boolean isExternal() {
            return mode.equals("External");
        }

        /** As a signature covers it: in canonical form (C14N), with its mode written out. */
        private String canonical() {
            return "<Relationship Id=\"" + escaped(id) + "\" Target=\"" + escaped(target) + "\" TargetMode=\""
                    + escaped(mode) + "\" Type=\"" + escaped(type) + "\"></Relationship>";
        }

        private static String escaped(String value) {
            return value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;").replace("\t", "&#x9;")
                    .replace("\n", "&#xA;").replace("\r", "&#xD;");
        }
    }

    static boolean isOne(String entry) {
        return entry.toLowerCase(Locale.ROOT).matches("(.*/)?_rels/[^/]*\\.rels");
    }

    /**
     * Reads one.
     *
     * @param entry its name in the package, such as {@code word/_rels/document.xml.rels}
     */
    static OfficeRelationships read(String entry, Document xml) throws CannotCheckException {
        Element root = xml.getDocumentElement();
        if (!XmlElements.is(root, NAMESPACE, "Relationships")) {
            throw new CannotCheckException(ReasonCode.UNREADABLE, entry);
        }
        List<Relationship> found = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Element each : XmlElements.children(root)) {
            boolean strange = !XmlElements.is(each, NAMESPACE, "Relationship") || !each.hasAttribute("Id")
                    || !XmlElements.children(each).isEmpty();
            for (int i = 0; i < each.getAttributes().getLength(); i++) {
                Attr attribute = (Attr) each.getAttributes().item(i);
                strange |= !ATTRIBUTES.contains(attribute.getName()) && !attribute.getName().startsWith("xmlns");
            }
            if (strange || !ids.add(each.getAttribute("Id"))) {
                throw new CannotCheckException(ReasonCode.UNREADABLE, entry);
            }
            found.add(new Relationship(each.getAttribute("Id"), each.getAttribute("Type"), each.getAttribute("Target"),
                    each.hasAttribute("TargetMode") ? each.getAttribute("TargetMode") : "Internal"));
        }
        String folder = entry.substring(0, entry.toLowerCase(Locale.ROOT).lastIndexOf("_rels/"));
        String file = entry.substring(folder.length() + "_rels/".length(), entry.length() - ".rels".length());
        return new OfficeRelationships(folder + file, found);
    }

    /** The part that refers to others; empty for the package itself. */
    String source() {
        return source;
    }

    List<Relationship> all() {
        return relationships;
    }

    /** The name of the part to which one of them leads, in lower case and without steps up and down. */
    String target(Relationship relationship) {
        String target = relationship.target.split("[?#]", 2)[0];
        String folder = source.contains("/") ? source.substring(0, source.lastIndexOf('/') + 1) : "";
        List<String> path = new ArrayList<>();
        for (String step : (target.startsWith("/") ? target : folder + target).split("[/\\\\]")) {
            if (step.equals("..") && !path.isEmpty()) {
                path.remove(path.size() - 1);
            } else if (!step.isEmpty() && !step.equals(".") && !step.equals("..")) {
                path.add(step);
            }
        }
        return String.join("/", path).toLowerCase(Locale.ROOT);
    }

    /** Those that a signature names by id or by type, as it covers them. */
    byte[] canonical(Set<String> ids, Set<String> types) {
        StringBuilder text = new StringBuilder("<Relationships xmlns=\"").append(NAMESPACE).append("\">");
        relationships.stream().filter(r -> ids.contains(r.id) || types.contains(r.type))
                .sorted(Comparator.comparing(Relationship::id)).map(Relationship::canonical).forEach(text::append);
        return text.append("</Relationships>").toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
