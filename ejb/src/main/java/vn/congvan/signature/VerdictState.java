package vn.congvan.signature;

/**
 * What a person may make of the signatures of a file: one of six states, the worst first. A file with several signatures is in the worst
 * state of them.
 */
public enum VerdictState {
    /** Không kiểm tra được: nobody could look, or there is a signature that nobody can read. */
    CANNOT_CHECK,
    /** Nội dung bị thay đổi: something was changed, added or hidden after it was signed. */
    CHANGED_AFTER_SIGNING,
    /** Chứng thư hết hạn hoặc bị thu hồi: intact, by a signer whom the certificate no longer vouched for. */
    SIGNER_EXPIRED_OR_REVOKED,
    /** Toàn vẹn, chưa xác định người ký: intact; who signed could not be confirmed. */
    INTACT_SIGNER_UNCONFIRMED,
    /** Không có chữ ký số: nothing in it looks like a signature. */
    UNSIGNED,
    /** Hợp lệ: intact, by a signer who can be believed. */
    VALID
}
