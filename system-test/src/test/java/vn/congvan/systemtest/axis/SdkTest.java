package vn.congvan.systemtest.axis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What malformed answers do in the real SDK, so that the tests of the protocol fail where it would. */
class SdkTest {

    private static final String OK = "\"status\":\"OK\",\"ErrorCode\":\"0\",\"ErrorDesc\":\"Thanh cong\"";
    private static final String FAIL = "\"status\":\"FAIL\",\"ErrorCode\":\"08\",\"ErrorDesc\":\"x\"";

    @ParameterizedTest
    @ValueSource(strings = {"{" + OK + "}", "{" + OK + ",\"DocId\":null}", "{\"status\":\"OK\",\"DocId\":\"\"}",
            "{\"Status\":\"OK\",\"ErrorCode\":\"0\",\"ErrorDesc\":\"\",\"DocId\":\"\"}",
            "{\"status\":\"OK\",\"ErrorCode\":\"0\",\"ErrorDesc\":null,\"DocId\":\"\"}"})
    void aSendWithoutAFieldIsAllNull(String text) {
        assertThat(Sdk.V2_0_1.sent(text)).isEqualTo(new Sdk.Sent(null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html></html>"})
    void aSendWithoutJsonIsNull(String text) {
        assertThat(Sdk.V2_0_1.sent(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{" + OK + "}", "{" + OK + ",\"data\":null}", "{" + OK + ",\"data\":[{\"docId\":null}]}",
            "{" + OK + ",\"data\":[{\"docId\":\"1\",\"to\":[\"a\",\"b\"]}]}",
            "{\"status\":\"OK\",\"ErrorCode\":\"00\",\"ErrorDesc\":\"\",\"data\":[]}"})
    void aListWithABadFieldIsLost(String text) {
        assertThat(Sdk.V2_0_1.received(text).status()).isEqualTo("OK");
        assertThat(Sdk.V2_0_1.received(text).rows()).isNull();
    }

    @Test
    void aRowMayLackFieldsAndItsReceiverMayBeAnArrayOfOne() {
        assertThat(Sdk.V2_0_1.received("{" + OK + ",\"data\":[{\"docId\":\"1\",\"to\":[\"a\"]}]}").rows())
                .singleElement().satisfies(row -> {
                    assertThat(row).containsEntry("to", "a").containsEntry("from", null);
                });
    }

    @Test
    void aPageHidesTheErrorOfOneListFromTheNewerSdkOnly() {
        assertThat(Sdk.V2_0_1.received("<html>").rows()).isEmpty();
        assertThat(Sdk.V2_0_1.received("<html>").status()).isEqualTo("OK");
        assertThat(Sdk.V2_0_0.received("<html>").status()).isNull();
        assertThat(Sdk.V2_0_1.received("").status()).isNull();
    }

    @Test
    void aFetchWithoutDataLosesTheReasonInTheOlderSdk() {
        assertThat(Sdk.V2_0_1.fetched("{" + FAIL + "}").errorCode()).isEqualTo("08");
        assertThat(Sdk.V2_0_0.fetched("{" + FAIL + "}").errorCode()).isNull();
        assertThat(Sdk.V2_0_0.fetched("{" + FAIL + ",\"data\":\"\"}").errorCode()).isEqualTo("08");
    }

    @ParameterizedTest
    @EnumSource(Sdk.class)
    void otherMistakesAreTheSameInBoth(Sdk sdk) {
        assertThat(sdk.counted("{" + OK + "}").count()).isZero();
        assertThat(sdk.counted("{" + OK + ",\"count\":\"7\"}").count()).isEqualTo(7);
        assertThat(sdk.downloaded("{\"status\":\"FAIL\"}".getBytes(StandardCharsets.UTF_8)).status())
                .isEqualTo("SUCCESS");
        assertThat(sdk.downloaded(new byte[0]).errorCode()).isEqualTo("100");
        assertThat(sdk.units("{" + OK + ",\"data\":[{\"mail\":null}]}").rows()).isNull();
        assertThat(sdk.units("{" + OK + ",\"data\":[{\"version\":\"new\"}]}").rows()).isNull();
    }
}
