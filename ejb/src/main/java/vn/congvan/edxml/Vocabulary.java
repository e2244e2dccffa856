package vn.congvan.edxml;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The names of the format. */
final class Vocabulary {

    private static final Map<String, String> ELEMENTS = new HashMap<>();
    private static final Set<String> KEPT = Set.of("Algorithm", "URI");
    private static final Set<String> USUAL_ATTRIBUTES = Set.of("version", "id", "Id", "edXML:id", "edXML:version",
            "mustUnderstand", "actor", "xlink:href", "xlink:type", "xsi:schemaLocation", "xsi:type", "xml:space",
            "xml:lang");
    private static final Set<String> USUAL_PREFIXES = Set.of("xmlns:edXML", "xmlns:ds", "xmlns:xlink", "xmlns:xsi",
            "xmlns:xsd", "xmlns:edxml", "xmlns:dsig");

    static {
        String names = "edXML edXMLEnvelope edXMLHeader edXMLBody MessageHeader TraceHeaderList Signature DigitalSignature"
                + " edXMLManifest Manifest Reference AttachmentEncoded Attachment From To DocumentId Code CodeNumber"
                + " CodeNotation PromulgationInfo Place PromulgationDate DocumentType Type TypeDetail TypeName Subject"
                + " Content SignerInfo Competence Position FullName DueDate OtherInfo Priority SphereOfPromulgation"
                + " TyperNotation PromulgationAmount PageAmount ReplyFors Direction ReferenceCodes Appendixes Appendix"
                + " ResponseFor OrganId SteeringType ResponseForTask TaskCode ApplicationType ToPlaces"
                + " OrganizationInCharge OrganName OrganAdd Email Telephone Fax Website TraceHeader Timestamp Bussiness"
                + " BussinessDocType BussinessDocReason Paper BussinessDocumentInfo DocumentInfo DocumentReceiver"
                + " ReceiverList Receiver ReceiverType ReplacementInfoList ReplacementInfo OrganIdList StaffInfo"
                + " Department DepartmentId Staff StaffId Mobile StatusCode Description ContentId ContentType"
                + " AttachmentName FieldName MimeType Format ContentTransferEncoded SignedInfo CanonicalizationMethod"
                + " SignatureMethod Transforms Transform DigestMethod DigestValue SignatureValue KeyInfo X509Data"
                + " X509SubjectName X509Certificate X509IssuerSerial X509IssuerName X509SerialNumber KeyValue"
                + " RSAKeyValue Modulus Exponent Object Token SignReference";
        for (String name : names.split(" ")) {
            ELEMENTS.put(name, name);
        }
    }

    private Vocabulary() {}

    /** The local name that starts at {@code from}; of a known name always the same object. */
    static String known(String qualified, int from) {
        String local = from == 0 ? qualified : qualified.substring(from);
        return ELEMENTS.getOrDefault(local, local);
    }

    static boolean isKnown(String name) {
        return ELEMENTS.containsKey(name);
    }

    /** Attributes that mean something to us. */
    static boolean isKept(String attribute) {
        return KEPT.contains(attribute);
    }

    static boolean isUsualAttribute(String attribute) {
        return USUAL_ATTRIBUTES.contains(attribute);
    }

    static boolean isUsualPrefix(String declaration) {
        return USUAL_PREFIXES.contains(declaration);
    }
}
