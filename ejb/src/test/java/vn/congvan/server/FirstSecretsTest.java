package vn.congvan.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstSecretsTest {

    @TempDir
    Path folder;

    @Test
    void whatIsMadeStandsInAFileThatOnlyItsOwnerReads() throws IOException {
        FirstSecrets secrets = secrets(false);
        FirstSecrets.Secret made = secrets.of("system.a", Optional.empty());
        secrets.note(made);
        secrets.write();

        assertThat(Files.readAllLines(file())).containsExactly("# why", "system.a=" + made.text());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
        assertThat(made.text()).hasSize(32);
        assertThat(secrets.of("system.b", Optional.empty()).text()).isNotEqualTo(made.text());
    }

    @Test
    void whatWasNotTakenIsNotWrittenAndNoFileIsMadeForNothing() {
        FirstSecrets secrets = secrets(false);
        secrets.of("system.a", Optional.empty());
        secrets.note(secrets.of("system.b", Optional.of("given")));
        secrets.write();

        assertThat(file()).doesNotExist();
        assertThat(secrets.noted()).isZero();
    }

    @Test
    void aGivenSecretIsWrittenDownOnlyWhereThatIsWanted() throws IOException {
        FirstSecrets secrets = secrets(true);
        secrets.note(secrets.of("system.a", Optional.of("given")));
        secrets.write();

        assertThat(Files.readAllLines(file())).contains("system.a=given");
    }

    @Test
    void whoWasKilledBeforeTheRowsStoodFindsTheSameSecretAgain() {
        FirstSecrets secrets = secrets(false);
        FirstSecrets.Secret made = secrets.of("user.a", Optional.empty());
        secrets.note(made);
        secrets.write();

        assertThat(secrets(false).of("user.a", Optional.empty()).text()).isEqualTo(made.text());
    }

    private FirstSecrets secrets(boolean noteGiven) {
        return new FirstSecrets(file(), "why", noteGiven);
    }

    private Path file() {
        return folder.resolve("secrets.properties");
    }
}
