package vn.congvan.signature;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSTypedData;
import org.bouncycastle.cms.DefaultCMSSignatureAlgorithmNameGenerator;
import org.bouncycastle.cms.SignerId;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenInfo;

/**
 * A message of signed data that is as plain as such messages are: one signer, an RSA key, one good digest, no attribute that is seldom seen, no
 * revocation data, at most one time stamp, and everything in it right. Of any other message nothing is said here.
 *
 * @param signer certificate of who signed
 * @param certificates all that it carries
 * @param named whether it says itself by which certificate it was made, which then is the signer's
 * @param digest such as {@code SHA256}
 * @param stamp the time stamp on it
 * @param at of a time stamp, the time that it proves
 */
record PlainSignedData(X509Certificate signer, List<X509Certificate> certificates, boolean named, String digest,
        Optional<PlainSignedData> stamp, Optional<Instant> at) {

    /** The one that the library checks signatures with as well. */
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final Map<ASN1ObjectIdentifier, String> DIGESTS = Map.of(NISTObjectIdentifiers.id_sha256, "SHA256",
            NISTObjectIdentifiers.id_sha384, "SHA384", NISTObjectIdentifiers.id_sha512, "SHA512");
    private static final Map<ASN1ObjectIdentifier, String> SIGNATURES = Map.of(
            PKCSObjectIdentifiers.sha256WithRSAEncryption, "SHA256", PKCSObjectIdentifiers.sha384WithRSAEncryption,
            "SHA384", PKCSObjectIdentifiers.sha512WithRSAEncryption, "SHA512");
    private static final Set<ASN1ObjectIdentifier> ATTRIBUTES = Set.of(CMSAttributes.contentType,
            CMSAttributes.messageDigest, CMSAttributes.signingTime, CMSAttributes.cmsAlgorithmProtect,
            PKCSObjectIdentifiers.id_aa_signingCertificateV2, PKCSObjectIdentifiers.id_aa_signingCertificate);

    /** How it was made, in the words of the library. */
    FoundCertificate.Made made() {
        return new FoundCertificate.Made(Optional.of(digest), Optional.of("RSA"),
                Optional.of(String.valueOf(((RSAPublicKey) signer.getPublicKey()).getModulus().bitLength())));
    }

    /** A signature over bytes that lie beside it; empty when anything about it is not plain, or not right. */
    static Optional<PlainSignedData> ofSignature(byte[] der, Content content)
            throws IOException, CMSException, GeneralSecurityException, OperatorCreationException, TSPException {
        CMSSignedData data = new CMSSignedData(content, der);
        SignedData inside = SignedData.getInstance(ContentInfo.getInstance(ASN1Primitive.fromByteArray(der))
                .getContent());
        if (inside.getEncapContentInfo().getContent() != null
                || !inside.getEncapContentInfo().getContentType().equals(CMSObjectIdentifiers.data)) {
            return Optional.empty();
        }
        return of(data, inside, true);
    }

    private static Optional<PlainSignedData> ofTimeStamp(byte[] der, byte[] signature)
            throws IOException, CMSException, GeneralSecurityException, OperatorCreationException, TSPException {
        CMSSignedData data = new CMSSignedData(der);
        SignedData inside = SignedData.getInstance(ContentInfo.getInstance(ASN1Primitive.fromByteArray(der))
                .getContent());
        if (!inside.getEncapContentInfo().getContentType().equals(PKCSObjectIdentifiers.id_ct_TSTInfo)) {
            return Optional.empty();
        }
        Optional<PlainSignedData> plain = of(data, inside, false);
        if (plain.isEmpty() || !plain.get().named) {
            return Optional.empty();
        }
        TimeStampToken token = new TimeStampToken(data);
        // stricter than the library: what it throws leads to the library
        token.validate(new JcaSimpleSignerInfoVerifierBuilder().setProvider(PROVIDER).build(plain.get().signer));
        TimeStampTokenInfo says = token.getTimeStampInfo();
        String imprint = DIGESTS.get(says.getHashAlgorithm().getAlgorithm());
        if (imprint == null
                || !Arrays.equals(digester(imprint).digest(signature), says.getMessageImprintDigest())) {
            return Optional.empty();
        }
        return Optional.of(new PlainSignedData(plain.get().signer, plain.get().certificates, true, plain.get().digest,
                Optional.empty(), Optional.of(says.getGenTime().toInstant())));
    }

    private static Optional<PlainSignedData> of(CMSSignedData data, SignedData inside, boolean mayBeStamped)
            throws IOException, CMSException, GeneralSecurityException, OperatorCreationException, TSPException {
        Collection<SignerInformation> signers = data.getSignerInfos().getSigners();
        Set<AlgorithmIdentifier> digests = data.getDigestAlgorithmIDs();
        if (inside.getCRLs() != null || inside.getCertificates() == null || signers.size() != 1
                || digests.size() != 1 || inside.getDigestAlgorithms().size() != 1) {
            return Optional.empty();
        }
        SignerInformation only = signers.iterator().next();
        Optional<String> digest = digest(only, digests.iterator().next());
        List<X509Certificate> certificates = certificates(data, inside);
        SignerId id = only.getSID();
        List<X509Certificate> named = certificates.stream().filter(c -> id.getSerialNumber() != null
                && id.getSubjectKeyIdentifier() == null && id.getSerialNumber().equals(c.getSerialNumber())
                && Arrays.equals(encoded(id), c.getIssuerX500Principal().getEncoded())).toList();
        AttributeTable attributes = only.getSignedAttributes();
        if (digest.isEmpty() || named.size() != 1 || attributes == null
                || !(named.get(0).getPublicKey() instanceof RSAPublicKey) || !arePlain(only, attributes)) {
            return Optional.empty();
        }
        X509Certificate signer = named.get(0);
        Optional<Boolean> saysWho = saysWho(attributes, signer);
        if (saysWho.isEmpty() || !isInTime(attributes, signer) || !only.verify(verifier(signer))) {
            return Optional.empty();
        }
        AttributeTable unsigned = only.getUnsignedAttributes();
        if (unsigned == null) {
            return Optional.of(new PlainSignedData(signer, certificates, saysWho.get(), digest.get(), Optional.empty(),
                    Optional.empty()));
        }
        Attribute stamp = unsigned.get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
        if (!mayBeStamped || unsigned.size() != 1 || stamp == null || stamp.getAttrValues().size() != 1) {
            return Optional.empty();
        }
        Optional<PlainSignedData> stamped = ofTimeStamp(
                stamp.getAttributeValues()[0].toASN1Primitive().getEncoded(), only.getSignature());
        return stamped.map(s -> new PlainSignedData(signer, certificates, saysWho.get(), digest.get(), stamped,
                Optional.empty()));
    }

    private static byte[] encoded(SignerId id) {
        try {
            return id.getIssuer().getEncoded();
        } catch (IOException e) {
            throw new IllegalArgumentException("a name that was read cannot be written", e);
        }
    }

    private static Optional<String> digest(SignerInformation only, AlgorithmIdentifier announced) {
        ASN1ObjectIdentifier algorithm = only.getDigestAlgorithmID().getAlgorithm();
        String digest = DIGESTS.get(algorithm);
        ASN1ObjectIdentifier signature = new ASN1ObjectIdentifier(only.getEncryptionAlgOID());
        boolean agree = digest != null && announced.getAlgorithm().equals(algorithm)
                && (signature.equals(PKCSObjectIdentifiers.rsaEncryption) || digest.equals(SIGNATURES.get(signature)));
        return agree ? Optional.of(digest) : Optional.empty();
    }

    /** All certificates; none twice, and nothing else among them. */
    private static List<X509Certificate> certificates(CMSSignedData data, SignedData inside)
            throws GeneralSecurityException, IOException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> found = new ArrayList<>();
        for (X509CertificateHolder each : data.getCertificates().getMatches(null)) {
            found.add((X509Certificate) factory
                    .generateCertificate(new java.io.ByteArrayInputStream(each.getEncoded())));
        }
        boolean each = found.size() == inside.getCertificates().size() && Set.copyOf(found).size() == found.size();
        return each ? found : List.of();
    }

    /** Whether each attribute is one that is often seen, and stands there once. */
    private static boolean arePlain(SignerInformation only, AttributeTable attributes) {
        int count = only.toASN1Structure().getAuthenticatedAttributes().size();
        if (attributes.size() != count || attributes.toHashtable().size() != count) {
            return false;
        }
        for (Attribute each : attributes.toASN1Structure().getAttributes()) {
            if (!ATTRIBUTES.contains(each.getAttrType()) || each.getAttrValues().size() != 1) {
                return false;
            }
        }
        return true;
    }

    /** Whether it names the signer's certificate; nothing when it names another one, several, or in several ways. */
    private static Optional<Boolean> saysWho(AttributeTable attributes, X509Certificate signer)
            throws GeneralSecurityException {
        Attribute second = attributes.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        Attribute first = attributes.get(PKCSObjectIdentifiers.id_aa_signingCertificate);
        if (first != null && second != null) {
            return Optional.empty();
        }
        if (second != null) {
            ESSCertIDv2[] ids = SigningCertificateV2.getInstance(second.getAttributeValues()[0]).getCerts();
            String digest = ids.length == 1 ? DIGESTS.get(ids[0].getHashAlgorithm().getAlgorithm()) : null;
            return digest != null && Arrays.equals(digester(digest).digest(signer.getEncoded()), ids[0].getCertHash())
                    && isOf(ids[0].getIssuerSerial(), signer) ? Optional.of(true) : Optional.empty();
        }
        if (first != null) {
            ESSCertID[] ids = SigningCertificate.getInstance(first.getAttributeValues()[0]).getCerts();
            return ids.length == 1
                    && Arrays.equals(MessageDigest.getInstance("SHA-1").digest(signer.getEncoded()),
                            ids[0].getCertHash())
                    && isOf(ids[0].getIssuerSerial(), signer) ? Optional.of(true) : Optional.empty();
        }
        return Optional.of(false);
    }

    private static boolean isOf(IssuerSerial named, X509Certificate signer) {
        try {
            return named == null || named.getSerial().hasValue(signer.getSerialNumber())
                    && named.getIssuer().getNames().length == 1
                    && Arrays.equals(named.getIssuer().getNames()[0].getName().toASN1Primitive().getEncoded(),
                            signer.getIssuerX500Principal().getEncoded());
        } catch (IOException e) {
            // what cannot be written again is not plain
            return false;
        }
    }

    private static boolean isInTime(AttributeTable attributes, X509Certificate signer) {
        Attribute time = attributes.get(CMSAttributes.signingTime);
        if (time == null) {
            return true;
        }
        Date at = Time.getInstance(time.getAttributeValues()[0].toASN1Primitive()).getDate();
        return !at.before(signer.getNotBefore()) && !at.after(signer.getNotAfter());
    }

    private static SignerInformationVerifier verifier(X509Certificate signer) throws OperatorCreationException {
        return new SignerInformationVerifier(new DefaultCMSSignatureAlgorithmNameGenerator(),
                new DefaultSignatureAlgorithmIdentifierFinder(),
                new JcaContentVerifierProviderBuilder().setProvider(PROVIDER).build(signer.getPublicKey()),
                new JcaDigestCalculatorProviderBuilder().build());
    }

    private static MessageDigest digester(String name) throws GeneralSecurityException {
        return MessageDigest.getInstance(name.replace("SHA", "SHA-"));
    }

    /**
     * Two stretches of a file, which are not copied for this.
     *
     * @param file all of it
     * @param range begin and length of each
     */
    record Content(byte[] file, List<Long> range) implements CMSTypedData {

        @Override
        public ASN1ObjectIdentifier getContentType() {
            return CMSObjectIdentifiers.data;
        }

        @Override
        public void write(OutputStream out) throws IOException {
            out.write(file, range.get(0).intValue(), range.get(1).intValue());
            out.write(file, range.get(2).intValue(), range.get(3).intValue());
        }

        @Override
        public Object getContent() {
            return range;
        }
    }

}
