package vn.congvan.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import vn.congvan.content.ContentStore;
import vn.congvan.content.ReceivedContent;
import vn.congvan.document.Sha256;
import vn.congvan.edxml.AttachmentRead;
import vn.congvan.edxml.EdxmlCodec;
import vn.congvan.edxml.EdxmlDocument;
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
        List<String> header = List.of(document.documentId(), document.from().organId().toUpperCase(Locale.ROOT),
                document.code().toString(), document.promulgationDate().map(Object::toString).orElse(""),
                document.typeName(), document.subject(), document.content(), document.signer().fullName(),
                document.signer().position(), document.dueDate().map(Object::toString).orElse(""),
                document.kind().name(), document.priority().map(Enum::name).orElse(""));
        // a file that cannot be decoded has no digest: name and length stand in for it
        List<String> files = document.attachments().stream()
                .map(a -> a.sha256().map(Sha256::hex).orElseGet(() -> undecodable(a))).sorted().toList();
        return Optional.of(new Essence(header.stream().map(Comparison::plain).toList(), files));
    }

    private static String undecodable(AttachmentRead attachment) {
        return "undecodable " + attachment.name() + " " + attachment.encodedLength();
    }

    private static String plain(String text) {
        return SPACES.matcher(text.strip()).replaceAll(" ");
    }
}
