package vn.congvan.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void aTakenPortIsNamedInOneSentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = new Ports(taken.getLocalPort(), Ports.freePort(), Ports.freePort());

            assertThatThrownBy(ports::check).isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Cổng " + taken.getLocalPort() + " đang bị")
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is taken").hasMessageNotContaining("\n");
        }
    }

    @Test
    void freePortsDiffer() {
        Ports ports = Ports.free();

        assertThat(ports.http()).isNotEqualTo(ports.https()).isNotEqualTo(ports.management());
        assertThat(ports.https()).isNotEqualTo(ports.management());
    }

    @Test
    void theDemoNodeHasFixedAddresses() {
        assertThat(Ports.fixed(0)).isEqualTo(new Ports(8080, 8443, 9990));
        assertThat(Ports.fixed(100)).isEqualTo(new Ports(8180, 8543, 10090));
    }
}
