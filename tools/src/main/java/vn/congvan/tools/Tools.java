package vn.congvan.tools;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code java -jar congvan-tools.jar}: finds the command and runs it. */
@Command(name = "congvan-tools", description = "Tools for those who connect to Công Văn, without a server.", mixinStandardHelpOptions = true, versionProvider = Tools.Version.class, subcommands = {
        PackageCommand.class, ReceiptCommand.class, TrustCommand.class, Verify.class, DemoKeys.class, Worker.class})
final class Tools implements Runnable {

    /** Everything was done, and nothing refused. */
    static final int FINE = 0;
    /** Everything was done, and something refused. */
    static final int REFUSED = 1;
    /** Not everything could be done: wrong usage, or a file that cannot be read. */
    static final int UNDONE = 2;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Tools()).setOut(utf8(System.out)).setErr(utf8(System.err))
                .setExecutionExceptionHandler((fault, command, parsed) -> {
                    fault.printStackTrace(command.getErr());
                    return UNDONE;
                }).execute(arguments));
    }

    /** In UTF-8 wherever it runs: what is printed is Vietnamese, and JSON. */
    private static PrintWriter utf8(java.io.OutputStream out) {
        return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    /** As the jar's manifest says it. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"congvan-tools " + Tools.class.getPackage().getImplementationVersion()};
        }
    }
}
