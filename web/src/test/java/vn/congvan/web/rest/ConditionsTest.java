package vn.congvan.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import vn.congvan.document.Sha256;

class ConditionsTest {

    @Test
    void aKnownEntityTagNeedsNoBytes() {
        assertThat(Conditions.noneMatchFails("\"a\"", "\"a\"")).isTrue();
        assertThat(Conditions.noneMatchFails("\"b\", W/\"a\"", "\"a\"")).isTrue();
        assertThat(Conditions.noneMatchFails("*", "\"a\"")).isTrue();
        assertThat(Conditions.noneMatchFails("\"b\"", "\"a\"")).isFalse();
        assertThat(Conditions.noneMatchFails(null, "\"a\"")).isFalse();
    }

    @Test
    void aRangeHoldsForExactlyTheEntityTagItWasMadeFor() {
        assertThat(Conditions.rangeHolds(null, "\"a\"")).isTrue();
        assertThat(Conditions.rangeHolds("\"a\"", "\"a\"")).isTrue();
        assertThat(Conditions.rangeHolds("W/\"a\"", "\"a\"")).isFalse();
        assertThat(Conditions.rangeHolds("Mon, 23 Nov 2026 00:00:00 GMT", "\"a\"")).isFalse();
    }

    @Test
    void aDigestThatDoesNotMatchIsNoticed() {
        Sha256 sha256 = Sha256.of("abc".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(ContentDigest.matches(ContentDigest.of(sha256), sha256)).isTrue();
        assertThat(ContentDigest.matches("sha-512=:AAAA:, " + ContentDigest.of(sha256), sha256)).isTrue();
        assertThat(ContentDigest.matches(null, sha256)).isTrue();
        assertThat(ContentDigest.matches("sha-512=:AAAA:", sha256)).isTrue();
        assertThat(ContentDigest.matches("sha-256=:AAAA:", sha256)).isFalse();
    }
}
