package vn.congvan.signature;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.OtherRevocationInfoFormat;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

import vn.congvan.signature.TestPki.Signer;

/** Messages of signed data, made by BouncyCastle. */
final class SignedCms {

    private SignedCms() {}

    /**
     * Signs.
     *
     * @param attached whether the message holds the content
     * @param attributes whether the signer signs attributes, of which one is the digest of the content, or the content itself
     */
    static byte[] sign(byte[] content, boolean attached, boolean attributes, Signer... signers) throws IOException {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            for (Signer signer : signers) {
                generator.addSignerInfoGenerator(
                        new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                                .setDirectSignature(!attributes)
                                .build(new JcaContentSignerBuilder(signer.algorithm())
                                        .build(signer.keys().getPrivate()), signer.certificate()));
                generator.addCertificates(new JcaCertStore(List.of(signer.certificate())));
            }
            return generator.generate(new CMSProcessableByteArray(content), attached).getEncoded(ASN1Encoding.DER);
        } catch (CMSException | OperatorCreationException | GeneralSecurityException e) {
            throw new IOException("the message cannot be signed", e);
        }
    }

    /** The message with an algorithm more, which no signer uses and whose parameters say what they like. */
    static byte[] withAlgorithmThatHolds(byte[] message, byte[] words) throws IOException {
        ContentInfo info = ContentInfo.getInstance(message);
        SignedData data = SignedData.getInstance(info.getContent());
        ASN1EncodableVector algorithms = new ASN1EncodableVector();
        algorithms.add(new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.3.4"), new DEROctetString(words)));
        data.getDigestAlgorithms().forEach(algorithms::add);
        return new ContentInfo(CMSObjectIdentifiers.signedData, new SignedData(new DERSet(algorithms),
                data.getEncapContentInfo(), data.getCertificates(), data.getCRLs(), data.getSignerInfos()))
                .getEncoded(ASN1Encoding.DER);
    }

    /** The message with an answer (OCSP) beside its certificates, where nothing that was signed reaches. */
    static byte[] withAnswer(byte[] message, byte[] answer) throws IOException {
        ContentInfo info = ContentInfo.getInstance(message);
        SignedData data = SignedData.getInstance(info.getContent());
        OtherRevocationInfoFormat beside = new OtherRevocationInfoFormat(CMSObjectIdentifiers.id_ri_ocsp_response,
                new OCSPResponse(new OCSPResponseStatus(OCSPResponseStatus.SUCCESSFUL),
                        new ResponseBytes(OCSPObjectIdentifiers.id_pkix_ocsp_basic, new DEROctetString(answer))));
        return new ContentInfo(CMSObjectIdentifiers.signedData, new SignedData(data.getDigestAlgorithms(),
                data.getEncapContentInfo(), data.getCertificates(), new DERSet(new DERTaggedObject(false, 1, beside)),
                data.getSignerInfos())).getEncoded(ASN1Encoding.DER);
    }

    /** A message that only hands on a certificate. */
    static byte[] certificates(Signer signer) throws IOException {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addCertificates(new JcaCertStore(List.of(signer.certificate())));
            return generator.generate(new org.bouncycastle.cms.CMSAbsentContent()).getEncoded(ASN1Encoding.DER);
        } catch (CMSException | GeneralSecurityException e) {
            throw new IOException("the message cannot be made", e);
        }
    }
}
