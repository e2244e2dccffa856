package vn.congvan.signature;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.XMLSignatureException;

import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.poifs.crypt.HashAlgorithm;
import org.apache.poi.poifs.crypt.dsig.SignatureConfig;
import org.apache.poi.poifs.crypt.dsig.SignatureInfo;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

import vn.congvan.signature.TestPki.Signer;

/** Office files, and signatures of Apache POI on them. */
final class SignedOffice {

    private SignedOffice() {}

    static byte[] document(String sentence) throws IOException {
        try (XWPFDocument document = new XWPFDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.createParagraph().createRun().setText(sentence);
            document.createHeader(org.apache.poi.wp.usermodel.HeaderFooterType.DEFAULT).createParagraph().createRun()
                    .setText("UBND tỉnh Ví Dụ");
            document.createParagraph().createHyperlinkRun("https://example.invalid/").setText("liên kết");
            document.write(out);
            return out.toByteArray();
        }
    }

    static byte[] workbook(String sentence) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            workbook.createSheet("Biểu 1").createRow(0).createCell(0).setCellValue(sentence);
            workbook.createSheet("Biểu 2");
            workbook.write(out);
            return out.toByteArray();
        }
    }

    static byte[] sign(byte[] file, Signer signer, Instant at) throws IOException {
        return sign(file, signer, at, HashAlgorithm.sha256);
    }

    static byte[] sign(byte[] file, Signer signer, Instant at, HashAlgorithm digest) throws IOException {
        try (OPCPackage office = OPCPackage.open(new ByteArrayInputStream(file));
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            SignatureConfig config = new SignatureConfig();
            config.setKey(signer.keys().getPrivate());
            config.setSigningCertificateChain(List.of(signer.certificate()));
            config.setDigestAlgo(digest);
            config.setExecutionTime(Date.from(at));
            config.setAllowMultipleSignatures(true);
            SignatureInfo info = new SignatureInfo();
            info.setOpcPackage(office);
            info.setSignatureConfig(config);
            info.confirmSignature();
            office.save(out);
            return out.toByteArray();
        } catch (InvalidFormatException | XMLSignatureException | MarshalException e) {
            throw new IOException("the file cannot be signed", e);
        }
    }
}
