package vn.congvan.systemtest.soap;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLSocketFactory;

import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.WebServiceFeature;
import jakarta.xml.ws.soap.MTOMFeature;

import com.sun.xml.ws.developer.JAXWSProperties;
import com.sun.xml.ws.developer.StreamingAttachmentFeature;

import vn.congvan.wsdl.Exchange;
import vn.congvan.wsdl.ExchangeService;

/** Makes clients of the contract as a partner would: from the generated classes and the features of its JAX-WS. */
final class SoapClient {

    private static final int CHUNK = 64 * 1024;

    private SoapClient() {}

    /** SOAP 1.1 with attachments, streamed. */
    static Exchange streaming(URI node, String system, String secret) {
        return configured(new ExchangeService().getExchangePort(attachments()), node, system, secret, true);
    }

    /** SOAP 1.1 with attachments, streamed, over TLS. */
    static Exchange streaming(URI node, String system, String secret, SSLSocketFactory sockets) {
        Exchange port = streaming(node, system, secret);
        ((BindingProvider) port).getRequestContext().put(JAXWSProperties.SSL_SOCKET_FACTORY, sockets);
        return port;
    }

    /** SOAP 1.2 with attachments, streamed. */
    static Exchange streaming12(URI node, String system, String secret) {
        return configured(new ExchangeService().getExchangePort12(attachments()), node, system, secret, true);
    }

    /** SOAP 1.1 that knows no attachments. */
    static Exchange inline(URI node, String system, String secret) {
        return configured(new ExchangeService().getExchangePort(new MTOMFeature(false)), node, system, secret, false);
    }

    /** SOAP 1.1 with attachments, streamed, over TLS; whoever calls is proven by the factory's certificate alone. */
    static Exchange certified(URI node, SSLSocketFactory sockets) {
        Exchange port = new ExchangeService().getExchangePort(attachments());
        Map<String, Object> context = ((BindingProvider) port).getRequestContext();
        context.put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, node.resolve("/soap/exchange").toString());
        context.put(JAXWSProperties.SSL_SOCKET_FACTORY, sockets);
        context.put(JAXWSProperties.HTTP_CLIENT_STREAMING_CHUNK_SIZE, CHUNK);
        return port;
    }

    private static WebServiceFeature[] attachments() {
        List<WebServiceFeature> features = new ArrayList<>();
        features.add(new MTOMFeature(true));
        features.add(new StreamingAttachmentFeature(null, false, CHUNK));
        return features.toArray(WebServiceFeature[]::new);
    }

    private static Exchange configured(Exchange port, URI node, String system, String secret, boolean chunked) {
        Map<String, Object> context = ((BindingProvider) port).getRequestContext();
        context.put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, node.resolve("/soap/exchange").toString());
        context.put(BindingProvider.USERNAME_PROPERTY, system);
        context.put(BindingProvider.PASSWORD_PROPERTY, secret);
        if (chunked) {
            context.put(JAXWSProperties.HTTP_CLIENT_STREAMING_CHUNK_SIZE, CHUNK);
        }
        return port;
    }
}
