package vn.congvan.edxml;

import java.io.IOException;
import java.io.OutputStream;

/** Where the decoded files of a package go, one after the other. */
public interface AttachmentSink {

    /**
     * A place for the file that comes next; it is written once, in order, and closed.
     *
     * @param head what the package says about it; a description that stands behind the content is missing here and present
     *        in the {@link AttachmentRead}
     */
    OutputStream open(AttachmentHead head) throws IOException;

    /**
     * What was written for {@code head} is not the file after all (garbage turned up further on). Called after the stream
     * was closed; the attachment is then listed as {@code UNDECODABLE}.
     */
    default void discard(AttachmentHead head) throws IOException {}

    /** Decodes and hashes nothing: attachments are listed with their head and encoded length only. */
    static AttachmentSink skipping() {
        return SkippingSink.INSTANCE;
    }

    /** Decodes and hashes, and keeps nothing. */
    static AttachmentSink hashing() {
        return head -> OutputStream.nullOutputStream();
    }
}
