package vn.congvan.tools;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import vn.congvan.document.Refusal;
import vn.congvan.document.Sha256;
import vn.congvan.edxml.AttachmentRead;
import vn.congvan.edxml.AttachmentSink;
import vn.congvan.edxml.EdxmlCodec;
import vn.congvan.edxml.EdxmlDocument;
import vn.congvan.edxml.EdxmlLimits;
import vn.congvan.edxml.EdxmlMessage;
import vn.congvan.edxml.EdxmlStatus;
import vn.congvan.edxml.Finding;
import vn.congvan.edxml.Party;
import vn.congvan.edxml.Reading;

/** {@code package check FILE...}: whether a node can read a package and take it over, and what it reads in it. */
@Command(name = "check", mixinStandardHelpOptions = true, description = "Reads packages as a node does, and prints one JSON object a line: whether it would be accepted or why"
        + " not, what it says, its attachments, and what had to be put up with.", footer = {"",
                "Whether a node knows sender and recipients, only that node can say.", "",
                "Exit status: 0 all accepted, 1 some refused, 2 wrong usage or a file that cannot be read."})
final class PackageCheck implements Callable<Integer> {

    /** What a node takes unless its administrator says otherwise, in bytes. */
    private static final long LARGEST_PACKAGE = 512L * 1024 * 1024;

    @Spec
    private CommandLine.Model.CommandSpec spec;
    @Option(names = "--english", description = "Sentences in English instead of Vietnamese.")
    private boolean english;
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "edXML packages.")
    private List<Path> files;

    private final EdxmlCodec codec = new EdxmlCodec(EdxmlLimits.defaults().withMaxBodyBytes(LARGEST_PACKAGE));

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        int status = Tools.FINE;
        for (Path file : files) {
            JsonLine line = new JsonLine().add("file", file.toString());
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                boolean accepted = check(codec.read(in, AttachmentSink.hashing()), line);
                out.println(line);
                status = Math.max(status, accepted ? Tools.FINE : Tools.REFUSED);
            } catch (IOException e) {
                spec.commandLine().getErr().println(file + " cannot be read: " + e);
                status = Tools.UNDONE;
            }
        }
        return status;
    }

    private boolean check(Reading reading, JsonLine line) {
        if (reading instanceof Reading.Refused refused) {
            describe(line.add("accepted", false), refused.refusal());
            return false;
        }
        Reading.Read read = (Reading.Read) reading;
        EdxmlMessage message = read.message();
        Optional<Refusal> shortcoming = EdxmlCodec.shortcoming(message);
        line.add("accepted", shortcoming.isEmpty());
        shortcoming.ifPresent(refusal -> describe(line, refusal));
        if (message instanceof EdxmlDocument document) {
            describe(line, document);
        } else if (message instanceof EdxmlStatus status) {
            describe(line, status);
        }
        line.add("encoding", read.encoding());
        line.objects("findings", message.findings().stream().map(this::describe).toList());
        return shortcoming.isEmpty();
    }

    private void describe(JsonLine line, Refusal refusal) {
        line.add("code", refusal.code().name()).texts("about", refusal.about())
                .add("sentence", refusal.sentence(language())).add("hint", refusal.hint(language()));
    }

    private static void describe(JsonLine line, EdxmlDocument document) {
        line.add("type", "edoc").add("kind", document.kind().name()).add("documentId", document.documentId())
                .add("documentCode", document.code().toString()).add("issueDate", document.promulgationDateText())
                .add("subject", document.subject()).add("from", document.from().organId())
                .texts("to", document.to().stream().map(Party::organId).toList())
                .objects("attachments", document.attachments().stream().map(PackageCheck::describe).toList());
    }

    private static void describe(JsonLine line, EdxmlStatus status) {
        line.add("type", "status").add("statusCode", status.statusCodeText())
                .add("documentId", status.responseForDocumentId()).add("documentCode", status.responseForCode())
                .add("issueDate", status.responseForDateText()).add("description", status.description())
                .add("from", status.from().organId()).texts("to", List.of(status.responseForOrganId()))
                .objects("attachments", List.of());
    }

    private static JsonLine describe(AttachmentRead attachment) {
        return new JsonLine().add("name", attachment.name()).add("declaredType", attachment.declaredType())
                .add("carriedAs", attachment.encoding().name()).add("size", attachment.size())
                .add("sha256", attachment.sha256().map(Sha256::hex).orElse(""));
    }

    private JsonLine describe(Finding finding) {
        return new JsonLine().add("code", finding.code().name()).add("where", finding.where())
                .add("text", finding.text()).add("sentence", finding.sentence(language()));
    }

    private Locale language() {
        return english ? Locale.ENGLISH : Locale.forLanguageTag("vi");
    }
}
