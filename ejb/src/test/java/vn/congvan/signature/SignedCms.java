package vn.congvan.signature;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;

import org.bouncycastle.asn1.ASN1Encoding;
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
