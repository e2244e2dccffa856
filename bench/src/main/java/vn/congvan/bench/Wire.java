package vn.congvan.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A caller's one connection, kept open as the clients of both protocols keep it. Plain sockets: the generator shares two
 * cores with what it measures, so it has to be cheap.
 */
final class Wire implements AutoCloseable {

    private static final int MINUTES_TO_WAIT = 5;
    /** Servers hang up on whoever says nothing; the targets take turns, and a turn of the others can be long. */
    private static final long LONGEST_SILENCE = TimeUnit.SECONDS.toNanos(15);

    private final URI server;
    private Socket socket;
    private long lastUsed;

    Wire(URI server) {
        this.server = server;
    }

    /** An answer: its status and its body. */
    record Answer(int status, String body) {}

    /** Sends a POST and reads the answer whole. */
    Answer post(String path, String headers, long length, InputStream body) throws IOException {
        if (socket != null && System.nanoTime() - lastUsed > LONGEST_SILENCE) {
            close();
        }
        if (socket == null) {
            socket = new Socket(server.getHost(), server.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(MINUTES_TO_WAIT * 60_000);
        }
        try (body) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n" + headers
                    + "Content-Length: " + length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            byte[] buffer = new byte[1 << 16];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                out.write(buffer, 0, n);
            }
            out.flush();
            Answer answer = answer(socket.getInputStream());
            lastUsed = System.nanoTime();
            return answer;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Answer answer(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ")[1]);
        long length = -1;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(java.util.Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(header.substring(header.indexOf(':') + 1).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
            last |= lower.startsWith("connection:") && lower.contains("close");
        }
        StringBuilder body = new StringBuilder();
        if (chunked) {
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                body.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
                line(in);
            }
            line(in);
        } else {
            body.append(new String(in.readNBytes((int) Math.max(0, length)), StandardCharsets.UTF_8));
        }
        if (last) {
            close();
        }
        return new Answer(status, body.toString());
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection in the middle of its answer");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
