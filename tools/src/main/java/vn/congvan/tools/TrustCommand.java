package vn.congvan.tools;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with folders of certificates and lists. */
@Command(name = "trust", description = "Certificates and revocation lists by which signatures are judged.", mixinStandardHelpOptions = true, subcommands = {
        TrustList.class, TrustAdd.class})
final class TrustCommand implements Runnable {

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
