package vn.congvan.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeSecretsTest {

    @TempDir
    Path home;

    @Test
    void aSecretIsMadeOnceAndKept() {
        NodeSecrets first = new NodeSecrets(home);
        String made = first.of("database.congvan");

        assertThat(first.of("database.congvan")).isEqualTo(made);
        assertThat(new NodeSecrets(home).of("database.congvan")).isEqualTo(made);
        assertThat(first.of("store")).isNotEqualTo(made).hasSize(32);
    }

    @Test
    void onlyTheOwnerReadsTheFile() throws IOException {
        new NodeSecrets(home).of("store");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(NodeSecrets.FILE))))
                .isEqualTo("rw-------");
    }
}
