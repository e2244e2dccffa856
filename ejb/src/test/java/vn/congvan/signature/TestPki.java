package vn.congvan.signature;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureInterface;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.X509CertificateHolder;

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
            Instant from, Instant until, boolean authority, KeyPurposeId... purposes)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        return certificate(name, subject, issuer, issuedBy, from, until, authority, List.of(), List.of(), purposes);
    }

    /** A signer whose certificate says where there is a list of those who were revoked, and where somebody answers. */
    public Signer signer(String name, List<String> lists, List<String> answers)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPair keys = keys();
        return new Signer(keys, certificate(name, keys, rootKeys, root, now.minus(100, ChronoUnit.DAYS),
                now.plus(600, ChronoUnit.DAYS), false, lists, answers), "SHA256withRSA");
    }

    private X509Certificate certificate(String name, KeyPair subject, KeyPair issuer, X509Certificate issuedBy,
            Instant from, Instant until, boolean authority, List<String> lists, List<String> answers,
            KeyPurposeId... purposes) throws GeneralSecurityException, OperatorCreationException, IOException {
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
        if (!lists.isEmpty()) {
            builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(lists.stream()
                    .map(address -> new DistributionPoint(new DistributionPointName(new GeneralNames(
                            new GeneralName(GeneralName.uniformResourceIdentifier, address))), null, null))
                    .toArray(DistributionPoint[]::new)));
        }
        if (!answers.isEmpty()) {
            builder.addExtension(Extension.authorityInfoAccess, false, new AuthorityInformationAccess(answers.stream()
                    .map(address -> new AccessDescription(AccessDescription.id_ad_ocsp,
                            new GeneralName(GeneralName.uniformResourceIdentifier, address)))
                    .toArray(AccessDescription[]::new)));
        }
        if (purposes.length > 0) {
            builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purposes));
        }
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

    /** Somebody who says what time it is. */
    public Signer timeStamper(String name) throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPair keys = keys();
        return new Signer(keys, certificate(name, keys, rootKeys, root, now.minus(100, ChronoUnit.DAYS),
                now.plus(600, ChronoUnit.DAYS), false, KeyPurposeId.id_kp_timeStamping), "SHA256withRSA");
    }

    /** Somebody whom the root lets say whether certificates were taken back. */
    public Signer responder(String name) throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPair keys = keys();
        return new Signer(keys, certificate(name, keys, rootKeys, root, now.minus(100, ChronoUnit.DAYS),
                now.plus(600, ChronoUnit.DAYS), false, KeyPurposeId.id_kp_OCSPSigning), "SHA256withRSA");
    }

    /**
     * An answer (OCSP) about a certificate, made an hour ago and good for a day.
     *
     * @param by who says so; the root itself where nobody else does
     */
    public byte[] answer(Signer about, boolean good, Optional<Signer> by)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        try {
            CertificateID id = new CertificateID(
                    new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                    new JcaX509CertificateHolder(root), about.certificate().getSerialNumber());
            X509Certificate responder = by.map(Signer::certificate).orElse(root);
            BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(
                    new RespID(new JcaX509CertificateHolder(responder).getSubject()));
            Date at = Date.from(now.minus(1, ChronoUnit.HOURS));
            builder.addResponse(id,
                    good
                            ? CertificateStatus.GOOD
                            : new RevokedStatus(Date.from(now.minus(10, ChronoUnit.DAYS)),
                                    CRLReason.keyCompromise),
                    at, Date.from(now.plus(1, ChronoUnit.DAYS)), null);
            return builder.build(
                    new JcaContentSignerBuilder("SHA256withRSA")
                            .build(by.map(Signer::keys).orElse(rootKeys).getPrivate()),
                    new X509CertificateHolder[] {new JcaX509CertificateHolder(responder)}, at).getEncoded();
        } catch (OCSPException e) {
            throw new IOException("no answer can be made", e);
        }
    }

    /** The same as it comes over the network (OCSPResponse). */
    public byte[] response(Signer about, boolean good, Optional<Signer> by)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        try {
            return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, new BasicOCSPResp(
                    org.bouncycastle.asn1.ocsp.BasicOCSPResponse.getInstance(answer(about, good, by)))).getEncoded();
        } catch (OCSPException e) {
            throw new IOException("no answer can be made", e);
        }
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
        return new TrustMaterial(List.of(root.getEncoded()), List.of(), withList ? List.of(list()) : List.of(),
                List.of(), List.of());
    }

    /** The list of those whom the root revoked, of yesterday. */
    public byte[] list() throws GeneralSecurityException, OperatorCreationException, IOException {
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

    /** Pages with a sentence and a scanned picture each, which together are about so many bytes long. */
    public static byte[] scanned(int pages, int bytes) throws IOException {
        Random noise = new Random(bytes);
        // one byte a dot, and noise cannot be packed
        int side = (int) Math.sqrt((double) bytes / pages);
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            for (int i = 0; i < pages; i++) {
                PDPage page = new PDPage();
                document.addPage(page);
                BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
                byte[] dots = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
                noise.nextBytes(dots);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.drawImage(LosslessFactory.createFromImage(document, picture), 72, 100, 400, 400);
                }
                write(document, page, "Trang " + (i + 1) + " cua van ban thu nghiem", 700);
            }
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
        return sign(pdf, content -> signed(content, signer), false);
    }

    /** The same as PAdES, with a time stamp over the signature where {@code stamper} is there. */
    public byte[] signAdvanced(byte[] pdf, Signer signer, Optional<Signer> stamper) throws IOException {
        return sign(pdf, content -> signedAdvanced(content, signer, stamper), true);
    }

    private byte[] sign(byte[] pdf, SignatureInterface signing, boolean advanced) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(advanced
                    ? PDSignature.SUBFILTER_ETSI_CADES_DETACHED
                    : PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
            Calendar claimed = new GregorianCalendar();
            claimed.setTime(Date.from(now.minus(1, ChronoUnit.HOURS)));
            signature.setSignDate(claimed);
            document.addSignature(signature, signing);
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

    private byte[] signedAdvanced(InputStream content, Signer signer, Optional<Signer> stamper) throws IOException {
        try {
            ESSCertIDv2 own = new ESSCertIDv2(
                    MessageDigest.getInstance("SHA-256").digest(signer.certificate().getEncoded()));
            ASN1EncodableVector attributes = new ASN1EncodableVector();
            attributes.add(new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                    new DERSet(new SigningCertificateV2(own))));
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(
                    new JcaDigestCalculatorProviderBuilder().build())
                    .setSignedAttributeGenerator(new WithoutTime(new AttributeTable(attributes)))
                    .build(new JcaContentSignerBuilder(signer.algorithm()).build(signer.keys().getPrivate()),
                            signer.certificate()));
            generator.addCertificates(new JcaCertStore(List.of(signer.certificate(), root)));
            CMSSignedData signed = generator.generate(new CMSProcessableByteArray(content.readAllBytes()), false);
            return stamper.isEmpty() ? signed.getEncoded() : stamped(signed, stamper.get()).getEncoded();
        } catch (CMSException | OperatorCreationException | GeneralSecurityException e) {
            throw new IOException("the file cannot be signed", e);
        }
    }

    /** In PAdES the time that the signer claims stands in the file and nowhere else. */
    private static final class WithoutTime extends DefaultSignedAttributeTableGenerator {

        WithoutTime(AttributeTable attributes) {
            super(attributes);
        }

        @Override
        @SuppressWarnings("rawtypes")
        public AttributeTable getAttributes(Map parameters) {
            return super.getAttributes(parameters).remove(CMSAttributes.signingTime);
        }
    }

    private TimeStampTokenGenerator stamps(Signer stamper)
            throws TSPException, OperatorCreationException, GeneralSecurityException {
        TimeStampTokenGenerator generator = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder().build(stamper.algorithm(), stamper.keys().getPrivate(),
                        stamper.certificate()),
                new JcaDigestCalculatorProviderBuilder().build()
                        .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                new ASN1ObjectIdentifier("1.2.3.4.1"));
        generator.addCertificates(new JcaCertStore(List.of(stamper.certificate(), root)));
        return generator;
    }

    /** What an authority for time stamps answers to a request (RFC 3161) at this instant. */
    public byte[] timeStampAnswer(byte[] request, Signer stamper, Instant at) throws IOException {
        try {
            return new TimeStampResponseGenerator(stamps(stamper), TSPAlgorithms.ALLOWED)
                    .generate(new TimeStampRequest(request), BigInteger.valueOf(serial++), Date.from(at)).getEncoded();
        } catch (TSPException | OperatorCreationException | GeneralSecurityException e) {
            throw new IOException("the request cannot be answered", e);
        }
    }

    private CMSSignedData stamped(CMSSignedData signed, Signer stamper) throws IOException {
        try {
            SignerInformation only = signed.getSignerInfos().iterator().next();
            TimeStampTokenGenerator generator = stamps(stamper);
            TimeStampRequestGenerator request = new TimeStampRequestGenerator();
            request.setCertReq(true);
            ASN1EncodableVector attributes = new ASN1EncodableVector();
            attributes.add(new Attribute(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
                    new DERSet(ASN1Primitive.fromByteArray(generator.generate(
                            request.generate(TSPAlgorithms.SHA256,
                                    MessageDigest.getInstance("SHA-256").digest(only.getSignature())),
                            BigInteger.valueOf(serial++), Date.from(now.minus(50, ChronoUnit.MINUTES)))
                            .getEncoded()))));
            return CMSSignedData.replaceSigners(signed, new SignerInformationStore(
                    SignerInformation.replaceUnsignedAttributes(only, new AttributeTable(attributes))));
        } catch (TSPException | OperatorCreationException | GeneralSecurityException e) {
            throw new IOException("the file cannot be stamped", e);
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
