package vn.congvan.edxml;

import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Describes the XML signature of a package. */
final class SignatureMapping {

    private static final Set<String> TRANSFORMS = Set.of("http://www.w3.org/2000/09/xmldsig#enveloped-signature",
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments", "http://www.w3.org/2001/10/xml-exc-c14n#",
            "http://www.w3.org/2001/10/xml-exc-c14n#WithComments", "http://www.w3.org/2006/12/xml-c14n11",
            "http://www.w3.org/2006/12/xml-c14n11#WithComments", "http://www.w3.org/2000/09/xmldsig#base64",
            "http://www.w3.org/TR/1999/REC-xpath-19991116", "http://www.w3.org/2002/06/xmldsig-filter2");

    private final Node header;

    SignatureMapping(Node header) {
        this.header = header;
    }

    EdxmlSignatureBlock block() {
        List<Node> all = header.all("Signature");
        if (all.isEmpty()) {
            return header.all("DigitalSignature").isEmpty()
                    ? EdxmlSignatureBlock.NONE
                    : EdxmlSignatureBlock.empty(EdxmlSignatureBlock.Form.EMPTY);
        }
        Node signature = all.get(0);
        Node signed = child(signature, "SignedInfo");
        Node key = child(signature, "KeyInfo");
        if (!key.all("Token").isEmpty() && !signed.hasChildren()) {
            return EdxmlSignatureBlock.empty(EdxmlSignatureBlock.Form.CREDENTIAL);
        }
        if (!signature.hasChildren()) {
            return EdxmlSignatureBlock.empty(EdxmlSignatureBlock.Form.EMPTY);
        }
        Node data = child(key, "X509Data");
        String method = child(signed, "SignatureMethod").attribute("Algorithm");
        String certificate = child(data, "X509Certificate").text();
        List<EdxmlSignatureBlock.Reference> references = new ArrayList<>();
        for (Node reference : signed.all("Reference")) {
            references.add(new EdxmlSignatureBlock.Reference(reference.attribute("URI"),
                    child(reference, "Transforms").all("Transform").stream().map(node -> node.attribute("Algorithm"))
                            .toList(),
                    child(reference, "DigestMethod").attribute("Algorithm"), child(reference, "DigestValue").text()));
        }
        Set<EdxmlSignatureBlock.Doubt> doubts = EnumSet.noneOf(EdxmlSignatureBlock.Doubt.class);
        if (!signature.namespace().equals(PackageReading.XMLDSIG)) {
            doubts.add(EdxmlSignatureBlock.Doubt.NAMESPACE);
        }
        if (certificate.isBlank()) {
            doubts.add(EdxmlSignatureBlock.Doubt.CERTIFICATE_MISSING);
        } else if (!isWhole(certificate)) {
            doubts.add(EdxmlSignatureBlock.Doubt.CERTIFICATE_DAMAGED);
        }
        if (references.isEmpty() || child(signature, "SignatureValue").text().isBlank()) {
            doubts.add(EdxmlSignatureBlock.Doubt.INCOMPLETE);
        }
        if (method.endsWith("sha1") || references.stream().anyMatch(each -> each.digestMethod().endsWith("#sha1"))) {
            doubts.add(EdxmlSignatureBlock.Doubt.ALGORITHM_WEAK);
        }
        if (references.stream().anyMatch(each -> !TRANSFORMS.containsAll(each.transforms()))) {
            doubts.add(EdxmlSignatureBlock.Doubt.TRANSFORM_UNKNOWN);
        }
        return new EdxmlSignatureBlock(EdxmlSignatureBlock.Form.SIGNATURE,
                child(signed, "CanonicalizationMethod").attribute("Algorithm"), method, references,
                child(data, "X509SubjectName").text(), certificate, doubts);
    }

    private static Node child(Node parent, String name) {
        List<Node> all = parent.all(name);
        return all.isEmpty() ? new Node(name, "", java.util.Map.of()) : all.get(0);
    }

    /** A certificate is one DER sequence, as long as it says. */
    private static boolean isWhole(String base64) {
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
        if (der.length < 6 || der[0] != 0x30) {
            return false;
        }
        int first = der[1] & 0xFF;
        if (first < 0x80) {
            return der.length == 2 + first;
        }
        int bytes = first & 0x7F;
        if (bytes > 3) {
            return false;
        }
        int length = 0;
        for (int i = 0; i < bytes; i++) {
            length = length << 8 | der[2 + i] & 0xFF;
        }
        return der.length == 2 + bytes + length;
    }
}
