package vn.congvan.web.axis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import vn.congvan.document.Sha256;

class FileHashTest {

    @Test
    void eachSmallByteLosesItsZero() {
        Sha256 sha256 = new Sha256("00".repeat(30) + "0aff");

        assertThat(FileHash.asTheSdkWritesIt(sha256)).isEqualTo("0".repeat(30) + "aff");
    }

    @Test
    void bothSpellingsMatchInEitherCase() {
        Sha256 sha256 = Sha256.of("abcd".getBytes(StandardCharsets.UTF_8));
        String quirky = FileHash.asTheSdkWritesIt(sha256);

        assertThat(quirky).hasSizeLessThan(64);
        assertThat(FileHash.matches(quirky, sha256)).isTrue();
        assertThat(FileHash.matches(quirky.toUpperCase(Locale.ROOT), sha256)).isTrue();
        assertThat(FileHash.matches(sha256.hex(), sha256)).isTrue();
        assertThat(FileHash.matches(sha256.hex().toUpperCase(Locale.ROOT), sha256)).isTrue();
    }

    @Test
    void anotherFileDoesNotMatch() {
        Sha256 one = Sha256.of(new byte[] {1});

        assertThat(FileHash.matches(FileHash.asTheSdkWritesIt(Sha256.of(new byte[] {2})), one)).isFalse();
        assertThat(FileHash.matches("", one)).isFalse();
        assertThat(FileHash.matches(one.hex().substring(1), one)).isFalse();
    }

    @Test
    void twoDigestsWithOneQuirkySpellingBothMatchIt() {
        // 01 10 .. and 11 00 .. are both written 110: that is why the text is compared and never parsed
        Sha256 one = new Sha256("0110" + "aa".repeat(30));
        Sha256 other = new Sha256("1100" + "aa".repeat(30));

        assertThat(FileHash.asTheSdkWritesIt(one)).isEqualTo(FileHash.asTheSdkWritesIt(other));
        assertThat(FileHash.matches(FileHash.asTheSdkWritesIt(one), other)).isTrue();
    }
}
