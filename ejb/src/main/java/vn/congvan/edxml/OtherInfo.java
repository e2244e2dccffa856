package vn.congvan.edxml;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import vn.congvan.document.Urgency;

/**
 * The further facts of a document ({@code OtherInfo}); texts as written, empty when absent.
 *
 * @param priorityText urgency (mức độ khẩn) as written
 * @param sphereOfPromulgation how far it may circulate (phạm vi lưu hành)
 * @param typerNotation mark of who typed it (ký hiệu người soạn thảo)
 * @param promulgationAmountText number of copies (số bản) as written
 * @param pageAmountText number of pages (số trang) as written
 * @param replyFors what it answers, free text
 * @param directionText whether it directs (văn bản chỉ đạo): {@code true} or {@code false} as written
 * @param referenceCodes codes it refers to, free text
 * @param appendixes its appendices (phụ lục)
 */
public record OtherInfo(String priorityText, String sphereOfPromulgation, String typerNotation,
        String promulgationAmountText, String pageAmountText, String replyFors, String directionText,
        String referenceCodes, List<String> appendixes) {

    public static final OtherInfo NONE = new OtherInfo("", "", "", "", "", "", "", "", List.of());

    public OtherInfo {
        priorityText = WireText.field(priorityText);
        sphereOfPromulgation = WireText.field(sphereOfPromulgation);
        typerNotation = WireText.field(typerNotation);
        promulgationAmountText = WireText.field(promulgationAmountText);
        pageAmountText = WireText.field(pageAmountText);
        replyFors = WireText.field(replyFors);
        directionText = WireText.field(directionText);
        referenceCodes = WireText.field(referenceCodes);
        appendixes = WireText.fields(appendixes);
    }

    /** The urgency, when what is written is one. */
    public Optional<Urgency> priority() {
        return Urgency.parse(priorityText);
    }

    public OptionalInt promulgationAmount() {
        return WireNumber.parse(promulgationAmountText);
    }

    public OptionalInt pageAmount() {
        return WireNumber.parse(pageAmountText);
    }

    /** True only when it says so. */
    public boolean direction() {
        return "true".equalsIgnoreCase(directionText);
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    OtherInfo withPriority(Urgency urgency) {
        return new OtherInfo(Integer.toString(urgency.wire()), sphereOfPromulgation, typerNotation,
                promulgationAmountText, pageAmountText, replyFors, directionText, referenceCodes, appendixes);
    }
}
