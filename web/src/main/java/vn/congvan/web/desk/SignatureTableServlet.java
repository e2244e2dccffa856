package vn.congvan.web.desk;

import java.io.IOException;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import vn.congvan.delivery.Deliveries;
import vn.congvan.delivery.DeliveryView;
import vn.congvan.document.RefusedException;
import vn.congvan.verification.Verification;

/**
 * {@code /desk/signatures?delivery=<id>}: what was found about the signatures of a delivery's files, with the proof of it, for people who may read
 * its content; for everybody else there is no such table.
 */
@WebServlet("/desk/signatures")
public class SignatureTableServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    transient Deliveries deliveries;
    @Inject
    transient Verification verification;
    @Inject
    transient Visitor visitor;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<DeliveryView> delivery = Ids.parse(request.getParameter("delivery"))
                .flatMap(id -> deliveries.delivery(visitor.readable(id), id));
        if (delivery.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        byte[] table;
        try {
            table = verification.signatureTable(delivery.get().packageId());
        } catch (RefusedException e) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/zip");
        response.setContentLength(table.length);
        response.setHeader("Content-Disposition",
                FileName.header("attachment", "chu-ky-so-" + delivery.get().id() + ".zip"));
        response.getOutputStream().write(table);
    }
}
