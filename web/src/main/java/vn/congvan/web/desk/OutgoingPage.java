package vn.congvan.web.desk;

import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

import vn.congvan.delivery.DeliveryQuery;
import vn.congvan.delivery.DeliveryView;

/** {@code /desk/outgoing.xhtml}: Văn bản đi, one row per document and recipient. */
@Named
@RequestScoped
public class OutgoingPage extends DeliveriesPage {

    @Override
    List<DeliveryView> ask(DeliveryQuery query) {
        return deliveries.outgoing(visitor.visible(), query);
    }
}
