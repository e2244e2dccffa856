package vn.congvan.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;

/**
 * What nobody can do without who promises to keep something: takes a body, writes it to a file, flushes it, commits one row,
 * answers. No authentication, no digest, no look into the body, no recipients. The same HTTP server as WildFly's, and the
 * same database.
 */
final class BareServer {

    private static final int CONNECTIONS = 8;

    private final Path folder;
    private final BlockingQueue<Connection> database = new ArrayBlockingQueue<>(CONNECTIONS);

    private BareServer(Path folder, String url, String user, String password) throws SQLException, IOException {
        this.folder = Files.createDirectories(folder);
        for (int i = 0; i < CONNECTIONS; i++) {
            Connection connection = DriverManager.getConnection(url, user, password);
            if (i == 0) {
                try (Statement table = connection.createStatement()) {
                    table.execute("create table if not exists bench_bare (id uuid primary key, file text not null,"
                            + " size bigint not null, stored_at timestamptz not null)");
                }
            }
            connection.setAutoCommit(false);
            database.add(connection);
        }
    }

    /** Arguments: port, folder, database address, user, password. */
    public static void main(String[] arguments) throws SQLException, IOException {
        BareServer server = new BareServer(Path.of(arguments[1]), arguments[2], arguments[3], arguments[4]);
        Undertow.builder().addHttpListener(Integer.parseInt(arguments[0]), "127.0.0.1")
                // the library's default would refuse what is larger than a few megabytes
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L).setHandler(new BlockingHandler(server::accept))
                .build().start();
    }

    private void accept(HttpServerExchange exchange) throws IOException, SQLException, InterruptedException {
        UUID id = UUID.randomUUID();
        Path file = folder.resolve(id.toString());
        long size = 0;
        try (InputStream body = exchange.getInputStream();
                FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
                while (bytes.hasRemaining()) {
                    size += out.write(bytes);
                }
            }
            out.force(false);
        }
        Connection connection = database.take();
        try (PreparedStatement row = connection
                .prepareStatement("insert into bench_bare (id, file, size, stored_at) values (?, ?, ?, ?)")) {
            row.setObject(1, id);
            row.setString(2, file.getFileName().toString());
            row.setLong(3, size);
            row.setTimestamp(4, Timestamp.from(Instant.now()));
            row.executeUpdate();
            connection.commit();
        } finally {
            database.put(connection);
        }
        exchange.getResponseSender().send("OK " + size);
    }
}
