package vn.congvan.tools;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.bouncycastle.asn1.x500.X500Name;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

import vn.congvan.signature.FileExaminer;
import vn.congvan.signature.FileVerdict;
import vn.congvan.signature.SignaturePolicy;
import vn.congvan.signature.TrustMaterial;
import vn.congvan.signature.VerdictState;
import vn.congvan.signing.CompletionResult;
import vn.congvan.signing.PreparationResult;
import vn.congvan.signing.SigningAppearance;
import vn.congvan.signing.SigningCompletion;
import vn.congvan.signing.SigningPreparation;
import vn.congvan.signing.SigningRequest;
import vn.congvan.signing.SigningState;

/**
 * What a new worker does before its first question: it signs files of its own and looks into them. The first look of a JVM takes
 * seconds, which must not be taken for a file's slowness; and whoever does not find a file good that it has just signed, or one bad
 * that it has just spoilt, is asked about no other.
 */
final class Rehearsal {

    private static final String ORGANIZATION = "Công Văn";
    private static final X500Name NAME = new X500Name("C=VN,O=" + ORGANIZATION + ",CN=" + ORGANIZATION);
    private static final int SPOILT = 20;

    private final Path folder;
    private final Instant now;

    private Rehearsal(Path folder, Instant now) {
        this.folder = folder;
        this.now = now;
    }

    /** @throws IllegalStateException this program does not do here what it should */
    static void play(Instant now) throws IOException {
        Path folder = Files.createTempDirectory("rehearsal-");
        try {
            new Rehearsal(folder, now).play();
        } catch (GeneralSecurityException | ParserConfigurationException | MarshalException | XMLSignatureException
                | SAXException | TransformerException e) {
            throw new IllegalStateException("no file can be signed here", e);
        } finally {
            delete(folder);
        }
    }

    private void play() throws IOException, GeneralSecurityException, ParserConfigurationException, MarshalException,
            XMLSignatureException, SAXException, TransformerException {
        DemoAuthority authority = new DemoAuthority(new X500Name("CN=Rehearsal"), now);
        KeyPair keys = DemoAuthority.newKeys();
        X509Certificate certificate = authority.certify(NAME, keys);
        Path trust = Files.createDirectory(folder.resolve("trust"));
        Files.write(trust.resolve("root.crt"), authority.root().getEncoded());
        Files.write(trust.resolve("root.crl"), authority.emptyList());
        FileExaminer examiner = new FileExaminer(SignaturePolicy.current(), TrustMaterial.in(trust));

        Path pdf = pdf(certificate, keys);
        expect(VerdictState.VALID, examiner.examine(pdf, now, now));
        Path xml = xml(certificate, keys);
        expect(VerdictState.VALID, examiner.examine(xml, now, now));
        byte[] bytes = Files.readAllBytes(pdf);
        // a digit of the cross references or a letter of the header: nothing that a parser needs
        bytes[SPOILT] ^= 1;
        expect(VerdictState.CHANGED_AFTER_SIGNING, examiner.examine(Files.write(pdf, bytes), now, now));
    }

    private static void expect(VerdictState state, FileVerdict verdict) {
        if (verdict.state() != state) {
            throw new IllegalStateException("the rehearsal found " + verdict.reason() + " for " + state);
        }
    }

    private Path pdf(X509Certificate certificate, KeyPair keys) throws IOException, GeneralSecurityException {
        Path page = folder.resolve("page.pdf");
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage(PDRectangle.A4));
            document.save(page.toFile());
        }
        Path prepared = folder.resolve("prepared.pdf");
        SigningRequest request = new SigningRequest(List.of(certificate.getEncoded()), now,
                new SigningAppearance.OnAttachment(ORGANIZATION, "1/CV"), Optional.empty());
        PreparationResult preparation = new SigningPreparation().prepare(page, request, prepared);
        if (!(preparation instanceof PreparationResult.Prepared done)) {
            throw new IllegalStateException("the rehearsal was refused: " + preparation);
        }
        SigningState state = done.state();
        Signature signature = Signature.getInstance(state.algorithm());
        signature.initSign(keys.getPrivate());
        signature.update(state.dataToSign());
        Path signed = folder.resolve("signed.pdf");
        try (OutputStream out = Files.newOutputStream(signed)) {
            CompletionResult completion = new SigningCompletion().complete(prepared, state, signature.sign(),
                    Optional.empty(), out);
            if (!(completion instanceof CompletionResult.Completed)) {
                throw new IllegalStateException("the rehearsal was refused: " + completion);
            }
        }
        return signed;
    }

    private Path xml(X509Certificate certificate, KeyPair keys) throws IOException, GeneralSecurityException,
            ParserConfigurationException, MarshalException, XMLSignatureException, SAXException, TransformerException {
        DocumentBuilderFactory documents = DocumentBuilderFactory.newInstance();
        documents.setNamespaceAware(true);
        Document document = documents.newDocumentBuilder()
                .parse(new ByteArrayInputStream("<page/>".getBytes(StandardCharsets.UTF_8)));
        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        Reference whole = factory.newReference("", factory.newDigestMethod(DigestMethod.SHA256, null), List.of(
                factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null)), null, null);
        KeyInfoFactory infos = factory.getKeyInfoFactory();
        factory.newXMLSignature(factory.newSignedInfo(
                factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                factory.newSignatureMethod(SignatureMethod.RSA_SHA256, null), List.of(whole)),
                infos.newKeyInfo(List.of(infos.newX509Data(List.of(certificate)))))
                .sign(new DOMSignContext(keys.getPrivate(), document.getDocumentElement()));
        Path file = folder.resolve("page.xml");
        try (OutputStream out = Files.newOutputStream(file)) {
            TransformerFactory.newInstance().newTransformer().transform(new DOMSource(document),
                    new StreamResult(out));
        }
        return file;
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry)) {
                    delete(entry);
                } else {
                    Files.delete(entry);
                }
            }
        }
        Files.delete(folder);
    }
}
