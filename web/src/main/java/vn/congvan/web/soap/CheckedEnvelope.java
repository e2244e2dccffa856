package vn.congvan.web.soap;

import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

import vn.congvan.document.ErrorCode;

/**
 * Watches the envelope of one request while Metro reads it: no DTD, limited depth and number of elements, an envelope of
 * the version that the {@code Content-Type} says, and a body as the contract has it. The first thing wrong is noted in the
 * {@link Conversation} and ends the reading.
 */
final class CheckedEnvelope extends StreamReaderDelegate {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_ELEMENTS = 20_000;

    private final Conversation conversation;
    private final ContractCheck check;
    private int depth;
    private int elements;
    private boolean inBody;

    CheckedEnvelope(XMLStreamReader reader, Conversation conversation, ContractCheck check) {
        super(reader);
        this.conversation = conversation;
        this.check = check;
    }

    static void notWellFormed(Conversation conversation, XMLStreamException e) {
        conversation.refuse(ErrorCode.REQUEST_MALFORMED, "XML" + at(e.getLocation()));
    }

    /** Where in the envelope: the parser's own words are English, and stand in sentences of either language. */
    static String at(Location where) {
        return where == null ? "" : " [" + where.getLineNumber() + ":" + where.getColumnNumber() + "]";
    }

    @Override
    public int next() throws XMLStreamException {
        int event;
        try {
            event = super.next();
        } catch (XMLStreamException e) {
            notWellFormed(conversation, e);
            throw e;
        }
        switch (event) {
            case DTD -> throw refuse(ErrorCode.XML_DTD_FORBIDDEN);
            case START_ELEMENT -> start();
            case END_ELEMENT -> end();
            case CHARACTERS, CDATA, SPACE -> {
                if (inBody && depth > 2) {
                    check.text(getParent());
                }
            }
            case ENTITY_REFERENCE -> throw refuse(ErrorCode.REQUEST_MALFORMED, "&" + getLocalName() + ";");
            default -> {
                // comments and processing instructions say nothing
            }
        }
        return event;
    }

    private void start() throws XMLStreamException {
        depth++;
        if (depth > MAX_DEPTH) {
            throw refuse(ErrorCode.XML_TOO_DEEP, MAX_DEPTH);
        }
        if (++elements > MAX_ELEMENTS) {
            throw refuse(ErrorCode.XML_TOO_MANY_ELEMENTS, MAX_ELEMENTS);
        }
        if (depth == 1) {
            if (!"Envelope".equals(getLocalName()) || !conversation.dialect().namespace().equals(getNamespaceURI())) {
                throw refuse(ErrorCode.REQUEST_MALFORMED, "Content-Type " + conversation.dialect().mediaType() + ", {"
                        + getNamespaceURI() + "}" + getLocalName());
            }
            check.surroundedBy(getParent());
        } else if (depth == 2) {
            inBody = "Body".equals(getLocalName());
            if (inBody) {
                check.surroundedBy(getParent());
            }
        } else if (inBody) {
            if (depth == 3) {
                conversation.asksFor(getLocalName());
            }
            check.start(getParent());
        }
    }

    private void end() throws XMLStreamException {
        if (inBody && depth > 2) {
            check.end(getParent());
        }
        depth--;
        if (depth == 1) {
            inBody = false;
        }
    }

    private XMLStreamException refuse(ErrorCode code, Object... about) {
        conversation.refuse(code, about);
        return new XMLStreamException(code.name());
    }

    @Override
    public int nextTag() throws XMLStreamException {
        int event = next();
        while (event == CHARACTERS && isWhiteSpace() || event == SPACE || event == COMMENT
                || event == PROCESSING_INSTRUCTION) {
            event = next();
        }
        if (event != START_ELEMENT && event != END_ELEMENT) {
            throw refuse(ErrorCode.REQUEST_MALFORMED, "XML");
        }
        return event;
    }

    @Override
    public String getElementText() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        for (int event = next(); event != END_ELEMENT; event = next()) {
            if (event == START_ELEMENT) {
                throw refuse(ErrorCode.REQUEST_MALFORMED, "XML");
            }
            if (event == CHARACTERS || event == CDATA || event == SPACE) {
                text.append(getText());
            }
        }
        return text.toString();
    }
}
