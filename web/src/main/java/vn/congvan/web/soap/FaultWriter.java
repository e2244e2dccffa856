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
            case TLS_REQUIRED -> HttpServletResponse.SC_FORBIDDEN;
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
        xml.writeCharacters(writable(text));
        xml.writeEndElement();
    }

    private static void reason(XMLStreamWriter xml, String soap, String language, String text)
            throws XMLStreamException {
        xml.writeStartElement("S", "Text", soap);
        xml.writeAttribute("xml", "http://www.w3.org/XML/1998/namespace", "lang", language);
        xml.writeCharacters(writable(text));
        xml.writeEndElement();
    }

    private static ExchangeFault fault(Conversation conversation, Refusal refusal) {
        ExchangeFault fault = new ExchangeFault();
        fault.setCode(refusal.code().name());
        fault.setReason(writable(refusal.sentence()));
        fault.setReasonEnglish(writable(refusal.sentence(Locale.ENGLISH)));
        fault.setHint(writable(refusal.hint()));
        fault.setHintEnglish(writable(refusal.hint(Locale.ENGLISH)));
        fault.setRetry(refusal.code().cause() == ErrorCode.Cause.NODE || refusal.code() == ErrorCode.RATE_LIMITED
                || refusal.code() == ErrorCode.BODY_INCOMPLETE);
        fault.setCorrelationId(conversation.correlation());
        conversation.recipients().forEach(bad -> {
            RecipientFault each = new RecipientFault();
            each.setCode(writable(bad.code()));
            each.setError(bad.refusal().code().name());
            each.setReason(writable(bad.refusal().sentence()));
            fault.getRecipient().add(each);
        });
        return fault;
    }

    /** What a sender wrote comes back in sentences; XML cannot carry all of it. */
    private static String writable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(
                c -> c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD
                        || c >= 0x10000 ? c : 0xFFFD)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
