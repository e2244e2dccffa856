package vn.congvan.web.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import vn.congvan.content.ContentStore;
import vn.congvan.content.ReceivedContent;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.document.Sha256;
import vn.congvan.web.body.MultipartReader;

/** A document that was sent as a form: its metadata, and its files in temporary content that closing removes. */
final class UploadedDocument implements AutoCloseable {

    /** How many files one document may have. */
    static final int MAX_FILES = 200;
    /** The longest file name, in characters (QCVN 102:2016). */
    static final int MAX_NAME = 200;

    private static final String METADATA = "metadata";
    private static final String FILE = "file";

    private final byte[] metadata;
    private final List<UploadedFile> files;
    private final DocumentForm form;

    /** One file. */
    record UploadedFile(String name, ReceivedContent content) {}

    private UploadedDocument(byte[] metadata, DocumentForm form, List<UploadedFile> files) {
        this.metadata = metadata;
        this.form = form;
        this.files = List.copyOf(files);
    }

    /** @throws RefusedException what is wrong, naming the part; nothing is left behind then */
    static UploadedDocument read(InputStream body, String contentType, ContentStore store) throws IOException {
        List<UploadedFile> files = new ArrayList<>();
        boolean complete = false;
        try {
            byte[] metadata = null;
            DocumentForm form = null;
            MultipartReader parts = new MultipartReader(body, contentType);
            for (Optional<MultipartReader.Head> part = parts.next(); part.isPresent(); part = parts.next()) {
                MultipartReader.Head head = part.get();
                switch (head.name()) {
                    case METADATA -> {
                        if (form != null) {
                            throw Query.invalid(METADATA, "2");
                        }
                        ByteArrayOutputStream json = JsonFields.sink();
                        parts.copyTo(json);
                        metadata = json.toByteArray();
                        form = JsonFields.read(metadata, DocumentForm::read);
                    }
                    case FILE -> files.add(file(head, parts, files.size(), store));
                    default -> throw Query.invalid(head.name(), "metadata | file");
                }
            }
            if (form == null) {
                throw Query.missing(METADATA);
            }
            UploadedDocument upload = new UploadedDocument(metadata, form, files);
            complete = true;
            return upload;
        } finally {
            if (!complete) {
                close(files);
            }
        }
    }

    private static UploadedFile file(MultipartReader.Head head, MultipartReader parts, int before, ContentStore store)
            throws IOException {
        String place = FILE + "[" + before + "]";
        if (before == MAX_FILES) {
            throw new RefusedException(Refusal.of(ErrorCode.ATTACHMENTS_TOO_MANY, MAX_FILES));
        }
        if (head.fileName().isEmpty()) {
            throw Query.missing(place + ".filename");
        }
        if (head.fileName().length() > MAX_NAME) {
            throw Query.invalid(place + ".filename", head.fileName().length() + " > " + MAX_NAME);
        }
        ReceivedContent content = store.begin();
        boolean complete = false;
        try {
            parts.copyTo(content);
            if (content.size() == 0) {
                throw Query.invalid(place, "0 byte");
            }
            complete = true;
            return new UploadedFile(head.fileName(), content);
        } finally {
            if (!complete) {
                content.close();
            }
        }
    }

    DocumentForm form() {
        return form;
    }

    List<UploadedFile> files() {
        return files;
    }

    /** The same for the same metadata and files, whatever the boundary between them. */
    Sha256 fingerprint() {
        MessageDigest digest = Sha256.digester();
        digest.update(Sha256.of(metadata).bytes());
        for (UploadedFile file : files) {
            digest.update(Sha256.of(file.name().getBytes(StandardCharsets.UTF_8)).bytes());
            digest.update(file.content().sha256().bytes());
        }
        return Sha256.ofDigest(digest.digest());
    }

    @Override
    public void close() throws IOException {
        close(files);
    }

    private static void close(List<UploadedFile> files) throws IOException {
        IOException first = null;
        for (UploadedFile file : files) {
            try {
                file.content().close();
            } catch (IOException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
