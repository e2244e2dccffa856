package vn.congvan.web.soap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.web.access.RetryAfter;
import vn.congvan.wsdl.ExchangeFault;
import vn.congvan.wsdl.ObjectFactory;
import vn.congvan.wsdl.RecipientFault;
import vn.congvan.web.body.XmlCharacters;

/** Writes refusals as the contract's one typed fault, in the caller's version of SOAP. */
final class FaultWriter {

    private final XMLOutputFactory output = XMLOutputFactory.newDefaultFactory();
    private final ObjectFactory objects = new ObjectFactory();
    private final JAXBContext context;

    FaultWriter() {
        try {
            context = JAXBContext.newInstance(ObjectFactory.class);
        } catch (JAXBException e) {
            throw new IllegalStateException("the contract's classes cannot be bound", e);
        }
    }

    void write(Conversation conversation, HttpServletResponse response) throws IOException {
        Refusal refusal = conversation.refusal().orElseThrow();
        SoapDialect dialect = conversation.dialect();
        // of an answer that was begun nothing may stand in front of the fault
        response.resetBuffer();
        response.setStatus(status(refusal.code(), dialect));
        if (refusal.code() == ErrorCode.CREDENTIALS_INVALID) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Cong Van\", charset=\"UTF-8\"");
        }
        if (refusal.code() == ErrorCode.METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", "POST");
        }
        RetryAfter.seconds(refusal).ifPresent(seconds -> response.setHeader(RetryAfter.HEADER, seconds));
        response.setContentType(dialect.mediaType() + ";charset=utf-8");
        try {
            XMLStreamWriter xml = output.createXMLStreamWriter(response.getOutputStream(),
                    StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            envelope(xml, conversation, refusal);
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException | JAXBException e) {
            throw new IOException("the fault could not be written", e);
        }
    }

    /**
     * SOAP 1.1 knows one status for a fault, and its clients read a fault under no other; what a client must hear from HTTP
     * itself (who are you, this is no SOAP) has HTTP's own status.
     */
    private static int status(ErrorCode code, SoapDialect dialect) {
        return switch (code) {
            case CREDENTIALS_INVALID -> HttpServletResponse.SC_UNAUTHORIZED;
            case TLS_REQUIRED, ADDRESS_NOT_ALLOWED -> HttpServletResponse.SC_FORBIDDEN;
            case METHOD_NOT_ALLOWED -> HttpServletResponse.SC_METHOD_NOT_ALLOWED;
            case MEDIA_TYPE_UNSUPPORTED -> HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE;
            default -> dialect == SoapDialect.SOAP12 && code.cause() != ErrorCode.Cause.NODE
                    ? HttpServletResponse.SC_BAD_REQUEST
                    : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        };
    }

    private void envelope(XMLStreamWriter xml, Conversation conversation, Refusal refusal)
            throws XMLStreamException, JAXBException {
        boolean node = refusal.code().cause() == ErrorCode.Cause.NODE;
        xml.setPrefix("S", conversation.dialect().namespace());
        String soap = conversation.dialect().namespace();
        xml.writeStartElement("S", "Envelope", soap);
        xml.writeNamespace("S", soap);
        xml.writeStartElement("S", "Body", soap);
        xml.writeStartElement("S", "Fault", soap);
        if (conversation.dialect() == SoapDialect.SOAP11) {
            element(xml, "faultcode", node ? "S:Server" : "S:Client");
            element(xml, "faultstring", refusal.sentence());
            xml.writeStartElement("detail");
        } else {
            xml.writeStartElement("S", "Code", soap);
            xml.writeStartElement("S", "Value", soap);
            xml.writeCharacters(node ? "S:Receiver" : "S:Sender");
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeStartElement("S", "Reason", soap);
            reason(xml, soap, "vi", refusal.sentence());
            reason(xml, soap, "en", refusal.sentence(Locale.ENGLISH));
            xml.writeEndElement();
            xml.writeStartElement("S", "Detail", soap);
        }
        Marshaller marshaller = context.createMarshaller();
        marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
        marshaller.marshal(objects.createExchangeFault(fault(conversation, refusal)), xml);
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(XmlCharacters.readable(text));
        xml.writeEndElement();
    }

    private static void reason(XMLStreamWriter xml, String soap, String language, String text)
            throws XMLStreamException {
        xml.writeStartElement("S", "Text", soap);
        xml.writeAttribute("xml", "http://www.w3.org/XML/1998/namespace", "lang", language);
        xml.writeCharacters(XmlCharacters.readable(text));
        xml.writeEndElement();
    }

    private static ExchangeFault fault(Conversation conversation, Refusal refusal) {
        ExchangeFault fault = new ExchangeFault();
        fault.setCode(refusal.code().name());
        fault.setReason(XmlCharacters.readable(refusal.sentence()));
        fault.setReasonEnglish(XmlCharacters.readable(refusal.sentence(Locale.ENGLISH)));
        fault.setHint(XmlCharacters.readable(refusal.hint()));
        fault.setHintEnglish(XmlCharacters.readable(refusal.hint(Locale.ENGLISH)));
        fault.setRetry(refusal.code().cause() == ErrorCode.Cause.NODE || refusal.code() == ErrorCode.RATE_LIMITED
                || refusal.code() == ErrorCode.BODY_INCOMPLETE);
        fault.setCorrelationId(conversation.correlation());
        conversation.recipients().forEach(bad -> {
            RecipientFault each = new RecipientFault();
            each.setCode(XmlCharacters.readable(bad.code()));
            each.setError(bad.refusal().code().name());
            each.setReason(XmlCharacters.readable(bad.refusal().sentence()));
            each.setReasonEnglish(XmlCharacters.readable(bad.refusal().sentence(Locale.ENGLISH)));
            each.setHint(XmlCharacters.readable(bad.refusal().hint()));
            each.setHintEnglish(XmlCharacters.readable(bad.refusal().hint(Locale.ENGLISH)));
            fault.getRecipient().add(each);
        });
        return fault;
    }
}
