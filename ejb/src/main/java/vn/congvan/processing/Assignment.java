package vn.congvan.processing;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;

/**
 * Who is to handle what came in.
 *
 * @param lead the user name of who leads (chủ trì)
 * @param cooperators the user names of who cooperates (phối hợp); the lead is not counted among them
 * @param dueOn the last day (hạn xử lý), where one is set
 * @param direction what is to be done (ý kiến chỉ đạo), up to {@value #LONGEST_DIRECTION} characters; may be empty
 */
public record Assignment(String lead, Set<String> cooperators, Optional<LocalDate> dueOn, String direction) {

    /** The longest direction, in characters. */
    public static final int LONGEST_DIRECTION = 1000;

    /** @throws RefusedException {@code ENTRY_FIELD_MISSING} or {@code ENTRY_FIELD_TOO_LONG}, about the name of the field */
    public Assignment {
        cooperators = cooperators.stream().filter(name -> !name.equals(lead))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
        direction = direction.strip();
        if (lead.isEmpty()) {
            throw new RefusedException(Refusal.of(ErrorCode.ENTRY_FIELD_MISSING, "lead"));
        }
        if (direction.length() > LONGEST_DIRECTION) {
            throw new RefusedException(Refusal.of(ErrorCode.ENTRY_FIELD_TOO_LONG, "direction", LONGEST_DIRECTION));
        }
    }
}
