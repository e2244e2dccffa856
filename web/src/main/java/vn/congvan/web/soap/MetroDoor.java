package vn.congvan.web.soap;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.xml.namespace.QName;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.xml.ws.soap.MTOMFeature;

import com.oracle.webservices.api.message.ContentType;
import com.sun.xml.ws.api.WSBinding;
import com.sun.xml.ws.api.fastinfoset.FastInfosetFeature;
import com.sun.xml.ws.api.message.Packet;
import com.sun.xml.ws.api.pipe.Codec;
import com.sun.xml.ws.api.server.InstanceResolver;
import com.sun.xml.ws.api.server.SDDocumentSource;
import com.sun.xml.ws.api.server.WSEndpoint;
import com.sun.xml.ws.api.server.WebServiceContextDelegate;
import com.sun.xml.ws.developer.StreamingAttachmentFeature;

import vn.congvan.document.RefusedException;

/**
 * Metro for one version of SOAP: bytes to a call on the endpoint and its answer to bytes. Metro's own API for transports is
 * used, not the standard one, which has no place for this.
 */
final class MetroDoor {

    /** The package always goes as an attachment where attachments are spoken. */
    private static final int MTOM_THRESHOLD = 0;
    private static final long PART_IN_MEMORY = 256 * 1024L;

    private final SoapDialect dialect;
    private final WSEndpoint<ExchangeEndpoint> metro;
    private final ConcurrentLinkedQueue<Toolkit> toolkits = new ConcurrentLinkedQueue<>();

    /** A codec and a pipe serve one request at a time. */
    private record Toolkit(Codec codec, WSEndpoint.PipeHead pipe) {}

    MetroDoor(SoapDialect dialect, ExchangeEndpoint endpoint, SpoolFolder spool, URL wsdl, URL xsd) {
        this.dialect = dialect;
        WSBinding binding = dialect.binding()
                .createBinding(new MTOMFeature(true, MTOM_THRESHOLD),
                        new StreamingAttachmentFeature(spool.path().toString(), false, PART_IN_MEMORY),
                        // a second way to write XML would be a second way around the checks
                        new FastInfosetFeature(false));
        InstanceResolver<ExchangeEndpoint> resolver = new InstanceResolver<>() {
            @Override
            public ExchangeEndpoint resolve(Packet request) {
                return endpoint;
            }
        };
        this.metro = WSEndpoint.create(ExchangeEndpoint.class, false, resolver.createInvoker(),
                new QName(ContractCheck.NAMESPACE, "ExchangeService"),
                new QName(ContractCheck.NAMESPACE, dialect.port()), null, binding, SDDocumentSource.create(wsdl),
                List.of(SDDocumentSource.create(xsd)), null, true);
    }

    /**
     * Answers one request.
     *
     * @return whether the answer has been written; if not, the reason stands in the conversation, or the request was not even
     *         SOAP
     * @throws IOException when the connection breaks while the answer is written
     */
    Outcome answer(Conversation conversation, InputStream body, String contentType, String soapAction,
            HttpServletResponse response) throws IOException {
        Toolkit toolkit = toolkits.poll();
        if (toolkit == null) {
            toolkit = new Toolkit(metro.createCodec(), metro.createPipeHead());
        }
        Packet request = new Packet();
        request.setState(Packet.State.ServerRequest);
        request.soapAction = quoted(soapAction);
        request.acceptableMimeTypes = dialect.mediaType();
        try {
            toolkit.codec().decode(body, contentType, request);
        } catch (RefusedException e) {
            conversation.refuse(e.refusal());
            return new Outcome.Faulted(e.refusal().code().name());
        } catch (IOException | RuntimeException e) {
            // nothing but what the caller sent is handled up to here
            return new Outcome.Faulted(String.valueOf(e.getMessage()));
        }
        Packet answer = toolkit.pipe().process(request, new NoContext(), null);
        if (answer.getMessage() == null) {
            return new Outcome.Faulted("no answer");
        }
        if (answer.getMessage().isFault()) {
            return new Outcome.Faulted(faultText(answer));
        }
        answer.setMtomRequest(conversation.answersWithAttachment());
        response.setStatus(HttpServletResponse.SC_OK);
        ContentType type = toolkit.codec().getStaticContentType(answer);
        response.setContentType(type.getContentType());
        toolkit.codec().encode(answer, response.getOutputStream());
        // only what ended well is used again
        toolkits.add(toolkit);
        return new Outcome.Answered();
    }

    /** What came of a request. */
    sealed interface Outcome {

        /** The answer is on its way. */
        record Answered() implements Outcome {}

        /** There is a fault, not yet written. */
        record Faulted(String metroSays) implements Outcome {}
    }

    private static String faultText(Packet answer) {
        try {
            return String.valueOf(answer.getMessage().readAsSOAPMessage().getSOAPBody().getFault().getFaultString());
        } catch (jakarta.xml.soap.SOAPException e) {
            return "unreadable fault: " + e.getMessage();
        }
    }

    private static String quoted(String soapAction) {
        if (soapAction == null || soapAction.isBlank()) {
            return null;
        }
        return '"' + soapAction.replace("\"", "").strip() + '"';
    }

    void close() {
        metro.dispose();
    }

    /** The endpoint asks the {@link Conversation}, not Metro's context. */
    private static final class NoContext implements WebServiceContextDelegate {

        @Override
        public Principal getUserPrincipal(Packet request) {
            return null;
        }

        @Override
        public boolean isUserInRole(Packet request, String role) {
            return false;
        }

        @Override
        public String getEPRAddress(Packet request, @SuppressWarnings("rawtypes") WSEndpoint endpoint) {
            return "";
        }

        @Override
        public String getWSDLAddress(Packet request, @SuppressWarnings("rawtypes") WSEndpoint endpoint) {
            return "";
        }
    }
}
