package vn.congvan.signature;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.w3c.dom.Document;
import org.w3c.dom.Element;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;

/**
 * The list of files over which a CMS signature in a container stands: it signs the list, and the list has the digest of each file
 * (EN 319 162-1, ASiCManifest).
 *
 * @param signature the entry that signs it
 * @param files digests by the entry that they are of
 */
record AsicManifest(String signature, Map<String, Listed> files) {

    static final String NAMESPACE = "http://uri.etsi.org/02918/v1.2.1#";

    /**
     * What is said of a file.
     *
     * @param digest its value
     */
    record Listed(DigestAlgorithm algorithm, byte[] digest) {}

    /** @throws CannotCheckException when it says less or more than what is known here */
    static AsicManifest read(Document xml) throws CannotCheckException {
        Element root = xml.getDocumentElement();
        Element signature = XmlElements.child(root, NAMESPACE, "SigReference")
                .filter(e -> XmlElements.is(root, NAMESPACE, "ASiCManifest")).orElseThrow(() -> unread("SigReference"));
        Map<String, Listed> files = new HashMap<>();
        for (Element reference : XmlElements.children(root, NAMESPACE, "DataObjectReference")) {
            if (files.put(entry(reference.getAttribute("URI")), listed(reference)) != null) {
                throw unread("a file twice");
            }
        }
        return new AsicManifest(entry(signature.getAttribute("URI")), files);
    }

    private static Listed listed(Element reference) throws CannotCheckException {
        Optional<Element> method = XmlElements.child(reference, GuardedXml.SIGNATURE_NAMESPACE, "DigestMethod");
        Optional<Element> value = XmlElements.child(reference, GuardedXml.SIGNATURE_NAMESPACE, "DigestValue");
        if (method.isEmpty() || value.isEmpty()) {
            throw unread("no digest");
        }
        try {
            return new Listed(DigestAlgorithm.forXML(method.get().getAttribute("Algorithm")),
                    Base64.getMimeDecoder().decode(value.get().getTextContent()));
        } catch (IllegalArgumentException e) {
            throw new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, e);
        }
    }

    /** The entry of the container to which a reference leads. */
    static String entry(String uri) throws CannotCheckException {
        try {
            URI parsed = new URI(uri);
            String path = parsed.getPath();
            if (parsed.isAbsolute() || parsed.getRawAuthority() != null || parsed.getRawQuery() != null
                    || parsed.getRawFragment() != null || path == null || path.isEmpty() || path.startsWith("/")) {
                throw unread(uri);
            }
            return path;
        } catch (URISyntaxException e) {
            // programs write names as they are, with spaces and all
            if (uri.indexOf('%') >= 0 || uri.indexOf('#') >= 0 || uri.indexOf('?') >= 0 || uri.startsWith("/")) {
                throw new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, e);
            }
            return uri;
        }
    }

    private static CannotCheckException unread(String what) {
        return new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, what);
    }
}
