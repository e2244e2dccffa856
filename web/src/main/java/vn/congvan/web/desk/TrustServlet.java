package vn.congvan.web.desk;

import java.io.IOException;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import vn.congvan.signature.Signatures;

/** {@code /desk/trust-export}: all that the node trusts, as a zip, for those who watch over the node. */
@WebServlet("/desk/trust-export")
public class TrustServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    transient Signatures signatures;
    @Inject
    transient Visitor visitor;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!visitor.isOverseeing()) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        response.setContentType("application/zip");
        response.setHeader("Content-Disposition", FileName.header("attachment", "trust.zip"));
        signatures.exportTrust(response.getOutputStream());
    }
}
