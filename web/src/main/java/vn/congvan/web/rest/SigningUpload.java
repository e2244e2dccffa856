package vn.congvan.web.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import vn.congvan.content.ContentStore;
import vn.congvan.content.ReceivedContent;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.web.body.MultipartReader;

/**
 * A PDF that is to be signed, with what is said of the signature; the PDF in temporary content that closing removes.
 *
 * @param image empty when none was given
 */
record SigningUpload(SigningForm form, byte[] image, ReceivedContent file) implements AutoCloseable {

    private static final String METADATA = "metadata";
    private static final String IMAGE = "image";
    private static final String FILE = "file";
    private static final int LARGEST_IMAGE = 5 << 20;

    /**
     * @param elsewhere whether the signature is made somewhere else
     * @throws RefusedException what is wrong, naming the part; nothing is left behind then
     */
    static SigningUpload read(InputStream body, String contentType, ContentStore store, boolean elsewhere)
            throws IOException {
        Optional<SigningForm> form = Optional.empty();
        Optional<byte[]> image = Optional.empty();
        Optional<ReceivedContent> file = Optional.empty();
        boolean complete = false;
        try {
            MultipartReader parts = new MultipartReader(body, contentType);
            for (Optional<MultipartReader.Head> part = parts.next(); part.isPresent(); part = parts.next()) {
                switch (part.get().name()) {
                    case METADATA -> {
                        once(METADATA, form);
                        ByteArrayOutputStream json = JsonFields.sink();
                        parts.copyTo(json);
                        form = Optional.of(
                                JsonFields.read(json.toByteArray(), fields -> SigningForm.read(fields, elsewhere)));
                    }
                    case IMAGE -> {
                        once(IMAGE, image);
                        image = Optional.of(image(parts));
                    }
                    case FILE -> {
                        once(FILE, file);
                        file = Optional.of(store.begin());
                        parts.copyTo(file.get());
                    }
                    default -> throw Query.invalid(part.get().name(), "metadata | image | file");
                }
            }
            SigningUpload upload = new SigningUpload(form.orElseThrow(() -> Query.missing(METADATA)),
                    image.orElse(new byte[0]), file.orElseThrow(() -> Query.missing(FILE)));
            complete = true;
            return upload;
        } finally {
            if (!complete && file.isPresent()) {
                file.get().close();
            }
        }
    }

    private static void once(String part, Optional<?> before) {
        if (before.isPresent()) {
            throw Query.invalid(part, "2");
        }
    }

    private static byte[] image(MultipartReader parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] b, int off, int len) {
                if (count + len > LARGEST_IMAGE) {
                    throw new RefusedException(Refusal.of(ErrorCode.BODY_TOO_LARGE, LARGEST_IMAGE));
                }
                super.write(b, off, len);
            }
        };
        parts.copyTo(bytes);
        if (bytes.size() == 0) {
            throw Query.invalid(IMAGE, "0 byte");
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
