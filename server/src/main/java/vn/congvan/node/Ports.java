package vn.congvan.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The TCP ports of a node, all on the loopback interface.
 *
 * @param http desk, axis, SOAP and REST
 * @param https the same over TLS
 * @param management health, metrics and the server's administration
 */
public record Ports(int http, int https, int management) {

    /** The fixed addresses of the demo node, each moved up by the offset. */
    public static Ports fixed(int offset) {
        return new Ports(8080 + offset, 8443 + offset, 9990 + offset);
    }

    /** Ports that nobody uses at this moment. */
    public static Ports free() {
        List<Integer> three = freePorts(3);
        return new Ports(three.get(0), three.get(1), three.get(2));
    }

    /** One port that nobody uses at this moment. */
    public static int freePort() {
        return freePorts(1).get(0);
    }

    /** True when nobody listens on the port of the loopback interface. */
    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    void check() {
        check(http, "CONGVAN_PORT_OFFSET=100");
        check(https, "CONGVAN_PORT_OFFSET=100");
        check(management, "CONGVAN_PORT_OFFSET=100");
    }

    private static void check(int port, String remedy) {
        if (!isFree(port)) {
            throw new CannotStart(
                    "Cổng " + port + " đang bị chương trình khác sử dụng: hãy dừng chương trình đó hoặc đặt " + remedy
                            + ".",
                    "Port " + port + " is taken by another program: stop that program, or set " + remedy + ".");
        }
    }

    // held open together, so that no number is given twice
    private static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            List<Integer> ports = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                sockets.add(socket);
                ports.add(socket.getLocalPort());
            }
            return ports;
        } catch (IOException e) {
            throw new CannotStart("Không tìm được cổng trống.", "No free port was found.", e);
        } finally {
            for (ServerSocket socket : sockets) {
                closeQuietly(socket);
            }
        }
    }

    private static void closeQuietly(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new CannotStart("Không đóng được cổng thử.", "A probing socket cannot be closed.", e);
        }
    }
}
