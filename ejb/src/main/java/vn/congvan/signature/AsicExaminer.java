package vn.congvan.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.w3c.dom.Document;
import org.w3c.dom.Element;

import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.xades.validation.XMLDocumentValidator;

/**
 * Looks into containers of signed files (ASiC-S and ASiC-E, EN 319 162-1), with signatures in XML or CMS. The container is read here and nowhere
 * else: each signature is handed to who knows its form, with the files beside which it lies, and has to be over all of them. A
 * container that signs some of its files shows others under the same seal.
 */
final class AsicExaminer {

    private static final String MIME_TYPE = "mimetype";
    private static final Set<String> TYPES = Set.of("application/vnd.etsi.asic-s+zip",
            "application/vnd.etsi.asic-e+zip");
    private static final String META = "META-INF/";
    /** Lists of files that no signature needs, and that nobody reads as content. */
    private static final Set<String> INDEXES = Set.of("META-INF/manifest.xml", "META-INF/container.xml");
    private static final Pattern CMS = Pattern.compile("META-INF/[^/]*signature[^/]*\\.p7s");
    private static final Pattern XML = Pattern.compile("META-INF/[^/]*signatures[^/]*\\.xml");
    private static final Pattern MANIFEST = Pattern.compile("META-INF/ASiCManifest[^/]*\\.xml");
    /** What else may sign or stamp a container, in ways that are not known here. */
    private static final Set<SignedForm> UNREAD = Set.of(SignedForm.CMS, SignedForm.XML, SignedForm.OTHER_SIGNED);
    private static final String SIMPLE_CMS = "META-INF/signature.p7s";
    private static final Set<String> CANONICAL = Set.of("http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
            "http://www.w3.org/2006/12/xml-c14n11", "http://www.w3.org/2001/10/xml-exc-c14n#");

    private final SignaturePolicy policy;
    private final FoundSignatures library;
    private final SignatureJudge judge;

    AsicExaminer(SignaturePolicy policy, FoundSignatures library, SignatureJudge judge) {
        this.policy = policy;
        this.library = library;
        this.judge = judge;
    }

    /** Whether it is such a container, by what it says of itself or by where its signatures lie. */
    static boolean isOne(Archive archive) throws CannotCheckException {
        if (archive.names().contains(MIME_TYPE)) {
            return TYPES.contains(new String(archive.bytes(MIME_TYPE), StandardCharsets.US_ASCII).strip());
        }
        return archive.names().stream().anyMatch(name -> CMS.matcher(name).matches() || XML.matcher(name).matches());
    }

    /** What lies in a container. */
    private static final class Content {

        private final Map<String, byte[]> files = new LinkedHashMap<>();
        private final List<String> messages = new ArrayList<>();
        private final List<String> xml = new ArrayList<>();
        private final Map<String, String> manifests = new HashMap<>();
        private final Map<String, AsicManifest> lists = new HashMap<>();
    }

    FileVerdict examine(Archive archive, Instant receivedAt) throws CannotCheckException {
        Content content = content(archive);
        if (content.messages.size() + content.xml.size() > policy.maxSignatures()) {
            throw new CannotCheckException(ReasonCode.TOO_MANY_SIGNATURES, "signatures");
        }
        if (content.files.isEmpty() || content.messages.isEmpty() && content.xml.isEmpty()) {
            throw new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, "no signature, or nothing that is signed");
        }
        archive.refuseOtherPdf(content.files::containsKey);
        List<SignatureFinding> findings = new ArrayList<>();
        for (String name : content.messages) {
            findings.addAll(message(archive, name, content));
        }
        for (String name : content.xml) {
            findings.addAll(xml(archive.bytes(name), content.files));
        }
        if (findings.size() > policy.maxSignatures()) {
            throw new CannotCheckException(ReasonCode.TOO_MANY_SIGNATURES, findings.size() + " signatures");
        }
        return FileVerdict.of(findings, receivedAt);
    }

    /** Everything in it is read, so what is damaged shows here, and has its place: what has none may be a signature that nobody reads. */
    private Content content(Archive archive) throws CannotCheckException {
        Content content = new Content();
        for (String name : archive.names()) {
            byte[] bytes = archive.bytes(name);
            if (CMS.matcher(name).matches()) {
                content.messages.add(name);
            } else if (MANIFEST.matcher(name).matches()) {
                AsicManifest manifest = AsicManifest.read(GuardedXml.document(bytes, policy));
                if (content.manifests.put(manifest.signature(), name) != null) {
                    throw new CannotCheckException(ReasonCode.ARCHIVE_AMBIGUOUS, "two lists for one signature");
                }
                content.lists.put(name, manifest);
            } else if (XML.matcher(name).matches()) {
                content.xml.add(name);
            } else if (name.regionMatches(true, 0, META, 0, META.length())) {
                if (!INDEXES.contains(name)) {
                    throw new CannotCheckException(UNREAD.contains(SignedForm.of(bytes))
                            ? ReasonCode.FORM_NOT_CHECKED
                            : ReasonCode.PARTS_NOT_COVERED, name);
                }
            } else if (!name.equals(MIME_TYPE)) {
                content.files.put(name, bytes);
            }
        }
        for (String signature : content.manifests.keySet()) {
            if (!content.messages.contains(signature)) {
                throw new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, "no " + signature);
            }
        }
        return content;
    }

    private List<SignatureFinding> message(Archive archive, String name, Content content) throws CannotCheckException {
        byte[] message = CmsExaminer.message(archive.bytes(name))
                .orElseThrow(() -> new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, name));
        CmsExaminer examiner = new CmsExaminer(policy, library, judge);
        String manifest = content.manifests.get(name);
        if (manifest != null) {
            return examiner.findings(message, archive.bytes(manifest), listed(content.lists.get(manifest), content));
        }
        if (!name.equals(SIMPLE_CMS)) {
            throw new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, "no list for " + name);
        }
        if (content.files.size() > 1) {
            throw new CannotCheckException(ReasonCode.PARTS_NOT_COVERED, "one signature over one of several files");
        }
        Map.Entry<String, byte[]> only = content.files.entrySet().iterator().next();
        return examiner.findings(message, only.getValue(), SignedContent.of(Optional.empty(), only.getKey()));
    }

    private static SignedContent listed(AsicManifest manifest, Content content) throws CannotCheckException {
        boolean intact = true;
        Set<String> digests = new HashSet<>();
        for (Map.Entry<String, AsicManifest.Listed> each : manifest.files().entrySet()) {
            byte[] file = content.files.get(each.getKey());
            digests.add(each.getValue().algorithm().name());
            // the list may also name what is no content, and is not looked at as such
            boolean aside = each.getKey().startsWith(META) || each.getKey().equals(MIME_TYPE);
            intact &= aside || file != null
                    && MessageDigest.isEqual(digest(each.getValue(), file), each.getValue().digest());
        }
        return new SignedContent(intact,
                manifest.files().keySet().containsAll(content.files.keySet())
                        ? Optional.empty()
                        : Optional.of(ReasonCode.PARTS_NOT_COVERED),
                manifest.files().size() + " files", digests, Optional.empty());
    }

    private static byte[] digest(AsicManifest.Listed listed, byte[] file) throws CannotCheckException {
        try {
            return MessageDigest.getInstance(listed.algorithm().getJavaName()).digest(file);
        } catch (NoSuchAlgorithmException e) {
            throw new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, e);
        }
    }

    private List<SignatureFinding> xml(byte[] xml, Map<String, byte[]> files) throws CannotCheckException {
        List<Element> signatures = signatures(GuardedXml.document(xml, policy));
        Map<String, Set<String>> covered = new HashMap<>();
        for (Element signature : signatures) {
            if (covered.put(signature.getAttribute("Id"), covered(signature)) != null) {
                throw new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, "two signatures of one id");
            }
        }
        XMLDocumentValidator validator = new XMLDocumentValidator(new InMemoryDocument(xml));
        List<DSSDocument> beside = new ArrayList<>();
        files.forEach((name, bytes) -> beside.add(new InMemoryDocument(bytes, name)));
        validator.setDetachedContents(beside);
        List<SignatureWrapper> found = library.in(validator).getSignatures();
        if (found.stream().filter(s -> !s.isCounterSignature()).count() != signatures.size()) {
            throw new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, "not every signature was read");
        }
        List<SignatureFinding> findings = new ArrayList<>();
        for (SignatureWrapper each : found) {
            if (each.isCounterSignature()) {
                findings.add(judge.signature(each, SignedContent.of(Optional.empty(), "signature")));
                continue;
            }
            Set<String> names = covered.get(each.getDAIdentifier() == null ? "" : each.getDAIdentifier());
            if (names == null) {
                throw new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, each.getDAIdentifier());
            }
            findings.add(judge.signature(each, SignedContent.of(names.containsAll(files.keySet())
                    ? Optional.empty()
                    : Optional.of(ReasonCode.PARTS_NOT_COVERED), names.size() + " files")));
        }
        return findings;
    }

    private static List<Element> signatures(Document document) throws CannotCheckException {
        Element root = document.getDocumentElement();
        List<Element> signatures = XmlElements.children(root, GuardedXml.SIGNATURE_NAMESPACE, "Signature");
        if (!root.getLocalName().equals("XAdESSignatures") || signatures.isEmpty()
                || signatures.size() != XmlElements.children(root).size()) {
            throw new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, root.getLocalName());
        }
        return signatures;
    }

    /** The files that the value of a signature covers, byte for byte or in canonical form. */
    private static Set<String> covered(Element signature) throws CannotCheckException {
        Set<String> files = new HashSet<>();
        Element signed = XmlElements.child(signature, GuardedXml.SIGNATURE_NAMESPACE, "SignedInfo")
                .orElseThrow(() -> new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, "SignedInfo"));
        for (Element reference : XmlElements.children(signed, GuardedXml.SIGNATURE_NAMESPACE, "Reference")) {
            String uri = reference.getAttribute("URI");
            if (!uri.isEmpty() && !uri.startsWith("#")) {
                for (Element steps : XmlElements.children(reference, GuardedXml.SIGNATURE_NAMESPACE, "Transforms")) {
                    for (Element step : XmlElements.children(steps)) {
                        if (!CANONICAL.contains(step.getAttribute("Algorithm"))) {
                            throw new CannotCheckException(ReasonCode.TRANSFORM_REFUSED,
                                    step.getAttribute("Algorithm"));
                        }
                    }
                }
                files.add(AsicManifest.entry(uri));
            }
        }
        return files;
    }
}
