package vn.congvan.tools;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import vn.congvan.document.RefusedException;
import vn.congvan.signature.TrustMaterial;
import vn.congvan.signing.Receipt;
import vn.congvan.signing.ReceiptCheck;
import vn.congvan.signing.SignedReceipt;

/** {@code receipt verify}: whether a node really signed these receipts, without a node and without a network. */
@Command(name = "verify", description = "Checks signed receipts: one JSON line per file.", mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
        "0:nothing is wrong with any receipt", "1:something is wrong with a receipt",
        "2:wrong usage, or a file that cannot be read from the disk"})
final class ReceiptVerify implements Callable<Integer> {

    /** More than any receipt has; what is longer is none, and is not read to its end. */
    private static final int ENOUGH = 8 << 20;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--trust", required = true, paramLabel = "DIR", description = "Folder of certificates (*.crt, *.cer, *.pem, *.der); who signed itself is trusted.")
    private Path trust;

    @Option(names = "--at", paramLabel = "INSTANT", description = "As of this instant, such as 2026-03-02T08:00:00Z; now where it is left out.")
    private String at;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The receipts.")
    private List<Path> files;

    @Override
    public Integer call() {
        List<byte[]> anchors = anchors();
        Instant instant = instant();
        boolean wrong = false;
        boolean undone = false;
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                ReceiptCheck check = SignedReceipt.verify(in.readNBytes(ENOUGH), anchors, instant);
                spec.commandLine().getOut().println(line(file, check));
                wrong |= !check.isValid();
            } catch (IOException e) {
                spec.commandLine().getErr().println(file + ": " + e);
                undone = true;
            }
        }
        if (undone) {
            return Tools.UNDONE;
        }
        return wrong ? Tools.REFUSED : Tools.FINE;
    }

    private static JsonLine line(Path file, ReceiptCheck check) {
        JsonLine line = new JsonLine().add("file", file.toString()).add("valid", check.isValid()).texts("problems",
                check.problems().stream().map(Enum::name).sorted().toList()).add("signer", check.signer());
        check.receipt().ifPresent(receipt -> describe(line, receipt));
        return line;
    }

    private static void describe(JsonLine line, Receipt receipt) {
        line.add("packageId", receipt.packageId()).add("documentId", receipt.documentId())
                .add("documentCode", receipt.documentCode()).add("sender", receipt.sender())
                .texts("recipients", receipt.recipients()).add("packageSha256", receipt.packageSha256().hex())
                .add("accepted", receipt.accepted().toString()).add("node", receipt.node())
                .objects("files", receipt.files().stream().map(each -> new JsonLine().add("name", each.name())
                        .add("sha256", each.sha256().hex()).add("size", each.size())).toList());
    }

    private List<byte[]> anchors() {
        try {
            return TrustMaterial.in(trust).anchors();
        } catch (RefusedException e) {
            throw new ParameterException(spec.commandLine(), e.refusal().sentence(), e);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--trust " + trust + ": " + e, e);
        }
    }

    private Instant instant() {
        try {
            return at == null ? Clock.systemUTC().instant() : Instant.parse(at);
        } catch (DateTimeParseException e) {
            throw new ParameterException(spec.commandLine(), "--at " + at + " is no instant", e);
        }
    }
}
