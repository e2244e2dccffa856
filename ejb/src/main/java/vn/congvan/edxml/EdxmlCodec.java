package vn.congvan.edxml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxLazyException;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;
import vn.congvan.document.Refusal;

/**
 * The door of the room: reads what the field sends, writes what the field reads. One instance serves all threads.
 *
 * <p>Reading follows what QCVN 102:2016/BTTTT means and what senders really make of it: any order, any prefix, undeclared
 * prefixes, missing parts. Writing is strict: one layout, which the official library reads.
 */
public final class EdxmlCodec {

    private final EdxmlLimits limits;
    private final XMLInputFactory2 factory;

    public EdxmlCodec(EdxmlLimits limits) {
        this.limits = limits;
        this.factory = factory();
    }

    private static XMLInputFactory2 factory() {
        XMLInputFactory2 factory = new WstxInputFactory();
        // prefixes are split by hand: packages with undeclared ones are in the field and are read by the official library
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory2.P_PRESERVE_LOCATION, false);
        factory.setProperty(XMLInputFactory2.P_INTERN_NAMES, false);
        factory.setProperty(XMLInputFactory2.P_INTERN_NS_URIS, false);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, true);
        factory.setProperty(WstxInputProperties.P_INPUT_BUFFER_LENGTH, PackageCharacters.CHUNK);
        factory.setProperty(WstxInputProperties.P_MIN_TEXT_SEGMENT, 64);
        // control characters are met in the field; they are read as U+FFFD
        factory.setProperty(WstxInputProperties.P_ALLOW_XML11_ESCAPED_CHARS_IN_XML10, true);
        return factory;
    }

    /**
     * Reads one package to its end; the stream is not closed.
     *
     * @param in the bytes of the package
     * @param sink where the decoded files go; {@link AttachmentSink#skipping()} leaves them alone
     * @return the message, or why there is none
     * @throws IOException when {@code in}, the sink or a temporary file fails; never because of what the package says
     */
    public Reading read(InputStream in, AttachmentSink sink) throws IOException {
        Findings findings = new Findings();
        PackageCharacters characters = new PackageCharacters(in, limits.maxBodyBytes(), findings);
        try {
            characters.begin();
            return new Reading.Read(parse(characters, sink, findings), characters.encoding());
        } catch (RefusedPackage refused) {
            return new Reading.Refused(refused.refusal());
        }
    }

    private EdxmlMessage parse(PackageCharacters characters, AttachmentSink sink, Findings findings)
            throws IOException {
        try {
            characters.allow(limits.maxTextChars(), "edXML");
            XMLStreamReader2 xml = (XMLStreamReader2) factory.createXMLStreamReader(characters);
            try {
                return new PackageReading(limits, xml, characters, sink, findings).read();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException wrong) {
            throw refusalOrFault(wrong, characters);
        } catch (WstxLazyException lazy) {
            throw refusalOrFault(PackageReading.unlazy(lazy), characters);
        }
    }

    private static RefusedPackage refusalOrFault(XMLStreamException wrong, PackageCharacters characters)
            throws IOException {
        if (characters.fault().isPresent()) {
            throw characters.fault().get();
        }
        return PackageReading.notWellFormed(wrong, characters);
    }

    /**
     * Why no node takes over a message that could be read, whoever sends it to whom: something is missing without which it
     * cannot be kept or carried, or longer than a row holds. Empty when nothing is in the way.
     */
    public static Optional<Refusal> shortcoming(EdxmlMessage message) {
        return message instanceof EdxmlDocument document
                ? Completeness.shortcoming(document)
                : Completeness.shortcoming((EdxmlStatus) message);
    }

    /**
     * Why {@code document} would not be written as it is: something missing that every platform asks for, of the wrong form,
     * or longer than the law allows. Empty when it can be written.
     */
    public List<Refusal> objections(EdxmlDocument document, List<AttachmentSource> attachments) {
        return StrictRules.of(document, attachments);
    }

    /** Why {@code status} would not be written as it is; empty when it can be written. */
    public List<Refusal> objections(EdxmlStatus status) {
        return StrictRules.of(status);
    }

    /**
     * Writes a document package in the layout of the official library. The manifest and the attachments' ids are made here;
     * {@code manifest}, {@code attachments}, {@code findings} and {@code signature} of the document are not written. Pdf,
     * doc, docx and zip go as they are, everything else as a zip of one entry.
     *
     * @param out is flushed and left open
     * @throws IllegalArgumentException when there are {@link #objections(EdxmlDocument, List)}
     * @throws IOException when {@code out} or an attachment fails; what was written so far is then of no use
     */
    public void write(EdxmlDocument document, List<AttachmentSource> attachments, OutputStream out)
            throws IOException {
        refuse(objections(document, attachments));
        new PackageWriting(out).document(document, attachments);
        out.flush();
    }

    /**
     * Writes a status package.
     *
     * @param out is flushed and left open
     * @throws IllegalArgumentException when there are {@link #objections(EdxmlStatus)}
     * @throws IOException when {@code out} fails
     */
    public void write(EdxmlStatus status, OutputStream out) throws IOException {
        refuse(objections(status));
        new PackageWriting(out).status(status);
        out.flush();
    }

    private static void refuse(List<Refusal> objections) {
        if (!objections.isEmpty()) {
            throw new IllegalArgumentException(
                    "not to be written: " + objections.stream().map(each -> each.code() + " " + each.about()).toList());
        }
    }
}
