package vn.congvan.edxml;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.ValidatorHandler;
import org.xml.sax.Attributes;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * The schemas of the format as it is written here, and a check against them. They describe the strict form only: what the
 * field sends and {@link EdxmlCodec#read} accepts is wider. The files are {@code edxml-document.xsd},
 * {@code edxml-status.xsd} and {@code edxml-common.xsd} in {@code vn/congvan/edxml/schema}. Serves all threads.
 */
public final class EdxmlSchema {

    /** Enough faults to see what is wrong; a package of another kind would make thousands. */
    private static final int MOST_FAULTS = 50;
    /** A protocol that leads nowhere but to the files beside this class. */
    private static final String PROTOCOL = "edxml";

    private final Schema schema;

    /**
     * One thing in which a package is not as the schema has it.
     *
     * @param line line, from 1
     * @param column column, from 1
     * @param message what is wrong, in English
     */
    public record Fault(int line, int column, String message) {}

    private static final class Loaded {
        private static final EdxmlSchema DOCUMENT = new EdxmlSchema("edxml-document.xsd");
        private static final EdxmlSchema STATUS = new EdxmlSchema("edxml-status.xsd");
    }

    private EdxmlSchema(String file) {
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, PROTOCOL);
            factory.setResourceResolver((type, namespace, publicId, systemId, base) -> new SchemaInput(
                    PROTOCOL + ":" + systemId, open(systemId)));
            try (InputStream in = open(file)) {
                schema = factory.newSchema(new StreamSource(in, PROTOCOL + ":" + file));
            }
        } catch (SAXException | IOException e) {
            throw new IllegalStateException("schema " + file + " cannot be loaded", e);
        }
    }

    private static InputStream open(String file) {
        InputStream in = file.contains("/") ? null : EdxmlSchema.class.getResourceAsStream("schema/" + file);
        if (in == null) {
            throw new IllegalStateException("vn/congvan/edxml/schema/" + file + " is missing");
        }
        return in;
    }

    /** The schema of document packages. */
    public static EdxmlSchema document() {
        return Loaded.DOCUMENT;
    }

    /** The schema of status packages. */
    public static EdxmlSchema status() {
        return Loaded.STATUS;
    }

    /**
     * Checks a package; attachments of any size, as of their base64 the schema sees only the beginning.
     *
     * @param in the bytes of the package; read to the end unless a fault stops it, not closed
     * @return the first faults found, at most fifty; none when the package is as the schema has it
     * @throws IOException when {@code in} fails
     */
    public List<Fault> check(InputStream in) throws IOException {
        List<Fault> faults = new ArrayList<>();
        ErrorHandler collector = new Collector(faults);
        ValidatorHandler validator = schema.newValidatorHandler();
        validator.setErrorHandler(collector);
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setXIncludeAware(false);
            XMLReader parser = factory.newSAXParser().getXMLReader();
            XMLFilterImpl filter = new BeginningOfContent(parser);
            filter.setContentHandler(validator);
            filter.setErrorHandler(collector);
            filter.parse(new InputSource(in));
        } catch (SAXParseException fatal) {
            if (faults.isEmpty()) {
                faults.add(fault(fatal));
            }
        } catch (SAXException stopped) {
            if (faults.isEmpty()) {
                faults.add(new Fault(0, 0, String.valueOf(stopped.getMessage())));
            }
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the parser of the JDK cannot be hardened", e);
        }
        return List.copyOf(faults);
    }

    private static Fault fault(SAXParseException e) {
        return new Fault(e.getLineNumber(), e.getColumnNumber(), String.valueOf(e.getMessage()));
    }

    private record Collector(List<Fault> faults) implements ErrorHandler {

        @Override
        public void warning(SAXParseException warning) {
            // says nothing about validity
        }

        @Override
        public void error(SAXParseException error) throws SAXException {
            faults.add(fault(error));
            if (faults.size() >= MOST_FAULTS) {
                throw error;
            }
        }

        @Override
        public void fatalError(SAXParseException fatal) throws SAXException {
            faults.add(fault(fatal));
            throw fatal;
        }
    }

    /**
     * Hands on only the beginning of each attachment's base64: the validator would keep all of it. Whole groups of four
     * characters are handed on, so that what is base64 stays base64.
     */
    private static final class BeginningOfContent extends XMLFilterImpl {

        private static final String CONTENT = "ContentTransferEncoded";
        private static final int SEEN = 4096;

        private boolean inContent;
        private int seen;

        BeginningOfContent(XMLReader parser) {
            super(parser);
        }

        @Override
        public void startElement(String uri, String localName, String qName, Attributes attributes)
                throws SAXException {
            inContent = localName.equals(CONTENT);
            seen = 0;
            super.startElement(uri, localName, qName, attributes);
        }

        @Override
        public void endElement(String uri, String localName, String qName) throws SAXException {
            inContent = false;
            super.endElement(uri, localName, qName);
        }

        @Override
        public void characters(char[] chars, int start, int length) throws SAXException {
            if (!inContent) {
                super.characters(chars, start, length);
                return;
            }
            int handed = 0;
            while (handed < length && seen < SEEN) {
                if (chars[start + handed] > ' ') {
                    seen++;
                }
                handed++;
            }
            if (handed > 0) {
                super.characters(chars, start, handed);
            }
        }
    }
}
