package vn.congvan.web.soap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import jakarta.activation.DataSource;

import vn.congvan.content.ContentStore;
import vn.congvan.document.Sha256;

/** A kept package as an attachment of an answer: read when it is written, never whole in memory. */
record StoredPackage(ContentStore store, Sha256 sha256) implements DataSource {

    @Override
    public InputStream getInputStream() throws IOException {
        return store.open(sha256);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        throw new IOException("kept packages are never written again");
    }

    @Override
    public String getContentType() {
        return "application/octet-stream";
    }

    @Override
    public String getName() {
        return sha256.hex() + ".edxml";
    }
}
