package vn.congvan.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import vn.congvan.document.RefusedException;
import vn.congvan.signature.ProofPiece;
import vn.congvan.signature.TrustItem;
import vn.congvan.signature.TrustMaterial;

/** {@code trust add}: lays what files hold into the folder that a node follows, each certificate and list as a file of its own. */
@Command(name = "add", description = "Puts the certificates and lists of files into the folder that a node follows, and prints one JSON line for each. Files with private keys, and files that hold something else, are refused and nothing of them is put there.", mixinStandardHelpOptions = true)
final class TrustAdd implements Callable<Integer> {

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--trust", required = true, paramLabel = "DIR", description = "The folder, as CONGVAN_TRUST names it.")
    private Path trust;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "*.crt, *.cer, *.pem, *.der, *.crl")
    private List<Path> files;

    @Override
    public Integer call() {
        int status = Tools.FINE;
        for (Path file : files) {
            try {
                byte[] bytes = Files.readAllBytes(file);
                for (ProofPiece piece : TrustMaterial.pieces(file.getFileName().toString(), bytes)) {
                    lay(piece);
                }
                for (TrustItem item : TrustMaterial.items(file.getFileName().toString(), bytes)) {
                    spec.commandLine().getOut().println(new JsonLine().add("kind", item.kind().name())
                            .add("name", item.name()).add("sha256", item.fingerprint()));
                }
            } catch (RefusedException e) {
                spec.commandLine().getErr().println(e.refusal().sentence() + " " + e.refusal().hint());
                status = Math.max(status, Tools.REFUSED);
            } catch (IOException e) {
                spec.commandLine().getErr().println(file + ": " + e);
                status = Tools.UNDONE;
            }
        }
        return status;
    }

    /** Under another name first: a node reads the folder at any moment. */
    private void lay(ProofPiece piece) throws IOException {
        Path half = trust.resolve(piece.fileName() + ".part");
        Files.write(half, piece.der());
        Files.move(half, trust.resolve(piece.fileName()), StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
