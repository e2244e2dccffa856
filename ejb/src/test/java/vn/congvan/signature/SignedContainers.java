package vn.congvan.signature;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

import eu.europa.esig.dss.alert.SilentOnStatusAlert;
import eu.europa.esig.dss.asic.cades.ASiCWithCAdESSignatureParameters;
import eu.europa.esig.dss.asic.cades.signature.ASiCWithCAdESService;
import eu.europa.esig.dss.asic.xades.ASiCWithXAdESSignatureParameters;
import eu.europa.esig.dss.asic.xades.signature.ASiCWithXAdESService;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;

import vn.congvan.signature.TestPki.Signer;

/** Containers of signed files, made by DSS. */
final class SignedContainers {

    private SignedContainers() {}

    /** How the signatures of a container are written. */
    enum Form {
        CMS,
        XML
    }

    /** A new container with these files; or, where that is the only one and a container already, another signature in it. */
    static byte[] sign(Form form, ASiCContainerType type, Map<String, byte[]> files, Signer signer, Instant at)
            throws IOException {
        List<DSSDocument> documents = new ArrayList<>();
        files.forEach((name, bytes) -> documents.add(new InMemoryDocument(bytes, name)));
        CertificateToken certificate = new CertificateToken(signer.certificate());
        DSSDocument signed;
        if (form == Form.CMS) {
            ASiCWithCAdESService service = new ASiCWithCAdESService(verifier());
            ASiCWithCAdESSignatureParameters parameters = new ASiCWithCAdESSignatureParameters();
            parameters.setSignatureLevel(SignatureLevel.CAdES_BASELINE_B);
            parameters.aSiC().setContainerType(type);
            parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
            parameters.setSigningCertificate(certificate);
            parameters.setCertificateChain(certificate);
            parameters.bLevel().setSigningDate(Date.from(at));
            ToBeSigned data = service.getDataToSign(documents, parameters);
            signed = service.signDocument(documents, parameters, value(signer, data));
        } else {
            ASiCWithXAdESService service = new ASiCWithXAdESService(verifier());
            ASiCWithXAdESSignatureParameters parameters = new ASiCWithXAdESSignatureParameters();
            parameters.setSignatureLevel(SignatureLevel.XAdES_BASELINE_B);
            parameters.aSiC().setContainerType(type);
            parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
            parameters.setSigningCertificate(certificate);
            parameters.setCertificateChain(certificate);
            parameters.bLevel().setSigningDate(Date.from(at));
            ToBeSigned data = service.getDataToSign(documents, parameters);
            signed = service.signDocument(documents, parameters, value(signer, data));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        signed.writeTo(out);
        return out.toByteArray();
    }

    /** One that lets people sign with certificates that have expired, as programs of the field do. */
    private static CommonCertificateVerifier verifier() {
        CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
        verifier.setAlertOnExpiredCertificate(new SilentOnStatusAlert());
        return verifier;
    }

    private static SignatureValue value(Signer signer, ToBeSigned data) throws IOException {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(signer.keys().getPrivate());
            signature.update(data.getBytes());
            return new SignatureValue(SignatureAlgorithm.RSA_SHA256, signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IOException("the container cannot be signed", e);
        }
    }
}
