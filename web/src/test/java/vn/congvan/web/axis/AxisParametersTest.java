package vn.congvan.web.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import vn.congvan.delivery.TransferState;
import vn.congvan.document.RefusedException;

class AxisParametersTest {

    private static final String X = "0190b3a0-0000-7000-8000-00000000000a";
    private static final String Y = "0190b3a0-0000-7000-8000-00000000000b";

    @Test
    void fetchingTakesTheCapitalSpelling() {
        assertThat(new AxisParameters(Map.of("docid", X, "docId", Y)).packet()).contains(Y);
    }

    @Test
    void fetchingTakesTheSmallSpellingWhereThereIsNoOther() {
        assertThat(new AxisParameters(Map.of("docid", X)).packet()).contains(X);
    }

    @Test
    void namesAreComparedWithoutCaseInTheEnd() {
        assertThat(new AxisParameters(Map.of("DocId", X)).packet()).contains(X);
        assertThat(new AxisParameters(Map.of("DOCID", X)).packetToConfirm(id -> Optional.empty())).contains(X);
    }

    @Test
    void confirmingTakesTheSmallSpellingWhileThatPacketIsOpen() {
        assertThat(confirmed(Map.of(X, TransferState.PROCESSING, Y, TransferState.PROCESSING))).contains(X);
    }

    @Test
    void confirmingTakesTheCapitalSpellingWhenTheOtherIsFinished() {
        assertThat(confirmed(Map.of(X, TransferState.DONE, Y, TransferState.PROCESSING))).contains(Y);
    }

    @Test
    void confirmingTakesTheCapitalSpellingWhenTheOtherIsNotTheCallers() {
        assertThat(confirmed(Map.of(Y, TransferState.INITIAL))).contains(Y);
        assertThat(confirmed(Map.of(Y, TransferState.FAIL))).contains(Y);
    }

    @Test
    void confirmingAgainStaysWithTheFinishedOneWhenTheOtherIsFinishedToo() {
        assertThat(confirmed(Map.of(X, TransferState.DONE, Y, TransferState.DONE))).contains(X);
    }

    @Test
    void confirmingStaysWithTheSmallSpellingWhenNeitherIsTheCallers() {
        assertThat(confirmed(Map.of())).contains(X);
    }

    @Test
    void anIdThatCannotBeOursIsNotLookedUp() {
        AxisParameters parameters = new AxisParameters(Map.of("docid", "1-1-1-1-1", "docId", Y));

        assertThat(parameters.packetToConfirm(id -> Optional.of(TransferState.PROCESSING))).contains(Y);
    }

    @Test
    void aSpellingAloneIsTaken() {
        assertThat(new AxisParameters(Map.of("docId", X)).packetToConfirm(id -> Optional.empty())).contains(X);
        assertThat(new AxisParameters(Map.of("docid", X)).packetToConfirm(id -> Optional.empty())).contains(X);
        assertThat(new AxisParameters(Map.of()).packetToConfirm(id -> Optional.empty())).isEmpty();
    }

    @Test
    void aBlankValueIsNone() {
        assertThat(new AxisParameters(Map.of("docId", "  ", "docid", X)).packet()).contains(X);
    }

    @Test
    void whatXmlHasNoCharacterForIsRefusedWhereItIsAskedFor() {
        AxisParameters parameters = new AxisParameters(
                Map.of("description", "l\u0001i", "AgencyCode", "\uD800", "docId", X));

        assertThat(parameters.packet()).as("a left-over is in nobody's way").contains(X);
        for (String name : new String[] {"description", "DESCRIPTION", "AgencyCode"}) {
            assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> parameters.find(name))
                    .satisfies(e -> assertThat(AxisError.number(e.refusal())).isEqualTo("10"));
        }
    }

    private static Optional<String> confirmed(Map<String, TransferState> states) {
        return new AxisParameters(Map.of("docid", X, "docId", Y))
                .packetToConfirm((UUID id) -> Optional.ofNullable(states.get(id.toString())));
    }
}
