package vn.congvan.bench;

import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import vn.congvan.node.EmbeddedDatabase;
import vn.congvan.node.Ports;

/** The bare server, in a JVM with the node's heap. */
final class Bare implements Target, AutoCloseable {

    private final Process server;
    private final URI address;
    private final ThreadLocal<Wire> wires;

    Bare(EmbeddedDatabase database, Path folder, String heap) throws IOException, InterruptedException {
        int port = Ports.freePort();
        address = URI.create("http://127.0.0.1:" + port);
        wires = ThreadLocal.withInitial(() -> new Wire(address));
        server = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m", "-Xmx" + heap, "-cp",
                System.getProperty("java.class.path").replace(':', File.pathSeparatorChar),
                BareServer.class.getName(), Integer.toString(port), folder.toString(), database.url(),
                EmbeddedDatabase.OWNER, database.password(EmbeddedDatabase.OWNER))).inheritIO().start();
        for (int tries = 0; !answers(port); tries++) {
            if (tries == 300 || !server.isAlive()) {
                throw new IOException("the bare server did not start");
            }
            Thread.sleep(100);
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            // not yet
            return false;
        }
    }

    @Override
    public String name() {
        return "bare Undertow";
    }

    @Override
    public void send(Letters.Letter letter) throws IOException {
        Wire.Answer answer = wires.get().post("/", "Content-Type: application/octet-stream\r\n", letter.size(),
                letter.open());
        if (!answer.body().equals("OK " + letter.size())) {
            throw new IOException("the bare server answered " + answer);
        }
    }

    @Override
    public ServerProcess process() {
        return new ServerProcess(server.pid());
    }

    @Override
    public void awaitQuiet() {
        // it does nothing after its answer
    }

    @Override
    public void close() {
        server.destroy();
        server.onExit().join();
    }
}
