package vn.congvan.web.desk;

import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

import vn.congvan.delivery.DeliveryQuery;
import vn.congvan.delivery.DeliveryView;

/** {@code /desk/incoming.xhtml}: Văn bản đến. */
@Named
@RequestScoped
public class IncomingPage extends DeliveriesPage {

    @Override
    List<DeliveryView> ask(DeliveryQuery query) {
        return deliveries.incoming(visitor.visible(), query);
    }
}
