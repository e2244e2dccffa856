package vn.congvan.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

import vn.congvan.signature.TestPki.Signer;

/** XML as any program of the field signs it with the JDK alone: XMLDSig, with the certificate in the key information and nowhere else. */
class PlainXmlSignatureTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final String PAGE = "<page xmlns='urn:vi-du'><line Id='l1'>Số 12/CV-VD</line><line>Nơi nhận</line></page>";

    private static TestPki pki;
    private static Signer agency;
    private static Signer other;
    private static String signed;

    @TempDir
    Path folder;

    @BeforeAll
    static void sign() throws Exception {
        pki = new TestPki(NOW);
        agency = pki.signer("CN=UBND tỉnh Ví Dụ,O=UBND tỉnh Ví Dụ,C=VN");
        other = pki.signer("CN=Sở Ví Dụ,O=Sở Ví Dụ,C=VN");
        signed = sign("", agency);
    }

    private static String sign(String uri, Signer named) throws Exception {
        DocumentBuilderFactory documents = DocumentBuilderFactory.newInstance();
        documents.setNamespaceAware(true);
        Document document = documents.newDocumentBuilder()
                .parse(new ByteArrayInputStream(PAGE.getBytes(StandardCharsets.UTF_8)));
        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        KeyInfoFactory infos = factory.getKeyInfoFactory();
        DOMSignContext context = new DOMSignContext(agency.keys().getPrivate(), document.getDocumentElement());
        context.setIdAttributeNS((org.w3c.dom.Element) document.getElementsByTagName("line").item(0), null, "Id");
        factory.newXMLSignature(factory.newSignedInfo(
                factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                factory.newSignatureMethod(SignatureMethod.RSA_SHA256, null), List.of(factory.newReference(uri,
                        factory.newDigestMethod(DigestMethod.SHA256, null), List.of(
                                factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null)),
                        null, null))),
                infos.newKeyInfo(List.of(infos.newX509Data(List.of(named.certificate()))))).sign(context);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TransformerFactory.newInstance().newTransformer().transform(new DOMSource(document), new StreamResult(out));
        return out.toString(StandardCharsets.UTF_8);
    }

    private FileVerdict examine(String xml) throws IOException, java.security.GeneralSecurityException,
            org.bouncycastle.operator.OperatorCreationException {
        return new FileExaminer(SignaturePolicy.current(), pki.trust(true))
                .examine(Files.writeString(folder.resolve("page.xml"), xml), NOW, NOW);
    }

    @Test
    void whatNobodyTouchedIsValidAndSaysWhoSigned() throws Exception {
        assertThat(examine(signed).reason()).isEqualTo(ReasonCode.ALL_HOLDS);
        assertThat(examine(signed).signatures()).singleElement()
                .satisfies(found -> assertThat(found.signer()).isEqualTo("UBND tỉnh Ví Dụ"));
    }

    @Test
    void changedContentIsAChange() throws Exception {
        assertThat(examine(signed.replace("Nơi nhận", "Nơi gửi")).reason()).isEqualTo(ReasonCode.NOT_INTACT);
    }

    @Test
    void aChangedValueOrAnotherCertificateIsAChange() throws Exception {
        int value = signed.indexOf("<SignatureValue>") + "<SignatureValue>".length();
        char first = signed.charAt(value);

        assertThat(examine(signed.substring(0, value) + (first == 'A' ? 'B' : 'A') + signed.substring(value + 1))
                .reason()).isEqualTo(ReasonCode.NOT_INTACT);
        assertThat(examine(sign("", other)).reason()).isEqualTo(ReasonCode.NOT_INTACT);
    }

    @Test
    void aSignatureWithoutAnyCertificateCannotBeChecked() throws Exception {
        assertThat(examine(signed.replaceAll("(?s)<KeyInfo>.*</KeyInfo>", "")).reason())
                .isEqualTo(ReasonCode.SIGNATURE_UNREADABLE);
    }

    @Test
    void aSignatureOverAPartIsNotOverTheDocument() throws Exception {
        assertThat(examine(sign("#l1", agency)).reason()).isEqualTo(ReasonCode.PARTLY_SIGNED);
    }
}
