package vn.congvan.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {

    @TempDir
    Path home;

    private Environment with(String... pairs) {
        Map<String, String> variables = new HashMap<>(Map.of("CONGVAN_HOME", home.toString()));
        for (int i = 0; i < pairs.length; i += 2) {
            variables.put(pairs[i], pairs[i + 1]);
        }
        return new Environment(variables);
    }

    @Test
    void withNothingSaidTheNodeIsNoDemo() {
        assertThat(with().node().demo()).isFalse();
        assertThat(with("CONGVAN_PROFILE", "demo").node().demo()).isTrue();
    }

    @Test
    void aMissingHomeIsNamed() {
        assertThatThrownBy(() -> new Environment(Map.of()).content()).hasMessageStartingWith("CONGVAN_HOME is not set");
    }

    @Test
    void aHomeThatIsNoFolderIsNamed() {
        assertThatThrownBy(() -> with("CONGVAN_HOME", home.resolve("nowhere").toString()).content())
                .hasMessageContaining("nowhere").hasMessageContaining("not a folder");
    }

    @Test
    void aWrongValueIsNamedWithWhatItMustBe() {
        assertThatThrownBy(() -> with("CONGVAN_PROFILE", "test").node())
                .hasMessage("CONGVAN_PROFILE is test; it must be production or demo");
        assertThatThrownBy(() -> with("CONGVAN_MAX_PACKAGE_BYTES", "many").content())
                .hasMessage("CONGVAN_MAX_PACKAGE_BYTES is many, which is not a whole number");
        assertThatThrownBy(() -> with("CONGVAN_MAX_FAILS", "0").delivery())
                .hasMessage("CONGVAN_MAX_FAILS is 0; it must lie between 1 and 100");
        assertThatThrownBy(() -> with("CONGVAN_LEASE", "30").delivery())
                .hasMessage("CONGVAN_LEASE is 30, which is not a duration such as PT30S or P1D");
        assertThatThrownBy(() -> with("CONGVAN_ORPHAN_AGE", "PT1M").content())
                .hasMessage("CONGVAN_ORPHAN_AGE is PT1M; it must be at least PT15M");
        assertThatThrownBy(() -> with("CONGVAN_RATE_PER_SECOND", "0").node())
                .hasMessage("CONGVAN_RATE_PER_SECOND is 0; it must lie between 1 and 1000000");
        assertThatThrownBy(() -> with("CONGVAN_RATE_BURST", "0").node())
                .hasMessage("CONGVAN_RATE_BURST is 0; it must lie between 1 and 1000000");
        assertThatThrownBy(() -> with("CONGVAN_REFUSED_LINES", "0").journal())
                .hasMessage("CONGVAN_REFUSED_LINES is 0; it must lie between 1 and 10000");
        assertThatThrownBy(() -> with("CONGVAN_IDEMPOTENCY_KEPT", "PT1S").idempotency())
                .hasMessage("CONGVAN_IDEMPOTENCY_KEPT is PT1S; it must be at least PT1M");
        assertThatThrownBy(() -> with("CONGVAN_RETRACT_AT_ONCE", "yes").delivery())
                .hasMessage("CONGVAN_RETRACT_AT_ONCE is yes; it must be true or false");
    }

    @Test
    void whatIsSaidIsTaken() {
        assertThat(with("CONGVAN_LEASE", "PT5S", "CONGVAN_MAX_ATTEMPTS", "3").delivery())
                .satisfies(s -> assertThat(s.lease()).isEqualTo(Duration.ofSeconds(5)))
                .satisfies(s -> assertThat(s.maxAttempts()).isEqualTo(3));
        assertThat(with("CONGVAN_MAX_PACKAGE_BYTES", "4096").content().maxBytes()).isEqualTo(4096);
        assertThat(with("CONGVAN_RATE_PER_SECOND", "7", "CONGVAN_RATE_BURST", "9").node())
                .satisfies(s -> assertThat(s.callsPerSecond()).isEqualTo(7))
                .satisfies(s -> assertThat(s.callsAtOnce()).isEqualTo(9));
        assertThat(with("CONGVAN_REFUSED_LINES", "5").journal().refusedLinesPerMinute()).isEqualTo(5);
        assertThat(with("CONGVAN_IDEMPOTENCY_KEPT", "P3D").idempotency().kept()).isEqualTo(Duration.ofDays(3));
        assertThat(with().idempotency().kept()).isEqualTo(Duration.ofDays(1));
        assertThat(with("CONGVAN_DEMO_SECRET_VPCP", "s").demoSecret("vpcp")).contains("s");
    }

    @Test
    void secretsOfSystemsAndUsersAreFoundUnderTheirNames() {
        Environment given = with("CONGVAN_SYSTEM_SECRET_SO_TT_1", "a secret of 16 c", "CONGVAN_USER_PASSWORD_VAN_THU",
                "twelve chars");

        assertThat(given.systemSecret("so-tt.1")).contains("a secret of 16 c");
        assertThat(given.systemSecret("another")).isEmpty();
        assertThat(given.userPassword("van.thu")).contains("twelve chars");
    }

    @Test
    void aSecretThatIsTooShortIsNamedAndNotShown() {
        assertThatThrownBy(() -> with("CONGVAN_SYSTEM_SECRET_X", "hunter2").systemSecret("x"))
                .hasMessage("CONGVAN_SYSTEM_SECRET_X has fewer than 16 characters");
        assertThatThrownBy(() -> with("CONGVAN_USER_PASSWORD_X", "hunter2").userPassword("x"))
                .hasMessage("CONGVAN_USER_PASSWORD_X has fewer than 12 characters");
    }

    @Test
    void theDirectorysFileMustBeThere() throws IOException {
        assertThat(with().directory()).isEmpty();
        Path file = Files.createFile(home.resolve("directory.json"));
        assertThat(with("CONGVAN_DIRECTORY", file.toString()).directory()).contains(file);
        assertThatThrownBy(() -> with("CONGVAN_DIRECTORY", home.resolve("nowhere.json").toString()).directory())
                .hasMessageStartingWith("CONGVAN_DIRECTORY is ").hasMessageContaining("nowhere.json");
        assertThatThrownBy(() -> with("CONGVAN_DIRECTORY", "directory.json").directory())
                .hasMessageContaining("whole path");
    }
}
