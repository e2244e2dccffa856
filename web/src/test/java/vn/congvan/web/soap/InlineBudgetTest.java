package vn.congvan.web.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.RefusedException;

class InlineBudgetTest {

    private static final int MB = 1 << 20;

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        InlineBudget budget = new InlineBudget(4 * MB, 0);
        for (int i = 0; i < 10; i++) {
            try (InlineBudget.Share share = budget.share()) {
                share.take(3 * MB);
                assertThat(share.isEmpty()).isFalse();
            }
        }
    }

    @Test
    void whoWaitsTooLongIsToldThatTheNodeIsBusy() {
        InlineBudget budget = new InlineBudget(4 * MB, 10);
        try (InlineBudget.Share first = budget.share(); InlineBudget.Share second = budget.share()) {
            first.take(3 * MB);
            assertThatThrownBy(() -> second.take(2 * MB)).isInstanceOfSatisfying(RefusedException.class,
                    refused -> assertThat(refused.refusal().code()).isEqualTo(ErrorCode.BUSY));
        }
    }

    @Test
    void theLargestXmlFitsIntoTheBudget() {
        try (InlineBudget.Share share = new InlineBudget(ExchangeServlet.INLINE_AT_ONCE, 0).share()) {
            share.take(HardenedXml.MAX_XML);
        }
    }
}
