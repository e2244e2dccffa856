package vn.congvan.web.soap;

import java.io.FilterInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Optional;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.codehaus.stax2.XMLInputFactory2;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import com.sun.xml.ws.api.streaming.XMLStreamReaderFactory;
import com.sun.xml.ws.streaming.XMLReaderException;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.RefusedException;

/**
 * Makes every XML reader that Metro uses in this application: no DTD, no entity, no more text than inline base64 may have,
 * and inside a request each one a {@link CheckedEnvelope}.
 */
final class HardenedXml extends XMLStreamReaderFactory {

    /** The largest inline package, decoded (decisions 24), in bytes. */
    static final long MAX_INLINE = 10L << 20;

    /** The largest XML of a request: {@link #MAX_INLINE} in base64 with line breaks, and the envelope. */
    static final long MAX_XML = 15L << 20;

    private static final int MAX_ATTRIBUTES = 64;
    private static final int MAX_ATTRIBUTE_LENGTH = 16 * 1024;

    private final XMLInputFactory factory = factory();
    private final ContractCheck.Contract contract;

    HardenedXml(ContractCheck.Contract contract) {
        this.contract = contract;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory2 factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory2.P_INTERN_NS_URIS, true);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, MAX_ATTRIBUTE_LENGTH);
        // what Metro expects of Woodstox: null, not "", for the default prefix
        factory.setProperty(WstxInputProperties.P_RETURN_NULL_FOR_DEFAULT_NAMESPACE, true);
        return factory;
    }

    @Override
    public XMLStreamReader doCreate(String systemId, InputStream in, boolean rejectDtds) {
        Optional<Conversation> conversation = Conversation.current();
        try {
            return conversation.isEmpty()
                    ? factory.createXMLStreamReader(systemId, in)
                    : checked(factory.createXMLStreamReader(systemId, new CappedBytes(in, conversation.get())),
                            conversation.get());
        } catch (XMLStreamException e) {
            throw wrong(e, conversation);
        }
    }

    @Override
    public XMLStreamReader doCreate(String systemId, Reader in, boolean rejectDtds) {
        Optional<Conversation> conversation = Conversation.current();
        try {
            return conversation.isEmpty()
                    ? factory.createXMLStreamReader(systemId, in)
                    : checked(factory.createXMLStreamReader(systemId, new CappedChars(in, conversation.get())),
                            conversation.get());
        } catch (XMLStreamException e) {
            throw wrong(e, conversation);
        }
    }

    private XMLStreamReader checked(XMLStreamReader reader, Conversation conversation) {
        return new CheckedEnvelope(reader, conversation, contract.check(conversation));
    }

    /** Woodstox looks at the first bytes already here, so a body that is no XML may fail here. */
    private static XMLReaderException wrong(XMLStreamException e, Optional<Conversation> conversation) {
        conversation.ifPresent(talk -> CheckedEnvelope.notWellFormed(talk, e));
        return new XMLReaderException("stax.cantCreate", e);
    }

    @Override
    public void doRecycle(XMLStreamReader reader) {
        // readers are not used again
    }

    /** Counts what has come, asks for a part of the budget when it gets large, and stops at {@link #MAX_XML}. */
    private static final class Meter {

        private final Conversation conversation;
        private long count;

        Meter(Conversation conversation) {
            this.conversation = conversation;
        }

        void add(int more) throws IOException {
            if (more <= 0) {
                return;
            }
            count += more;
            if (count > MAX_XML) {
                conversation.refuse(ErrorCode.INLINE_TOO_LARGE, MAX_INLINE);
                throw new IOException("the XML passes " + MAX_XML);
            }
            if (count > InlineBudget.FREE && conversation.share().isEmpty()) {
                long announced = conversation.announced();
                try {
                    conversation.share().take(announced > 0 ? Math.min(announced, MAX_XML) : MAX_XML);
                } catch (RefusedException busy) {
                    conversation.refuse(busy.refusal());
                    throw new IOException("too much inline content at once", busy);
                }
            }
        }
    }

    private static final class CappedBytes extends FilterInputStream {

        private final Meter meter;

        CappedBytes(InputStream in, Conversation conversation) {
            super(in);
            this.meter = new Meter(conversation);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            meter.add(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            meter.add(count);
            return count;
        }
    }

    private static final class CappedChars extends FilterReader {

        private final Meter meter;

        CappedChars(Reader in, Conversation conversation) {
            super(in);
            this.meter = new Meter(conversation);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            meter.add(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(char[] chars, int offset, int length) throws IOException {
            int count = super.read(chars, offset, length);
            meter.add(count);
            return count;
        }
    }
}
