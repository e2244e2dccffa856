package vn.congvan.edxml;

import java.time.LocalDateTime;
import java.util.Optional;
import vn.congvan.document.OrganizationCode;

/**
 * One hop of a package ({@code TraceHeader}). Every hop adds one at the end; bad entries occur and are shown as they are.
 *
 * @param organId who handled it, as written; may be empty or the word {@code null}
 * @param timestampText when, as written
 */
public record Trace(String organId, String timestampText) {

    public Trace {
        organId = WireText.field(organId);
        timestampText = WireText.field(timestampText);
    }

    /** The hop of {@code code} at {@code timestamp}, local time of Vietnam. */
    public static Trace of(OrganizationCode code, LocalDateTime timestamp) {
        return new Trace(code.value(), WireTime.write(timestamp));
    }

    /** When, in local time of Vietnam (UTC+7), if what is written is {@code yyyy/MM/dd HH:mm:ss}. */
    public Optional<LocalDateTime> timestamp() {
        return WireTime.timestamp(timestampText);
    }
}
