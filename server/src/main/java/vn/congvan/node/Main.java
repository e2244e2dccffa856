package vn.congvan.node;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The second half of the run command: starts the demo node, says where it is found and waits until it is to stop.
 *
 * <p>The first argument is the folder of the project. Exit codes: 1 when it could not start or
 * ended by itself; stopped by a signal it ends with the signal's own code.
 */
final class Main {

    private static final int DATABASE_PORT = 15432;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private volatile boolean stopping;

    public static void main(String[] arguments) {
        System.exit(new Main().run(Path.of(arguments.length > 0 ? arguments[0] : ".").toAbsolutePath().normalize(),
                System.getenv()));
    }

    private int run(Path project, Map<String, String> environment) {
        try {
            Node.Settings settings = settings(project, environment);
            try {
                return start(settings);
            } catch (UncheckedIOException | IllegalStateException e) {
                throw whenFull(settings.home(), e);
            }
        } catch (CannotStart e) {
            if (!stopping) {
                out.println(e.getMessage());
            }
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private int start(Node.Settings settings) throws InterruptedException {
        Node node = Node.open(settings);
        // from here on a signal finds somebody who stops what was started
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "stop"));
        try {
            node.startDatabase(out::println);
            node.startServer(out::println);
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
        out.println(welcome(node));
        int code = node.server().awaitEnd();
        if (!stopping) {
            out.println("Máy chủ tự dừng (mã " + code + "); xem " + node.server().console()
                    + ". | The server ended by itself (code " + code + "); see " + node.server().console() + ".");
            node.close();
        }
        return 1;
    }

    // whichever file could not be written; anything else is broken and is shown as it is
    private static RuntimeException whenFull(Path home, RuntimeException broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("No space left on device")) {
                return CannotStart.diskFull(home, broken);
            }
        }
        return broken;
    }

    private void stop(Node node) {
        stopping = true;
        if (!node.isClosed()) {
            out.println("Đang dừng WildFly, rồi PostgreSQL | Stopping WildFly, then PostgreSQL");
            node.close();
            out.println("Đã dừng; dữ liệu còn trong " + node.home() + " | Stopped; the data stays in " + node.home());
        }
    }

    private static Node.Settings settings(Path project, Map<String, String> environment) {
        int offset = offset(environment);
        return new Node.Settings(project.resolve("server").resolve("target").resolve("wildfly"),
                Optional.ofNullable(environment.get("CONGVAN_HOME")).map(Path::of)
                        .orElseGet(() -> project.resolve(".congvan")),
                Ports.fixed(offset), DATABASE_PORT + offset,
                environment.getOrDefault("CONGVAN_HEAP", "512m"), List.of(), Map.of(), Duration.ofMinutes(10));
    }

    private static int offset(Map<String, String> environment) {
        String text = environment.getOrDefault("CONGVAN_PORT_OFFSET", "0");
        try {
            int offset = Integer.parseInt(text);
            if (offset >= 0 && offset <= 50_000) {
                return offset;
            }
        } catch (NumberFormatException e) {
            throw wrongOffset(text);
        }
        throw wrongOffset(text);
    }

    private static CannotStart wrongOffset(String text) {
        return new CannotStart("CONGVAN_PORT_OFFSET là " + text + "; phải là số nguyên từ 0 đến 50000.",
                "CONGVAN_PORT_OFFSET is " + text + "; it must be a whole number from 0 to 50000.");
    }

    private static String welcome(Node node) {
        return """

               Nút Công Văn đã sẵn sàng | The Công Văn node is ready

                 Bàn làm việc | Desk           %1$s/
                 Trục REST | Axis protocol     %1$s/axis/{operation}
                 SOAP                          %1$s/soap/exchange?wsdl
                 REST (JSON)                   %1$s/api/v1   (OpenAPI: %1$s/openapi)
                 HTTPS                         %2$s/   (%4$s)
                 Sức khỏe, số đo | Health      %3$s/health   %3$s/metrics

                 Người dùng mẫu | Demo users   %5$s
                 Hệ thống mẫu | Demo systems   %6$s
                 Mật khẩu | Their secrets      %7$s
                 Nhật ký | Log                 %8$s

               Hãy thử | Try:
                 curl -u "vpcp:$(sed -n 's/^system.vpcp=//p' '%7$s')" '%1$s/api/v1/organizations?q=quang%%20nam'

               Ctrl-C để dừng | Ctrl-C stops everything
               """.formatted(node.http(), node.https(), node.management(), node.certificate(), names(node, "user."),
                names(node, "system."), node.demoSecrets(), node.server().console());
    }

    private static String names(Node node, String prefix) {
        if (!Files.exists(node.demoSecrets())) {
            return "-";
        }
        Properties secrets = new Properties();
        try (var reader = Files.newBufferedReader(node.demoSecrets(), StandardCharsets.UTF_8)) {
            secrets.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(node.demoSecrets() + " cannot be read", e);
        }
        return new TreeSet<>(secrets.stringPropertyNames()).stream().filter(k -> k.startsWith(prefix))
                .map(k -> k.substring(prefix.length())).collect(Collectors.joining(", "));
    }
}
