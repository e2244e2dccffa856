package vn.congvan.signing;

import java.nio.file.Path;
import java.util.Date;
import java.util.List;

import eu.europa.esig.dss.enumerations.CertificationPermission;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;

/** What another program makes of a leader's signature: DSS, invisible, with nothing kept free for a number. */
final class ElsewhereSigned {

    private ElsewhereSigned() {}

    static Path sign(Path pdf, Path target, SigningPki.Holder signer) {
        return sign(pdf, target, signer, null);
    }

    /** @param certifying what is still allowed afterwards; null for a signature that certifies nothing */
    static Path sign(Path pdf, Path target, SigningPki.Holder signer, CertificationPermission certifying) {
        PAdESService service = new PAdESService(new CommonCertificateVerifier(true));
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(new CertificateToken(signer.certificate()));
        List<CertificateToken> chain = signer.chain().stream().map(CertificateToken::new).toList();
        parameters.setCertificateChain(chain);
        parameters.bLevel().setSigningDate(Date.from(SigningPki.SIGNED));
        if (certifying != null) {
            parameters.setPermission(certifying);
        }
        DSSDocument document = new FileDocument(pdf.toFile());
        ToBeSigned data = service.getDataToSign(document, parameters);
        DSSDocument signed = service.signDocument(document, parameters,
                new SignatureValue(SignatureAlgorithm.RSA_SHA256, signer.sign(data.getBytes())));
        try {
            signed.save(target.toString());
            return target;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
