package vn.congvan.edxml;

/**
 * Who signed the document ({@code SignerInfo}).
 *
 * @param competence form of authority (quyền hạn: TM., KT., TL. …)
 * @param position title (chức vụ)
 * @param fullName full name (họ và tên)
 */
public record Signer(String competence, String position, String fullName) {

    public static final Signer NONE = new Signer("", "", "");

    public Signer {
        competence = WireText.field(competence);
        position = WireText.field(position);
        fullName = WireText.field(fullName);
    }

    public boolean isEmpty() {
        return equals(NONE);
    }
}
