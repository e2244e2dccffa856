package vn.congvan.edxml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One element of a package outside the attachments' content, by local name. A leaf has text, another children; what text
 * stands between children is of no interest.
 */
final class Node {

    private final String name;
    private final String namespace;
    private final Map<String, String> attributes;
    private List<Node> children = List.of();
    private String text = "";

    Node(String name, String namespace, Map<String, String> attributes) {
        this.name = name;
        this.namespace = namespace;
        this.attributes = attributes;
    }

    String name() {
        return name;
    }

    String namespace() {
        return namespace;
    }

    String attribute(String called) {
        return attributes.getOrDefault(called, "");
    }

    boolean hasChildren() {
        return !children.isEmpty();
    }

    List<Node> children() {
        return children;
    }

    void add(Node child) {
        if (children.isEmpty()) {
            children = new ArrayList<>();
        }
        children.add(child);
    }

    String text() {
        return text;
    }

    void text(String value) {
        text = value;
    }

    /** All children of that name, in order. */
    List<Node> all(String called) {
        List<Node> found = new ArrayList<>();
        for (Node child : children) {
            if (child.name.equals(called)) {
                found.add(child);
            }
        }
        return found;
    }
}
