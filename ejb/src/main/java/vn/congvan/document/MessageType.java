package vn.congvan.document;

import java.util.Locale;
import java.util.Optional;

/** The two kinds of edXML package. */
public enum MessageType {
    /** A document package (văn bản điện tử), kind 0 to 3. */
    EDOC,
    /** A status package (gói tin trạng thái). */
    STATUS;

    /** {@code edoc} or {@code status}, as the axis writes it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<MessageType> parse(String text) {
        String word = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "edoc" -> Optional.of(EDOC);
            case "status" -> Optional.of(STATUS);
            default -> Optional.empty();
        };
    }
}
