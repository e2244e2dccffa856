package vn.congvan.web.desk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import vn.congvan.content.ContentStore;
import vn.congvan.delivery.TransferContent;
import vn.congvan.edxml.AttachmentHead;
import vn.congvan.edxml.AttachmentSink;
import vn.congvan.edxml.EdxmlCodec;
import vn.congvan.edxml.EdxmlDocument;
import vn.congvan.edxml.Reading;

/** The files inside a kept package, read out of it as a stream each time; never whole in memory, never unpacked to disk. */
@ApplicationScoped
class PackageFiles {

    @Inject
    ContentStore store;
    @Inject
    EdxmlCodec codec;

    /** What a file turns out to be called makes where it goes. */
    @FunctionalInterface
    interface Target {
        OutputStream open(String name) throws IOException;
    }

    /** The document of that package; its files are listed, not decoded. */
    EdxmlDocument document(TransferContent content) throws IOException {
        try (InputStream in = store.open(content.sha256())) {
            if (codec.read(in, AttachmentSink.skipping()) instanceof Reading.Read read
                    && read.message() instanceof EdxmlDocument document) {
                return document;
            }
        }
        throw new IllegalStateException("package " + content.packageId() + " was taken over and cannot be read");
    }

    /**
     * Decodes the file at {@code index} into the target.
     *
     * @return whether there was such a file
     * @throws IOException also when the file turns out damaged after some of it was written
     */
    boolean write(TransferContent content, int index, Target target) throws IOException {
        OneFile file = new OneFile(index, target);
        try (InputStream in = store.open(content.sha256())) {
            Reading reading = codec.read(in, file);
            if (file.opened && (file.discarded || reading instanceof Reading.Refused)) {
                throw new IOException("file " + index + " of package " + content.packageId() + " is damaged");
            }
        }
        return file.opened;
    }

    private static final class OneFile implements AttachmentSink {

        private final int index;
        private final Target target;
        private boolean opened;
        private boolean discarded;

        OneFile(int index, Target target) {
            this.index = index;
            this.target = target;
        }

        @Override
        public OutputStream open(AttachmentHead head) throws IOException {
            if (head.index() != index) {
                return OutputStream.nullOutputStream();
            }
            opened = true;
            return target.open(head.name());
        }

        @Override
        public void discard(AttachmentHead head) {
            discarded |= head.index() == index;
        }
    }
}
