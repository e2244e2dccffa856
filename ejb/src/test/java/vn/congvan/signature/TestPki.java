package vn.congvan.signature;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** A root, signers whom it vouches for, a list of those whom it does not any more, and files that they sign. */
public final class TestPki {

    /** A signer's key and certificate. */
    public record Signer(KeyPair keys, X509Certificate certificate, String algorithm) {}

    private final Instant now;
    private final KeyPair rootKeys;
    private final X509Certificate root;
    private final List<BigInteger> revoked = new ArrayList<>();
    private long serial = 1;

    public TestPki(Instant now) throws GeneralSecurityException, OperatorCreationException, IOException {
        this.now = now;
        this.rootKeys = keys();
        this.root = certificate("CN=Gốc thử nghiệm,C=VN", rootKeys, rootKeys, null, now.minus(3650, ChronoUnit.DAYS),
                now.plus(3650, ChronoUnit.DAYS), true);
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private X509Certificate certificate(String name, KeyPair subject, KeyPair issuer, X509Certificate issuedBy,
            Instant from, Instant until, boolean authority)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        X500Name issuerName = issuedBy == null
                ? new X500Name(name)
                : X500Name.getInstance(issuedBy.getSubjectX500Principal().getEncoded());
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(issuerName, BigInteger.valueOf(serial++),
                Date.from(from), Date.from(until), new X500Name(name), subject.getPublic());
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(authority
                ? KeyUsage.keyCertSign | KeyUsage.cRLSign
                : KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
        builder.addExtension(Extension.subjectKeyIdentifier, false,
                extensions.createSubjectKeyIdentifier(subject.getPublic()));
        builder.addExtension(Extension.authorityKeyIdentifier, false,
                extensions.createAuthorityKeyIdentifier(issuer.getPublic()));
        return new JcaX509CertificateConverter().getCertificate(
                builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(issuer.getPrivate())));
    }

    public Signer signer(String name) throws GeneralSecurityException, OperatorCreationException, IOException {
        return signer(name, now.minus(100, ChronoUnit.DAYS), now.plus(600, ChronoUnit.DAYS), "SHA256withRSA");
    }

    public Signer signer(String name, Instant from, Instant until, String algorithm)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPair keys = keys();
        return new Signer(keys, certificate(name, keys, rootKeys, root, from, until, false), algorithm);
    }

    public void revoke(Signer signer) {
        revoked.add(signer.certificate().getSerialNumber());
    }

    /** Lays the root and its list of today into a folder, as an administrator would. */
    public void lay(Path folder) throws GeneralSecurityException, OperatorCreationException, IOException {
        Files.write(folder.resolve("root.crt"), root.getEncoded());
        Files.write(folder.resolve("root.crl"), list());
    }

    /** The root and its list of today; the list is left out where nobody shall know. */
    TrustMaterial trust(boolean withList) throws GeneralSecurityException, OperatorCreationException, IOException {
        return new TrustMaterial(List.of(root.getEncoded()), List.of(), withList ? List.of(list()) : List.of());
    }

    private byte[] list() throws GeneralSecurityException, OperatorCreationException, IOException {
        JcaX509v2CRLBuilder builder = new JcaX509v2CRLBuilder(root, Date.from(now.minus(1, ChronoUnit.DAYS)));
        builder.setNextUpdate(Date.from(now.plus(30, ChronoUnit.DAYS)));
        revoked.forEach(number -> builder.addCRLEntry(number, Date.from(now.minus(10, ChronoUnit.DAYS)),
                CRLReason.keyCompromise));
        builder.addExtension(Extension.authorityKeyIdentifier, false,
                new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(root));
        return new JcaX509CRLConverter()
                .getCRL(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(rootKeys.getPrivate())))
                .getEncoded();
    }

    /** A page with a sentence on it. */
    public static byte[] page(String sentence) throws IOException {
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDPage page = new PDPage();
            document.addPage(page);
            write(document, page, sentence, 700);
            document.save(out);
            return out.toByteArray();
        }
    }

    private static void write(PDDocument document, PDPage page, String sentence, int height) throws IOException {
        try (PDPageContentStream text = new PDPageContentStream(document, page,
                PDPageContentStream.AppendMode.APPEND, false)) {
            text.beginText();
            text.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 14);
            text.newLineAtOffset(72, height);
            text.showText(sentence);
            text.endText();
        }
    }

    /** The file with one signature more, put on as the field does it: behind all that stands there already. */
    public byte[] sign(byte[] pdf, Signer signer) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
            Calendar claimed = new GregorianCalendar();
            claimed.setTime(Date.from(now.minus(1, ChronoUnit.HOURS)));
            signature.setSignDate(claimed);
            document.addSignature(signature, content -> signed(content, signer));
            document.saveIncremental(out);
            return out.toByteArray();
        }
    }

    private byte[] signed(InputStream content, Signer signer) throws IOException {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(
                    new JcaDigestCalculatorProviderBuilder().build())
                    .build(new JcaContentSignerBuilder(signer.algorithm()).build(signer.keys().getPrivate()),
                            signer.certificate()));
            generator.addCertificates(new JcaCertStore(List.of(signer.certificate(), root)));
            return generator.generate(new CMSProcessableByteArray(content.readAllBytes()), false).getEncoded();
        } catch (CMSException | OperatorCreationException | GeneralSecurityException e) {
            throw new IOException("the file cannot be signed", e);
        }
    }

    /** The file with another sentence, put on behind what was signed. */
    public static byte[] addSentence(byte[] pdf, String sentence) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDPage page = document.getPage(0);
            write(document, page, sentence, 600);
            page.getCOSObject().setNeedToBeUpdated(true);
            page.getResources().getCOSObject().setNeedToBeUpdated(true);
            document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            document.getDocumentCatalog().getPages().getCOSObject().setNeedToBeUpdated(true);
            document.saveIncremental(out);
            return out.toByteArray();
        }
    }
}
