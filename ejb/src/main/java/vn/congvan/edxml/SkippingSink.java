package vn.congvan.edxml;

import java.io.OutputStream;

/** The sink that asks for no content; the reader knows it and never opens it. */
enum SkippingSink implements AttachmentSink {
    INSTANCE;

    @Override
    public OutputStream open(AttachmentHead head) {
        return OutputStream.nullOutputStream();
    }
}
