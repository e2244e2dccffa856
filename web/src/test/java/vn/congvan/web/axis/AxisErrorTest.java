package vn.congvan.web.axis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.intake.IntakeAnswer.RecipientRefusal;

class AxisErrorTest {

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyCodeHasANumberThatNoClientTakesForSuccess(ErrorCode code) {
        assertThat(AxisError.number(Refusal.of(code, "a", "b"))).matches("[0-9]{2}").isNotEqualTo("00");
        assertThat(AxisError.httpStatus(Refusal.of(code))).isBetween(400, 599);
    }

    @Test
    void aBadStatusValueHasItsOwnNumber() {
        assertThat(AxisError.number(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "status", "inbox"))).isEqualTo("09");
        assertThat(AxisError.number(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "fromDate", "x"))).isEqualTo("10");
    }

    @Test
    void everyBadRecipientIsNamed() {
        String text = AxisError.text(Refusal.of(ErrorCode.RECIPIENT_UNKNOWN, "A, B"),
                List.of(new RecipientRefusal("A", Refusal.of(ErrorCode.RECIPIENT_UNKNOWN, "A")),
                        new RecipientRefusal("B", Refusal.of(ErrorCode.RECIPIENT_CLOSED, "B", "C"))));

        assertThat(text).contains("Không tìm thấy nơi nhận: A.").contains("Nơi nhận B đã ngừng hoạt động.")
                .contains("RECIPIENT_UNKNOWN");
    }

    @Test
    void whatToDoIsSaidForEachReasonAndOnce() {
        String text = AxisError.text(Refusal.of(ErrorCode.RECIPIENT_UNKNOWN, "A, D"),
                List.of(new RecipientRefusal("A", Refusal.of(ErrorCode.RECIPIENT_UNKNOWN, "A")),
                        new RecipientRefusal("B", Refusal.of(ErrorCode.RECIPIENT_CLOSED, "B", "C")),
                        new RecipientRefusal("D", Refusal.of(ErrorCode.RECIPIENT_UNKNOWN, "D")),
                        new RecipientRefusal("E", Refusal.of(ErrorCode.RECIPIENT_CLOSED, "E", "F"))));

        assertThat(text).isEqualTo("Không tìm thấy nơi nhận: A. Không tìm thấy nơi nhận: D."
                + " Tra lại mã định danh trong danh bạ cơ quan."
                + " Nơi nhận B đã ngừng hoạt động. Gửi tới cơ quan kế thừa C."
                + " Nơi nhận E đã ngừng hoạt động. Gửi tới cơ quan kế thừa F. [RECIPIENT_UNKNOWN, RECIPIENT_CLOSED]");
    }

    @Test
    void oneReasonIsSaidWithItsHintAndName() {
        assertThat(AxisError.text(Refusal.of(ErrorCode.BODY_EMPTY), List.of())).isEqualTo(
                "Yêu cầu không có nội dung gói tin. Gửi kèm nội dung gói tin edXML. [BODY_EMPTY]");
    }

    @Test
    void aDamagedHeaderSaysSoInWordsThatCanBeSearched() {
        assertThat(AxisError.text(Refusal.of(ErrorCode.HEADER_NOT_ASCII), List.of()))
                .contains("non-ASCII header value");
    }
}
