package vn.congvan.document;

import java.util.Arrays;
import java.util.Optional;

/** What a document package does (edXML {@code BussinessDocType}, the standard's own spelling). */
public enum BusinessKind {
    /** 0 Văn bản điện tử mới. */
    NEW(0),
    /** 1 Thu hồi văn bản điện tử. */
    RECALL(1),
    /** 2 Cập nhật văn bản điện tử. */
    UPDATE(2),
    /** 3 Văn bản thay thế. */
    REPLACE(3);

    private final int wire;

    BusinessKind(int wire) {
        this.wire = wire;
    }

    /** The number written in edXML. */
    public int wire() {
        return wire;
    }

    /** True for the kinds that bring a document of their own into the world. */
    public boolean createsDocument() {
        return this == NEW || this == REPLACE;
    }

    public static Optional<BusinessKind> parse(String text) {
        String digits = text == null ? "" : text.strip();
        return Arrays.stream(values()).filter(k -> Integer.toString(k.wire).equals(digits)).findFirst();
    }
}
