package vn.congvan.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.intake.IntakeAnswer;

class ProblemsTest {

    private static final Locale VIETNAMESE = new Locale("vi");

    @ParameterizedTest
    @EnumSource
    void everyCodeIsAnsweredWithAnErrorStatusThatFitsItsCause(ErrorCode code) {
        int status = ProblemStatus.of(code);
        if (code.cause() == ErrorCode.Cause.NODE) {
            assertThat(status).isBetween(500, 599);
        } else {
            assertThat(status).isBetween(400, 499);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyProblemSaysWhatItIsInBothLanguages(ErrorCode code) {
        Refusal refusal = Refusal.of(code, "A", "B");
        for (Locale language : List.of(VIETNAMESE, Locale.ENGLISH)) {
            Problem problem = Problems.problem(refusal, ProblemStatus.of(code), List.of(), "c-1", language);
            assertThat(problem.type()).isEqualTo("urn:congvan:error:" + code);
            assertThat(problem.title()).isNotBlank().doesNotContain("_").doesNotContain("A B");
            assertThat(problem.detail()).isNotBlank().doesNotContain("{");
            assertThat(problem.hint()).isNotBlank().doesNotContain("{");
        }
    }

    @Test
    void theTitleIsTheSameForEveryOccurrence() {
        assertThat(Problem.titleOf(ErrorCode.RECIPIENT_UNKNOWN)).isEqualTo("Recipient unknown");
    }

    @Test
    void eachBadRecipientHasItsOwnReason() {
        Problem problem = Problems.problem(Refusal.of(ErrorCode.RECIPIENT_UNKNOWN, "X"), 422,
                List.of(new IntakeAnswer.RecipientRefusal("X", Refusal.of(ErrorCode.RECIPIENT_UNKNOWN, "X")),
                        new IntakeAnswer.RecipientRefusal("Y", Refusal.of(ErrorCode.RECIPIENT_CLOSED, "Y", "Z"))),
                "c-1", VIETNAMESE);
        assertThat(problem.recipients()).extracting(Problem.BadRecipient::organization).containsExactly("X", "Y");
        assertThat(problem.recipients()).extracting(Problem.BadRecipient::code).containsExactly("RECIPIENT_UNKNOWN",
                "RECIPIENT_CLOSED");
    }

    @Test
    void aProblemWithoutBadRecipientsDoesNotMentionThem() {
        String json = RepresentationWriter.text(
                Problems.problem(Refusal.of(ErrorCode.BUSY), 503, List.of(), "c-1", Locale.ENGLISH));
        assertThat(json).startsWith("{\"type\":\"urn:congvan:error:BUSY\",\"title\":\"Busy\",\"status\":503,")
                .endsWith("\"correlationId\":\"c-1\"}").doesNotContain("recipients");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"- | vi", "vi | vi", "en | en", "en-US,en;q=0.9 | en",
            "vi-VN,vi;q=0.9,en;q=0.8 | vi", "en;q=0.4, vi;q=0.5 | vi", "fr | vi", "* | vi", ";;; | vi"})
    void englishIsSpokenWhereItIsPreferred(String header, String language) {
        assertThat(Problems.language(header).getLanguage()).isEqualTo(language);
    }
}
