package vn.congvan.signing;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Sha256;

/**
 * The CMS structure in a PDF signature, as ETSI EN 319 142-1 wants it at baseline B: content type, message digest and
 * signing-certificate-v2 are signed; the signing time stands in the PDF dictionary and not here.
 */
final class CmsSignature {

    private static final AlgorithmIdentifier SHA256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);

    private CmsSignature() {}

    /** The attributes to be signed, in DER. */
    static byte[] signedAttributes(byte[] digest, byte[] certificateDer) throws IOException {
        Certificate certificate = Certificate.getInstance(certificateDer);
        SigningCertificateV2 signingCertificate = new SigningCertificateV2(
                new ESSCertIDv2(Sha256.of(certificateDer).bytes(),
                        new IssuerSerial(new GeneralNames(new GeneralName(certificate.getIssuer())),
                                certificate.getSerialNumber())));
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(CMSAttributes.contentType, new DERSet(CMSObjectIdentifiers.data)));
        attributes.add(new Attribute(CMSAttributes.messageDigest, new DERSet(new DEROctetString(digest))));
        attributes.add(new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(signingCertificate)));
        return new DERSet(attributes).getEncoded(ASN1Encoding.DER);
    }

    /** The digest of the file that {@code signedAttributes} speak of. */
    static byte[] messageDigest(byte[] signedAttributes) {
        for (Object element : ASN1Set.getInstance(signedAttributes)) {
            Attribute attribute = Attribute.getInstance(element);
            if (attribute.getAttrType().equals(CMSAttributes.messageDigest)) {
                return ASN1OctetString.getInstance(attribute.getAttributeValues()[0]).getOctets();
            }
        }
        throw new IllegalArgumentException("signed attributes without a message digest");
    }

    /** Whether {@code value} is the signature of the certificate's key on {@code data}. */
    static boolean fits(X509Certificate certificate, String algorithm, byte[] data, byte[] value) {
        try {
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certificate.getPublicKey());
            verifying.update(data);
            return verifying.verify(value);
        } catch (GeneralSecurityException e) {
            // a value of another length or form is as wrong as any other
            return false;
        }
    }

    /** The finished structure, in DER. */
    static byte[] assemble(SigningState state, byte[] value, Optional<byte[]> timeStamp) throws IOException {
        Certificate signer = Certificate.getInstance(state.certificateChain().get(0));
        ASN1Set unsigned = timeStamp.isEmpty()
                ? null
                : new DERSet(new Attribute(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
                        new DERSet(ASN1Primitive.fromByteArray(timeStamp.get()))));
        SignerInfo info = new SignerInfo(
                new SignerIdentifier(
                        new IssuerAndSerialNumber(signer.getIssuer(), signer.getSerialNumber().getPositiveValue())),
                SHA256,
                ASN1Set.getInstance(state.signedAttributes()), identifier(state.algorithm()),
                new DEROctetString(value), unsigned);
        ASN1EncodableVector certificates = new ASN1EncodableVector();
        for (byte[] certificate : state.certificateChain()) {
            certificates.add(Certificate.getInstance(certificate));
        }
        SignedData data = new SignedData(new DERSet(SHA256), new ContentInfo(CMSObjectIdentifiers.data, null),
                new DERSet(certificates), null, new DERSet(info));
        return new ContentInfo(CMSObjectIdentifiers.signedData, data).getEncoded(ASN1Encoding.DER);
    }

    private static AlgorithmIdentifier identifier(String algorithm) {
        ASN1ObjectIdentifier ecdsa = X9ObjectIdentifiers.ecdsa_with_SHA256;
        return switch (algorithm) {
            case "SHA256withRSA" ->
                new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
            case "SHA256withECDSA" -> new AlgorithmIdentifier(ecdsa);
            default -> throw new IllegalArgumentException("no signature algorithm of ours: " + algorithm);
        };
    }

    /** Refuses a token that stamps something else, or whose own signature does not hold. */
    static void checkTimeStamp(byte[] token, byte[] sha256) throws RefusedSigning {
        try {
            TimeStampToken stamp = new TimeStampToken(new CMSSignedData(token));
            Collection<X509CertificateHolder> signers = stamp.getCertificates().getMatches(stamp.getSID());
            if (signers.isEmpty()) {
                throw new RefusedSigning(ErrorCode.TIME_STAMP_FAILED, "certificate missing");
            }
            stamp.validate(new JcaSimpleSignerInfoVerifierBuilder().build(List.copyOf(signers).get(0)));
            if (!stamp.getTimeStampInfo().getMessageImprintAlgOID().equals(NISTObjectIdentifiers.id_sha256)
                    || !java.util.Arrays.equals(stamp.getTimeStampInfo().getMessageImprintDigest(), sha256)) {
                throw new RefusedSigning(ErrorCode.TIME_STAMP_FAILED, "imprint");
            }
        } catch (TSPException | IOException | CMSException | OperatorCreationException
                | java.security.cert.CertificateException | RuntimeException e) {
            throw new RefusedSigning(e, ErrorCode.TIME_STAMP_FAILED, String.valueOf(e.getMessage()));
        }
    }
}
