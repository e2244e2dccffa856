package vn.congvan.tools;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with edXML packages. */
@Command(name = "package", description = "edXML packages (QCVN 102:2016/BTTTT).", mixinStandardHelpOptions = true, subcommands = PackageCheck.class)
final class PackageCommand implements Runnable {

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
