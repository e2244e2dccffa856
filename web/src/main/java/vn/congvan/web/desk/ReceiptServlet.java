package vn.congvan.web.desk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import vn.congvan.delivery.Deliveries;
import vn.congvan.delivery.DeliveryView;
import vn.congvan.organization.OrganizationDirectory;
import vn.congvan.receipt.Receipts;

/**
 * {@code /desk/receipt?delivery=<id>}: the signed receipt for the package of a delivery, for people who may read the content of its sender,
 * since it names all recipients; for everybody else there is no such receipt.
 */
@WebServlet("/desk/receipt")
public class ReceiptServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    transient Deliveries deliveries;
    @Inject
    transient OrganizationDirectory directory;
    @Inject
    transient Receipts receipts;
    @Inject
    transient Visitor visitor;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<DeliveryView> delivery = Ids.parse(request.getParameter("delivery"))
                .flatMap(id -> deliveries.delivery(visitor.readable(), id))
                .filter(found -> directory.find(found.from())
                        .filter(sender -> visitor.readable().contains(sender.id())).isPresent());
        Optional<String> receipt = delivery.flatMap(found -> receipts.receipt(found.packageId()));
        if (receipt.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        byte[] bytes = receipt.get().getBytes(StandardCharsets.US_ASCII);
        response.setContentType("application/jose");
        response.setContentLength(bytes.length);
        response.setHeader("Content-Disposition",
                FileName.header("attachment", "bien-nhan-" + delivery.get().packageId() + ".jws"));
        response.getOutputStream().write(bytes);
    }
}
