package vn.congvan.web.soap;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.ValidatorHandler;

import jakarta.jws.WebMethod;

import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.AttributesImpl;

import vn.congvan.document.ErrorCode;
import vn.congvan.wsdl.Exchange;

/**
 * Checks the body of one request against the schema while Metro reads it. Metro's own schema validation would hold the
 * whole message; without any, what the contract does not name would be ignored silently: a misspelt {@code recipient} and
 * the document goes to everybody. The text of {@code package} is not looked at, nor the XOP reference in its place.
 */
final class ContractCheck {

    static final String NAMESPACE = "urn:vn:congvan:exchange:1";

    private static final String XOP = "http://www.w3.org/2004/08/xop/include";
    private static final String PACKAGE = "package";
    private static final int MAX_SHOWN = 100;
    /** Longer than anything that the contract has but the package: what is longer the validator would hold to no purpose. */
    private static final int MAX_LEAF = 16 * 1024;

    /** Of cvc-complex-type.2.4: {@code One of '{"urn:…":recipient, "urn:…":package}' is expected}. */
    private static final Pattern EXPECTED = Pattern
            .compile("^cvc-complex-type\\.2\\.4\\.[ab]:.*'\\{([^{}']*)}'[^{}]*$");
    private static final Pattern NAME = Pattern.compile(":(\\w+)(?:,|$)");
    private static final Pattern ATTRIBUTE = Pattern.compile("^cvc-complex-type\\.3\\.2\\.2:[^']*'([^']*)'");

    /** What all requests are checked against. */
    static final class Contract {

        private final Schema schema;
        private final Set<String> operations = Stream.of(Exchange.class.getMethods())
                .map(method -> method.getAnnotation(WebMethod.class)).filter(found -> found != null)
                .map(WebMethod::operationName).collect(Collectors.toUnmodifiableSet());

        Contract(URL xsd) {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            try {
                factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
                factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
                factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
                schema = factory.newSchema(new javax.xml.transform.stream.StreamSource(xsd.openStream()));
            } catch (SAXException | java.io.IOException e) {
                throw new IllegalStateException("the contract's schema cannot be read: " + xsd, e);
            }
        }

        ContractCheck check(Conversation conversation) {
            return new ContractCheck(conversation, schema.newValidatorHandler(), operations);
        }
    }

    private final Conversation conversation;
    private final ValidatorHandler validator;
    private final Set<String> operations;
    private final List<String[]> prefixes = new ArrayList<>();
    private final StringBuilder leaf = new StringBuilder();
    private int depth;
    private int leafLength;
    private boolean leafOnly;
    private int skipped;
    private String current = "";

    private ContractCheck(Conversation conversation, ValidatorHandler validator, Set<String> operations) {
        this.conversation = conversation;
        this.validator = validator;
        this.operations = operations;
        validator.setErrorHandler(new Strict());
    }

    /** Takes note of the prefixes that an element around the body's content declares. */
    void surroundedBy(XMLStreamReader reader) {
        declared(reader);
    }

    private void declared(XMLStreamReader reader) {
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            String prefix = reader.getNamespacePrefix(i);
            String uri = reader.getNamespaceURI(i);
            prefixes.add(new String[] {prefix == null ? "" : prefix, uri == null ? "" : uri});
        }
    }

    void start(XMLStreamReader reader) throws XMLStreamException {
        if (skipped > 0 || PACKAGE.equals(current) && XOP.equals(reader.getNamespaceURI())) {
            skipped++;
            return;
        }
        if (depth == 0) {
            begin(reader);
        }
        depth++;
        current = reader.getLocalName();
        leafOnly = true;
        leaf.setLength(0);
        leafLength = 0;
        try {
            declared(reader);
            for (String[] prefix : prefixes) {
                validator.startPrefixMapping(prefix[0], prefix[1]);
            }
            prefixes.clear();
            validator.startElement(uri(reader), reader.getLocalName(), qualified(reader), attributes(reader));
        } catch (SAXException e) {
            throw malformed(reader, "<" + reader.getLocalName() + ">", e);
        }
    }

    private void begin(XMLStreamReader reader) throws XMLStreamException {
        if (!NAMESPACE.equals(reader.getNamespaceURI()) || !operations.contains(reader.getLocalName())) {
            conversation.refuse(ErrorCode.OPERATION_UNKNOWN, "{" + uri(reader) + "}" + reader.getLocalName());
            throw new XMLStreamException(ErrorCode.OPERATION_UNKNOWN.name());
        }
        try {
            validator.startDocument();
        } catch (SAXException e) {
            throw malformed(reader, "<" + reader.getLocalName() + ">", e);
        }
    }

    void text(XMLStreamReader reader) throws XMLStreamException {
        if (skipped > 0 || PACKAGE.equals(current)) {
            return;
        }
        char[] chars = reader.getTextCharacters();
        int start = reader.getTextStart();
        int length = reader.getTextLength();
        leaf.append(chars, start, Math.min(length, Math.max(0, MAX_SHOWN - leaf.length())));
        leafLength += length;
        if (leafLength > MAX_LEAF) {
            conversation.refuse(ErrorCode.REQUEST_FIELD_INVALID, current, leaf.toString().strip() + "…");
            throw new XMLStreamException(ErrorCode.REQUEST_FIELD_INVALID.name());
        }
        try {
            validator.characters(chars, start, length);
        } catch (SAXException e) {
            throw malformed(reader, "<" + current + "> #text", e);
        }
    }

    void end(XMLStreamReader reader) throws XMLStreamException {
        if (skipped > 0) {
            skipped--;
            return;
        }
        try {
            validator.endElement(uri(reader), reader.getLocalName(), qualified(reader));
        } catch (SAXException e) {
            if (!leafOnly) {
                throw malformed(reader, "</" + reader.getLocalName() + ">", e);
            }
            conversation.refuse(ErrorCode.REQUEST_FIELD_INVALID, reader.getLocalName(), leaf.toString().strip());
            throw new XMLStreamException(e);
        }
        depth--;
        leafOnly = false;
        current = "";
        if (depth == 0) {
            try {
                validator.endDocument();
            } catch (SAXException e) {
                throw malformed(reader, "</" + reader.getLocalName() + ">", e);
            }
        }
    }

    /**
     * What is wrong, in no language, since it stands in sentences of either: the element, what the contract has in its place,
     * and where. The validator says the same in English words, among which the names are found.
     */
    private XMLStreamException malformed(XMLStreamReader reader, String element, SAXException e) {
        String message = String.valueOf(e.getMessage());
        Matcher expected = EXPECTED.matcher(message);
        Matcher attribute = ATTRIBUTE.matcher(message);
        StringBuilder what = new StringBuilder(element);
        if (attribute.find()) {
            what.append(" @").append(attribute.group(1));
        } else if (expected.find()) {
            what.append(NAME.matcher(expected.group(1)).results().map(name -> name.group(1))
                    .collect(Collectors.joining(" | ", " ≠ ", "")));
        }
        conversation.refuse(ErrorCode.REQUEST_MALFORMED, what + CheckedEnvelope.at(reader.getLocation()));
        return new XMLStreamException(e);
    }

    private static String uri(XMLStreamReader reader) {
        return reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
    }

    private static String qualified(XMLStreamReader reader) {
        String prefix = reader.getPrefix();
        return prefix == null || prefix.isEmpty() ? reader.getLocalName() : prefix + ":" + reader.getLocalName();
    }

    private static AttributesImpl attributes(XMLStreamReader reader) {
        AttributesImpl attributes = new AttributesImpl();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String uri = reader.getAttributeNamespace(i);
            String prefix = reader.getAttributePrefix(i);
            String name = reader.getAttributeLocalName(i);
            attributes.addAttribute(uri == null ? "" : uri, name,
                    prefix == null || prefix.isEmpty() ? name : prefix + ":" + name, "CDATA",
                    reader.getAttributeValue(i));
        }
        return attributes;
    }

    private static final class Strict implements ErrorHandler {

        @Override
        public void warning(SAXParseException e) {
            // not a breach of the contract
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
