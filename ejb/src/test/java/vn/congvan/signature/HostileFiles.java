package vn.congvan.signature;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that are made to bring down whoever looks into them: all bear the marks of a signature, and none holds one that is good. */
public final class HostileFiles {

    private static final int MEGABYTE = 1 << 20;
    private static final String XMLDSIG = "http://www.w3.org/2000/09/xmldsig#";

    private HostileFiles() {}

    /** By name, small ones first. */
    public static Map<String, byte[]> all() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("empty-signature.pdf", pdf("/ByteRange [0 0 0 0]", ""));
        files.put("byte-range-negative.pdf", pdf("/ByteRange [0 -1 -5 99]", ""));
        files.put("byte-range-overflow.pdf",
                pdf("/ByteRange [0 9223372036854775807 9223372036854775807 9223372036854775807]", ""));
        files.put("byte-range-huge.pdf", pdf("/ByteRange [0 10 4000000000 4000000000]", ""));
        files.put("arrays-in-arrays.pdf", pdf("/ByteRange [0 1 2 3]", "/Deep " + "[".repeat(500_000)));
        files.put("dictionaries-in-dictionaries.pdf", pdf("/ByteRange [0 1 2 3]", "/Deep " + "<</A ".repeat(300_000)));
        files.put("previous-is-itself.pdf", previousIsItself());
        files.put("pages-in-a-circle.pdf", circle());
        files.put("cross-references-of-600-megabytes.pdf", crossReferences(600));
        files.put("forty-signatures.pdf", pdf("/ByteRange [0 1 2 3]", "/ByteRange [0 1 2 3] ".repeat(40)));
        files.put("nested.p7s", nested(200_000));
        files.put("endless-length.p7s",
                concat(new byte[] {0x30, (byte) 0x84, 0x7f, -1, -1, -1, 6, 9, 0x2a, (byte) 0x86, 0x48,
                        (byte) 0x86, (byte) 0xf7, 0x0d, 1, 7, 2}, new byte[100]));
        files.put("elements-in-elements.xml",
                utf8("<a xmlns='" + XMLDSIG + "'><SignatureValue/>" + "<b>".repeat(500_000)));
        files.put("entities.xml", utf8(laughs()));
        files.put("program.xml", signature("<Transform Algorithm='http://www.w3.org/TR/1999/REC-xslt-19991116'>"
                + "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
                + "<xsl:template match='/'><xsl:call-template name='a'/></xsl:template>"
                + "<xsl:template name='a'><xsl:call-template name='a'/></xsl:template></xsl:stylesheet></Transform>",
                1));
        files.put("search.xml", signature("<Transform Algorithm='http://www.w3.org/TR/1999/REC-xpath-19991116'>"
                + "<XPath>count(//*[count(//*) &gt; 0]) &gt; 0</XPath></Transform>", 1));
        files.put("two-thousand-steps.xml",
                signature("<Transform Algorithm='http://www.w3.org/2001/10/xml-exc-c14n#'/>".repeat(2_000), 1));
        files.put("twenty-thousand-references.xml", signature("", 20_000));
        files.put("zeros.asice", archive(Map.of("META-INF/signatures.xml", utf8("<x/>")), 400));
        files.put("outside.asice",
                archive(Map.of("META-INF/signatures.xml", utf8("<x/>"), "../../outside", utf8("x")), 0));
        files.put("entries.asice", manyEntries(20_000));
        files.put("zeros.docx",
                archive(Map.of("[Content_Types].xml", utf8("<Types/>"), "_xmlsignatures/sig1.xml", utf8("<x/>")), 400));
        return files;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** One page, and a field with a signature that has these entries; the cross references are left to the reader. */
    private static byte[] pdf(String range, String more) {
        return utf8(
                "%PDF-1.7\n1 0 obj <</Type/Catalog /Pages 2 0 R /AcroForm <</SigFlags 3 /Fields [4 0 R]>>>> endobj\n"
                        + "2 0 obj <</Type/Pages /Kids [3 0 R] /Count 1>> endobj\n"
                        + "3 0 obj <</Type/Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [4 0 R]>> endobj\n"
                        + "4 0 obj <</Type/Annot /Subtype/Widget /FT/Sig /T(S) /Rect [0 0 0 0] /P 3 0 R /V 5 0 R>> endobj\n"
                        + "5 0 obj <</Type/Sig /Filter/Adobe.PPKLite /SubFilter/adbe.pkcs7.detached " + range
                        + " /Contents <3003020103> " + more + ">> endobj\ntrailer <</Root 1 0 R /Size 6>>\n%%EOF\n");
    }

    private static byte[] previousIsItself() {
        String body = new String(pdf("/ByteRange [0 1 2 3]", ""), StandardCharsets.UTF_8);
        String head = body.substring(0, body.indexOf("trailer"));
        return utf8(head + "xref\n0 1\n0000000000 65535 f \ntrailer <</Root 1 0 R /Size 6 /Prev " + head.length()
                + ">>\nstartxref\n" + head.length() + "\n%%EOF\n");
    }

    private static byte[] circle() {
        return utf8(new String(pdf("/ByteRange [0 1 2 3]", ""), StandardCharsets.UTF_8)
                .replace("/Kids [3 0 R]", "/Kids [2 0 R 3 0 R]")
                .replace("/FT/Sig /T(S)", "/FT/Sig /T(S) /Kids [4 0 R] /Parent 4 0 R"));
    }

    private static byte[] crossReferences(int megabytes) throws IOException {
        byte[] packed = zeros(megabytes, false);
        byte[] head = utf8("%PDF-1.7\n1 0 obj <</Type/Catalog /ByteRange [0 1 2 3]>> endobj\n");
        return concat(head,
                utf8("9 0 obj <</Type/XRef /Size 99999999 /W [1 4 2] /Root 1 0 R /Filter/FlateDecode /Length "
                        + packed.length + ">> stream\n"),
                packed, utf8("\nendstream endobj\nstartxref\n" + head.length + "\n%%EOF\n"));
    }

    private static byte[] zeros(int megabytes, boolean raw) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, raw);
        try (DeflaterOutputStream packed = new DeflaterOutputStream(out, deflater)) {
            byte[] block = new byte[MEGABYTE];
            for (int i = 0; i < megabytes; i++) {
                packed.write(block);
            }
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    private static byte[] nested(int depth) {
        byte[] begin = {0x30, (byte) 0x80};
        byte[] message = new byte[2 * depth + 13];
        for (int i = 0; i < depth; i++) {
            System.arraycopy(begin, 0, message, 2 * i, 2);
        }
        byte[] signedData = {6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 7, 2, 0, 0};
        System.arraycopy(signedData, 0, message, 2 * depth, signedData.length);
        return message;
    }

    private static String laughs() {
        StringBuilder entities = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 'ha'>");
        for (int i = 1; i < 30; i++) {
            entities.append("<!ENTITY e").append(i).append(" '").append(("&e" + (i - 1) + ";").repeat(10)).append("'>");
        }
        return entities.append("]><a xmlns='" + XMLDSIG + "'><SignatureValue>&e29;</SignatureValue></a>").toString();
    }

    private static byte[] signature(String transforms, int references) {
        String reference = "<Reference URI=''><Transforms>" + transforms
                + "</Transforms><DigestMethod Algorithm='http://www.w3.org/2001/04/xmlenc#sha256'/><DigestValue>AAAA</DigestValue></Reference>";
        return utf8("<page><Signature xmlns='" + XMLDSIG + "'><SignedInfo>"
                + "<CanonicalizationMethod Algorithm='http://www.w3.org/2001/10/xml-exc-c14n#'/>"
                + "<SignatureMethod Algorithm='http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'/>"
                + reference.repeat(references)
                + "</SignedInfo><SignatureValue>AAAA</SignatureValue></Signature></page>");
    }

    private static byte[] archive(Map<String, byte[]> entries, int megabytesOfZeros) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
            if (megabytesOfZeros > 0) {
                zip.putNextEntry(new ZipEntry("zeros"));
                byte[] block = new byte[MEGABYTE];
                for (int i = 0; i < megabytesOfZeros; i++) {
                    zip.write(block);
                }
            }
        }
        return out.toByteArray();
    }

    private static byte[] manyEntries(int count) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("META-INF/signatures.xml", utf8("<x/>"));
        byte[] nothing = {};
        for (int i = 0; i < count; i++) {
            entries.put("file-" + i, Arrays.copyOf(nothing, 0));
        }
        return archive(entries, 0);
    }
}
