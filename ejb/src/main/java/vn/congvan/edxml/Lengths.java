package vn.congvan.edxml;

import java.util.Map;

/**
 * How long texts may be, in characters: what is written keeps the law (NĐ 30/2020/NĐ-CP, Phụ lục VI, and what the axis
 * refuses); what is read may be twice as long, identifiers {@value #IDENTIFIER}, and is flagged, not cut.
 */
final class Lengths {

    /** The longest identifier that is read. */
    static final int IDENTIFIER = 512;

    /** Element → longest by law. */
    private static final Map<String, Integer> LAW = Map.of("Subject", 500, "CodeNotation", 30, "OrganName", 200,
            "BussinessDocReason", 1000, "StatusDescription", 1000, "AttachmentName", 200, "Content", 500);

    private Lengths() {}

    /** The longest by law; without one, {@code Integer.MAX_VALUE}. */
    static int law(String element) {
        return LAW.getOrDefault(element, Integer.MAX_VALUE);
    }

    static int characters(String text) {
        return text.codePointCount(0, text.length());
    }
}
