package vn.congvan.systemtest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Ports for nodes that are stopped and started again. They lie below those that the system lends to outgoing connections,
 * so that nobody takes one while its node is down.
 */
final class TestPorts {

    private static final int LOWEST = 15_000;
    private static final int COUNT = 10_000;
    private static final Random RANDOM = new Random();

    private TestPorts() {}

    /** A number at which, and at each of these distances above which, nobody listens. */
    static int free(int... distances) {
        while (true) {
            int base = LOWEST + RANDOM.nextInt(COUNT);
            if (IntStream.of(distances).allMatch(distance -> isFree(base + distance))) {
                return base;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
