package vn.congvan.tools;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with signed receipts. */
@Command(name = "receipt", description = "Signed receipts for packages that a node took over.", mixinStandardHelpOptions = true, subcommands = ReceiptVerify.class)
final class ReceiptCommand implements Runnable {

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
