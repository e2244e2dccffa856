package vn.congvan.tools;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import vn.congvan.document.RefusedException;
import vn.congvan.signature.TrustItem;
import vn.congvan.signature.TrustMaterial;

/** {@code trust list}: what a folder would be to a node, one JSON line for each certificate and list. */
@Command(name = "list", description = "Prints one JSON line for each certificate and list of a folder. Ends with 0; 1 when something does not count now; 2 when something cannot be read.", mixinStandardHelpOptions = true)
final class TrustList implements Callable<Integer> {

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--trust", required = true, paramLabel = "DIR", description = "The folder: *.crt, *.cer, *.pem, *.der, *.crl.")
    private Path trust;

    @Override
    public Integer call() {
        Instant now = Clock.systemUTC().instant();
        PrintWriter out = spec.commandLine().getOut();
        List<Path> files;
        try {
            files = TrustMaterial.files(trust);
        } catch (IOException e) {
            spec.commandLine().getErr().println(trust + ": " + e);
            return Tools.UNDONE;
        }
        boolean undone = false;
        boolean ended = false;
        for (Path file : files) {
            try {
                for (TrustItem item : TrustMaterial.items(file.getFileName().toString(), Files.readAllBytes(file))) {
                    boolean current = item.validFrom().filter(now::isBefore).isEmpty()
                            && item.validUntil().filter(until -> !now.isBefore(until)).isEmpty();
                    ended |= !current;
                    JsonLine line = new JsonLine().add("file", file.getFileName().toString())
                            .add("kind", item.kind().name()).add("name", item.name()).add("issuer", item.issuer())
                            .add("serial", item.serial()).add("sha256", item.fingerprint());
                    item.validFrom().ifPresent(from -> line.add("validFrom", from.toString()));
                    item.validUntil().ifPresent(until -> line.add("validUntil", until.toString()));
                    out.println(line.add("current", current));
                }
            } catch (RefusedException e) {
                spec.commandLine().getErr().println(file + ": " + e.refusal().sentence());
                undone = true;
            } catch (IOException e) {
                spec.commandLine().getErr().println(file + ": " + e);
                undone = true;
            }
        }
        return undone ? Tools.UNDONE : ended ? Tools.REFUSED : Tools.FINE;
    }
}
