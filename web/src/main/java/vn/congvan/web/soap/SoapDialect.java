package vn.congvan.web.soap;

import java.util.Locale;
import java.util.Optional;

import com.sun.xml.ws.api.BindingID;
import com.sun.xml.ws.api.SOAPVersion;

/** The version of SOAP that a request is written in. */
enum SoapDialect {
    SOAP11("text/xml", "http://schemas.xmlsoap.org/soap/envelope/", BindingID.SOAP11_HTTP, "ExchangePort"),
    SOAP12(
            "application/soap+xml", "http://www.w3.org/2003/05/soap-envelope", BindingID.SOAP12_HTTP, "ExchangePort12");

    static final String MULTIPART = "multipart/related";
    static final String XOP = "application/xop+xml";

    private final String mediaType;
    private final String namespace;
    private final BindingID binding;
    private final String port;

    SoapDialect(String mediaType, String namespace, BindingID binding, String port) {
        this.mediaType = mediaType;
        this.namespace = namespace;
        this.binding = binding;
        this.port = port;
    }

    String mediaType() {
        return mediaType;
    }

    /** The namespace of the envelope. */
    String namespace() {
        return namespace;
    }

    BindingID binding() {
        return binding;
    }

    String port() {
        return port;
    }

    SOAPVersion version() {
        return binding.getSOAPVersion();
    }

    /**
     * The dialect of a request with that {@code Content-Type}: its media type, or for MTOM the {@code start-info} beside it.
     * An MTOM client that leaves {@code start-info} out is known by {@code SOAPAction}, which only SOAP 1.1 has.
     *
     * @return empty when it is no SOAP at all
     */
    static Optional<SoapDialect> of(String contentType, boolean soapAction) {
        String text = contentType == null ? "" : contentType.strip().toLowerCase(Locale.ROOT);
        if (text.startsWith(MULTIPART)) {
            if (text.contains(SOAP12.mediaType)) {
                return Optional.of(SOAP12);
            }
            if (text.contains(SOAP11.mediaType)) {
                return Optional.of(SOAP11);
            }
            return text.contains(XOP) ? Optional.of(soapAction ? SOAP11 : SOAP12) : Optional.empty();
        }
        int semicolon = text.indexOf(';');
        String mediaType = semicolon < 0 ? text : text.substring(0, semicolon).strip();
        for (SoapDialect dialect : values()) {
            if (dialect.mediaType.equals(mediaType)) {
                return Optional.of(dialect);
            }
        }
        return Optional.empty();
    }
}
