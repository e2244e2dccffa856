package vn.congvan.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import vn.congvan.document.RefusedException;
import vn.congvan.signature.FileExaminer;
import vn.congvan.signature.FileVerdict;
import vn.congvan.signature.SignaturePolicy;
import vn.congvan.signature.TrustMaterial;

/** {@code verify}: what a node would say of the signatures of files, without a node and without a network. */
@Command(name = "verify", description = "Checks the signatures of files: one JSON line per file.", mixinStandardHelpOptions = true, exitCodeListHeading = "%nThe worst file decides the exit status:%n", exitCodeList = {
        "0:VALID", "2:wrong usage, or a file that cannot be read from the disk", "3:UNSIGNED",
        "4:INTACT_SIGNER_UNCONFIRMED", "5:SIGNER_EXPIRED_OR_REVOKED", "6:CHANGED_AFTER_SIGNING", "7:CANNOT_CHECK"})
final class Verify implements Callable<Integer> {

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--trust", required = true, paramLabel = "DIR", description = "Folder of certificates (*.crt, *.cer, *.pem, *.der) and lists of revoked ones (*.crl); who signed itself is trusted.")
    private Path trust;

    @Option(names = "--proof", paramLabel = "DIR", description = "Folder of certificates and lists on which an earlier verdict rested: the folder proof of an exported table of signatures. It makes nobody trusted.")
    private Path proof;

    @Option(names = "--at", paramLabel = "INSTANT", description = "As of this instant, such as 2026-03-02T08:00:00Z; now where it is left out.")
    private String at;

    @Option(names = "--content", paramLabel = "FILE", description = "What FILE, a detached signature such as x.pdf.p7s, signs; with one FILE only.")
    private Path content;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files.")
    private List<Path> files;

    @Override
    public Integer call() {
        if (content != null && files.size() != 1) {
            throw new ParameterException(spec.commandLine(), "--content takes one FILE, the signature");
        }
        FileExaminer examiner = new FileExaminer(SignaturePolicy.current(), trusted());
        Instant instant = instant();
        int worst = Tools.FINE;
        boolean undone = false;
        for (Path file : files) {
            try {
                FileVerdict verdict = examine(examiner, file, instant);
                spec.commandLine().getOut()
                        .println(VerdictLine.add(new JsonLine().add("file", file.toString()), verdict));
                worst = Math.max(worst, status(verdict));
            } catch (IOException e) {
                spec.commandLine().getErr().println(file + ": " + e.getMessage());
                undone = true;
            }
        }
        return undone ? Tools.UNDONE : worst;
    }

    private FileVerdict examine(FileExaminer examiner, Path file, Instant instant) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("no such file");
        }
        if (content == null) {
            return examiner.examine(file, instant, instant);
        }
        if (!Files.isRegularFile(content)) {
            throw new IOException("no such file: " + content);
        }
        return examiner.examine(file, content, instant, instant);
    }

    static int status(FileVerdict verdict) {
        return switch (verdict.state()) {
            case VALID -> Tools.FINE;
            case UNSIGNED -> 3;
            case INTACT_SIGNER_UNCONFIRMED -> 4;
            case SIGNER_EXPIRED_OR_REVOKED -> 5;
            case CHANGED_AFTER_SIGNING -> 6;
            case CANNOT_CHECK -> 7;
        };
    }

    private TrustMaterial trusted() {
        try {
            TrustMaterial trusted = TrustMaterial.in(trust);
            return proof == null ? trusted : trusted.with(proof);
        } catch (RefusedException e) {
            throw new ParameterException(spec.commandLine(), e.refusal().sentence(), e);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(),
                    "--trust " + trust + Optional.ofNullable(proof).map(dir -> " --proof " + dir).orElse("") + ": " + e,
                    e);
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
