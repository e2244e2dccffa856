package vn.congvan.web.desk;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import vn.congvan.delivery.Deliveries;
import vn.congvan.delivery.TransferContent;

/**
 * {@code /desk/file?delivery=<id>&n=<index>}: one file of a document, for people who may read the content of its sender
 * or recipient; for everybody else there is no such file. {@code &save=true} asks the browser to keep even a PDF.
 */
@WebServlet("/desk/file")
public class FileServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    transient Deliveries deliveries;
    @Inject
    transient Visitor visitor;
    @Inject
    transient PackageFiles files;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<TransferContent> content = Ids.parse(request.getParameter("delivery"))
                .flatMap(id -> deliveries.content(visitor.readable(id), id));
        int index = index(request.getParameter("n"));
        if (content.isEmpty() || index < 0) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        boolean save = Boolean.parseBoolean(request.getParameter("save"));
        if (!files.write(content.get(), index, name -> begin(response, name, save))) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static OutputStream begin(HttpServletResponse response, String name, boolean save) throws IOException {
        FileKind kind = FileKind.of(name);
        response.setContentType(kind.mediaType());
        response.setHeader("Content-Disposition",
                FileName.header(kind == FileKind.PDF && !save ? "inline" : "attachment", name));
        // opened by itself, the file may do nothing at all
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        return new FilterOutputStream(response.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() {
                // the file's end is not yet the answer's: what follows in the package may still show it to be damaged
            }
        };
    }

    private static int index(String text) {
        return text != null && text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1;
    }
}
