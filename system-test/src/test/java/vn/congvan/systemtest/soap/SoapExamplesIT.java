package vn.congvan.systemtest.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import vn.congvan.systemtest.NodeExtension;
import vn.congvan.systemtest.RunningNode;

/** What {@code examples/soap} shows is what the node does. */
@ExtendWith(NodeExtension.class)
class SoapExamplesIT {

    private static final Path EXAMPLES = Path.of("..", "examples", "soap").toAbsolutePath().normalize();

    @Test
    void theExamplesCarryADocumentThereAndItsStatusesBack(RunningNode node) throws Exception {
        ProcessBuilder walk = new ProcessBuilder("bash", EXAMPLES.resolve("walk.sh").toString())
                .redirectErrorStream(true);
        String address = node.http().toString();
        walk.environment().put("CONGVAN_URL",
                address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
        walk.environment().put("CONGVAN_DEMO_SECRET_VPCP", node.secret("vpcp"));
        walk.environment().put("CONGVAN_DEMO_SECRET_DANANG", node.secret("danang"));
        Process process = walk.start();
        String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(shown).isZero();
        assertThat(shown).contains("<repeated>false</repeated>", "<repeated>true</repeated>", "<state>DONE</state>",
                "<statusCode>01</statusCode>", "<statusCode>03</statusCode>", "<state>ACCEPTED</state>");
    }

    @Test
    void everyRequestIsUsed() throws IOException {
        String walk = Files.readString(EXAMPLES.resolve("walk.sh"));
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("xml")))
                    .isNotEmpty().allSatisfy(name -> assertThat(walk).contains(name));
        }
    }
}
