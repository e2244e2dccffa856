package vn.congvan.signing;

/** What a signature is put on for; each has its own look and its own series of signature field names. */
public enum SigningPurpose {
    /** The organisation signs the document after its leader (NĐ 30/2020, Phụ lục I, box 8). */
    ORGANISATION_ON_DOCUMENT("CongVanOrganisation"),
    /** The organisation signs an attachment that is a file of its own. */
    ORGANISATION_ON_ATTACHMENT("CongVanAttachment"),
    /** The organisation signs a copy (sao y, sao lục, trích sao) that it made. */
    ORGANISATION_ON_COPY("CongVanCopy"),
    /** The authorised person signs (Phụ lục I, box 7c). */
    LEADER("CongVanLeader");

    private final String fieldName;

    SigningPurpose(String fieldName) {
        this.fieldName = fieldName;
    }

    /** What the names of its signature fields begin with; a number follows. */
    String fieldName() {
        return fieldName;
    }
}
