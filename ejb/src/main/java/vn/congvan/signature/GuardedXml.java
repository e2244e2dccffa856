package vn.congvan.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

import com.ctc.wstx.stax.WstxInputFactory;

/**
 * XML from outside, looked at in one pass before anything keeps it in memory or acts on what it says: no document type, no
 * program (XSLT), no search (XPath), nothing too deep or too much.
 */
final class GuardedXml {

    static final String SIGNATURE_NAMESPACE = "http://www.w3.org/2000/09/xmldsig#";
    private static final String XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116";
    private static final String XPATH_FILTER = "http://www.w3.org/2002/06/xmldsig-filter2";
    private static final Set<String> TRANSFORMS = Set.of("http://www.w3.org/2000/09/xmldsig#enveloped-signature",
            "http://www.w3.org/2000/09/xmldsig#base64", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments", "http://www.w3.org/2006/12/xml-c14n11",
            "http://www.w3.org/2006/12/xml-c14n11#WithComments", "http://www.w3.org/2001/10/xml-exc-c14n#",
            "http://www.w3.org/2001/10/xml-exc-c14n#WithComments", OfficeRelationships.TRANSFORM);
    /** The two searches that signing programs write themselves: all but the signatures. */
    private static final Pattern ALL_BUT_SIGNATURES = Pattern
            .compile("\\s*not\\(\\s*ancestor-or-self::([\\w.-]+):Signature\\s*\\)\\s*");
    private static final Pattern SIGNATURES = Pattern.compile("\\s*/descendant::([\\w.-]+):Signature\\s*");

    private final SignaturePolicy policy;
    private final XMLStreamReader xml;
    private int depth;
    private int signatures;
    private int references;
    private int inner;
    private int transforms;

    private GuardedXml(SignaturePolicy policy, XMLStreamReader xml) {
        this.policy = policy;
        this.xml = xml;
    }

    /**
     * Returns when nothing speaks against giving it to a library.
     *
     * @throws CannotCheckException when something does, or it is no XML
     */
    static void check(byte[] bytes, SignaturePolicy policy) throws CannotCheckException {
        XMLInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            try {
                new GuardedXml(policy, xml).walk();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw new CannotCheckException(ReasonCode.UNREADABLE, e);
        }
    }

    /** The same, and what it says. */
    static Document document(byte[] bytes, SignaturePolicy policy) throws CannotCheckException {
        check(bytes, policy);
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder.parse(new ByteArrayInputStream(bytes));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's parser cannot be made safe", e);
        } catch (SAXException | IOException e) {
            throw new CannotCheckException(ReasonCode.UNREADABLE, e);
        }
    }

    private void walk() throws XMLStreamException, CannotCheckException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw new CannotCheckException(
                        ReasonCode.DOCUMENT_TYPE_REFUSED, "document type or entity");
                case XMLStreamConstants.START_ELEMENT -> begin();
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {
                    // text and remarks say nothing that is acted on
                }
            }
        }
    }

    private void begin() throws XMLStreamException, CannotCheckException {
        depth++;
        limit(depth, policy.maxXmlDepth(), "depth");
        if (!SIGNATURE_NAMESPACE.equals(xml.getNamespaceURI())) {
            return;
        }
        switch (xml.getLocalName()) {
            case "Signature" -> {
                signatures++;
                if (signatures > policy.maxSignatures()) {
                    throw new CannotCheckException(ReasonCode.TOO_MANY_SIGNATURES, "signatures");
                }
            }
            case "Reference" -> reference();
            case "Transform" -> transform();
            default -> {
                // everything else is what it says, and no more
            }
        }
    }

    private void reference() throws CannotCheckException {
        String of = xml.getAttributeValue(null, "URI");
        boolean same = of == null || of.isEmpty() || of.startsWith("#");
        if (same) {
            inner++;
        }
        if (of != null && of.startsWith("#xpointer(") && !of.equals("#xpointer(/)")
                && !of.matches("#xpointer\\(id\\(['\"][\\w.:-]+['\"]\\)\\)")) {
            throw new CannotCheckException(ReasonCode.TRANSFORM_REFUSED, of);
        }
        references++;
        transforms = 0;
        limit(references, policy.maxReferences(), "references");
        limit(inner, policy.maxInnerReferences(), "references within");
    }

    private void transform() throws XMLStreamException, CannotCheckException {
        transforms++;
        limit(transforms, policy.maxTransforms(), "transforms");
        String algorithm = xml.getAttributeValue(null, "Algorithm");
        if (XPATH.equals(algorithm)) {
            onlySearch(SIGNATURE_NAMESPACE, ALL_BUT_SIGNATURES, null);
        } else if (XPATH_FILTER.equals(algorithm)) {
            onlySearch(XPATH_FILTER, SIGNATURES, "subtract");
        } else if (algorithm == null || !TRANSFORMS.contains(algorithm)) {
            throw new CannotCheckException(ReasonCode.TRANSFORM_REFUSED, algorithm);
        }
    }

    /** Reads on to the end of the transform, in which one search must stand, and that one. */
    private void onlySearch(String namespace, Pattern wanted, String filter)
            throws XMLStreamException, CannotCheckException {
        int searches = 0;
        int event = xml.next();
        while (event != XMLStreamConstants.END_ELEMENT) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (!namespace.equals(xml.getNamespaceURI()) || !xml.getLocalName().equals("XPath")
                        || !Objects.equals(filter, xml.getAttributeValue(null, "Filter"))) {
                    throw new CannotCheckException(ReasonCode.TRANSFORM_REFUSED, xml.getLocalName());
                }
                search(wanted);
                searches++;
            }
            event = xml.next();
        }
        depth--;
        if (searches != 1) {
            throw new CannotCheckException(ReasonCode.TRANSFORM_REFUSED, searches + " searches");
        }
    }

    private void search(Pattern wanted) throws XMLStreamException, CannotCheckException {
        String text = xml.getElementText();
        Matcher matcher = wanted.matcher(text);
        // at the end of an element its prefixes still mean what they mean in it
        if (!matcher.matches() || !SIGNATURE_NAMESPACE.equals(xml.getNamespaceURI(matcher.group(1)))) {
            throw new CannotCheckException(ReasonCode.TRANSFORM_REFUSED, text);
        }
    }

    private static void limit(int found, int most, String what) throws CannotCheckException {
        if (found > most) {
            throw new CannotCheckException(ReasonCode.TOO_COMPLEX, what);
        }
    }

    /** Keeps the parser from writing its own remarks to the error stream. */
    private static final class Strict implements ErrorHandler {

        @Override
        public void warning(SAXParseException fault) throws SAXException {
            throw fault;
        }

        @Override
        public void error(SAXParseException fault) throws SAXException {
            throw fault;
        }

        @Override
        public void fatalError(SAXParseException fault) throws SAXException {
            throw fault;
        }
    }
}
