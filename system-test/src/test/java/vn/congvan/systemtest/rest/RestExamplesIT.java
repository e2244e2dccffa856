package vn.congvan.systemtest.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.systemtest.NodeExtension;
import vn.congvan.systemtest.RunningNode;

/** The scripts in {@code examples/rest} do what their README says. */
@ExtendWith(NodeExtension.class)
class RestExamplesIT {

    private static final Path EXAMPLES = Path.of("..", "examples", "rest");

    @TempDir
    Path directory;
    private final RunningNode node;

    RestExamplesIT(RunningNode node) {
        this.node = node;
    }

    @Test
    void aDocumentGoesItsWholeWay() throws IOException, InterruptedException {
        assertThat(run("vpcp", "round-trip.sh")).contains("\"state\":\"ACCEPTED\"");
    }

    @Test
    void theListsAnswer() throws IOException, InterruptedException {
        assertThat(run("vpcp", "organizations.sh", "quang ninh")).contains("UBND tỉnh Quảng Ninh");
        assertThat(run("vpcp", "sent.sh")).contains("\"items\"");
        assertThat(run("danang", "inbox.sh", "status")).contains("\"items\"");
    }

    private String run(String systemId, String script, String... arguments) throws IOException, InterruptedException {
        Path output = directory.resolve(script + ".out");
        ProcessBuilder process = new ProcessBuilder("bash", EXAMPLES.resolve(script).toString());
        process.command().addAll(java.util.List.of(arguments));
        process.environment().put("CONGVAN_URL", node.http().toString().replaceAll("/$", ""));
        process.environment().put("CONGVAN_SYSTEM", systemId);
        process.environment().put("CONGVAN_SECRET", node.secret(systemId));
        process.environment().put("CONGVAN_SECRET_DANANG", node.secret("danang"));
        Process running = process.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (!running.waitFor(120, TimeUnit.SECONDS)) {
            running.destroyForcibly();
        }
        String said = Files.readString(output, UTF_8);
        assertThat(running.waitFor()).as(said).isZero();
        return said;
    }
}
