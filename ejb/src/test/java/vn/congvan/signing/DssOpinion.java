package vn.congvan.signing;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.reports.Reports;

/** What DSS, with its own policy, says of a PDF: an opinion from outside on what this room makes. */
final class DssOpinion {

    /**
     * @param field the name of the signature's field
     * @param indication in the simple report
     * @param intact whether its bytes are as they were signed
     * @param level baseline
     * @param claimed the signing time
     * @param undefinedChanges what was done to the file afterwards and is neither a form filled in, a signature nor its evidence
     */
    record Signature(String field, Indication indication, boolean intact, SignatureLevel level, Date claimed,
            List<String> undefinedChanges) {}

    private DssOpinion() {}

    static List<Signature> of(byte[] pdf, SigningPki pki) {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(new CertificateToken(pki.root()));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
        verifier.setTrustedCertSources(trusted);
        verifier.setCrlSource(new ExternalResourcesCRLSource(pki.revocationLists().stream()
                .map(java.io.ByteArrayInputStream::new).toArray(java.io.InputStream[]::new)));
        PDFDocumentValidator validator = new PDFDocumentValidator(new InMemoryDocument(pdf));
        validator.setCertificateVerifier(verifier);
        validator.setValidationTime(Date.from(SigningPki.SIGNED.plusSeconds(3600)));
        Reports reports = validator.validateDocument();
        DiagnosticData data = reports.getDiagnosticData();
        List<Signature> found = new ArrayList<>();
        for (SignatureWrapper signature : data.getSignatures()) {
            found.add(new Signature(signature.getFirstFieldName(),
                    reports.getSimpleReport().getIndication(signature.getId()),
                    signature.isSignatureIntact() && signature.isSignatureValid(), signature.getSignatureFormat(),
                    signature.getClaimedSigningTime(),
                    undefined(signature)));
        }
        return found;
    }

    private static List<String> undefined(SignatureWrapper signature) {
        PDFRevisionWrapper revision = signature.getPDFRevision();
        List<String> changes = new ArrayList<>();
        revision.getPdfUndefinedChanges().forEach(change -> changes.add(change.getAction() + " " + change.getValue()));
        revision.getPdfAnnotationChanges().forEach(change -> changes.add(change.getAction() + " " + change.getValue()));
        revision.getPdfPageDifferenceConcernedPages().forEach(page -> changes.add("page " + page));
        revision.getPdfVisualDifferenceConcernedPages().forEach(page -> changes.add("visible on page " + page));
        return changes;
    }
}
