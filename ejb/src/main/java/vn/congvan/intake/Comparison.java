package vn.congvan.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import vn.congvan.content.ContentStore;
import vn.congvan.content.ReceivedContent;
import vn.congvan.document.BusinessKind;
import vn.congvan.document.Sha256;
import vn.congvan.document.Urgency;
import vn.congvan.edxml.AttachmentRead;
import vn.congvan.edxml.EdxmlCodec;
import vn.congvan.edxml.EdxmlDocument;
import vn.congvan.edxml.OtherInfo;
import vn.congvan.edxml.Reading;

/**
 * Whether two packages bring the same document although their bytes differ, because one of them was written anew on its
 * way: compared by what the header says and by the files' SHA-256, not by trace, order, white space or zip form
 * (decisions 7).
 */
@ApplicationScoped
class Comparison {

    private static final Pattern SPACES = Pattern.compile("\\s+");

    @Inject
    EdxmlCodec codec;
    @Inject
    ContentStore store;

    boolean equal(ReceivedContent incoming, Sha256 standing) throws IOException {
        if (incoming.sha256().equals(standing)) {
            return true;
        }
        try (InputStream one = incoming.open(); InputStream other = store.open(standing)) {
            Optional<Essence> first = essence(one);
            return first.isPresent() && first.equals(essence(other));
        }
    }

    private record Essence(List<String> header, List<String> files) {}

    private Optional<Essence> essence(InputStream bytes) throws IOException {
        Reading reading = codec.read(bytes, head -> OutputStream.nullOutputStream());
        if (!(reading instanceof Reading.Read read) || !(read.message() instanceof EdxmlDocument document)) {
            return Optional.empty();
        }
        List<String> header = header(document);
        // a file that cannot be decoded has no digest: name and length stand in for it
        List<String> files = document.attachments().stream()
                .map(a -> a.sha256().map(Sha256::hex).orElseGet(() -> undecodable(a))).sorted().toList();
        return Optional.of(new Essence(header.stream().map(Comparison::plain).toList(), files));
    }

    /**
     * All that the header says, but for whom (a relay may address fewer), its trace and its signature. What a relay writes
     * where nothing stood (contract §12) says nothing.
     */
    private static List<String> header(EdxmlDocument document) {
        OtherInfo info = document.otherInfo();
        List<String> texts = new ArrayList<>(List.of(document.documentId(),
                document.from().organId().toUpperCase(Locale.ROOT), document.code().toString(),
                document.promulgationPlace(), date(document.promulgationDate(), document.promulgationDateText()),
                number(document.type()), number(document.typeDetail()), document.typeName(), document.subject(),
                document.content(), document.signer().competence(), document.signer().position(),
                document.signer().fullName(), date(document.dueDate(), document.dueDateText()),
                document.priorityText().isEmpty()
                        ? Urgency.NORMAL.name()
                        : document.priority().map(Enum::name).orElse(document.priorityText()),
                info.sphereOfPromulgation(), info.typerNotation(), number(info.promulgationAmountText()),
                number(info.pageAmountText()), info.replyFors(), Boolean.toString(info.direction()),
                info.referenceCodes(), number(document.steeringType()), document.kind().name()));
        texts.add(info.appendixes().toString());
        texts.add(document.responseFor().toString());
        texts.add(document.responseForTasks().toString());
        texts.add(document.toPlaces().toString());
        document.business().filter(b -> document.kind() != BusinessKind.NEW).ifPresent(business -> {
            texts.add(business.documentId());
            texts.add(business.reason());
            texts.add(business.changes().toString());
            texts.add(business.distinctReplacements().toString());
        });
        return texts;
    }

    private static String date(Optional<LocalDate> date, String text) {
        return date.map(LocalDate::toString).orElse(text);
    }

    /** 0 is what writers put where nothing was said. */
    private static String number(String text) {
        return text.equals("0") ? "" : text;
    }

    private static String undecodable(AttachmentRead attachment) {
        return "undecodable " + attachment.name() + " " + attachment.encodedLength();
    }

    private static String plain(String text) {
        return SPACES.matcher(text.strip()).replaceAll(" ");
    }
}
