package vn.congvan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.pdf.modifications.DefaultPdfDifferencesFinder;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxNativeObjectFactory;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonCertificateSource;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.policy.ValidationPolicyLoader;
import vn.congvan.signature.TrustMaterial;

/**
 * The library alone, as one would use it who asks for its own verdict: trusted certificates, lists and its default policy are read once, pages are not rendered.
 * This is what the node's verdicts are compared with.
 */
final class BareDss {

    private final CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
    private final ValidationPolicy policy = ValidationPolicyLoader.fromDefaultValidationPolicy().create();

    BareDss(TrustMaterial trust) {
        CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
        trust.anchors().forEach(der -> anchors.addCertificate(DSSUtils.loadCertificate(der)));
        verifier.setTrustedCertSources(anchors);
        CommonCertificateSource others = new CommonCertificateSource();
        trust.intermediates().forEach(der -> others.addCertificate(DSSUtils.loadCertificate(der)));
        verifier.setAdjunctCertSources(others);
        verifier.setCrlSource(new ExternalResourcesCRLSource(
                trust.lists().stream().map(InMemoryDocument::new).toArray(InMemoryDocument[]::new)));
    }

    /** Whether the library finds every signature of a file good. */
    boolean passes(Path file, Instant now) throws IOException {
        PDFDocumentValidator validator = new PDFDocumentValidator(new InMemoryDocument(Files.readAllBytes(file)));
        PdfBoxNativeObjectFactory objects = new PdfBoxNativeObjectFactory();
        DefaultPdfDifferencesFinder differences = new DefaultPdfDifferencesFinder();
        differences.setMaximalPagesAmountForVisualComparison(0);
        objects.setPdfDifferencesFinder(differences);
        validator.setPdfObjFactory(objects);
        validator.setCertificateVerifier(verifier);
        validator.setValidationTime(Date.from(now));
        SimpleReport report = validator.validateDocument(policy).getSimpleReport();
        return report.getSignaturesCount() > 0
                && report.getSignatureIdList().stream().map(report::getIndication)
                        .allMatch(Indication.TOTAL_PASSED::equals);
    }
}
