package vn.congvan.signature;

import java.time.Instant;
import java.util.Date;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.enumerations.TokenExtractionStrategy;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonCertificateSource;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.ExternalResourcesOCSPSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;

/** What the library finds in a document: signatures, certificates, time stamps. It is never let near the network, nor asked what it makes of it. */
final class FoundSignatures {

    private final TrustMaterial trust;
    private final Instant now;

    FoundSignatures(TrustMaterial trust, Instant now) {
        this.trust = trust;
        this.now = now;
    }

    DiagnosticData in(SignedDocumentValidator validator) {
        validator.setCertificateVerifier(verifier());
        validator.setValidationTime(Date.from(now));
        validator.setTokenExtractionStrategy(TokenExtractionStrategy.EXTRACT_ALL);
        return new DiagnosticData(validator.getDiagnosticData());
    }

    private CertificateVerifier verifier() {
        // without its own sources: the usual constructor would fetch addresses that the sender wrote into a certificate
        CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
        verifier.setAIASource(null);
        CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
        trust.anchors().forEach(der -> anchors.addCertificate(certificate(der)));
        verifier.setTrustedCertSources(anchors);
        CommonCertificateSource others = new CommonCertificateSource();
        trust.intermediates().forEach(der -> others.addCertificate(certificate(der)));
        trust.responders().forEach(der -> others.addCertificate(certificate(der)));
        verifier.setAdjunctCertSources(others);
        verifier.setCrlSource(new ExternalResourcesCRLSource(
                trust.lists().stream().map(InMemoryDocument::new).toArray(DSSDocument[]::new)));
        verifier.setOcspSource(new ExternalResourcesOCSPSource(
                trust.answers().stream().filter(RevocationAnswer::isOne).map(InMemoryDocument::new)
                        .toArray(DSSDocument[]::new)));
        return verifier;
    }

    private static CertificateToken certificate(byte[] der) {
        return DSSUtils.loadCertificate(der);
    }
}
