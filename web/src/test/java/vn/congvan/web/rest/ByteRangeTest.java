package vn.congvan.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({"bytes=0-0, 0, 0", "bytes=2-4, 2, 4", "bytes=5-, 5, 9", "bytes=-3, 7, 9", "bytes=-99, 0, 9",
            "bytes=8-99, 8, 9", "BYTES = 1 - 2, 1, 2", "bytes=0-999999999999999999, 0, 9"})
    void aSingleRangeIsCutToWhatThereIs(String header, long first, long last) {
        assertThat(ByteRange.of(header, 10)).isEqualTo(new ByteRange.Part(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "items=0-1", "bytes=0-1,3-4",
            "bytes=99999999999999999999-", "bytes=0--1"})
    void whatIsNotOneRangeGivesTheWhole(String header) {
        assertThat(ByteRange.of(header, 10)).isEqualTo(new ByteRange.Whole());
    }

    @Test
    void noHeaderGivesTheWhole() {
        assertThat(ByteRange.of(null, 10)).isEqualTo(new ByteRange.Whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-12", "bytes=-0"})
    void aRangeBehindTheEndIsUnsatisfiable(String header) {
        assertThat(ByteRange.of(header, 10)).isEqualTo(new ByteRange.Unsatisfiable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-", "bytes=-1"})
    void nothingCanBeCutFromNothing(String header) {
        assertThat(ByteRange.of(header, 0)).isEqualTo(new ByteRange.Unsatisfiable());
    }
}
